package io.github.loantwin.agents.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * Statistics against hand arithmetic, rliable and NumPy.
 *
 * <p>The figures named "reference" come from rliable 1.2.0, NumPy 2.4.6 and SciPy 1.17.1, computed once by this script, with
 * scores by (run, task) on a lattice that every language can make:
 *
 * <pre>{@code
 * import numpy as np
 * from scipy.stats import trim_mean
 * from rliable import metrics
 * def table(a, b, runs, tasks):
 *     r, t = np.meshgrid(np.arange(runs), np.arange(tasks), indexing='ij')
 *     return np.modf(r * a + t * b + 0.1)[0]
 * x = table(0.754877666, 0.569840291, 5, 12)
 * y = table(0.618033989, 0.324717957, 5, 12) * 0.9
 * metrics.aggregate_iqm(x), metrics.aggregate_iqm(y), metrics.probability_of_improvement(x, y)
 * rng = np.random.default_rng(1)
 * for b in range(200_000):                        # 40,000 for poi
 *     r = rng.integers(0, 5, 5); q = rng.integers(0, 5, 5); w = rng.integers(0, 12, 12)
 *     xs = x[r][:, w]; ys = y[q][:, w]
 *     iqm[b] = trim_mean(xs, 0.25, axis=None)
 *     run_iqm[b] = trim_mean(x[r], 0.25, axis=None)
 *     diff[b] = xs.mean() - ys.mean()
 *     poi[b] = np.mean((xs[:, None, :] > ys[None, :, :]) + 0.5 * (xs[:, None, :] == ys[None, :, :]))
 * np.percentile(iqm, [2.5, 97.5])                 # and so on
 * xm = x.mean(0); ym = y.mean(0)
 * (xm.var(ddof=1) + ym.var(ddof=1)) / (xm - ym).var(ddof=1)
 * }</pre>
 */
class StatisticsTest {
    private static final int REPLICATES = 20_000;

    private static double[][] table(double a, double b, double scale) {
        double[][] table = new double[5][12];
        for (int r = 0; r < 5; r++) {
            for (int t = 0; t < 12; t++) {
                double z = r * a + t * b + 0.1;
                table[r][t] = (z - Math.floor(z)) * scale;
            }
        }
        return table;
    }

    private static final Scores X = new Scores(new double[][][] {table(0.754877666, 0.569840291, 1)});
    private static final Scores Y = new Scores(new double[][][] {table(0.618033989, 0.324717957, 0.9)});

    private static Inference inference(Bootstrap.Source source) {
        return new Inference(new Bootstrap(REPLICATES, 7, source));
    }

    /** Of eight values two at each end go: (3 + 4 + 5 + 6) / 4. Of five, floor(5 / 4) = 1: (2 + 3 + 7) / 3. */
    @Test
    void interquartileMeanByHand() {
        assertEquals(4.5, Statistics.interquartileMean(new double[] {8, 1, 3, 100, 4, 6, 5, -50}), 1e-15);
        assertEquals(4, Statistics.interquartileMean(new double[] {7, -9, 3, 99, 2}), 1e-15);
        assertEquals(2, Statistics.interquartileMean(new double[] {2}), 0);
    }

    /** Counts are repetitions: 1, 1, 1, 5, 5, 9, 9, 9 without two at each end is (1 + 5 + 5 + 9) / 4. */
    @Test
    void countsAreRepetitions() {
        assertEquals(5, Statistics.interquartileMean(new double[] {1, 5, 9}, new int[] {3, 2, 3}), 1e-15);
        assertEquals(5, Statistics.interquartileMean(new double[] {1, 5, 9}, new int[] {0, 4, 0}), 1e-15);
    }

    @Test
    void pointEstimatesAreThoseOfRliable() {
        assertEquals(0.5085407671999997, Statistics.interquartileMean(X.all(0)), 1e-12);
        assertEquals(0.46440487064999997, Statistics.interquartileMean(Y.all(0)), 1e-12);
        Inference inference = inference(Bootstrap.Source.RUNS);
        assertEquals(0.55, inference.probabilityOfImprovement(X, Y).value(), 1e-12);
    }

    /** Pairs (2,1) (2,2) (2,3) (4,1) (4,2) (4,3): wins 1, 1/2, 0, 1, 1, 1. */
    @Test
    void probabilityOfImprovementByHand() {
        assertEquals(4.5 / 6, Statistics.probabilityOfImprovement(new double[] {2, 4}, new double[] {1, 2, 3}), 1e-15);
    }

    @Test
    void profileIsTheShareAbove() {
        double[] shares = Statistics.profile(new double[] {1, 2, 3, 4}, new double[] {0, 1, 2.5, 4});
        assertArrayEquals(new double[] {1, 0.75, 0.5, 0}, shares, 1e-15);
    }

