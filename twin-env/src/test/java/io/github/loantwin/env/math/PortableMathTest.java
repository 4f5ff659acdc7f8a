package io.github.loantwin.env.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class PortableMathTest {
    private static final NormalDistribution NORMAL = new NormalDistribution();

    @Test
    void normalCdfAgreesWithCommonsMath() {
        for (double x = -8; x <= 8; x += 0.01) {
            double expected = NORMAL.cumulativeProbability(x);
            assertEquals(expected, PortableMath.normalCdf(x), 2e-15 + 1e-12 * expected, "x = " + x);
        }
    }

    @Test
    void normalQuantileInvertsTheCdf() {
        for (double x = -8; x <= 5; x += 0.01) {
            double p = PortableMath.normalCdf(x);
            assertEquals(x, PortableMath.normalQuantile(p), 1e-9, "x = " + x);
        }
    }

    /** Published: 97.5 % and 99.9 % quantiles of the standard normal law. */
    @Test
    void normalQuantileHasItsTabulatedValues() {
        assertEquals(1.959963984540054, PortableMath.normalQuantile(0.975), 1e-14);
        assertEquals(3.090232306167814, PortableMath.normalQuantile(0.999), 1e-13);
        assertTrue(Double.isNaN(PortableMath.normalQuantile(-0.1)));
    }
}
