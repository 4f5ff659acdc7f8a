package io.github.loantwin.env.counterfactual;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * Mean of paired differences over seeds, with its 95 % t-interval, n - 1 degrees of freedom.
 *
 * @param mean over seeds
 * @param low lower end; NaN for one seed
 * @param high upper end; NaN for one seed
 */
public record Interval(double mean, double low, double high) {
    private static final double TWO_SIDED_95 = 0.975;

    static Interval of(double[] values) {
        int n = values.length;
        double mean = 0;
        for (double value : values) {
            mean += value / n;
        }
        if (n < 2) {
            return new Interval(mean, Double.NaN, Double.NaN);
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double error = Math.sqrt(squares / (n - 1) / n);
        double reach = new TDistribution(n - 1).inverseCumulativeProbability(TWO_SIDED_95) * error;
        return new Interval(mean, mean - reach, mean + reach);
    }
}
