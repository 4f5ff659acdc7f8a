package io.github.loantwin.env.loan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The book as columns: one array per attribute, loans of one due day side by side, so that a day reads one contiguous
 * run.
 *
 * <p>Segment {@code d} (0-27, due day d + 1) occupies the slots {@code start(d) .. start(d) + size(d) - 1}, and within it the
 * loans of a product stand side by side, from the last product to the first. A slot is no identity: new loans move the
 * first loans of each product behind them, a removal moves the last loan of its own product and the last ones of those
 * behind. When a segment is full, loans are shifted to give it room; columns that are nearly full are replaced by larger ones, which is
 * the only allocation.
 */
public final class LoanColumns {
    /** Number of due days, and of segments. */
    public static final int SEGMENTS = 28;

    /** Flag: the collateral is real estate (business loans). */
    public static final byte REAL_ESTATE = 1;
    /** Flag: the loan has been 90 days past due before. */
    public static final byte DEFAULTED_ONCE = 2;
    /** Flag: written down to collateral value at 180 days. */
    public static final byte CHARGED_DOWN = 4;
    /** Flag: bought from another lender. */
    public static final byte PURCHASED = 8;

    /** Stands in {@link #missed} for a loan that leaves the books today, until {@link #removeGone}. */
    public static final byte GONE = -1;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SIGNS = 0x8080808080808080L;

    /** From this many loans on, a run is copied column by column in one call each. */
    private static final int BLOCK = 8;

    /** Applicant from which the loan came: the key of all its luck. */
    public long[] id;
    /** Index of {@link Product}. */
    public byte[] product;
    /** Unpaid billing cycles: 0 current, 1 = 30 days, 2 = 60 days, 3 and more = 90 days and more. */
    public byte[] missed;
    /** Flags, see the constants. */
    public byte[] flags;
    /** IFRS 9 stage less one, as last marked. */
    public byte[] stage;
    /** Due dates in a row at which the loan was current, at most 100. */
    public byte[] performing;
    /** Instalments not yet fallen due; cards: unused. */
    public short[] remaining;
    /** Months since origination. */
    public short[] age;
    /** Original term in months; cards: 0. */
    public short[] term;
    /** Months in which refinancing would have paid (burn-out). */
    public short[] burnout;
    /** Credit score at origination. */
    public short[] score;
    /** Day on which the running interest period began. */
    public int[] periodStart;
    /** Unpaid principal. */
    public long[] balance;
    /** Original amount; cards: credit limit. */
    public long[] amount;
    /** Contractual instalment; cards: unused. */
    public long[] instalment;
    /** Accrued interest of earlier periods that has not been paid. */
    public long[] interestArrears;
    /** Interest of the running period. */
    public long[] periodInterest;
    /** Part of it recognised per day. */
    public long[] dailyInterest;
    /** Origination cost not yet amortised. */
    public long[] deferredCost;
    /** Principal already charged down at 180 days (mortgages). */
    public long[] writtenDown;
    /** Collateral value at origination, 0 without collateral. */
    public long[] collateral;
    /** Mark: 12-month expected loss. */
    public long[] expectedLoss;
    /** Mark: lifetime expected credit loss. */
    public long[] allowance;
    /** Annual rate, a fraction. */
    public double[] rate;
    /** Contractual margin over the market funding rate (fixed) or the index (floating) at origination. */
    public float[] margin;
    /** Funding rate locked at origination (floating: over the index). */
    public float[] fundingRate;
    /** Risk multiplier of the entry into delinquency, mean 1 over the accepted book. */
    public float[] riskMultiplier;
    /** True house price index when the collateral was valued. */
    public float[] indexAtOrigination;
    /** Loan to value at origination, 0 without collateral. */
    public float[] ltv;
    /** Debt to income at origination (business: debt service to cash flow). */
    public float[] dti;
    /** Annual income, currency units. */
    public float[] income;
    /** Cards: utilisation that the account tends to. */
    public float[] utilisation;
    /** Internal-ratings risk weight from the through-the-cycle PD. */
    public float[] irbWeight;

    private final int[] start = new int[SEGMENTS + 1];
    private final int[] size = new int[SEGMENTS];
    /** Loans by segment and product. */
    private final int[] count = new int[SEGMENTS * Product.COUNT];

    private final int[] before = new int[SEGMENTS + 1];
    private int loans;

    /** Creates empty columns with room for about the given number of loans. */
    public LoanColumns(int capacity) {
        int slots = capacity + 2 * SEGMENTS;
        allocate(slots);
        layOut(slots);
    }

    /** Returns the number of loans. */
    public int count() {
        return loans;
    }

