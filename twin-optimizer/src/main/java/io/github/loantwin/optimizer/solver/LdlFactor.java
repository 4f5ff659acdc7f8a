package io.github.loantwin.optimizer.solver;

import java.util.Arrays;

/**
 * Factorisation K = U'DU of a dense symmetric quasi-definite matrix, without pivoting: the first rows have positive
 * pivots, the others negative (Vanderbei, Symmetric quasidefinite matrices, 1995).
 *
 * <p>Only the upper triangle is read, row by row; four rows at a time are eliminated, so that the inner loop does four
 * multiplications per load. A pivot that cancellation has eaten is replaced by one as large as the rounding in it, so that
 * rows behind it that determine the variable still can; what this leaves open is for iterative refinement to mend.
 */
final class LdlFactor {
    private static final double NOTHING_LEFT = 1e-14;
    private static final double INFINITE = 1e100;

    private final int size;
    private final int positive;
    private final double[][] u;
    private final double[] inverse;
    private final double[] taken;
    private int wrong;

    LdlFactor(int size, int positive) {
        this.size = size;
        this.positive = positive;
        this.u = new double[size][size];
        this.inverse = new double[size];
        this.taken = new double[size];
    }

    /** The rows of the matrix to factor; their upper triangle is overwritten by {@link #factor}. */
    double[][] rows() {
        return u;
    }

    /** Factors the matrix; returns the first row whose pivot had the wrong sign by more than rounding, or -1. */
    int factor() {
        Arrays.fill(taken, 0);
        wrong = -1;
        for (int k = 0; k < size; k += 4) {
            int end = Math.min(k + 4, size);
            for (int r = k; r < end; r++) {
                pivot(r);
                for (int i = r + 1; i < end; i++) {
                    eliminate(r, i);
                }
            }
            for (int i = end; i < size; i++) { // only whole blocks have rows behind them
                eliminateFour(k, i);
            }
        }
        for (int r = 0; r < size; r++) {
            double[] row = u[r];
            for (int j = r + 1; j < size; j++) {
                row[j] *= inverse[r];
            }
        }
        return wrong;
    }

    /** Inverts the pivot of a row whose eliminations are done. */
    private void pivot(int r) {
        double sign = r < positive ? 1 : -1;
        double pivot = sign * u[r][r];
        if (wrong < 0 && pivot < -NOTHING_LEFT * taken[r]) {
            wrong = r;
        }
        double rounding = NOTHING_LEFT * taken[r];
        inverse[r] = sign / (pivot > rounding ? pivot : rounding > 0 ? rounding : INFINITE);
    }

    private void eliminate(int r, int i) {
        double factor = u[r][i] * inverse[r];
        taken[i] += Math.abs(factor * u[r][i]);
        double[] source = u[r];
        double[] target = u[i];
        for (int j = i; j < size; j++) {
            target[j] -= factor * source[j];
        }
    }

    private void eliminateFour(int k, int i) {
        double f0 = u[k][i] * inverse[k];
        double f1 = u[k + 1][i] * inverse[k + 1];
        double f2 = u[k + 2][i] * inverse[k + 2];
        double f3 = u[k + 3][i] * inverse[k + 3];
        taken[i] += Math.abs(f0 * u[k][i])
                + Math.abs(f1 * u[k + 1][i])
                + Math.abs(f2 * u[k + 2][i])
                + Math.abs(f3 * u[k + 3][i]);
        addFour(u[i], i, size, -f0, u[k], -f1, u[k + 1], -f2, u[k + 2], -f3, u[k + 3]);
    }

    /** Adds four multiples of rows to a row, columns from..to-1. */
    static void addFour(
            double[] target,
            int from,
            int to,
            double f0,
            double[] s0,
            double f1,
            double[] s1,
            double f2,
            double[] s2,
            double f3,
            double[] s3) {
        for (int j = from; j < to; j++) {
            target[j] += f0 * s0[j] + f1 * s1[j] + f2 * s2[j] + f3 * s3[j];
        }
    }

    /** Solves K x = right in place. */
    void solve(double[] right) {
        for (int i = 0; i < size; i++) {
            double x = right[i];
            double[] row = u[i];
            for (int j = i + 1; j < size; j++) {
                right[j] -= x * row[j];
            }
            right[i] = x * inverse[i];
        }
        for (int i = size - 1; i >= 0; i--) {
            right[i] -= dot(u[i], right, i + 1, size);
        }
    }

    private static double dot(double[] row, double[] x, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = from;
        for (; j + 4 <= to; j += 4) {
            s0 += row[j] * x[j];
            s1 += row[j + 1] * x[j + 1];
            s2 += row[j + 2] * x[j + 2];
            s3 += row[j + 3] * x[j + 3];
        }
        for (; j < to; j++) {
            s0 += row[j] * x[j];
        }
        return s0 + s1 + (s2 + s3);
    }
}
