package io.github.loantwin.optimizer.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Variance limits at, hardly above and hardly below the least variance. */
class TightVarianceTest {
    /**
     * Two uncorrelated assets with variances 1 and 1: the least variance is 1/2 at (1/2, 1/2); with x = 1/2 + d the variance
     * is 1/2 + 2 d^2, so that a limit of (1 + e) / 2 allows d = sqrt(e) / 2, and its price is dR/dV = (dR/dd) / (dV/dd) = 0.01 / (4 d) for
     * returns 0.03 and 0.02.
     */
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10})
    void hardlyAboveTheLeast(double e) {
        Assets two = new Assets(List.of("a", "b"), new double[] {0.03, 0.02}, new double[][] {{1, 0}, {0, 1}});
        Allocation best = new Allocator(two, Limits.NONE.withVariance(0.5 * (1 + e))).maximumReturn();
        assertEquals(SolveStatus.OPTIMAL, best.status());
        double d = Math.sqrt(e) / 2;
        assertEquals(0.5 + d, best.weights()[0], 1e-6 * d + 1e-8);
        double price = 0.01 / (4 * d);
        // the cone's own answer keeps its limit to 1e-9, of e; closer to the edge the bisection answers, which is exact
        double known = e < 1e-7 ? 1e-3 : Math.max(1e-3, 1e-9 / e);
        assertEquals(price, best.binding().get(0).price(), known * price);
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "2, 8", "3, 8", "4, 15", "5, 30"})
    void everyLimitNearTheLeastHasAnAnswer(long seed, int n) {
        Assets assets = RandomAssets.of(seed, n);
        Limits limits = new Limits(OptionalDouble.empty(), OptionalDouble.of(0.3), List.of());
        Allocation least = new Allocator(assets, limits).minimumVariance();
        double before = least.expectedReturn();
        for (double e = 1e-12; e < 1e-2; e *= 10) {
            double limit = least.variance() * (1 + e);
            Allocation best = new Allocator(assets, limits.withVariance(limit)).maximumReturn();
            assertEquals(SolveStatus.OPTIMAL, best.status(), "limit above by " + e);
            assertTrue(best.variance() <= limit * (1 + 1e-9), "limit above by " + e);
            assertTrue(best.expectedReturn() > before - 1e-9, "limit above by " + e);
            before = best.expectedReturn();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void atTheLeastItIsTheOnlyOne(long seed) {
        Assets assets = RandomAssets.of(seed, 8);
        Allocation least = new Allocator(assets, Limits.NONE).minimumVariance();
        Allocation at = new Allocator(assets, Limits.NONE.withVariance(least.variance())).maximumReturn();
        assertEquals(SolveStatus.OPTIMAL, at.status());
        assertArrayEquals(least.weights(), at.weights(), 1e-6);
        Allocation below =
                new Allocator(assets, Limits.NONE.withVariance(least.variance() * (1 - 1e-7))).maximumReturn();
        assertEquals(SolveStatus.INFEASIBLE, below.status());
        assertEquals(least.variance(), below.conflicts().get(0).needed(), 1e-9 * least.variance());
    }
}
