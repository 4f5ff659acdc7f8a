package io.github.loantwin.env.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search on functions whose threshold is known. */
class ThresholdSearchTest {
    private static final double[] GRID = ThresholdSearch.grid(2, 8);

    @Test
    void gridIsEvenWithBothEnds() {
        assertEquals(9, GRID.length);
        assertEquals(0, GRID[0]);
        assertEquals(0.75, GRID[3]);
        assertEquals(2, GRID[8]);
    }

    /** A ratio of 12 - 5 s^2 percent falls under 8 at s = sqrt(4 / 5) = .894. */
    @Test
    void findsAKnownThresholdFromAbove() {
        ThresholdSearch found = ThresholdSearch.on(s -> 12 - 5 * s * s < 8, GRID, 0.001);
        double root = Math.sqrt(0.8);
        assertTrue(found.reached() && found.monotone());
        assertTrue(found.severity() >= root && found.severity() - root <= 0.001, "got " + found.severity());
        assertTrue(found.below() < root && found.severity() - found.below() <= 0.001, "got " + found.below());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void findsEveryThresholdToTheResolution(long seed) {
        Draws draws = new Draws(seed);
        double root = 2 * draws.uniform(Stream.POLICY, 0, 0);
        double resolution = 0.001 + 0.2 * draws.uniform(Stream.POLICY, 1, 0);
        ThresholdSearch found = ThresholdSearch.on(s -> s >= root, GRID, resolution);
        assertTrue(found.reached() && found.severity() >= root && found.below() < root, root + ": " + found);
        assertTrue(found.severity() - found.below() <= resolution, found + " to " + resolution);
    }

    @Test
    void saysWhenNothingBreaks() {
        ThresholdSearch found = ThresholdSearch.on(s -> s > 2, GRID, 0.01);
        assertFalse(found.reached());
        assertTrue(Double.isNaN(found.severity()));
    }

    @Test
    void whatBreaksAtTheBaselineNeedsNoSearch() {
        AtomicInteger calls = new AtomicInteger();
        ThresholdSearch found = ThresholdSearch.on(s -> calls.incrementAndGet() > 0, GRID, 0.01);
        assertEquals(0, found.severity());
        assertTrue(Double.isNaN(found.below()));
        assertEquals(GRID.length, calls.get());
    }

    /** Broken in [.5, .8] and from 1.9 on: the grid sees 1.0 hold again. */
    @Test
    void saysWhenABreakDoesNotLast() {
        ThresholdSearch found = ThresholdSearch.on(s -> s >= 0.5 && s <= 0.8 || s >= 1.9, GRID, 0.01);
        assertTrue(found.reached());
        assertFalse(found.monotone());
        assertEquals(0.5, found.severity(), 0.01);
    }
}
