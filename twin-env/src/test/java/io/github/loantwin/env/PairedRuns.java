package io.github.loantwin.env;

import io.github.loantwin.env.config.TwinConfig;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;

/** Episodes of a policy over a block of seeds: seed for seed the same world for every policy. */
final class PairedRuns {
    /** Seeds of one block start here, so that a search and its test can use different ones. */
    static final long FIRST_SEED = 1000;

    private PairedRuns() {}

    /** Policy that may remember; a fresh one for each episode. */
    interface Rule extends Supplier<Policy> {}

    /** What an episode came to: flows are of the whole episode, stocks of its end unless named otherwise. */
    record Outcome(
            double score,
            double[] components,
            double economicProfit,
            double returnOnEquity,
            double returnOnAssets,
            double netInterestMargin,
            double efficiency,
            double capitalBefore,
            double capitalAfter,
            double gainOnSales,
            boolean failed) {}

    /** Returns a policy that always acts the same. */
    static Rule constant(double credit, double pricing, double rebalancing) {
        float[] fixed = {(float) credit, (float) pricing, (float) rebalancing};
        return () -> (observation, action) -> System.arraycopy(fixed, 0, action, 0, fixed.length);
    }

    /** Runs a policy that decides anew after so many days over seeds first .. first + n - 1. */
    static Outcome[] run(TwinConfig config, int days, int decisionDays, Rule rule, long first, int n) {
        TwinConfig timed = config.with("episode.simulationDays", days).with("episode.decisionDays", decisionDays);
        timed.model();
        return IntStream.range(0, n)
                .parallel()
                .mapToObj(i -> episode(timed, days, rule.get(), first + i))
                .toArray(Outcome[]::new);
    }

    /** Runs a policy that never changes. */
    static Outcome[] constantRun(TwinConfig config, int days, double[] action, long first, int n) {
        return run(config, days, days, constant(action[0], action[1], action[2]), first, n);
    }

    private static Outcome episode(TwinConfig config, int days, Policy policy, long seed) {
        LoanEnv env = new LoanEnv(config);
        ResetResult start = env.reset(seed);
        float[] observation = start.observation();
        float[] action = new float[ActionLayout.SIZE];
        double[] sums = new double[InfoField.COUNT];
        double[] vector = new double[4];
        double reward = 0;
        double assets = 0;
        double liquid = 0;
        int steps = 0;
        StepResult step;
        do {
            policy.act(observation, action);
            step = env.step(action);
            observation = step.observation();
            reward += step.reward();
            double[] row = step.info().toArray();
            for (int f = 0; f < row.length; f++) {
                sums[f] += row[f];
            }
            double[] now = step.info().rewardVector();
            for (int c = 0; c < 4; c++) {
                vector[c] += now[c] / days;
            }
            assets += row[InfoField.LOANS.ordinal()];
            liquid += row[InfoField.LIQUID_ASSETS.ordinal()] + row[InfoField.CASH.ordinal()];
            steps++;
        } while (!step.terminated() && !step.truncated());
        double years = days / 365.0;
        double equity = (start.info().get(InfoField.EQUITY) + step.info().get(InfoField.EQUITY)) / 2;
        double income = sums[InfoField.NET_INCOME.ordinal()] / years;
        double margin = sums[InfoField.NET_INTEREST_INCOME.ordinal()] / years;
        double earning = (assets + liquid) / steps;
        double revenue = sums[InfoField.NET_INTEREST_INCOME.ordinal()] + sums[InfoField.FEE_INCOME.ordinal()];
        return new Outcome(
                1000 * reward / days,
                vector,
                sums[InfoField.ECONOMIC_PROFIT.ordinal()] / years / start.info().get(InfoField.EQUITY),
                income / equity,
                income / earning,
                margin / earning,
                sums[InfoField.OPERATING_COST.ordinal()] / revenue,
                start.info().get(InfoField.CAPITAL_RATIO),
                step.info().get(InfoField.CAPITAL_RATIO),
                sums[InfoField.SALE_GAINS.ordinal()] / years / start.info().get(InfoField.EQUITY),
                step.terminated());
    }

    /** Returns the scores of episodes: mean daily reward in thousandths. */
    static double[] scores(Outcome[] outcomes) {
        double[] scores = new double[outcomes.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = outcomes[i].score();
        }
        return scores;
    }

    /** Returns a - b, seed for seed. */
    static double[] minus(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }

    static double mean(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v;
        }
        return sum / x.length;
    }

    static double variance(double[] x) {
        double mean = mean(x);
        double sum = 0;
        for (double v : x) {
            sum += (v - mean) * (v - mean);
        }
        return sum / (x.length - 1);
    }

    static double sd(double[] x) {
        return Math.sqrt(variance(x));
    }

    /** Half width of the 95 % interval of a mean, by Student's law. */
    static double half(double[] x) {
        double quantile = new TDistribution(x.length - 1).inverseCumulativeProbability(0.975);
        return quantile * sd(x) / Math.sqrt(x.length);
    }

    /** Returns the eight corners of the action box. */
    static double[][] corners() {
        double[][] corners = new double[8][ActionLayout.SIZE];
        for (int i = 0; i < 8; i++) {
            for (int c = 0; c < ActionLayout.SIZE; c++) {
                corners[i][c] = ((i >> c & 1) == 1 ? 1 : -1) * (double) ActionLayout.bound(c);
            }
        }
        return corners;
    }
}
