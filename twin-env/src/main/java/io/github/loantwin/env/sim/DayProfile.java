package io.github.loantwin.env.sim;

import java.util.Arrays;

/**
 * Where the time of a simulated day goes, part by part; a benchmark switches it on, and a day without it pays one test a
 * part.
 *
 * <p>Reading the clock costs some 20 ns a part itself, which the benchmark states. Not thread-safe.
 */
public final class DayProfile {
    /** The parts of a day, in the order in which they run. */
    public enum Part {
        /** Economy, world and the policy taking force. */
        ECONOMY,
        /** Applicants met, decided and booked. */
        APPLICANTS,
        /** Loans of the due day: draws, moves, payments. */
        MOVES,
        /** Marking of the loans of the due day and the sums of the book. */
        MARKING,
        /** Law of the book's loss and its quantiles, on the days on which it is renewed. */
        VALUE_AT_RISK,
        /** Accruals, recoveries, closing of the books, funding. */
        LEDGER,
        /** Trailing figures and reward. */
        REWARD;

        static final int COUNT = values().length;
    }

    /** Measures nothing. */
    static final DayProfile OFF = new DayProfile(0);

    private final int capacity;
    private final int[] laps;
    private long last;
    private int days = -1;

    DayProfile(int capacity) {
        this.capacity = capacity;
        laps = new int[capacity * Part.COUNT];
    }

    void begin() {
        if (capacity == 0) {
            return;
        }
        days++;
        int at = days % capacity;
        Arrays.fill(laps, at * Part.COUNT, (at + 1) * Part.COUNT, 0);
        last = System.nanoTime();
    }

    void lap(Part part) {
        if (capacity == 0) {
            return;
        }
        long now = System.nanoTime();
        laps[days % capacity * Part.COUNT + part.ordinal()] += (int) Math.min(now - last, Integer.MAX_VALUE / 2);
        last = now;
    }

    /** Returns the number of days remembered: the last ones. */
    public int days() {
        return Math.min(days + 1, capacity);
    }

    /** Returns the nanoseconds of a part on each remembered day. */
    public int[] nanos(Part part) {
        int[] out = new int[days()];
        for (int d = 0; d < out.length; d++) {
            out[d] = laps[d * Part.COUNT + part.ordinal()];
        }
        return out;
    }
}
