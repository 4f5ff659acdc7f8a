package io.github.loantwin.env.sim;

import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.risk.LossDistribution;
import io.github.loantwin.env.risk.LossMoments;
import io.github.loantwin.env.risk.SegmentMoments;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The loans and their sums: a loan is marked on its due date, a segment's sums are made anew on that day, and the
 * portfolio's figures are sums of segments carried forward in between.
 *
 * <p>Sums are fixed-point, so carried and recounted figures agree with {@code ==}.
 */
final class Book {
    private static final int K = Product.COUNT;
    private static final int WIDTH = Segment.SIZE * K;

    final LoanColumns loans;
    private final Model model;
    private final World world;
    private final long[] segments = new long[LoanColumns.SEGMENTS * WIDTH];
    private final long[] total = new long[WIDTH];
    private final long[] fresh;
    private final SegmentMoments moments = new SegmentMoments(LoanColumns.SEGMENTS);
    private final LossMoments freshMoments;
    private final Marking marking;
    private final LossMoments bookMoments;
    private final DayScratch scratch;

    Book(Model model, World world, DayScratch scratch) {
        this.model = model;
        this.world = world;
        loans = new LoanColumns(model.episode.initialLoans() + model.episode.initialLoans() / 8);
        double floor = model.risk.lossDistribution().largeLossFloor();
        fresh = scratch.sums;
        freshMoments = scratch.moments(floor);
        marking = new Marking(model, world, loans, freshMoments, scratch);
        bookMoments = new LossMoments(floor);
        this.scratch = scratch;
    }

    void clear() {
        loans.clear();
        Arrays.fill(segments, 0);
        Arrays.fill(total, 0);
        moments.clear();
    }

    /** Returns a portfolio sum of one product. */
    long total(Segment what, int product) {
        return total[what.ordinal() * K + product];
    }

    /** Returns a portfolio sum. */
    long total(Segment what) {
        int first = what.ordinal() * K;
        return total[first] + total[first + 1] + total[first + 2] + total[first + 3] + total[first + 4];
    }

    /** Re-marks every loan of a segment and replaces its sums. */
    void remark(int segment) {
        openMarks();
        int begin = loans.start(segment);
        markRun(segment, begin, begin + loans.size(segment));
        closeMarks(segment);
    }

    /** Begins new sums of the due day's segment; its loans are added to them as they are marked. */
    void openMarks() {
        Arrays.fill(fresh, 0);
        freshMoments.clear();
    }

    /** Marks the loans of a part of a segment, those that leave today left out. */
    void markRun(int segment, int begin, int end) {
        marking.run(segment, begin, end, fresh);
    }

    /** Marks a loan that has come into the due day's segment today. */
    void markOne(int slot) {
        marking.one(slot, fresh);
    }

    /** Replaces a segment's sums by the new ones. */
    void closeMarks(int segment) {
        moments.put(segment, freshMoments);
        int at = segment * WIDTH;
        for (int j = 0; j < WIDTH; j++) {
            total[j] += fresh[j] - segments[at + j];
            segments[at + j] = fresh[j];
        }
    }

    /** Marks one loan that has joined a segment on a day on which the segment is not due. */
    void join(int slot, int segment) {
        openMarks();
        marking.one(slot, fresh);
        moments.join(segment, freshMoments);
        int at = segment * WIDTH;
        for (int j = 0; j < WIDTH; j++) {
            total[j] += fresh[j];
            segments[at + j] += fresh[j];
        }
    }

    /** Returns current loan to value at a house price index: mortgages by index, auto loans by age; 0 otherwise. */
    double cltv(int i, int k, double index, double stress) {
        return marking.cltv(i, k, index, stress);
    }

    /** Sums the moments of all segments and returns the law of the book's losses, to be asked before anything else happens. */
    LossDistribution freshDistribution() {
        moments.sum(bookMoments);
        return distribution();
    }

    /** Returns the law of the book's losses as last summed, to be asked before anything else happens. */
    LossDistribution distribution() {
        LossDistribution distribution = scratch.distribution(model.lossTables);
        distribution.set(bookMoments);
        return distribution;
    }

    LossMoments bookMoments() {
        return bookMoments;
    }

    /** Recounts every sum from the loans' stored marks; returns the first sum that differs, or an empty text. */
    String recount() {
        long[] count = new long[K];
        long[] balance = new long[K];
        long[] reserve = new long[K];
        long[] loss = new long[K];
        long[] interest = new long[K];
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            int begin = loans.start(d);
            for (int i = begin; i < begin + loans.size(d); i++) {
                int k = loans.product[i];
                count[k]++;
                balance[k] += loans.balance[i];
                reserve[k] += loans.allowance[i];
                loss[k] += loans.expectedLoss[i];
                interest[k] += loans.dailyInterest[i];
            }
        }
        for (int k = 0; k < K; k++) {
            String name = Product.at(k).key();
            if (count[k] != total(Segment.COUNT, k)) {
                return name + " count: carried " + total(Segment.COUNT, k) + ", recounted " + count[k];
            }
            if (balance[k] != total(Segment.BALANCE, k)) {
                return name + " balance: carried " + total(Segment.BALANCE, k) + ", recounted " + balance[k];
            }
            if (reserve[k] != total(Segment.ALLOWANCE, k)) {
                return name + " allowance: carried " + total(Segment.ALLOWANCE, k) + ", recounted " + reserve[k];
            }
            if (loss[k] != total(Segment.EXPECTED_LOSS, k)) {
                return name + " expected loss: carried " + total(Segment.EXPECTED_LOSS, k) + ", recounted " + loss[k];
            }
            if (interest[k] != total(Segment.DAILY_INTEREST, k)) {
                return name + " daily interest: carried " + total(Segment.DAILY_INTEREST, k) + ", recounted "
                        + interest[k];
            }
        }
        return "";
    }

    /** Returns accrued interest of every loan as of a day, counted from the loans. */
    long accruedInterest(int day) {
        long accrued = 0;
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            int begin = loans.start(d);
            for (int i = begin; i < begin + loans.size(d); i++) {
                accrued += loans.interestArrears[i] + loans.dailyInterest[i] * (day - loans.periodStart[i]);
            }
        }
        return accrued;
    }

    /** Returns the largest number of bytes that {@link #save} writes. */
    long maxStateBytes() {
        return loans.stateBytes()
                + (long) segments.length * Long.BYTES
                + SegmentMoments.maxStateBytes(LoanColumns.SEGMENTS)
                + LossMoments.maxStateBytes();
    }

    /** Writes loans and sums; a segment's sums are of its due day's marks, which cannot be made again later. */
    void save(ByteBuffer out) {
        loans.save(out);
        for (long sum : segments) {
            out.putLong(sum);
        }
        moments.save(out);
        bookMoments.save(out);
    }

    void restore(ByteBuffer in) {
        loans.restore(in);
        Arrays.fill(total, 0);
        for (int i = 0; i < segments.length; i++) {
            segments[i] = in.getLong();
            total[i % WIDTH] += segments[i];
        }
        moments.restore(in);
        bookMoments.restore(in);
    }
}
