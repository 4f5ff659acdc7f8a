package io.github.loantwin.agents.compare;

import io.github.loantwin.env.check.ArgCheck;
import java.util.Arrays;

/**
 * Point estimates of the comparison.
 *
 * <p>Interquartile mean, probability of improvement and performance profile as in Agarwal, Schwarzer, Castro, Courville and
 * Bellemare, "Deep reinforcement learning at the edge of the statistical precipice", NeurIPS 2021, and their library rliable.
 */
final class Statistics {
    private static final int QUARTER = 4;

    private Statistics() {}

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Returns the variance (n - 1); NaN for one value. */
    static double variance(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / (values.length - 1);
    }

    /** Returns the mean of the middle half: of n values the smallest and the largest floor(n / 4) are left out. */
    static double interquartileMean(double[] values) {
        double[] sorted = ArgCheck.notNull("values", values).clone();
        Arrays.sort(sorted);
        int[] once = new int[sorted.length];
        Arrays.fill(once, 1);
        return interquartileMean(sorted, once);
    }

    /**
     * Returns the interquartile mean of values that count several times.
     *
     * @param sorted values in ascending order
     * @param counts how often each counts; at least one is positive
     */
    static double interquartileMean(double[] sorted, int[] counts) {
        long total = 0;
        for (int count : counts) {
            total += count;
        }
        long from = total / QUARTER;
        long to = total - from;
        double sum = 0;
        long seen = 0;
        for (int i = 0; i < sorted.length && seen < to; i++) {
            long next = seen + counts[i];
            sum += sorted[i] * Math.max(0, Math.min(next, to) - Math.max(seen, from));
            seen = next;
        }
        return sum / (to - from);
    }

    /** Returns the chance that a value of x is larger than one of y; equal values count half (Mann-Whitney U over n m). */
    static double probabilityOfImprovement(double[] x, double[] y) {
        double wins = 0;
        for (double a : x) {
            for (double b : y) {
                wins += win(a, b);
            }
        }
        return wins / ((double) x.length * y.length);
    }

    static double win(double a, double b) {
        return a > b ? 1 : a == b ? 0.5 : 0;
    }

    /** Returns the share of values above each threshold: the performance profile. */
    static double[] profile(double[] values, double[] thresholds) {
        double[] shares = new double[thresholds.length];
        for (int t = 0; t < shares.length; t++) {
            for (double value : values) {
                shares[t] += value > thresholds[t] ? 1.0 / values.length : 0;
            }
        }
        return shares;
    }

    /** Returns the mean of the worst share of values, at least one of them. */
    static double worstMean(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = Math.max(1, (int) Math.rint(share * sorted.length));
        return mean(Arrays.copyOf(sorted, n));
    }

    /** Returns a quantile by straight lines between order statistics (NumPy's default). */
    static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
