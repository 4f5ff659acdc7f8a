package io.github.loantwin.optimizer.model;

import java.util.List;

/**
 * What can be held, with expected returns and their covariance; per period, as fractions.
 *
 * @param names unique names
 * @param returns expected returns
 * @param covariance covariance of returns, symmetric positive semidefinite
 */
public record Assets(List<String> names, double[] returns, double[][] covariance) {
    /** Checks shapes, that names differ, and that the covariance is one. */
    public Assets {
        names = Require.names("assets", names);
        int n = names.size();
        Require.that(returns.length == n, "returns must have " + n + " elements", returns.length);
        Require.that(covariance.length == n, "covariance must have " + n + " rows", covariance.length);
        for (double value : returns) {
            Require.that(Double.isFinite(value), "every return must be a finite number", value);
        }
        Covariance.root(covariance);
    }

    /** Returns the number of assets. */
    public int size() {
        return returns.length;
    }

    /** Returns r'x. */
    public double expectedReturn(double[] weights) {
        double sum = 0;
        for (int i = 0; i < returns.length; i++) {
            sum += returns[i] * weights[i];
        }
        return sum;
    }

    /** Returns x' Sigma x. */
    public double variance(double[] weights) {
        double sum = 0;
        double[] marginal = marginal(weights);
        for (int i = 0; i < returns.length; i++) {
            sum += weights[i] * marginal[i];
        }
        return sum;
    }

    /** Returns Sigma x. */
    public double[] marginal(double[] weights) {
        double[] marginal = new double[returns.length];
        for (int i = 0; i < marginal.length; i++) {
            for (int j = 0; j < marginal.length; j++) {
                marginal[i] += covariance[i][j] * weights[j];
            }
        }
        return marginal;
    }

    int index(String name) {
        int at = names.indexOf(name);
        Require.that(at >= 0, "a limit must name one of " + names, "'" + name + "'");
        return at;
    }
}
