package io.github.loantwin.env.report;

import io.github.loantwin.env.sim.BookReview;
import java.util.Arrays;

/** A small label for every loan on the books at one moment, found by the loan's number. */
final class LoanSnapshot {
    /** Returned for a loan that was not on the books. */
    static final int ABSENT = -1;

    private static final int LABEL_BITS = 8;
    private static final int ID_BITS = 54;

    /** Numbers of the starting book carry this bit; here it moves down to leave room for the label. */
    private static final long STARTING = 1L << 62;

    /** Gives a loan its label, 0 to 255. */
    @FunctionalInterface
    interface Labels {
        int of(int product, int missed, int ageMonths);
    }

    private final long[] entries;

    private LoanSnapshot(long[] entries) {
        this.entries = entries;
    }

    /** Labels the loans that are now on the books. */
    static LoanSnapshot of(BookReview review, Labels labels) {
        long[] entries = new long[review.loanCount()];
        int[] count = {0};
        review.loans((id, product, missed, age, balance) ->
                entries[count[0]++] = packed(id) | labels.of(product, missed, age));
        Arrays.sort(entries);
        return new LoanSnapshot(entries);
    }

    private static long packed(long id) {
        long starting = (id & STARTING) == 0 ? 0 : 1L << ID_BITS;
        long number = id & ~STARTING;
        if (number >>> ID_BITS != 0) {
            throw new IllegalStateException("A loan's number must be below 2^" + ID_BITS + ", got " + number + ".");
        }
        return (starting | number) << LABEL_BITS;
    }

    /** Returns the number of loans. */
    int size() {
        return entries.length;
    }

    /** Returns the label of a loan by its place, in order of the loans' numbers. */
    int label(int place) {
        return (int) (entries[place] & ((1 << LABEL_BITS) - 1));
    }

    /** Returns the number of the loan at a place. */
    long id(int place) {
        long packed = entries[place] >>> LABEL_BITS;
        long starting = 1L << ID_BITS;
        return (packed & starting) == 0 ? packed : packed ^ starting | STARTING;
    }

    /** Returns the label of a loan, or {@link #ABSENT}. */
    int labelOf(long id) {
        return labelOfPacked(packed(id));
    }

    /** Returns the label that the loan at a place has in another snapshot, or {@link #ABSENT}. */
    int labelIn(LoanSnapshot other, int place) {
        return other.labelOfPacked(entries[place] & -(1L << LABEL_BITS));
    }

    private int labelOfPacked(long packed) {
        int found = Arrays.binarySearch(entries, packed);
        int place = found >= 0 ? found : -found - 1;
        boolean here = place < entries.length && (entries[place] & -(1L << LABEL_BITS)) == packed;
        return here ? label(place) : ABSENT;
    }
}
