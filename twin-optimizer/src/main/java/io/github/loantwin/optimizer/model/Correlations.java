package io.github.loantwin.optimizer.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Checks of correlation matrices as people give them. */
final class Correlations {
    private static final double SAME = 1e-9;
    private static final int SWEEPS = 200;

    /** Lowest eigenvalue of the matrix offered, so that it stays valid with the digits shown. */
    private static final double LOWEST = 1e-4;

    private Correlations() {}

    /**
     * Returns the covariance of deviations and correlations.
     *
     * @throws IllegalArgumentException naming the element, or, for a matrix that is not positive semidefinite, its lowest
     *     eigenvalue and the nearest valid matrix
     */
    static double[][] covariance(List<String> names, double[] deviations, double[][] correlations) {
        check(names, correlations);
        int n = names.size();
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            Require.that(
                    deviations[i] >= 0 && deviations[i] < Double.POSITIVE_INFINITY,
                    "deviation of " + names.get(i) + " must be a finite number of at least 0",
                    deviations[i]);
            for (int j = 0; j < n; j++) {
                covariance[i][j] = deviations[i] * deviations[j] * correlations[i][j];
            }
        }
        return covariance;
    }

    private static void check(List<String> names, double[][] m) {
        int n = names.size();
        Require.that(m.length == n, "correlations must have " + n + " rows, one per asset", m.length);
        for (int i = 0; i < n; i++) {
            String row = "row " + (i + 1) + " of correlations (" + names.get(i) + ")";
            Require.that(m[i].length == n, row + " must have " + n + " elements", m[i].length);
            for (int j = 0; j < n; j++) {
                String pair = "correlation of " + names.get(i) + " and " + names.get(j);
                Require.inRange(pair, m[i][j], -1, 1);
                double mirrored = j < i ? m[j][i] : m[i][j];
                Require.that(
                        Math.abs(m[i][j] - mirrored) <= SAME,
                        pair + " must be the same in both places",
                        m[i][j] + " and " + mirrored);
            }
            Require.that(m[i][i] == 1, "correlation of " + names.get(i) + " with itself must be 1", m[i][i]);
        }
        requireSemidefinite(m);
    }

    private static void requireSemidefinite(double[][] m) {
        double[] values = Covariance.eigenvalues(m, new double[m.length][m.length]);
        double lowest = Arrays.stream(values).min().orElse(0);
        if (lowest < -1e-10) {
            throw new IllegalArgumentException(String.format(
                            Locale.ROOT,
                            "correlations must be positive semidefinite, got a lowest eigenvalue of %.6g.%nMaybe use the nearest"
                                    + " valid matrix:%n%s",
                            lowest,
                            rows(nearest(m)))
                    .replace("\r\n", "\n"));
        }
    }

    /**
     * The nearest correlation matrix in the Frobenius norm, by alternating projections with Dykstra's correction (Higham,
     * Computing the nearest correlation matrix, 2002), with eigenvalues of at least 1e-4.
     */
    static double[][] nearest(double[][] matrix) {
        int n = matrix.length;
        double[][] y = copy(matrix);
        double[][] correction = new double[n][n];
        double[][] x = y;
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double[][] r = combined(y, correction, -1);
            x = clipped(r);
            correction = combined(x, r, -1);
            y = copy(x);
            for (int i = 0; i < n; i++) {
                y[i][i] = 1;
            }
        }
        double[][] result = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                result[i][j] = i == j ? 1 : x[i][j] / Math.sqrt(x[i][i] * x[j][j]);
            }
        }
        return result;
    }

    private static double[][] copy(double[][] m) {
        return Arrays.stream(m).map(double[]::clone).toArray(double[][]::new);
    }

    private static double[][] combined(double[][] a, double[][] b, double factor) {
        double[][] sum = copy(a);
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                sum[i][j] += factor * b[i][j];
            }
        }
        return sum;
    }

    private static double[][] clipped(double[][] m) {
        int n = m.length;
        double[][] vectors = new double[n][n];
        double[] values = Covariance.eigenvalues(m, vectors);
        double[][] result = new double[n][n];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    result[i][j] += Math.max(LOWEST, values[k]) * vectors[i][k] * vectors[j][k];
                }
            }
        }
        return result;
    }

    private static String rows(double[][] m) {
        return Arrays.stream(m)
                .map(row -> Arrays.stream(row)
                        .mapToObj(value -> String.format(Locale.ROOT, "%.6f", value))
                        .collect(Collectors.joining(", ", "  - [", "]")))
                .collect(Collectors.joining("\n"));
    }
}