    @Test
    void worstMeanIsThatOfTheTail() {
        assertEquals(1.5, Statistics.worstMean(new double[] {9, 2, 5, 1}, 0.5), 1e-15);
        assertEquals(1, Statistics.worstMean(new double[] {9, 2, 5, 1}, 0.05), 1e-15);
    }

    /** NumPy: np.quantile([1, 2, 4], 0.25) = 1.5. */
    @Test
    void quantileIsNumPys() {
        assertEquals(1.5, Statistics.quantile(new double[] {1, 2, 4}, 0.25), 1e-15);
        assertEquals(4, Statistics.quantile(new double[] {1, 2, 4}, 1), 0);
    }

    /** Ends of intervals have a standard error of about 0.0011 here; 0.006 is more than five of them. */
    @Test
    void intervalsAreTheReference() {
        Inference both = inference(Bootstrap.Source.RUNS_AND_WORLDS);
        assertInterval(0.388847, 0.629090, both.interquartileMean(X), 0.006);
        Estimate difference = both.pairedDifference(X, Y);
        assertEquals(0.04072853181666636, difference.value(), 1e-12);
        assertInterval(-0.087800, 0.167835, difference, 0.006);
        assertInterval(0.4, 0.7, both.probabilityOfImprovement(X, Y), 0.012);
        assertInterval(0.484343, 0.545880, inference(Bootstrap.Source.RUNS).interquartileMean(X), 0.003);
    }

    private static void assertInterval(double low, double high, Estimate estimate, double tolerance) {
        assertEquals(low, estimate.low(), tolerance, "low end of " + estimate);
        assertEquals(high, estimate.high(), tolerance, "high end of " + estimate);
    }

    @Test
    void varianceFactorIsTheReference() {
        assertEquals(0.9394651270283207, Inference.varianceFactor(X, Y), 1e-12);
    }

    /** x = y + 1 in every world: independent 2 var, paired 0. With y = 0, 2 and x = 1, 5: (2 + 8) / 2 = 5. */
    @Test
    void varianceFactorByHand() {
        Scores y = new Scores(new double[][][] {{{0, 2}}});
        assertEquals(5, Inference.varianceFactor(new Scores(new double[][][] {{{1, 5}}}), y), 1e-12);
        assertEquals(Double.POSITIVE_INFINITY, Inference.varianceFactor(new Scores(new double[][][] {{{1, 3}}}), y), 0);
    }

    /** Hold 0, goal 10, policy 4, in two scenarios of different size: (4 + 4) / (10 + 10). */
    @Test
    void shareOfTheWayByHand() {
        Scores hold = new Scores(new double[][][] {{{0, 0}}, {{100, 100, 100}}});
        Scores goal = new Scores(new double[][][] {{{10, 10}}, {{110, 110, 110}}});
        Scores policy = new Scores(new double[][][] {{{3, 5}}, {{104, 104, 104}}});
        assertEquals(
                0.4,
                inference(Bootstrap.Source.RUNS)
                        .shareOfTheWay(policy, hold, goal)
                        .value(),
                1e-12);
    }

    /** Equal weights of scenarios: means 1 and 4 give 2.5, although one has three times the worlds. */
    @Test
    void scenariosWeighTheSame() {
        Scores base = new Scores(new double[][][] {{{0, 0, 0}}, {{0}}});
        Scores policy = new Scores(new double[][][] {{{1, 1, 1}}, {{4}}});
        Inference inference = inference(Bootstrap.Source.RUNS_AND_WORLDS);
        assertEquals(2.5, inference.pairedDifference(policy, base).value(), 1e-15);
        assertEquals(2.5, inference.interquartileMean(policy).value(), 1e-15);
    }

    /** Luck that both share cancels: the worlds differ by 100, the policies by exactly 1. */
    @Test
    void pairedWorldsCancelTheirLuck() {
        Scores hold = new Scores(new double[][][] {{{0, 50, 100, 20}}});
        Scores policy = new Scores(new double[][][] {{{1, 51, 101, 21}}});
        Estimate difference = inference(Bootstrap.Source.RUNS_AND_WORLDS).pairedDifference(policy, hold);
        assertEquals(1, difference.low(), 1e-9);
        assertEquals(1, difference.high(), 1e-9);
        assertTrue(difference.above(0));
    }

    @Test
    void sameSeedSameInterval() {
        assertEquals(
                inference(Bootstrap.Source.RUNS_AND_WORLDS).pairedDifference(X, Y),
                inference(Bootstrap.Source.RUNS_AND_WORLDS).pairedDifference(X, Y));
    }

    @Test
    void scoresThatAreNoNumbersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Scores(new double[][][] {{{1, Double.NaN}}}));
        assertThrows(IllegalArgumentException.class, () -> new Scores(new double[][][] {{{1, 2}, {1}}}));
    }
}
