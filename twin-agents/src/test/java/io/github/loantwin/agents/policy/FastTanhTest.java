package io.github.loantwin.agents.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FastTanhTest {
    /** The bounds are those of the class doc: 2e-7 of the cut, eleven roundings of 6e-8. */
    @Test
    void agreesWithTheLibraryEverywhere() {
        double worst = 0;
        for (float x = -12f; x <= 12f; x += 0.0007f) {
            worst = Math.max(worst, Math.abs(FastTanh.tanh(x) - StrictMath.tanh(x)));
        }
        assertTrue(worst < 8e-7, "error " + worst);
    }

    @Test
    void smallArgumentsKeepTheirRelativeAccuracy() {
        for (float x = 1e-20f; x < 0.1f; x *= 1.7f) {
            assertEquals(1, FastTanh.tanh(x) / StrictMath.tanh(x), 7e-7);
        }
    }

    @Test
    void neverLeavesTheUnitInterval() {
        for (float x : new float[] {8.4f, 8.5f, 9f, 1e10f, Float.MAX_VALUE, Float.POSITIVE_INFINITY}) {
            assertTrue(FastTanh.tanh(x) <= 1f && FastTanh.tanh(x) > 1 - 8e-7, x + " gives " + FastTanh.tanh(x));
            assertEquals(-FastTanh.tanh(x), FastTanh.tanh(-x));
        }
        assertTrue(Float.isNaN(FastTanh.tanh(Float.NaN)));
    }
}
