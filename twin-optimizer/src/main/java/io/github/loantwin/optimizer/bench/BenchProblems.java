package io.github.loantwin.optimizer.bench;

import io.github.loantwin.optimizer.bank.Branch;
import io.github.loantwin.optimizer.bank.TwoLevelProblem;
import io.github.loantwin.optimizer.solver.ConeProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The measured problems: portfolios made up with fixed seeds, and the published banks of Hu et al. (2010). */
final class BenchProblems {
    private static final String BANKS = "/two_level_examples.json";

    private BenchProblems() {}

    /** A budget over n assets with a cap; the objective is minus a reward times random returns. */
    static BenchProgram budget(int n, double reward, double[][] p, double[][] atMost, double[] atMostSide) {
        Random random = new Random(n);
        double[] q = new double[n];
        Arrays.setAll(q, j -> -reward * random.nextDouble());
        return new BenchProgram(
                p,
                q,
                new double[][] {filled(n, 1)},
                new double[] {1},
                atMost,
                atMostSide,
                new double[n],
                filled(n, Math.max(0.3, 3.0 / n)));
    }

    /** The largest return with a cap on each of n / 5 groups. */
    static BenchProgram linear(int n) {
        int groups = Math.max(2, n / 5);
        Random random = new Random(3 * n);
        double[][] rows = new double[groups][n];
        for (double[] row : rows) {
            Arrays.setAll(row, j -> random.nextInt(3) == 0 ? random.nextDouble() : 0);
        }
        return budget(n, 0.1, new double[0][], rows, filled(groups, 0.25));
    }

    static BenchProgram meanVariance(int n) {
        return budget(n, 0.02, square(factors(n)), new double[0][], new double[0]);
    }

    static ConeProgram varianceLimited(int n) {
        double[][] root = factors(n);
        double variance = 0;
        for (double[] row : square(root)) {
            variance += Arrays.stream(row).sum() / n / n;
        }
        BenchProgram base = budget(n, 0.1, new double[0][], new double[0][], new double[0]);
        ConeProgram.Builder builder = ConeProgram.builder(n).equal(base.equal()[0], 1);
        for (int j = 0; j < n; j++) {
            builder.lower(j, 0).upper(j, base.upper()[j]).linear(j, base.q()[j]);
        }
        return builder.norm(root, new double[root.length], new double[n], Math.sqrt(0.9 * variance))
                .build();
    }

    /** Least CVaR as a linear program in weights, t and one excess a scenario, for solvers that know no better way. */
    static BenchProgram leastCvar(double[][] losses, double level) {
        int n = losses[0].length;
        int scenarios = losses.length;
        BenchProgram base = budget(n, 0, new double[0][], new double[0][], new double[0]);
        double[][] rows = new double[scenarios][n + 1 + scenarios];
        for (int i = 0; i < scenarios; i++) {
            System.arraycopy(losses[i], 0, rows[i], 0, n);
            rows[i][n] = -1;
            rows[i][n + 1 + i] = -1;
        }
        double[] q = filled(n + 1 + scenarios, 1 / ((1 - level) * scenarios));
        Arrays.fill(q, 0, n, 0);
        q[n] = 1;
        double[] lower = new double[q.length];
        lower[n] = Double.NEGATIVE_INFINITY;
        double[] upper = filled(q.length, Double.POSITIVE_INFINITY);
        System.arraycopy(base.upper(), 0, upper, 0, n);
        double[][] equal = {Arrays.copyOf(base.equal()[0], q.length)};
        return new BenchProgram(new double[0][], q, equal, new double[] {1}, rows, new double[scenarios], lower, upper);
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
    static double[][] losses(int n, int scenarios) {
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

    static List<TwoLevelProblem> banks() {
        List<TwoLevelProblem> banks = new ArrayList<>();
        try (InputStream in = BenchProblems.class.getResourceAsStream(BANKS)) {
            for (JsonNode example : JsonMapper.shared().readTree(in).get("examples")) {
                banks.add(bank(example));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return banks;
    }

    private static TwoLevelProblem bank(JsonNode example) {
        double[] mean = numbers(example.get("mu"));
        double[][] covariance = new double[mean.length][];
        Arrays.setAll(covariance, i -> numbers(example.get("omega").get(i)));
        double[] levels = numbers(example.get("alpha_branch"));
        double[] limits = numbers(example.get("cvar_limit_branch"));
        List<Branch> branches = new ArrayList<>();
        for (int i = 0; i < levels.length; i++) {
            branches.add(new Branch("branch " + (i + 1), mean.length / levels.length, levels[i], limits[i]));
        }
        return new TwoLevelProblem(
                example.get("total_capital").asDouble(),
                example.get("alpha_bank").asDouble(),
                example.get("cvar_limit_bank").asDouble(),
                branches,
                mean,
                covariance);
    }

    private static double[] numbers(JsonNode node) {
        double[] numbers = new double[node.size()];
        Arrays.setAll(numbers, i -> node.get(i).asDouble());
        return numbers;
    }

    private static double[] filled(int n, double value) {
        double[] array = new double[n];
        Arrays.fill(array, value);
        return array;
    }
}
