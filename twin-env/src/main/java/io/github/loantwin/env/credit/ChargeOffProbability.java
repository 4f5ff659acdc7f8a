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
        chargeOffColumn(matrix24, right);
        solve(matrix24, right, new double[N * N]);
        return right[state];
    }

    /** Returns the expected months on the books from a state, this month included. */
    public static double monthsOnBooks(double[] matrix24, int state) {
        double[] right = {1, 1, 1, 1};
        solve(matrix24, right, new double[N * N]);
        return right[state];
    }

    static void chargeOffColumn(double[] matrix24, double[] out4) {
        for (int i = 0; i < N; i++) {
            out4[i] = matrix24[i * RollRates.COLUMNS + 4];
        }
    }

    /**
     * Solves (I - T) y = right in place by elimination without pivoting: I - T is an M-matrix, so pivots are positive.
     *
     * @param matrix24 matrix whose first four columns are T
     * @param right right-hand side, replaced by the solution
     * @param scratch16 scratch
     */
    static void solve(double[] matrix24, double[] right, double[] scratch16) {
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                scratch16[i * N + j] = (i == j ? 1 : 0) - matrix24[i * RollRates.COLUMNS + j];
            }
        }
        for (int k = 0; k < N; k++) {
            for (int i = k + 1; i < N; i++) {
                double f = scratch16[i * N + k] / scratch16[k * N + k];
                for (int j = k; j < N; j++) {
                    scratch16[i * N + j] -= f * scratch16[k * N + j];
                }
                right[i] -= f * right[k];
            }
        }
        for (int i = N - 1; i >= 0; i--) {
            for (int j = i + 1; j < N; j++) {
                right[i] -= scratch16[i * N + j] * right[j];
            }
            right[i] /= scratch16[i * N + i];
        }
    }
}
