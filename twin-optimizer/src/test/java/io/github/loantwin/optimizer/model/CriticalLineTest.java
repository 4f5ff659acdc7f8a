package io.github.loantwin.optimizer.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.optimizer.model.CriticalLine.TurningPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The critical line by hand, by its optimality conditions, and against the interior-point method. */
class CriticalLineTest {
    /** What makes a problem hard for a walk from corner to corner. */
    enum Kind {
        FULL_RANK,
        LOW_RANK,
        DUPLICATES,
        EQUAL_RETURNS,
        RISKLESS_ASSETS,
        WHOLE_NUMBERS
    }

    private record Problem(Assets assets, double[] lower, double[] upper) {
        Limits limits() {
            List<GroupLimit> groups = new ArrayList<>();
            for (int i = 0; i < lower.length; i++) {
                String name = assets.names().get(i);
                groups.add(new GroupLimit(
                        "bounds of " + name, List.of(name), OptionalDouble.of(lower[i]), OptionalDouble.of(upper[i])));
            }
            return new Limits(OptionalDouble.empty(), OptionalDouble.empty(), groups);
        }
    }

    private static Problem problem(Kind kind, long seed) {
        Random random = new Random(31 * seed + kind.ordinal());
        int n = 1 + random.nextInt(14);
        double[][] factors = new double[kind == Kind.LOW_RANK ? Math.max(1, n / 2) : n + 3][n];
        double[] returns = new double[n];
        for (int j = 0; j < n; j++) {
            boolean tied = kind == Kind.EQUAL_RETURNS || kind == Kind.WHOLE_NUMBERS;
            returns[j] = tied ? 0.01 * random.nextInt(seed % 3 == 0 ? 1 : 3) : 0.02 + 0.1 * random.nextDouble();
            boolean riskless = kind == Kind.RISKLESS_ASSETS && random.nextInt(3) == 0;
            for (double[] row : factors) {
                double whole = random.nextInt(3) - 1;
                double element = kind == Kind.WHOLE_NUMBERS ? whole : 0.1 * random.nextGaussian();
                row[j] = riskless ? 0 : element;
            }
        }
        for (int j = 1; j < n && kind == Kind.DUPLICATES; j++) {
            int twin = random.nextInt(2 * j);
            for (double[] row : factors) {
                row[j] = twin < j ? row[twin] : row[j];
            }
            returns[j] = twin < j && random.nextBoolean() ? returns[twin] : returns[j];
        }
        return bounded(random, new Assets(names(n), returns, covariance(factors)));
    }

