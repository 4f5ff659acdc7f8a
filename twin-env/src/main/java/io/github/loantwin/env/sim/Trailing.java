package io.github.loantwin.env.sim;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The last 90 days of the figures that ratios are made of, with running sums in fixed-point money. */
final class Trailing {
    /** Length of the window in days. */
    static final int DAYS = 90;

    /** The figures kept. */
    enum Figure {
        NET_INCOME,
        NET_INTEREST,
        REVENUE,
        OPERATING_COST,
        ORIGINATION_COST,
        NET_CHARGE_OFF,
        EQUITY,
        ASSETS,
        EARNING_ASSETS,
        LOANS,
        REALISED_LOSS,
        ACCRUED_LOSS,
        SPECIFIC_RESERVE,
        GAINS;

        static final int COUNT = values().length;
    }

    private final long[] ring = new long[DAYS * Figure.COUNT];
    private final long[] sum = new long[Figure.COUNT];
    private final long[] today = new long[Figure.COUNT];
    private final long[] dropped = new long[Figure.COUNT];

    /** Sets a figure of the running day. */
    void set(Figure figure, long value) {
        today[figure.ordinal()] = value;
    }

    /** Makes every day of the window equal to the running one. */
    void fill() {
        for (int d = 0; d < DAYS; d++) {
            System.arraycopy(today, 0, ring, d * Figure.COUNT, Figure.COUNT);
        }
        for (int f = 0; f < Figure.COUNT; f++) {
            sum[f] = today[f] * DAYS;
            dropped[f] = today[f];
        }
    }

    /** Ends a day: its figures enter the window, those of 90 days ago leave it. */
    void push(int day) {
        int at = Math.floorMod(day, DAYS) * Figure.COUNT;
        for (int f = 0; f < Figure.COUNT; f++) {
            dropped[f] = ring[at + f];
            sum[f] += today[f] - dropped[f];
            ring[at + f] = today[f];
        }
    }

    /** Returns the sum over the window. */
    long sum(Figure figure) {
        return sum[figure.ordinal()];
    }

    /** Returns the mean over the window. */
    double mean(Figure figure) {
        return (double) sum[figure.ordinal()] / DAYS;
    }

    /** Returns the figure of the last day. */
    long last(Figure figure) {
        return today[figure.ordinal()];
    }

    /** Returns the figure of the day before the window. */
    long before(Figure figure) {
        return dropped[figure.ordinal()];
    }

    /** Returns a flow's yearly amount over the mean of a level. */
    double annualRatio(Figure flow, Figure level) {
        double base = mean(level);
        return base == 0 ? 0 : mean(flow) * 365 / base;
    }

    void clear() {
        Arrays.fill(ring, 0);
        Arrays.fill(sum, 0);
        Arrays.fill(today, 0);
        Arrays.fill(dropped, 0);
    }

    static int stateBytes() {
        return 8 * (DAYS + 3) * Figure.COUNT;
    }

    void save(ByteBuffer out) {
        for (long[] part : new long[][] {ring, sum, today, dropped}) {
            for (long value : part) {
                out.putLong(value);
            }
        }
    }

    void restore(ByteBuffer in) {
        for (long[] part : new long[][] {ring, sum, today, dropped}) {
            for (int i = 0; i < part.length; i++) {
                part[i] = in.getLong();
            }
        }
    }
}