    /** Returns the first slot of a segment. */
    public int start(int segment) {
        return start[segment];
    }

    /** Returns the number of loans of a segment. */
    public int size(int segment) {
        return size[segment];
    }

    /** Returns the slots that the columns hold, used or not. */
    public int capacity() {
        return start[SEGMENTS];
    }

    /** Forgets every loan and keeps the room. */
    public void clear() {
        forget();
        layOut(capacity());
    }

    private void forget() {
        Arrays.fill(size, 0);
        Arrays.fill(count, 0);
        loans = 0;
    }

    /** Returns the first slot of a product's loans in a segment. */
    public int runStart(int segment, int productIndex) {
        int slot = start[segment];
        for (int k = Product.COUNT - 1; k > productIndex; k--) {
            slot += count[segment * Product.COUNT + k];
        }
        return slot;
    }

    /** Returns the slot after a product's last loan in a segment. */
    public int runEnd(int segment, int productIndex) {
        return runStart(segment, productIndex) + count[segment * Product.COUNT + productIndex];
    }

    /** Returns the slot of a new loan of a product in a segment, its other columns to be written by the caller. */
    public int append(int segment, int productIndex) {
        if (start[segment] + size[segment] == start[segment + 1]) {
            grow();
        }
        loans++;
        int slot = start[segment] + size[segment]++;
        for (int k = 0; k < productIndex; k++) {
            int run = count[segment * Product.COUNT + k];
            if (run > 0) {
                move(slot - run, slot);
                slot -= run;
            }
        }
        count[segment * Product.COUNT + productIndex]++;
        product[slot] = (byte) productIndex;
        return slot;
    }

    /**
     * Adds loans of a product to a segment, behind those it has.
     *
     * @param from columns whose first slots hold the loans
     * @param added number of loans
     * @return the slot of the first; the others follow
     */
    public int insert(int segment, int productIndex, LoanColumns from, int added) {
        int done = 0;
        while (done < added) {
            int room = start[segment + 1] - start[segment] - size[segment];
            int part = Math.min(added - done, room);
            if (part > 0) {
                insert(segment, productIndex, from, done, part);
                done += part;
            } else {
                grow();
            }
        }
        return runEnd(segment, productIndex) - added;
    }

    private void insert(int segment, int productIndex, LoanColumns from, int first, int added) {
        int end = start[segment] + size[segment];
        for (int k = 0; k < productIndex; k++) {
            int run = count[segment * Product.COUNT + k];
            end -= run;
            relocate(this, end, end + Math.max(added, run), Math.min(added, run));
        }
        relocate(from, first, end, added);
        count[segment * Product.COUNT + productIndex] += added;
        size[segment] += added;
        loans += added;
    }

    /**
     * Removes the loans of a segment that are {@link #GONE}: the last loans of a product take their slots, and the last
     * ones of each product behind close the gap.
     *
     * @return how many were removed
     */
    public int removeGone(int segment) {
        int gap = 0;
        int begin = start[segment];
        for (int k = Product.COUNT - 1; k >= 0; k--) {
            int run = count[segment * Product.COUNT + k];
            int end = begin + run;
            int i = end;
            while (i > begin) {
                if (i - begin >= Long.BYTES && ((long) EIGHT_BYTES.get(missed, i - Long.BYTES) & SIGNS) == 0) {
                    i -= Long.BYTES; // none of these eight is gone: no other count of missed instalments is negative
                } else if (missed[--i] == GONE && i != --end) {
                    move(end, i);
                }
            }
            int moved = Math.min(gap, end - begin);
            relocate(this, end - moved, begin - gap, moved);
            count[segment * Product.COUNT + k] = end - begin;
            gap += begin + run - end;
            begin += run;
        }
        size[segment] -= gap;
        loans -= gap;
        return gap;
    }

    /**
     * Makes room in every segment: by shifting loans within the columns while a tenth of them is free, else in columns a
     * quarter larger than the book.
     */
    private void grow() {
        int needed = loans + loans / 10 + 2 * SEGMENTS;
        if (needed <= capacity()) {
            spread(capacity());
        } else {
            LoanColumns old = new LoanColumns(this);
            int[] oldStart = start.clone();
            allocate(needed + needed / 8);
            layOut(needed + needed / 8);
            for (int d = 0; d < SEGMENTS; d++) {
                copyRun(old, oldStart[d], start[d], size[d]);
            }
        }
    }

