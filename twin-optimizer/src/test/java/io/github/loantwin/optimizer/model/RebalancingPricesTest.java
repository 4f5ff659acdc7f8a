package io.github.loantwin.optimizer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prices of the limits of a rebalancing are slopes of its profit: by hand, and by solving again with each limit moved. */
class RebalancingPricesTest {
    private static final double STEP = 1e-5;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    /** Limits of a problem, each to be moved alone. */
    private record Limit(double density, double glide, double growth, double shrink, double expand, double cap) {
        RebalancingProblem on(List<Segment> book) {
            OptionalDouble step = glide > 0 ? OptionalDouble.of(glide) : OptionalDouble.empty();
            return new RebalancingProblem("", book, density, step, growth, shrink, expand, OptionalDouble.of(cap));
        }
    }

    private static List<Segment> book(long seed) {
        Random random = new Random(seed);
        List<Segment> book = new ArrayList<>();
        for (int s = 0; s < 4 + seed; s++) {
            book.add(new Segment(
                    "s" + s,
                    "type" + s % 3,
                    1e6 * (1 + random.nextInt(20)),
                    0.06 * random.nextDouble(),
                    0.2 + random.nextDouble(),
                    0.001 + 0.02 * random.nextDouble(),
                    0.001 + 0.02 * random.nextDouble()));
        }
        return book;
    }

    private static double price(Rebalancing optimum, String limit) {
        return optimum.binding().stream()
                .filter(binding -> binding.name().equals(limit))
                .mapToDouble(BindingLimit::price)
                .sum();
    }

    private static double slope(List<Segment> book, Limit looser, Limit tighter) {
        return (looser.on(book).solve().profit() - tighter.on(book).solve().profit()) / (2 * STEP);
    }

    private static void assertSlope(double slope, Rebalancing optimum, String limit) {
        assertEquals(slope, price(optimum, limit), 1e-4 * Math.abs(slope) + 10, limit);
    }

    /** One limit counts for all types or segments, so that its slope is the sum of their prices. */
    @ParameterizedTest
    @MethodSource("seeds")
    void pricesAreSlopes(long seed) {
        List<Segment> book = book(seed);
        double density = new Limit(1, 0, 0.2, 0.25, 0.4, 0.35).on(book).densityNow();
        Limit at = new Limit(density - 0.02, 0, 0.2, 0.25, 0.4, 0.35);
        Rebalancing optimum = at.on(book).solve();
        assertTrue(optimum.solution().optimal());
        assertTrue(optimum.binding().size() >= 2, () -> optimum.binding().toString());
        assertSlope(
                slope(
                        book,
                        new Limit(at.density + STEP, 0, 0.2, 0.25, 0.4, 0.35),
                        new Limit(at.density - STEP, 0, 0.2, 0.25, 0.4, 0.35)),
                optimum,
                "risk-weighted share");
        assertSlope(
                slope(
                        book,
                        new Limit(at.density, 0, 0.2 + STEP, 0.25, 0.4, 0.35),
                        new Limit(at.density, 0, 0.2 - STEP, 0.25, 0.4, 0.35)),
                optimum,
                "growth");
        assertSlope(
                slope(
                        book,
                        new Limit(at.density, 0, 0.2, 0.25 + STEP, 0.4, 0.35),
                        new Limit(at.density, 0, 0.2, 0.25 - STEP, 0.4, 0.35)),
                optimum,
                "fall of an asset type");
        assertSlope(
                slope(
                        book,
                        new Limit(at.density, 0, 0.2, 0.25, 0.4 + STEP, 0.35),
                        new Limit(at.density, 0, 0.2, 0.25, 0.4 - STEP, 0.35)),
                optimum,
                "growth of an asset type");
        assertSlope(
                slope(
                        book,
                        new Limit(at.density, 0, 0.2, 0.25, 0.4, 0.35 + STEP),
                        new Limit(at.density, 0, 0.2, 0.25, 0.4, 0.35 - STEP)),
                optimum,
                "segment cap");
    }

    /** On a glide path it is the step that costs: less of it is worth its price; a few books would shrink it anyway. */
    @Test
    void theGlideStepHasThePrice() {
        int costly = 0;
        for (long seed : seeds().toArray()) {
            List<Segment> book = book(seed);
            Rebalancing optimum =
                    new Limit(0.05, 0.02, 0.2, 0.25, 0.4, 0.35).on(book).solve();
            assertEquals(0, price(optimum, "risk-weighted share"));
            double slope = slope(
                    book,
                    new Limit(0.05, 0.02 - STEP, 0.2, 0.25, 0.4, 0.35),
                    new Limit(0.05, 0.02 + STEP, 0.2, 0.25, 0.4, 0.35));
            assertSlope(slope, optimum, "glide step");
            costly += slope > 1 ? 1 : 0;
        }
        assertTrue(costly >= 6, "books where the step costs: " + costly);
    }

    /**
     * The book of RebalancingTest.byHand: all growth goes to a (5 %), b stands at its least. Growth: 100 x 5 % = 5 a unit. The
     * fall of type B: 50 x (5 % - 2 %) = 1.5 a unit. Nothing else binds.
     */
    @Test
    void byHand() {
        List<Segment> book =
                List.of(new Segment("a", "A", 50, 0.05, 0.4, 0, 0), new Segment("b", "B", 50, 0.02, 0.6, 0, 0));
        Rebalancing answer = new RebalancingProblem(
                        "", book, 0.5, OptionalDouble.empty(), 0.2, 0.5, 1, OptionalDouble.empty())
                .solve();
        assertEquals(2, answer.binding().size(), answer.binding()::toString);
        assertEquals(5, price(answer, "growth"), 1e-6);
        assertEquals(1.5, price(answer, "fall of an asset type"), 1e-6);
        assertEquals(
                "One more percentage point of growth would raise profit by 0.05 a year.",
                answer.binding().get(0).sentence());
    }
}
