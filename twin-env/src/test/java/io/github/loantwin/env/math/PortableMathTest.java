package io.github.loantwin.env.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PortableMathTest {
    /** Against StrictMath, whose own error is below one unit in the last place. */
    @Test
    void expIsWithinTwoUnitsInTheLastPlace() {
        SplittableRandom random = new SplittableRandom(3);
        double worst = 0;
        for (int i = 0; i < 2_000_000; i++) {
            double range = i % 4 == 0 ? 699.9 : i % 4 == 1 ? 40 : i % 4 == 2 ? 1 : 1e-3;
            double x = random.nextDouble(-range, range);
            double expected = StrictMath.exp(x);
            worst = Math.max(worst, Math.abs(PortableMath.exp(x) - expected) / Math.ulp(expected));
        }
        assertTrue(worst <= 2, "units in the last place: " + worst);
    }

    @Test
    void expIsExactAtItsEnds() {
        assertEquals(1, PortableMath.exp(0));
        assertEquals(1, PortableMath.exp(-0.0));
        assertEquals(0, PortableMath.exp(Double.NEGATIVE_INFINITY));
        assertEquals(Double.POSITIVE_INFINITY, PortableMath.exp(710));
        assertEquals(StrictMath.exp(-740), PortableMath.exp(-740));
        assertTrue(Double.isNaN(PortableMath.exp(Double.NaN)));
    }

    @Test
    void expNeverFallsBetweenNeighbouringCells() {
        double last = PortableMath.exp(-2);
        for (double x = -2; x < 2; x += 1e-6) {
            double next = PortableMath.exp(x);
            assertTrue(next >= last, "at " + x);
            last = next;
        }
    }

    @Test
    void divideIsTheFloorOfTheQuotient() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 1_000_000; i++) {
            int divisor = random.nextInt(1, 400);
            long quotient = random.nextLong((1L << 52) / divisor);
            long n = i % 3 == 0 ? quotient * divisor : Math.max(0, quotient * divisor - 1 + i % 3);
            assertEquals(n / divisor, PortableMath.divide(n, divisor, 1.0 / divisor), n + " / " + divisor);
        }
        assertEquals(0, PortableMath.divide(0, 7, 1.0 / 7));
    }
}