    /** Sets the segments' starts so that each gets its loans and an equal part of what is free. */
    private void layOut(int slots) {
        int free = slots - loans;
        int at = 0;
        for (int d = 0; d < SEGMENTS; d++) {
            start[d] = at;
            at += size[d] + (int) ((long) free * (d + 1) / SEGMENTS) - (int) ((long) free * d / SEGMENTS);
        }
        start[SEGMENTS] = slots;
    }

    /** Shifts the segments within the columns: those that move down from the first on, then the others from the last on. */
    private void spread(int slots) {
        System.arraycopy(start, 0, before, 0, start.length);
        layOut(slots);
        for (int d = 0; d < SEGMENTS; d++) {
            if (start[d] < before[d]) {
                copyRun(this, before[d], start[d], size[d]);
            }
        }
        for (int d = SEGMENTS - 1; d >= 0; d--) {
            if (start[d] > before[d]) {
                copyRun(this, before[d], start[d], size[d]);
            }
        }
    }

    /** Lays the empty columns out for segments of the given sizes, for a restored state. */
    private void makeRoom(int[] sizes) {
        int total = 0;
        boolean fits = true;
        for (int d = 0; d < SEGMENTS; d++) {
            total += sizes[d];
            fits &= sizes[d] <= start[d + 1] - start[d];
        }
        if (fits) {
            return;
        }
        System.arraycopy(sizes, 0, size, 0, SEGMENTS);
        loans = total;
        int needed = total + total / 10 + 2 * SEGMENTS;
        if (needed > capacity()) {
            allocate(needed);
        }
        layOut(Math.max(needed, capacity()));
        forget();
    }

    /** A view of the same arrays, so that they can be copied into larger ones. */
    private LoanColumns(LoanColumns other) {
        System.arraycopy(other.start, 0, start, 0, start.length);
        id = other.id;
        product = other.product;
        missed = other.missed;
        flags = other.flags;
        stage = other.stage;
        performing = other.performing;
        remaining = other.remaining;
        age = other.age;
        term = other.term;
        burnout = other.burnout;
        score = other.score;
        periodStart = other.periodStart;
        balance = other.balance;
        amount = other.amount;
        instalment = other.instalment;
        interestArrears = other.interestArrears;
        periodInterest = other.periodInterest;
        dailyInterest = other.dailyInterest;
        deferredCost = other.deferredCost;
        writtenDown = other.writtenDown;
        collateral = other.collateral;
        expectedLoss = other.expectedLoss;
        allowance = other.allowance;
        rate = other.rate;
        margin = other.margin;
        fundingRate = other.fundingRate;
        riskMultiplier = other.riskMultiplier;
        indexAtOrigination = other.indexAtOrigination;
        ltv = other.ltv;
        dti = other.dti;
        income = other.income;
        utilisation = other.utilisation;
        irbWeight = other.irbWeight;
    }

    private void allocate(int slots) {
        id = new long[slots];
        product = new byte[slots];
        missed = new byte[slots];
        flags = new byte[slots];
        stage = new byte[slots];
        performing = new byte[slots];
        remaining = new short[slots];
        age = new short[slots];
        term = new short[slots];
        burnout = new short[slots];
        score = new short[slots];
        periodStart = new int[slots];
        balance = new long[slots];
        amount = new long[slots];
        instalment = new long[slots];
        interestArrears = new long[slots];
        periodInterest = new long[slots];
        dailyInterest = new long[slots];
        deferredCost = new long[slots];
        writtenDown = new long[slots];
        collateral = new long[slots];
        expectedLoss = new long[slots];
        allowance = new long[slots];
        rate = new double[slots];
        margin = new float[slots];
        fundingRate = new float[slots];
        riskMultiplier = new float[slots];
        indexAtOrigination = new float[slots];
        ltv = new float[slots];
        dti = new float[slots];
        income = new float[slots];
        utilisation = new float[slots];
        irbWeight = new float[slots];
    }

    /** Returns the number of bytes that {@link #save} writes. */
    public long stateBytes() {
        return SEGMENTS * (long) Integer.BYTES + (long) loans * ColumnBytes.bytesPerLoan(this);
    }

    /** Writes every loan, segment by segment in the order of slots. */
    public void save(ByteBuffer out) {
        for (int d = 0; d < SEGMENTS; d++) {
            out.putInt(size[d]);
        }
        for (int d = 0; d < SEGMENTS; d++) {
            ColumnBytes.save(this, start[d], size[d], out);
        }
    }

