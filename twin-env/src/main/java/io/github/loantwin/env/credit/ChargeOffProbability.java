package io.github.loantwin.env.credit;

/** Probabilities and expected times of absorption of a monthly roll matrix. */
public final class ChargeOffProbability {
    private static final int N = RollRates.ROWS;

    private ChargeOffProbability() {}

    /**
     * Returns the probability that a loan is ever charged off (rather than prepaid): the solution of (I - T) p = c.
     *
     * @param matrix24 monthly matrix, row by row
     * @param state state today, 0-3
     */
    public static double ever(double[] matrix24, int state) {
        double[] right = new double[N];
        for (int i = 0; i < N; i++) {
            right[i] = matrix24[i * RollRates.COLUMNS + 4];
        }
        return solve(matrix24, right)[state];
    }

    /** Returns the expected months on the books from a state, this month included. */
    public static double monthsOnBooks(double[] matrix24, int state) {
        return solve(matrix24, new double[] {1, 1, 1, 1})[state];
    }

    /** Solves (I - T) p = right by elimination without pivoting; I - T is an M-matrix, so pivots are positive. */
    private static double[] solve(double[] matrix24, double[] right) {
        double[][] a = new double[N][N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                a[i][j] = (i == j ? 1 : 0) - matrix24[i * RollRates.COLUMNS + j];
            }
        }
        for (int k = 0; k < N; k++) {
            for (int i = k + 1; i < N; i++) {
                double f = a[i][k] / a[k][k];
                for (int j = k; j < N; j++) {
                    a[i][j] -= f * a[k][j];
                }
                right[i] -= f * right[k];
            }
        }
        for (int i = N - 1; i >= 0; i--) {
            for (int j = i + 1; j < N; j++) {
                right[i] -= a[i][j] * right[j];
            }
            right[i] /= a[i][i];
        }
        return right;
    }
}