    private static List<String> names(int n) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            names.add("a" + i);
        }
        return names;
    }

    private static double[][] covariance(double[][] factors) {
        int n = factors[0].length;
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (double[] row : factors) {
                    covariance[i][j] += row[i] * row[j];
                }
            }
        }
        return covariance;
    }

    /** No bounds, one cap that a whole number of assets fills, or floors and caps of their own, some of them equal. */
    private static Problem bounded(Random random, Assets assets) {
        int n = assets.size();
        double[] lower = new double[n];
        double[] upper = new double[n];
        int kind = random.nextInt(3);
        for (int i = 0; i < n; i++) {
            lower[i] = kind == 2 && random.nextInt(3) == 0 ? 0.25 * random.nextInt(3) / n : 0;
            upper[i] = kind == 0
                    ? 1
                    : kind == 1 ? 1.0 / Math.max(1, n / 3) : Math.min(1, lower[i] + random.nextInt(4) / (double) n);
        }
        if (Arrays.stream(upper).sum() < 1) {
            Arrays.fill(upper, 1);
        }
        return new Problem(assets, lower, upper);
    }

    /**
     * min x' Sigma x / 2 - lambda mu'x: with g = Sigma x - lambda mu no asset above its lower bound may have a larger g than
     * one below its upper bound.
     */
    private static void assertOptimal(Problem problem, TurningPoint corner) {
        Assets assets = problem.assets();
        double[] g = assets.marginal(corner.weights());
        double scale = 1e-12;
        double held = Double.NEGATIVE_INFINITY;
        double open = Double.POSITIVE_INFINITY;
        for (int i = 0; i < g.length; i++) {
            scale = Math.max(
                    scale, Math.max(assets.covariance()[i][i], corner.lambda() * Math.abs(assets.returns()[i])));
            g[i] -= corner.lambda() * assets.returns()[i];
            assertTrue(corner.weights()[i] >= problem.lower()[i] && corner.weights()[i] <= problem.upper()[i]);
            held = corner.weights()[i] > problem.lower()[i] + 1e-9 ? Math.max(held, g[i]) : held;
            open = corner.weights()[i] < problem.upper()[i] - 1e-9 ? Math.min(open, g[i]) : open;
        }
        assertEquals(1, Arrays.stream(corner.weights()).sum(), 1e-12);
        assertTrue(held <= open + 1e-9 * scale, held + " above " + open);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyCornerIsOptimal(Kind kind) {
        for (long seed = 0; seed < 200; seed++) {
            Problem problem = problem(kind, seed);
            List<TurningPoint> corners = CriticalLine.of(problem.assets(), problem.lower(), problem.upper());
            double before = Double.POSITIVE_INFINITY;
            for (TurningPoint corner : corners) {
                assertOptimal(problem, corner);
                assertTrue(corner.lambda() < before);
                before = corner.lambda();
            }
            assertEquals(0, before);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void cornersAndSegmentsAreTheInteriorPointMethods(Kind kind) {
        for (long seed = 1000; seed < 1040; seed++) {
            Problem problem = problem(kind, seed);
            Assets assets = problem.assets();
            Allocator allocator = new Allocator(assets, problem.limits());
            List<TurningPoint> corners = CriticalLine.of(assets, problem.lower(), problem.upper());
            double[] last = corners.get(corners.size() - 1).weights();
            assertEquals(
                    allocator.maximumReturn().expectedReturn(),
                    assets.expectedReturn(corners.get(0).weights()),
                    1e-9);
            assertEquals(allocator.minimumVariance().variance(), assets.variance(last), 1e-9);
            for (int k = 1; k < corners.size(); k++) {
                double[] middle = new double[assets.size()];
                for (int i = 0; i < middle.length; i++) {
                    middle[i] =
                            (corners.get(k).weights()[i] + corners.get(k - 1).weights()[i]) / 2;
                }
                double least =
                        allocator.minimumVariance(assets.expectedReturn(middle)).variance();
                assertEquals(least, assets.variance(middle), 1e-8 * Math.max(0.1, least), kind + " " + seed);
            }
        }
    }

    /**
     * Returns 0.1 and 0.1 with variances 0.04 and 0.01, beside 0.02 with 0.01, uncorrelated: the largest return with least
     * variance is (1/5, 4/5, 0). On the line x = (lambda mu + gamma) / sigma^2; the third asset enters where 0.02 lambda + gamma = 0 with
     * 125 (0.1 lambda + gamma) = 1: lambda = 0.1. At lambda = 0 weights are as 25 : 100 : 100.
     */
    @Test
    void tiedReturnsByHand() {
        double[][] covariance = {{0.04, 0, 0}, {0, 0.01, 0}, {0, 0, 0.01}};
        Assets assets = new Assets(names(3), new double[] {0.1, 0.1, 0.02}, covariance);
        List<TurningPoint> corners = CriticalLine.of(assets, 1);
        assertEquals(2, corners.size());
        assertEquals(0.1, corners.get(0).lambda(), 1e-14);
        assertArrayEquals(new double[] {0.2, 0.8, 0}, corners.get(0).weights(), 1e-14);
        assertArrayEquals(
                new double[] {1 / 9.0, 4 / 9.0, 4 / 9.0}, corners.get(1).weights(), 1e-14);
    }

    /** Equal returns of all assets leave one portfolio: the least variance, here as 1 / sigma^2 with a floor on the first. */
    @Test
    void equalReturnsAreOnePoint() {
        double[][] covariance = {{0.04, 0, 0}, {0, 0.02, 0}, {0, 0, 0.01}};
        Assets assets = new Assets(names(3), new double[] {0.05, 0.05, 0.05}, covariance);
        List<TurningPoint> corners = CriticalLine.of(assets, new double[] {0.4, 0, 0}, new double[] {1, 1, 1});
        assertEquals(1, corners.size());
        assertArrayEquals(new double[] {0.4, 0.2, 0.4}, corners.get(0).weights(), 1e-14);
    }

    /** Bounds that sum to 1 leave one portfolio too. */
    @Test
    void boundsThatLeaveNoChoice() {
        Assets assets = RandomAssets.of(5, 4);
        double[] only = {0.1, 0.2, 0.3, 0.4};
        List<TurningPoint> low = CriticalLine.of(assets, only, new double[] {1, 1, 1, 1});
        assertArrayEquals(only, low.get(low.size() - 1).weights(), 1e-15);
        List<TurningPoint> high = CriticalLine.of(assets, new double[4], only);
        assertArrayEquals(only, high.get(high.size() - 1).weights(), 1e-15);
    }

    @Test
    void boundsWithoutRoomAreRefused() {
        Assets assets = RandomAssets.of(5, 2);
        double[] half = {0.4, 0.4};
        assertThrows(IllegalArgumentException.class, () -> CriticalLine.of(assets, new double[2], half));
        double[] most = {0.6, 0.6};
        assertThrows(IllegalArgumentException.class, () -> CriticalLine.of(assets, most, new double[] {1, 1}));
    }

    /** The frontier of bounds has prices, and they are those of the interior-point method. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void frontierHasTheSamePrices(long seed) {
        Assets assets = RandomAssets.of(seed, 9);
        List<GroupLimit> floor =
                List.of(new GroupLimit("floor", List.of("asset 2"), OptionalDouble.of(0.05), OptionalDouble.of(0.25)));
        Limits limits = new Limits(OptionalDouble.empty(), OptionalDouble.of(0.3), floor);
        Allocator allocator = new Allocator(assets, limits);
        List<Allocation> frontier = Frontier.of(assets, limits, 9);
        for (int k = 1; k < 8; k++) { // the ends have a range of prices
            Allocation point = frontier.get(k);
            assertEquals(0, point.solution().iterations(), "not from the line");
            Allocation other = allocator.minimumVariance(point.expectedReturn());
            assertArrayEquals(other.weights(), point.weights(), 1e-5);
            assertEquals(other.binding().size(), point.binding().size());
            for (int b = 0; b < point.binding().size(); b++) {
                assertEquals(
                        other.binding().get(b).name(), point.binding().get(b).name());
                assertEquals(
                        other.binding().get(b).price(), point.binding().get(b).price(), 1e-6);
            }
        }
    }

    /** Hundreds of corners and of free assets, so that the updates of the inverse add up. */
    @Test
    void manyAssets() {
        Random random = new Random(9);
        int n = 300;
        double[][] factors = new double[20][n];
        for (double[] row : factors) {
            for (int j = 0; j < n; j++) {
                row[j] = 0.05 * random.nextGaussian();
            }
        }
        double[][] covariance = covariance(factors);
        double[] returns = new double[n];
        for (int j = 0; j < n; j++) {
            covariance[j][j] += 0.01;
            returns[j] = 0.1 * random.nextDouble();
        }
        Assets assets = new Assets(names(n), returns, covariance);
        double[] upper = new double[n];
        Arrays.fill(upper, 0.02);
        Problem problem = new Problem(assets, new double[n], upper);
        List<TurningPoint> corners = CriticalLine.of(assets, 0.02);
        assertTrue(corners.size() > 100);
        corners.forEach(corner -> assertOptimal(problem, corner));
    }
}
