package io.github.loantwin.optimizer.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The price of every binding limit is the slope of the optimum as that limit moves. */
class ShadowPriceTest {
    private static final int N = 8;
    private static final double CAP = 0.25;
    private static final double FLOOR = 0.35;
    private static final double STEP = 1e-5;
    private static final double[] ERRORS = {0.02, 0.01, 0.03, 0.02, 0.01, 0.04, 0.02, 0.03};

    /** A model: how it is solved, and what its prices are the slope of. */
    private record Model(
            String name, boolean variance, Function<Allocator, Allocation> solve, ToDoubleFunction<Allocation> value) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Model> models() {
        double[] held = new double[N];
        java.util.Arrays.fill(held, 1.0 / N);
        double[] costs = new double[N];
        java.util.Arrays.fill(costs, 0.002);
        double[][] shape = new double[N][N];
        for (int i = 0; i < N; i++) {
            shape[i][i] = ERRORS[i];
        }
        ToDoubleFunction<Allocation> worth = a -> -a.solution().objective();
        return Stream.of(
                new Model("maximum return", true, Allocator::maximumReturn, Allocation::expectedReturn),
                new Model("mean-variance", true, a -> a.meanVariance(0.5), worth),
                new Model("minimum variance", false, Allocator::minimumVariance, a -> -a.variance() / 2),
                new Model("least return", false, a -> a.minimumVariance(0.08), a -> -a.variance() / 2),
                new Model(
                        "Sharpe",
                        true,
                        a -> a.maximumSharpe(0.01),
                        a -> (a.expectedReturn() - 0.01) / a.standardDeviation()),
                new Model("robust ellipsoid", true, a -> a.robust(1, shape, 0.2), worth),
                new Model("robust box", true, a -> a.robustBox(ERRORS, 0.2), worth),
                new Model("trading", true, a -> a.rebalanced(held, costs, 0.9, 0.1), worth));
    }

    private static Limits limits(double variance, double cap, double floor) {
        GroupLimit group = new GroupLimit(
                "floor", List.of("asset 0", "asset 1"), OptionalDouble.of(floor), OptionalDouble.empty());
        OptionalDouble v = variance > 0 ? OptionalDouble.of(variance) : OptionalDouble.empty();
        return new Limits(v, OptionalDouble.of(cap), List.of(group));
    }

    private static double price(Allocation optimum, String name) {
        return optimum.binding().stream()
                .filter(limit -> limit.name().equals(name))
                .mapToDouble(BindingLimit::price)
                .sum();
    }

    @ParameterizedTest
    @MethodSource("models")
    void pricesAreSlopes(Model model) {
        int seen = 0;
        for (long seed = 1; seed <= 4; seed++) {
            Assets assets = RandomAssets.of(seed, N);
            double least = new Allocator(assets, limits(0, CAP, FLOOR))
                    .minimumVariance()
                    .variance();
            double v = model.variance ? 1.15 * least : 0;
            Allocation optimum = solve(model, assets, limits(v, CAP, FLOOR));
            seen += optimum.binding().size();
            assertSlope(
                    model,
                    assets,
                    limits(v, CAP - STEP, FLOOR),
                    limits(v, CAP + STEP, FLOOR),
                    STEP,
                    price(optimum, "cap"));
            assertSlope(
                    model,
                    assets,
                    limits(v, CAP, FLOOR + STEP),
                    limits(v, CAP, FLOOR - STEP),
                    STEP,
                    price(optimum, "floor"));
            if (model.variance) {
                double dv = 1e-4 * v;
                assertSlope(
                        model,
                        assets,
                        limits(v - dv, CAP, FLOOR),
                        limits(v + dv, CAP, FLOOR),
                        dv,
                        price(optimum, "variance"));
            }
        }
        assertTrue(seen >= 4, "binding limits seen: " + seen);
    }

    private static Allocation solve(Model model, Assets assets, Limits limits) {
        Allocation optimum = model.solve.apply(new Allocator(assets, limits));
        assertTrue(optimum.optimal(), () -> model + " " + optimum.status());
        return optimum;
    }

    /** The step is small enough that the limits which bind do not change, so that the mid-point rule is exact to 1e-3. */
    private static void assertSlope(
            Model model, Assets assets, Limits tighter, Limits looser, double step, double price) {
        double down = model.value.applyAsDouble(solve(model, assets, tighter));
        double up = model.value.applyAsDouble(solve(model, assets, looser));
        assertEquals(price, (up - down) / (2 * step), 2e-3 * price + 2e-5);
    }

    /** The price of the least return is the slope of the frontier, and that of turnover the gain from trading more. */
    @Test
    void pricesOfLeastReturnAndTurnover() {
        Assets assets = RandomAssets.of(7, N);
        Allocator allocator = new Allocator(assets, Limits.NONE);
        double target = 0.09;
        double slope = (allocator.minimumVariance(target + STEP).variance()
                        - allocator.minimumVariance(target - STEP).variance())
                / 2
                / (2 * STEP);
        assertEquals(slope, price(allocator.minimumVariance(target), "least return"), 1e-4 * slope);
        double[] held = {0.2, 0.2, 0.2, 0.2, 0.2, 0, 0, 0};
        double[] costs = {0.001, 0.001, 0.001, 0.001, 0.001, 0.001, 0.001, 0.001};
        double more =
                -allocator.rebalanced(held, costs, 0.3 + STEP, 1).solution().objective();
        double less =
                -allocator.rebalanced(held, costs, 0.3 - STEP, 1).solution().objective();
        double price = price(allocator.rebalanced(held, costs, 0.3, 1), "turnover");
        assertTrue(price > 0);
        assertEquals((more - less) / (2 * STEP), price, 1e-4 * price);
    }

