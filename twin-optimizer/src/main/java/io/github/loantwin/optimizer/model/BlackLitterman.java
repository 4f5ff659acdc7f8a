package io.github.loantwin.optimizer.model;

/**
 * Expected returns that blend what a reference portfolio implies with views.
 *
 * <pre>
 *   implied   pi = riskAversion Sigma w
 *   blended   mu = pi + tau Sigma P' (P tau Sigma P' + Omega)^-1 (q - P pi)
 * </pre>
 *
 * <p>Source: Black, Litterman, Global portfolio optimization (1992); He, Litterman (1999), eq. 8 in its other form.
 */
public final class BlackLitterman {
    private BlackLitterman() {}

    /** Returns the expected returns under which a portfolio is optimal: riskAversion Sigma w. */
    public static double[] implied(double[][] covariance, double[] portfolio, double riskAversion) {
        double[] implied = times(covariance, portfolio);
        for (int i = 0; i < implied.length; i++) {
            implied[i] *= riskAversion;
        }
        return implied;
    }

    /**
     * Returns the blended returns.
     *
     * @param implied pi, the returns without views
     * @param covariance Sigma
     * @param tau uncertainty of pi as a share of Sigma, above 0
     * @param views P: one row per view, the portfolio it is about
     * @param expected q: the return each view expects
     * @param viewVariance diagonal of Omega: how unsure each view is, at least 0
     */
    public static double[] blended(
            double[] implied,
            double[][] covariance,
            double tau,
            double[][] views,
            double[] expected,
            double[] viewVariance) {
        Require.positive("tau", tau);
        int k = views.length;
        double[][] spread = new double[k][];
        double[][] system = new double[k][k];
        double[] surprise = new double[k];
        for (int a = 0; a < k; a++) {
            spread[a] = times(covariance, views[a]);
            surprise[a] = expected[a] - dot(views[a], implied);
        }
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                system[a][b] = tau * dot(views[a], spread[b]) + (a == b ? viewVariance[a] : 0);
            }
        }
        double[] weight = solve(system, surprise);
        double[] blended = implied.clone();
        for (int i = 0; i < blended.length; i++) {
            for (int a = 0; a < k; a++) {
                blended[i] += tau * spread[a][i] * weight[a];
            }
        }
        return blended;
    }

    private static double[] times(double[][] matrix, double[] x) {
        double[] product = new double[matrix.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = dot(matrix[i], x);
        }
        return product;
    }

    private static double dot(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }

    /** Gauss elimination with partial pivoting; overwrites the system. */
    static double[] solve(double[][] system, double[] right) {
        int n = right.length;
        double[] x = right.clone();
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                pivot = Math.abs(system[i][k]) > Math.abs(system[pivot][k]) ? i : pivot;
            }
            double[] row = system[pivot];
            system[pivot] = system[k];
            system[k] = row;
            double value = x[pivot];
            x[pivot] = x[k];
            x[k] = value;
            Require.that(row[k] != 0, "a linear system of views or free assets must not be singular", "a zero pivot");
            for (int i = k + 1; i < n; i++) {
                double factor = system[i][k] / row[k];
                for (int j = k; j < n; j++) {
                    system[i][j] -= factor * row[j];
                }
                x[i] -= factor * x[k];
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            for (int j = k + 1; j < n; j++) {
                x[k] -= system[k][j] * x[j];
            }
            x[k] /= system[k][k];
        }
        return x;
    }
}
