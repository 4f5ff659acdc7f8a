package io.github.loantwin.optimizer.model;

import java.util.Arrays;

/**
 * Risk budgeting: the long-only weights whose parts of the variance, x_i (Sigma x)_i / x' Sigma x, are given budgets; risk
 * parity is the case of equal budgets.
 *
 * <p>They are the minimum of x' Sigma x / 2 - sum b_i ln x_i, scaled to sum to one (Maillard, Roncalli, Teiletche 2010;
 * Spinu, An algorithm for computing risk parity weights, 2013, eq. 3), found by coordinate descent: each x_i is the
 * positive root of Sigma_ii x^2 + (sum over j of Sigma_ij x_j) x - b_i = 0 (Griveau-Billion, Richard, Roncalli 2013).
 */
public final class RiskParity {
    private static final int SWEEPS = 100_000;
    private static final double ENOUGH = 1e-13;

    private RiskParity() {}

    /** Returns the weights whose parts of the variance are all equal. */
    public static double[] of(Assets assets) {
        double[] budgets = new double[assets.size()];
        Arrays.fill(budgets, 1.0 / assets.size());
        return of(assets, budgets);
    }

    /**
     * Returns the weights whose parts of the variance are the budgets.
     *
     * @param assets every asset must have a variance above 0
     * @param budgets above 0, summing to 1
     * @throws IllegalStateException if 100,000 sweeps do not reach 1e-13, as for assets that hedge each other perfectly
     */
    public static double[] of(Assets assets, double[] budgets) {
        int n = assets.size();
        Require.that(budgets.length == n, "budgets must have " + n + " elements", budgets.length);
        double sum = Arrays.stream(budgets).sum();
        Require.that(Math.abs(sum - 1) < 1e-9, "budgets must sum to 1", sum);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            double variance = assets.covariance()[i][i];
            Require.that(budgets[i] > 0, "every budget must be above 0", budgets[i]);
            Require.that(variance > 0, "the variance of " + assets.names().get(i) + " must be above 0", variance);
            x[i] = Math.sqrt(budgets[i] / variance);
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            if (sweep(assets.covariance(), budgets, x) <= ENOUGH) {
                double total = Arrays.stream(x).sum();
                return Arrays.stream(x).map(value -> value / total).toArray();
            }
        }
        throw new IllegalStateException("risk budgets were not reached in " + SWEEPS
                + " sweeps.\nMaybe some assets hedge each other perfectly, so that no weights have these budgets.");
    }

    /** Improves every weight once; returns the largest relative change. */
    private static double sweep(double[][] covariance, double[] budgets, double[] x) {
        double change = 0;
        for (int i = 0; i < x.length; i++) {
            double others = 0;
            for (int j = 0; j < x.length; j++) {
                others += j == i ? 0 : covariance[i][j] * x[j];
            }
            double own = covariance[i][i];
            double root = Math.sqrt(others * others + 4 * own * budgets[i]);
            double better = others > 0 ? 2 * budgets[i] / (others + root) : (root - others) / (2 * own);
            change = Math.max(change, Math.abs(better - x[i]) / better);
            x[i] = better;
        }
        return change;
    }
}