    /** The same slopes for CVaR: its limit, a cap, a floor. */
    @Test
    void pricesUnderCvar() {
        Random random = new Random(5);
        Assets assets = RandomAssets.of(5, N);
        double[][] losses = new double[3000][N];
        for (double[] row : losses) {
            double common = random.nextGaussian();
            for (int j = 0; j < N; j++) {
                row[j] = -assets.returns()[j] + 0.05 * (1 + j % 3) * (0.5 * common + random.nextGaussian());
            }
        }
        double least = new CvarAllocator(assets, losses, 0.95, limits(0, CAP, FLOOR))
                .minimumCvar()
                .tail()
                .cvar();
        double limit = least + 0.005;
        CvarAllocation at = new CvarAllocator(assets, losses, 0.95, limits(0, CAP, FLOOR)).maximumReturn(limit);
        double step = 1e-6;
        double up = new CvarAllocator(assets, losses, 0.95, limits(0, CAP, FLOOR))
                .maximumReturn(limit + step)
                .expectedReturn();
        double price = cvarPrice(at, "CVaR");
        assertTrue(price > 0);
        assertEquals((up - at.expectedReturn()) / step, price, 5e-3 * price);
        double lower = new CvarAllocator(assets, losses, 0.95, limits(0, CAP, FLOOR - step))
                .maximumReturn(limit)
                .expectedReturn();
        double floorPrice = cvarPrice(at, "floor");
        assertEquals((lower - at.expectedReturn()) / step, floorPrice, 5e-3 * floorPrice + 1e-6);
    }

    private static double cvarPrice(CvarAllocation optimum, String name) {
        return optimum.binding().stream()
                .filter(limit -> limit.name().equals(name))
                .mapToDouble(BindingLimit::price)
                .sum();
    }

    /** Blended returns are returns: the prices under views are those of mean-variance at the blended returns. */
    @Test
    void pricesWithViews() {
        Assets assets = RandomAssets.of(3, N);
        double[] equal = new double[N];
        java.util.Arrays.fill(equal, 1.0 / N);
        double[] implied = BlackLitterman.implied(assets.covariance(), equal, 2);
        double[][] view = {{1, 0, 0, 0, 0, 0, 0, -1}};
        double[] blended = BlackLitterman.blended(
                implied, assets.covariance(), 0.1, view, new double[] {0.05}, new double[] {0.001});
        Assets withViews = new Assets(assets.names(), blended, assets.covariance());
        Allocation optimum = new Allocator(withViews, limits(0, 0.2, FLOOR)).meanVariance(2);
        double up = -new Allocator(withViews, limits(0, 0.2 + STEP, FLOOR))
                .meanVariance(2)
                .solution()
                .objective();
        double down = -new Allocator(withViews, limits(0, 0.2 - STEP, FLOOR))
                .meanVariance(2)
                .solution()
                .objective();
        assertFalse(optimum.binding().isEmpty());
        assertEquals((up - down) / (2 * STEP), price(optimum, "cap"), 1e-3 * price(optimum, "cap") + 1e-7);
    }

    /** By hand: returns 0.06 - 0.03, 0.05 - 0.01, 0.04 in the worst case: the second, then the third to the cap of 0.6. */
    @Test
    void robustBoxByHand() {
        double[][] none = new double[3][3];
        Assets three = new Assets(List.of("a", "b", "c"), new double[] {0.06, 0.055, 0.04}, none);
        Limits cap = new Limits(OptionalDouble.empty(), OptionalDouble.of(0.6), List.of());
        Allocation wary = new Allocator(three, cap).robustBox(new double[] {0.03, 0.01, 0}, 0);
        assertArrayEquals(new double[] {0, 0.6, 0.4}, wary.weights(), 1e-8);
        assertEquals(0.6 * 0.045 + 0.4 * 0.04, -wary.solution().objective(), 1e-9);
        assertEquals(0.005, price(wary, "cap"), 1e-7);
    }

    /** At any corner of the box the answer earns its worst-case return at least, and no random allocation's worst is higher. */
    @Test
    void robustBoxAgainstCorners() {
        Assets assets = RandomAssets.of(9, N);
        Limits limits = limits(0, 0.5, 0.1);
        Allocation wary = new Allocator(assets, limits).robustBox(ERRORS, 0);
        double promised = -wary.solution().objective();
        Random random = new Random(1);
        double least = Double.POSITIVE_INFINITY;
        for (int corner = 0; corner < 1 << N; corner++) {
            least = Math.min(least, atCorner(assets, wary.weights(), corner));
        }
        assertEquals(promised, least, 1e-9);
        for (int k = 0; k < 200; k++) {
            double[] x = randomAllowed(random);
            double worst = Double.POSITIVE_INFINITY;
            for (int corner = 0; corner < 1 << N; corner++) {
                worst = Math.min(worst, atCorner(assets, x, corner));
            }
            assertTrue(worst <= promised + 1e-9);
        }
    }

    private static double atCorner(Assets assets, double[] x, int corner) {
        double sum = 0;
        for (int i = 0; i < N; i++) {
            sum += x[i] * (assets.returns()[i] + ((corner >> i & 1) == 0 ? -1 : 1) * ERRORS[i]);
        }
        return sum;
    }

    /** Within a cap of 0.5, and a tenth in the first two. */
    private static double[] randomAllowed(Random random) {
        double[] x = new double[N];
        while (true) {
            double sum = 0;
            for (int i = 0; i < N; i++) {
                x[i] = -Math.log(random.nextDouble());
                sum += x[i];
            }
            double most = 0;
            for (int i = 0; i < N; i++) {
                x[i] /= sum;
                most = Math.max(most, x[i]);
            }
            if (most <= 0.5 && x[0] + x[1] >= 0.1) {
                return x;
            }
        }
    }
}
