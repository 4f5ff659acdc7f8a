package io.github.loantwin.optimizer.policy;

import io.github.loantwin.optimizer.solver.ConeProgram;
import io.github.loantwin.optimizer.solver.ConeSolver;
import io.github.loantwin.optimizer.solver.CvarProgram;
import io.github.loantwin.optimizer.solver.Solution;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.Arrays;
import java.util.OptionalDouble;

/** What a controller adds to the desk's program: how it looks at risk. */
sealed interface RiskView {
    Solution solve(LendingProgram program);

    /** Expected margins alone: a linear program. */
    record None() implements RiskView {
        @Override
        public Solution solve(LendingProgram program) {
            return ConeSolver.solve(program.builder(0).build());
        }
    }

    /** Less {@code aversion} / 2 times the variance of a year's loss over scenarios: a quadratic program. */
    record Variance(LossScenarios scenarios, double aversion) implements RiskView {
        @Override
        public Solution solve(LendingProgram program) {
            double[][] losses = scenarios.of(program.now());
            double[][] rows = new double[losses.length][];
            Arrays.setAll(rows, s -> program.lossRow(losses[s]));
            return ConeSolver.solve(
                    program.builder(0).quadratic(covariance(rows)).build());
        }

        private double[][] covariance(double[][] rows) {
            int n = rows[0].length;
            double[] mean = new double[n];
            for (double[] row : rows) {
                for (int i = 0; i < n; i++) {
                    mean[i] += row[i] / rows.length;
                }
            }
            double[][] matrix = new double[n][n];
            for (double[] row : rows) {
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j <= i; j++) {
                        matrix[i][j] += aversion * (row[i] - mean[i]) * (row[j] - mean[j]) / rows.length;
                    }
                }
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    matrix[j][i] = matrix[i][j];
                }
            }
            return matrix;
        }
    }

    /**
     * With CVaR of a year's unexpected loss, loss less its mean over the scenarios, at most {@code share} of the equity above
     * the capital target; where no plan keeps that, the plan of least CVaR, with returns for a tenth.
     */
    record Cvar(LossScenarios scenarios, double level, double share) implements RiskView {
        private static final double LEAST = 10;

        @Override
        public Solution solve(LendingProgram program) {
            double[][] rows = unexpected(program);
            double spare = program.now().equity()
                    - program.capitalTarget() * program.now().density();
            ConeProgram returns = program.builder(0).build();
            Solution limited = new CvarProgram(returns, rows, level, 0, OptionalDouble.of(share * spare))
                    .solve()
                    .solution();
            return limited.status() == SolveStatus.INFEASIBLE
                    ? new CvarProgram(returns, rows, level, LEAST, OptionalDouble.empty())
                            .solve()
                            .solution()
                    : limited;
        }

        private double[][] unexpected(LendingProgram program) {
            double[][] losses = scenarios.of(program.now());
            double[][] rows = new double[losses.length][];
            Arrays.setAll(rows, s -> program.lossRow(losses[s]));
            for (int i = 0; i < rows[0].length; i++) {
                double mean = 0;
                for (double[] row : rows) {
                    mean += row[i] / rows.length;
                }
                for (double[] row : rows) {
                    row[i] -= mean;
                }
            }
            return rows;
        }
    }

    /**
     * Less {@code radius} times the norm of the errors of expected losses: one that all products share, and one of each.
     *
     * <p>The worst case of margins in an ellipsoid (Ben-Tal, Nemirovski, Robust convex optimization, 1998).
     */
    record Robust(double radius) implements RiskView {
        @Override
        public Solution solve(LendingProgram program) {
            int products = program.now().book().length;
            int bound = program.variables();
            double[][] errors = new double[products + 1][bound];
            for (int k = 0; k < products; k++) {
                DeskProduct product = program.product(k);
                double v = product.lossVolatility();
                for (int j = 0; j < Bands.COUNT; j++) {
                    double loss = program.yearsCounted(k)
                            * product.levelLoss()
                            * program.now().newLosses()
                            * program.risk(k, j)
                            * v;
                    errors[k][program.lending(k, j)] = loss * Math.sqrt(1 - product.commonShare());
                    errors[products][program.lending(k, j)] = loss * Math.sqrt(product.commonShare());
                }
            }
            double[] head = new double[bound + 1];
            head[bound] = 1;
            return ConeSolver.solve(program.builder(1)
                    .linear(bound, radius)
                    .norm(errors, new double[errors.length], head, 0)
                    .build());
        }
    }
}
