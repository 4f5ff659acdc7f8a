package io.github.loantwin.env.credit;

/**
 * The delinquency mix of a seasoned book under constant roll rates: start a lender from it, not from an all-current
 * book, whose first-year losses would be half.
 *
 * <p>Two mixes, both by power iteration over the states on the books. {@link #shares}, quasi-stationary, v T = lambda
 * v: a closed pool long after origination; the roll matrices were calibrated on it. {@link #steadyShares}, v = v T +
 * leavers e_current: a book kept constant by new loans that start current, what a lender that replaces its run-off
 * settles at; its charge-off rate is 6-9 % lower (mortgages 14 %, in stress 24 %).
 */
public final class SeasonedBook {
    private static final int ITERATIONS = 20_000;

    private SeasonedBook() {}

    /**
     * Writes the quasi-stationary shares.
     *
     * @param matrix24 monthly matrix, row by row
     * @param out4 receives the shares of the four states; they sum to 1
     */
    public static void shares(double[] matrix24, double[] out4) {
        iterate(matrix24, out4, false);
    }

    /**
     * Writes the shares of a book in which every loan that leaves is replaced by a new one.
     *
     * @param matrix24 monthly matrix, row by row
     * @param out4 receives the shares of the four states; they sum to 1
     */
    public static void steadyShares(double[] matrix24, double[] out4) {
        iterate(matrix24, out4, true);
    }

    private static void iterate(double[] matrix24, double[] out4, boolean replaced) {
        double[] next = new double[RollRates.ROWS];
        java.util.Arrays.fill(out4, 0, RollRates.ROWS, 1.0 / RollRates.ROWS);
        double change = 1;
        for (int i = 0; i < ITERATIONS && change > 1e-15; i++) {
            advance(matrix24, out4, next);
            double sum = next[0] + next[1] + next[2] + next[3];
            if (replaced) {
                next[0] += 1 - sum;
                sum = 1;
            }
            change = 0;
            for (int j = 0; j < RollRates.ROWS; j++) {
                double share = next[j] / sum;
                change = Math.max(change, Math.abs(share - out4[j]));
                out4[j] = share;
            }
        }
    }

    /**
     * Returns the annual gross charge-off rate of a book with the given state shares, 1 - (1 - monthly rate)^12.
     *
     * @param matrix24 monthly matrix, row by row
     * @param shares4 shares of the four states
     */
    public static double annualChargeOffRate(double[] matrix24, double[] shares4) {
        double monthly = 0;
        for (int i = 0; i < RollRates.ROWS; i++) {
            monthly += shares4[i] * matrix24[i * RollRates.COLUMNS + 4];
        }
        return 1 - Amortisation.power(1 - monthly, 12);
    }

    private static void advance(double[] matrix24, double[] from, double[] to) {
        for (int j = 0; j < RollRates.ROWS; j++) {
            double sum = 0;
            for (int i = 0; i < RollRates.ROWS; i++) {
                sum += from[i] * matrix24[i * RollRates.COLUMNS + j];
            }
            to[j] = sum;
        }
    }
}
