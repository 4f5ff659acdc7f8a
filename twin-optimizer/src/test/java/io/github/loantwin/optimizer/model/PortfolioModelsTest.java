package io.github.loantwin.optimizer.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Portfolio models against closed forms and first-order conditions. */
class PortfolioModelsTest {
    private static final double[] SIGMA = {0.1, 0.2, 0.3};

    private static Assets uncorrelated(double... returns) {
        double[][] covariance = new double[3][3];
        for (int i = 0; i < 3; i++) {
            covariance[i][i] = SIGMA[i] * SIGMA[i];
        }
        return new Assets(List.of("a", "b", "c"), returns, covariance);
    }

    private static Assets random(long seed, int n) {
        Random random = new Random(seed);
        double[][] factors = new double[n + 3][n];
        double[][] covariance = new double[n][n];
        double[] returns = new double[n];
        List<String> names = new java.util.ArrayList<>();
        for (double[] row : factors) {
            for (int j = 0; j < n; j++) {
                row[j] = 0.1 * random.nextGaussian();
            }
        }
        for (int i = 0; i < n; i++) {
            names.add("asset " + i);
            returns[i] = 0.02 + 0.1 * random.nextDouble();
            for (int j = 0; j < n; j++) {
                for (double[] row : factors) {
                    covariance[i][j] += row[i] * row[j];
                }
            }
        }
        return new Assets(names, returns, covariance);
    }

    /** Tangency of uncorrelated assets: weights as excess return over variance, 0.02/0.01 : 0.04/0.04 : 0.09/0.09. */
    @Test
    void tangencyPortfolio() {
        Allocation best = new Allocator(uncorrelated(0.04, 0.06, 0.11), Limits.NONE).maximumSharpe(0.02);
        assertArrayEquals(new double[] {0.5, 0.25, 0.25}, best.weights(), 1e-9);
    }

    /** Under caps and a variance limit no random allowed portfolio has a higher ratio. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void sharpeUnderLimits(long seed) {
        Assets assets = random(seed, 8);
        Limits limits = new Limits(OptionalDouble.empty(), OptionalDouble.of(0.3), List.of());
        Allocation least = new Allocator(assets, limits).minimumVariance();
        limits = limits.withVariance(1.2 * least.variance());
        Allocation best = new Allocator(assets, limits).maximumSharpe(0.01);
        assertEquals(SolveStatus.OPTIMAL, best.status());
        assertTrue(best.variance() <= limits.variance().getAsDouble() * (1 + 1e-9));
        double ratio = (best.expectedReturn() - 0.01) / best.standardDeviation();
        for (Allocation point : Frontier.of(assets, limits, 200)) {
            if (point.variance() <= limits.variance().getAsDouble()) {
                assertTrue((point.expectedReturn() - 0.01) / point.standardDeviation() <= ratio + 1e-9);
            }
        }
    }

    @Test
    void nothingBeatsTheRisklessRate() {
        Allocation answer = new Allocator(uncorrelated(0.01, 0.01, 0.02), Limits.NONE).maximumSharpe(0.05);
        assertEquals(SolveStatus.INFEASIBLE, answer.status());
    }

    /** Unconstrained inside: x = (r - y) / (a sigma^2), and y from the budget; here all three are held. */
    @Test
    void meanVarianceUtility() {
        Assets assets = uncorrelated(0.04, 0.06, 0.11);
        Allocation best = new Allocator(assets, Limits.NONE).meanVariance(5);
        double inverse = 100 + 25 + 100 / 9.0;
        double y = (0.04 * 100 + 0.06 * 25 + 0.11 * 100 / 9 - 5) / inverse;
        for (int i = 0; i < 3; i++) {
            assertEquals((assets.returns()[i] - y) / (5 * SIGMA[i] * SIGMA[i]), best.weights()[i], 1e-9);
        }
    }

