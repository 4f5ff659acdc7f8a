package io.github.loantwin.optimizer.bank;

import io.github.loantwin.optimizer.solver.ConeProgram;
import io.github.loantwin.optimizer.solver.Solution;

/**
 * Losses known by equally likely scenarios: CVaR is the least t + sum of u / ((1 - level) S), u_i >= loss_i'x - t, u >= 0
 * (Rockafellar, Uryasev 2000). The limit's own variables are t, then u.
 *
 * @param losses scenarios x loans: loss per unit
 * @param level confidence level
 */
record ScenarioLoss(double[][] losses, double level) implements LossModel {
    @Override
    public int variables() {
        return 1 + losses.length;
    }

    /** Beyond the largest loss neither t nor any u has a use. */
    @Override
    public double size(double amount) {
        double largest = 0;
        for (double[] row : losses) {
            for (double loss : row) {
                largest = Math.max(largest, Math.abs(loss));
            }
        }
        return amount * largest * (1 + 2 * losses.length);
    }

    @Override
    public void limit(ConeProgram.Builder builder, int columns, int loans, int own, double limit, int elastic) {
        double[] row = new double[columns];
        row[own] = 1;
        for (int i = 0; i < losses.length; i++) {
            row[own + 1 + i] = 1 / ((1 - level) * losses.length);
        }
        if (elastic >= 0) {
            row[elastic] = -1;
        }
        builder.atMost(row, limit);
        int n = losses[0].length;
        int[] at = new int[n + 2];
        double[] coefficients = new double[n + 2];
        for (int i = 0; i < losses.length; i++) {
            for (int j = 0; j < n; j++) {
                at[j] = loans + j;
                coefficients[j] = losses[i][j];
            }
            at[n] = own;
            coefficients[n] = -1;
            at[n + 1] = own + 1 + i;
            coefficients[n + 1] = -1;
            builder.atMost(at, coefficients, 0).lower(own + 1 + i, 0);
        }
    }

    @Override
    public double price(Solution solution, int firstRow) {
        return solution.z()[firstRow];
    }
}
