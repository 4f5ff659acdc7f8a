package io.github.loantwin.optimizer.bench;

import io.github.loantwin.optimizer.solver.ConeProgram;
import io.github.loantwin.optimizer.solver.ConeSolver;
import io.github.loantwin.optimizer.solver.CvarProgram;
import io.github.loantwin.optimizer.solver.Solution;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Portfolio problems with a fixed seed: quadratic objective, variance limit, least CVaR, CVaR limit. */
public final class OptimizerBench {
    private static final int WARM_UP = 3;
    private static final int RUNS = 5;
    private static final double LEVEL = 0.95;

    private OptimizerBench() {}

    /** Measures every problem and hands each row on as soon as it is known. */
    public static void run(Consumer<BenchRow> rows) {
        for (int n : new int[] {10, 100, 300, 500}) {
            ConeProgram quadratic = meanVariance(n);
            rows.accept(time("mean-variance QP", n, 0, () -> ConeSolver.solve(quadratic)));
            ConeProgram limited = varianceLimited(n);
            rows.accept(time("variance limit", n, 0, () -> ConeSolver.solve(limited)));
        }
        for (int scenarios : new int[] {1_000, 20_000, 100_000}) {
            int n = 50;
            double[][] losses = losses(n, scenarios);
            CvarProgram least = new CvarProgram(budget(n, 0).build(), losses, LEVEL, 1, OptionalDouble.empty());
            rows.accept(time("least CVaR", n, scenarios, () -> least.solve().solution()));
            OptionalDouble limit = OptionalDouble.of(least.solve().cvar() + 0.02);
            CvarProgram limited = new CvarProgram(budget(n, 0.1).build(), losses, LEVEL, 0, limit);
            rows.accept(time("CVaR limit", n, scenarios, () -> limited.solve().solution()));
        }
    }

    private static BenchRow time(String problem, int n, int scenarios, Supplier<Solution> solve) {
        Solution last = solve.get();
        for (int k = 1; k < WARM_UP; k++) {
            last = solve.get();
        }
        double[] milliseconds = new double[RUNS];
        for (int k = 0; k < RUNS; k++) {
            long start = System.nanoTime();
            last = solve.get();
            milliseconds[k] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(milliseconds);
        return BenchRow.of(problem, n, scenarios, milliseconds[RUNS / 2], last);
    }

    private static ConeProgram.Builder budget(int n, double reward) {
        Random random = new Random(n);
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        ConeProgram.Builder builder = ConeProgram.builder(n).equal(ones, 1);
        for (int j = 0; j < n; j++) {
            builder.lower(j, 0).upper(j, Math.max(0.3, 3.0 / n)).linear(j, -reward * random.nextDouble());
        }
        return builder;
    }

    private static ConeProgram meanVariance(int n) {
        return budget(n, 0.02).quadratic(square(factors(n))).build();
    }

    private static ConeProgram varianceLimited(int n) {
        double[][] root = factors(n);
        double variance = 0;
        for (double[] row : square(root)) {
            variance += Arrays.stream(row).sum() / n / n;
        }
        return budget(n, 0.1)
                .norm(root, new double[root.length], new double[n], Math.sqrt(0.9 * variance))
                .build();
    }

    /** R with R'R = factor model covariance: five common factors and own noise. */
    private static double[][] factors(int n) {
        Random random = new Random(7 * n);
        double[][] root = new double[n + 5][n];
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < 5; k++) {
                root[k][j] = 0.05 * random.nextGaussian() + (k == 0 ? 0.1 : 0);
            }
            root[5 + j][j] = 0.05 + 0.2 * random.nextDouble();
        }
        return root;
    }

    private static double[][] square(double[][] root) {
        int n = root[0].length;
        double[][] square = new double[n][n];
        for (double[] row : root) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    square[i][j] += row[i] * row[j];
                }
            }
        }
        return square;
    }

    /** Heavy-tailed losses with a common factor (Student t with three degrees of freedom). */
    private static double[][] losses(int n, int scenarios) {
        Random random = new Random(scenarios);
        double[][] losses = new double[scenarios][n];
        for (double[] row : losses) {
            double common = random.nextGaussian();
            double chiSquare = 0;
            for (int k = 0; k < 3; k++) {
                chiSquare += Math.pow(random.nextGaussian(), 2);
            }
            for (int j = 0; j < n; j++) {
                double z = 0.6 * common + 0.8 * random.nextGaussian();
                row[j] = -0.01 - 0.0005 * j + (0.02 + 0.002 * j) * Math.sqrt(3 / chiSquare) * z;
            }
        }
        return losses;
    }
}
