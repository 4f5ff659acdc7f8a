package io.github.loantwin.optimizer.model;

import java.util.Arrays;

/** Square root and health of covariance matrices. */
public final class Covariance {
    private static final double NOTHING = 1e-12;

    private Covariance() {}

    /**
     * Returns R with R'R = covariance, with as many rows as the rank, by Cholesky's method with pivoting.
     *
     * @throws IllegalArgumentException if the matrix is not symmetric positive semidefinite, with its lowest eigenvalue
     */
    public static double[][] root(double[][] covariance) {
        int n = covariance.length;
        double[][] rest = new double[n][];
        double largest = 0;
        for (int i = 0; i < n; i++) {
            Require.that(
                    covariance[i].length == n,
                    "covariance must have " + n + " columns in row " + i,
                    covariance[i].length);
            rest[i] = covariance[i].clone();
            largest = Math.max(largest, Math.abs(covariance[i][i]));
        }
        requireSymmetric(covariance, largest);
        double[][] root = new double[n][];
        int rank = 0;
        for (; rank < n; rank++) {
            int pivot = largestDiagonal(rest);
            if (rest[pivot][pivot] <= NOTHING * largest) {
                break;
            }
            root[rank] = take(rest, pivot);
        }
        for (double[] row : rest) {
            for (double left : row) {
                if (Math.abs(left) > 1e-9 * largest) {
                    throw notSemidefinite(covariance);
                }
            }
        }
        return Arrays.copyOf(root, rank);
    }

    private static void requireSymmetric(double[][] m, double largest) {
        for (int i = 0; i < m.length; i++) {
            for (int j = 0; j < i; j++) {
                double gap = Math.abs(m[i][j] - m[j][i]);
                Require.that(
                        gap <= 1e-10 * largest,
                        "covariance must be symmetric in row " + i + ", column " + j,
                        m[i][j] + " and " + m[j][i]);
            }
        }
    }

    private static int largestDiagonal(double[][] m) {
        int at = 0;
        for (int i = 1; i < m.length; i++) {
            at = m[i][i] > m[at][at] ? i : at;
        }
        return at;
    }

    private static double[] take(double[][] rest, int pivot) {
        double scale = Math.sqrt(rest[pivot][pivot]);
        double[] row = rest[pivot].clone();
        for (int j = 0; j < row.length; j++) {
            row[j] /= scale;
        }
        for (int i = 0; i < rest.length; i++) {
            for (int j = 0; j < rest.length; j++) {
                rest[i][j] -= row[i] * row[j];
            }
        }
        return row;
    }

    private static IllegalArgumentException notSemidefinite(double[][] covariance) {
        double[][] vectors = new double[covariance.length][covariance.length];
        double[] values = eigenvalues(covariance, vectors);
        double lowest = Arrays.stream(values).min().orElse(0);
        return new IllegalArgumentException(
                "covariance must be positive semidefinite, got a lowest eigenvalue of " + Digits.of(lowest)
                        + ".\nMaybe use the nearest valid matrix (negative eigenvalues set to zero):\n"
                        + rows(nearest(values, vectors)));
    }

    private static String rows(double[][] matrix) {
        return Arrays.stream(matrix)
                .map(row -> "  - " + Arrays.toString(row))
                .collect(java.util.stream.Collectors.joining("\n"));
    }

    /** The nearest semidefinite matrix in the Frobenius norm (Higham 1988, theorem 2.1). */
    private static double[][] nearest(double[] values, double[][] vectors) {
        int n = values.length;
        double[][] nearest = new double[n][n];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    nearest[i][j] += Math.max(0, values[k]) * vectors[i][k] * vectors[j][k];
                }
            }
        }
        return nearest;
    }

    /** Jacobi's rotations (Golub, Van Loan 2013, section 8.5); vectors receives the eigenvectors as columns. */
    static double[] eigenvalues(double[][] symmetric, double[][] vectors) {
        int n = symmetric.length;
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++) {
            a[i] = symmetric[i].clone();
            vectors[i][i] = 1;
        }
        for (int sweep = 0; sweep < 60; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(a, vectors, p, q);
                }
            }
        }
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = a[i][i];
        }
        return values;
    }

    private static void rotate(double[][] a, double[][] vectors, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        for (int k = 0; k < a.length; k++) {
            double kp = a[k][p];
            a[k][p] = c * kp - s * a[k][q];
            a[k][q] = s * kp + c * a[k][q];
            double vp = vectors[k][p];
            vectors[k][p] = c * vp - s * vectors[k][q];
            vectors[k][q] = s * vp + c * vectors[k][q];
        }
        for (int k = 0; k < a.length; k++) {
            double pk = a[p][k];
            a[p][k] = c * pk - s * a[q][k];
            a[q][k] = s * pk + c * a[q][k];
        }
    }
}
