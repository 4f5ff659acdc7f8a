package io.github.loantwin.optimizer.policy;

import io.github.loantwin.optimizer.solver.ConeProgram;
import io.github.loantwin.optimizer.solver.ConeSolver;
import io.github.loantwin.optimizer.solver.CvarProgram;
import io.github.loantwin.optimizer.solver.Solution;
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
     * With CVaR of a year's loss at most {@code share} of the equity above the capital target, or, where the base policy
     * would stand beyond that, a glide step below the base policy's.
     */
    record Cvar(LossScenarios scenarios, double level, double share) implements RiskView {
        @Override
        public Solution solve(LendingProgram program) {
            double[][] losses = scenarios.of(program.now());
            double[][] rows = new double[losses.length][];
            Arrays.setAll(rows, s -> program.lossRow(losses[s]));
            double spare = program.now().equity()
                    - program.capitalTarget() * program.now().density();
            double base = cvar(rows, program.basePoint());
            double limit = Math.max(share * spare, (1 - program.glideStep()) * base);
            ConeProgram withoutRisk = program.builder(0).build();
            return new CvarProgram(withoutRisk, rows, level, 0, OptionalDouble.of(limit))
                    .solve()
                    .solution();
        }

        private double cvar(double[][] rows, double[] x) {
            double[] at = new double[rows.length];
            for (int s = 0; s < at.length; s++) {
                for (int i = 0; i < x.length; i++) {
                    at[s] += rows[s][i] * x[i];
                }
            }
            Arrays.sort(at);
            int first = (int) Math.floor(level * at.length);
            return Arrays.stream(at, first, at.length).average().orElseThrow();
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
