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

    /** Against StrictMath, whose own error is below one unit in the last place. */
    @Test
    void logIsWithinTwoUnitsInTheLastPlace() {
        SplittableRandom random = new SplittableRandom(5);
        double worst = 0;
        for (int i = 0; i < 2_000_000; i++) {
            double x = i % 3 == 0
                    ? StrictMath.exp(random.nextDouble(-700, 700))
                    : i % 3 == 1 ? random.nextDouble(0.5, 2) : 1 + random.nextDouble(-1e-3, 1e-3);
            double expected = StrictMath.log(x);
            worst = Math.max(worst, Math.abs(PortableMath.log(x) - expected) / Math.ulp(expected));
        }
        assertTrue(worst <= 2, "units in the last place: " + worst);
    }

    @Test
    void logIsExactAtItsEnds() {
        assertEquals(0.0, PortableMath.log(1));
        assertEquals(Double.NEGATIVE_INFINITY, PortableMath.log(0));
        assertEquals(Double.POSITIVE_INFINITY, PortableMath.log(Double.POSITIVE_INFINITY));
        assertEquals(StrictMath.log(Double.MIN_VALUE), PortableMath.log(Double.MIN_VALUE));
        assertTrue(Double.isNaN(PortableMath.log(-1)));
        assertTrue(Double.isNaN(PortableMath.log(Double.NaN)));
    }

    @Test
    void logNeverFallsBetweenNeighbouringCells() {
        double last = PortableMath.log(0.5);
        for (double x = 0.5; x < 3; x += 1e-6) {
            double next = PortableMath.log(x);
            assertTrue(next >= last, "at " + x);
            last = next;
        }
    }

    @Test
    void tanhIsAsAccurateAsItSays() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 1_000_000; i++) {
            double range = i % 3 == 0 ? 30 : i % 3 == 1 ? 1 : 0.06;
            double x = random.nextDouble(-range, range);
            double expected = StrictMath.tanh(x);
            double error = Math.abs(PortableMath.tanh(x) - expected);
            assertTrue(error <= 3e-16 && error <= 1e-14 * Math.abs(expected), "at " + x + ": " + error);
        }
        assertEquals(0, PortableMath.tanh(0));
        assertEquals(1, PortableMath.tanh(400));
        assertEquals(-1, PortableMath.tanh(Double.NEGATIVE_INFINITY));
        assertTrue(Double.isNaN(PortableMath.tanh(Double.NaN)));
    }

    @Test
    void divideIsTheFloorOfTheQuotientForEveryDivisor() {
        SplittableRandom random = new SplittableRandom(4);
        long largest = (1L << 52) - 1;
        for (int divisor = 1; divisor < 1024; divisor++) {
            long inverse = PortableMath.inverse(divisor);
            for (int i = 0; i < 1_000; i++) {
                long multiple = random.nextLong(1, (1L << 52) / divisor) * divisor;
                for (long n : new long[] {multiple - 1, multiple, Math.min(largest, multiple + divisor - 1)}) {
                    assertEquals(n / divisor, PortableMath.divide(n, inverse), n + " / " + divisor);
                }
            }
            assertEquals(0, PortableMath.divide(0, inverse));
            assertEquals(largest / divisor, PortableMath.divide(largest, inverse));
        }
    }
}