    /** Replaces the loans by those that {@link #save} wrote. */
    public void restore(ByteBuffer in) {
        int[] sizes = new int[SEGMENTS];
        for (int d = 0; d < SEGMENTS; d++) {
            sizes[d] = in.getInt();
        }
        ColumnBytes.requireRows(sizes, in.remaining());
        clear();
        makeRoom(sizes);
        for (int d = 0; d < SEGMENTS; d++) {
            ColumnBytes.restore(this, start[d], sizes[d], in);
            size[d] = sizes[d];
            loans += sizes[d];
            for (int i = start[d]; i < start[d] + sizes[d]; i++) {
                count[d * Product.COUNT + product[i]]++;
            }
        }
    }

    /** Copies some loans to slots that none of them stands in. */
    private void relocate(LoanColumns source, int from, int to, int length) {
        if (length >= BLOCK) {
            copyRun(source, from, to, length);
            return;
        }
        for (int n = 0; n < length; n++) {
            move(source, from + n, to + n);
        }
    }

    private void move(int from, int to) {
        move(this, from, to);
    }

    private void move(LoanColumns source, int from, int to) {
        id[to] = source.id[from];
        product[to] = source.product[from];
        missed[to] = source.missed[from];
        flags[to] = source.flags[from];
        stage[to] = source.stage[from];
        performing[to] = source.performing[from];
        remaining[to] = source.remaining[from];
        age[to] = source.age[from];
        term[to] = source.term[from];
        burnout[to] = source.burnout[from];
        score[to] = source.score[from];
        periodStart[to] = source.periodStart[from];
        balance[to] = source.balance[from];
        amount[to] = source.amount[from];
        instalment[to] = source.instalment[from];
        interestArrears[to] = source.interestArrears[from];
        periodInterest[to] = source.periodInterest[from];
        dailyInterest[to] = source.dailyInterest[from];
        deferredCost[to] = source.deferredCost[from];
        writtenDown[to] = source.writtenDown[from];
        collateral[to] = source.collateral[from];
        expectedLoss[to] = source.expectedLoss[from];
        allowance[to] = source.allowance[from];
        rate[to] = source.rate[from];
        margin[to] = source.margin[from];
        fundingRate[to] = source.fundingRate[from];
        riskMultiplier[to] = source.riskMultiplier[from];
        indexAtOrigination[to] = source.indexAtOrigination[from];
        ltv[to] = source.ltv[from];
        dti[to] = source.dti[from];
        income[to] = source.income[from];
        utilisation[to] = source.utilisation[from];
        irbWeight[to] = source.irbWeight[from];
    }

    private void copyRun(LoanColumns source, int from, int to, int length) {
        System.arraycopy(source.id, from, id, to, length);
        System.arraycopy(source.product, from, product, to, length);
        System.arraycopy(source.missed, from, missed, to, length);
        System.arraycopy(source.flags, from, flags, to, length);
        System.arraycopy(source.stage, from, stage, to, length);
        System.arraycopy(source.performing, from, performing, to, length);
        System.arraycopy(source.remaining, from, remaining, to, length);
        System.arraycopy(source.age, from, age, to, length);
        System.arraycopy(source.term, from, term, to, length);
        System.arraycopy(source.burnout, from, burnout, to, length);
        System.arraycopy(source.score, from, score, to, length);
        System.arraycopy(source.periodStart, from, periodStart, to, length);
        System.arraycopy(source.balance, from, balance, to, length);
        System.arraycopy(source.amount, from, amount, to, length);
        System.arraycopy(source.instalment, from, instalment, to, length);
        System.arraycopy(source.interestArrears, from, interestArrears, to, length);
        System.arraycopy(source.periodInterest, from, periodInterest, to, length);
        System.arraycopy(source.dailyInterest, from, dailyInterest, to, length);
        System.arraycopy(source.deferredCost, from, deferredCost, to, length);
        System.arraycopy(source.writtenDown, from, writtenDown, to, length);
        System.arraycopy(source.collateral, from, collateral, to, length);
        System.arraycopy(source.expectedLoss, from, expectedLoss, to, length);
        System.arraycopy(source.allowance, from, allowance, to, length);
        System.arraycopy(source.rate, from, rate, to, length);
        System.arraycopy(source.margin, from, margin, to, length);
        System.arraycopy(source.fundingRate, from, fundingRate, to, length);
        System.arraycopy(source.riskMultiplier, from, riskMultiplier, to, length);
        System.arraycopy(source.indexAtOrigination, from, indexAtOrigination, to, length);
        System.arraycopy(source.ltv, from, ltv, to, length);
        System.arraycopy(source.dti, from, dti, to, length);
        System.arraycopy(source.income, from, income, to, length);
        System.arraycopy(source.utilisation, from, utilisation, to, length);
        System.arraycopy(source.irbWeight, from, irbWeight, to, length);
    }
}