    /** Without correlation, or with one correlation for all, equal risk means weights as 1 / sigma (Maillard et al. 2010). */
    @Test
    void riskParityClosedForm() {
        double total = 10 + 5 + 10 / 3.0;
        double[] expected = {10 / total, 5 / total, 10 / 3.0 / total};
        assertArrayEquals(expected, RiskParity.of(uncorrelated(0, 0, 0)), 1e-12);
        double[][] correlated = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                correlated[i][j] = SIGMA[i] * SIGMA[j] * (i == j ? 1 : 0.6);
            }
        }
        assertArrayEquals(
                expected, RiskParity.of(new Assets(List.of("a", "b", "c"), new double[3], correlated)), 1e-12);
    }

    /** Without correlation budgets b need weights as sqrt(b) / sigma. */
    @Test
    void riskBudgetsClosedForm() {
        double[] budgets = {0.64, 0.32, 0.04};
        double[] weights = RiskParity.of(uncorrelated(0, 0, 0), budgets);
        assertEquals(Math.sqrt(0.64 / 0.04) * 3, weights[0] / weights[2], 1e-10);
        assertEquals(Math.sqrt(0.64 / 0.32) * 2, weights[0] / weights[1], 1e-10);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void riskSharesAreTheBudgets(long seed) {
        Assets assets = random(seed, 20);
        double[] shares = Diversification.of(assets, RiskParity.of(assets)).riskShares();
        for (double share : shares) {
            assertEquals(0.05, share, 1e-10);
        }
    }

    /** No uncertainty: the mean-variance answer. Equal errors: the penalty acts like a preference for spreading. */
    @Test
    void robustEllipsoid() {
        Assets assets = uncorrelated(0.04, 0.06, 0.11);
        Allocator allocator = new Allocator(assets, Limits.NONE);
        double[][] errors = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        assertArrayEquals(
                allocator.meanVariance(5).weights(),
                allocator.robust(0, errors, 5).weights(),
                1e-6);
        double[] wary = allocator.robust(10, errors, 0).weights();
        assertArrayEquals(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, wary, 5e-3);
        // first-order condition: r_i - k x_i / |x| is the same for all that are held; x is known to the root of 1e-13
        double[] x = allocator.robust(0.1, errors, 0).weights();
        double norm = Math.sqrt(x[0] * x[0] + x[1] * x[1] + x[2] * x[2]);
        assertEquals(0.11 - 0.1 * x[2] / norm, 0.06 - 0.1 * x[1] / norm, 1e-7);
    }

    /** No trade when the gain is below the cost; all the turnover allowed when it is above. */
    @Test
    void costsAndTurnover() {
        Allocator allocator = new Allocator(uncorrelated(0.04, 0.06, 0.11), Limits.NONE);
        double[] held = {0.5, 0.5, 0};
        double[] dear = {0.05, 0.05, 0.05};
        assertArrayEquals(held, allocator.rebalanced(held, dear, 2, 0).weights(), 1e-8);
        double[] cheap = {0.001, 0.001, 0.001};
        assertArrayEquals(
                new double[] {0.4, 0.5, 0.1},
                allocator.rebalanced(held, cheap, 0.2, 0).weights(),
                1e-8);
        assertArrayEquals(
                new double[] {0, 0, 1}, allocator.rebalanced(held, cheap, 2, 0).weights(), 1e-8);
    }

    /** One asset by hand: pi = 0.02 with variance tau sigma^2 = 0.001 and a view of 0.05 with 0.002: 0.02 + 0.03 / 3. */
    @Test
    void blackLittermanByHand() {
        double[] blended = BlackLitterman.blended(
                new double[] {0.02},
                new double[][] {{0.04}},
                0.025,
                new double[][] {{1}},
                new double[] {0.05},
                new double[] {0.002});
        assertEquals(0.03, blended[0], 1e-15);
    }

    /** A sure view holds exactly, and the weights that imply the returns come back out of the optimiser. */
    @Test
    void blackLittermanIsConsistent() {
        Assets assets = random(4, 5);
        double[] market = {0.3, 0.25, 0.2, 0.15, 0.1};
        double[] implied = BlackLitterman.implied(assets.covariance(), market, 3);
        Assets priced = new Assets(assets.names(), implied, assets.covariance());
        assertArrayEquals(
                market, new Allocator(priced, Limits.NONE).meanVariance(3).weights(), 1e-8);
        double[][] views = {{1, -1, 0, 0, 0}, {0, 0, 1, 0, 0}};
        double[] blended = BlackLitterman.blended(
                implied, assets.covariance(), 0.05, views, new double[] {0.03, 0.07}, new double[2]);
        assertEquals(0.03, blended[0] - blended[1], 1e-14);
        assertEquals(0.07, blended[2], 1e-14);
    }
}
