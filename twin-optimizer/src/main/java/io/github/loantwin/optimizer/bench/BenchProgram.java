package io.github.loantwin.optimizer.bench;

import io.github.loantwin.optimizer.solver.ConeProgram;

/**
 * A linear or quadratic program as plain arrays, so that every solver can be given the same: minimise x'Px/2 + q'x subject to
 * equal x = equalSide, atMost x <= atMostSide, lower <= x <= upper.
 *
 * @param p P, n x n; without rows for a linear program
 * @param q q, length n
 * @param equal rows of equalities
 * @param equalSide their right-hand sides
 * @param atMost rows of inequalities
 * @param atMostSide their right-hand sides
 * @param lower bounds, minus infinity for none
 * @param upper bounds, infinity for none
 */
record BenchProgram(
        double[][] p,
        double[] q,
        double[][] equal,
        double[] equalSide,
        double[][] atMost,
        double[] atMostSide,
        double[] lower,
        double[] upper) {
    boolean linear() {
        return p.length == 0;
    }

    int variables() {
        return q.length;
    }

    ConeProgram cone() {
        ConeProgram.Builder builder = ConeProgram.builder(q.length);
        if (!linear()) {
            builder.quadratic(p);
        }
        for (int j = 0; j < q.length; j++) {
            builder.linear(j, q[j]);
            if (lower[j] > Double.NEGATIVE_INFINITY) {
                builder.lower(j, lower[j]);
            }
            if (upper[j] < Double.POSITIVE_INFINITY) {
                builder.upper(j, upper[j]);
            }
        }
        for (int i = 0; i < equal.length; i++) {
            builder.equal(equal[i], equalSide[i]);
        }
        for (int i = 0; i < atMost.length; i++) {
            builder.atMost(atMost[i], atMostSide[i]);
        }
        return builder.build();
    }

    double objective(double[] x) {
        double sum = dot(q, x);
        for (int i = 0; i < p.length; i++) {
            sum += 0.5 * x[i] * dot(p[i], x);
        }
        return sum;
    }

    /** Returns by how much the worst row or bound is broken. */
    double violation(double[] x) {
        double worst = 0;
        for (int i = 0; i < equal.length; i++) {
            worst = Math.max(worst, Math.abs(dot(equal[i], x) - equalSide[i]));
        }
        for (int i = 0; i < atMost.length; i++) {
            worst = Math.max(worst, dot(atMost[i], x) - atMostSide[i]);
        }
        for (int j = 0; j < x.length; j++) {
            worst = Math.max(worst, Math.max(lower[j] - x[j], x[j] - upper[j]));
        }
        return worst;
    }

    private static double dot(double[] row, double[] x) {
        double sum = 0;
        for (int j = 0; j < row.length; j++) {
            sum += row[j] * x[j];
        }
        return sum;
    }
}
