package io.github.loantwin.env.risk;

import io.github.loantwin.env.math.PortableMath;

/**
 * Concentration measures of non-negative amounts (balances by product, region or name); shares w = amount / total.
 *
 * <p>Identities: n equal amounts give concentration ratio CR(1) = 1/n, normalised index 0, Gini 0; Renyi entropy of
 * order 2 = -ln HHI. All measures of a zero total are 0. No allocation except in {@link #gini}.
 */
public final class Concentration {
    private Concentration() {}

    /** Returns the Herfindahl-Hirschman index, the sum of w^2, in [1/n, 1]. */
    public static double herfindahl(double[] amounts) {
        double sum = 0;
        double squares = 0;
        for (double amount : amounts) {
            sum += amount;
            squares += amount * amount;
        }
        return sum > 0 ? squares / (sum * sum) : 0;
    }

    /** Returns (HHI - 1/n) / (1 - 1/n), in [0, 1]; 1 for a single amount. */
    public static double normalisedHerfindahl(double[] amounts) {
        int n = amounts.length;
        return n <= 1 ? 1 : (herfindahl(amounts) - 1.0 / n) / (1 - 1.0 / n);
    }

    /** Returns the effective number of equal names, 1 / HHI. */
    public static double effectiveNumber(double[] amounts) {
        double index = herfindahl(amounts);
        return index > 0 ? 1 / index : 0;
    }

    /** Returns the largest share, CR(1); the policy limit of concentration is on this. */
    public static double largestShare(double[] amounts) {
        double sum = 0;
        double largest = 0;
        for (double amount : amounts) {
            sum += amount;
            largest = Math.max(largest, amount);
        }
        return sum > 0 ? largest / sum : 0;
    }

    /** Returns the Gini coefficient, 2 sum(i a_(i)) / (n sum a) - (n + 1) / n with a_(i) ascending, i from 1. */
    public static double gini(double[] amounts) {
        double[] sorted = amounts.clone();
        java.util.Arrays.sort(sorted);
        int n = sorted.length;
        double sum = 0;
        double ranked = 0;
        for (int i = 0; i < n; i++) {
            sum += sorted[i];
            ranked += (i + 1) * sorted[i];
        }
        return sum > 0 ? 2 * ranked / (n * sum) - (n + 1.0) / n : 0;
    }

    /** Returns the Renyi entropy ln(sum w^order) / (1 - order); order 1 is Shannon's -sum w ln w. */
    public static double renyiEntropy(double[] amounts, double order) {
        double sum = 0;
        for (double amount : amounts) {
            sum += amount;
        }
        if (!(sum > 0)) {
            return 0;
        }
        boolean shannon = order == 1;
        double total = 0;
        for (double amount : amounts) {
            double w = amount / sum;
            if (w > 0) {
                total += shannon ? -w * PortableMath.log(w) : PortableMath.pow(w, order);
            }
        }
        return shannon ? total : PortableMath.log(total) / (1 - order);
    }
}
