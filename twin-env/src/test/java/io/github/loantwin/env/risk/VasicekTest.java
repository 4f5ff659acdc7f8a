package io.github.loantwin.env.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.math.PortableMath;
import org.junit.jupiter.api.Test;

/** Check values of credit-model C4. */
class VasicekTest {
    @Test
    void quantilesHaveTheirCheckValues() {
        checkQuantiles(0.01, 0.20, 0.03766, 0.07525, 0.14553);
        checkQuantiles(0.02, 0.10, 0.05299, 0.08236, 0.12824);
        checkQuantiles(0.05, 0.15, 0.13717, 0.20988, 0.31351);
        checkQuantiles(0.045, 0.0118, 0.06354, 0.07335, 0.08569);
        checkQuantiles(0.013, 0.1065, 0.03695, 0.06033, 0.09883);
        checkQuantiles(0.0436, 0.0274, 0.07239, 0.08950, 0.11207);
        checkQuantiles(0.0225, 0.008, 0.03109, 0.03563, 0.04135);
        checkQuantiles(0.012, 0.0483, 0.02600, 0.03676, 0.05288);
    }

    @Test
    void defaultCorrelationHasItsCheckValue() {
        assertEquals(0.02413, Vasicek.defaultCorrelation(0.01, 0.20), 5e-6);
        assertEquals(0.01546, Math.sqrt(Vasicek.variance(0.01, 0.20)), 5e-6);
    }

    @Test
    void finitePoolsHaveTheirExactQuantiles() {
        checkPool(100, 0.02, 0.1, 0.06, 0.10, 0.15);
        checkPool(500, 0.02, 0.1, 0.056, 0.086, 0.132);
        checkPool(1000, 0.02, 0.1, 0.054, 0.084, 0.131);
        checkPool(10_000, 0.02, 0.1, 0.0531, 0.0825, 0.1285);
        checkPool(1000, 0.01, 0.2, 0.038, 0.076, 0.147);
        assertEquals(0.088, Vasicek.finitePoolQuantile(1000, 0.045, 0.05, 0.95), 1e-12);
        assertEquals(0.117, Vasicek.finitePoolQuantile(1000, 0.045, 0.05, 0.99), 1e-12);
        assertEquals(0.155, Vasicek.finitePoolQuantile(1000, 0.045, 0.05, 0.999), 1e-12);
    }

    @Test
    void granularityAdjustmentHasItsCheckValuesAndImprovesTheLimit() {
        assertEquals(0.02404, Vasicek.granularityAdjustment(0.02, 0.1, 1, 0, 0.01, 0.999), 5e-6);
        assertEquals(0.004808, Vasicek.granularityAdjustment(0.02, 0.1, 1, 0, 0.002, 0.999), 5e-7);
        double adjustment = Vasicek.granularityAdjustment(0.02, 0.1, 1, 0, 0.001, 0.999);
        assertEquals(0.002404, adjustment, 5e-7);
        assertEquals(0.13064, Vasicek.quantile(0.02, 0.1, 0.999) + adjustment, 1e-5);
    }

    @Test
    void meanOfTheConditionalPdIsThePd() {
        for (double pd : new double[] {0.001, 0.02, 0.3}) {
            for (double rho : new double[] {0.01, 0.1, 0.2}) {
                assertEquals(pd, Vasicek.meanConditionalPd(pd, rho), 1e-9);
            }
        }
    }

    @Test
    void anchorsAndLimits() {
        double pd = 0.02;
        double rho = 0.15;
        double anchor = PortableMath.normalQuantile(pd) * (1 - Math.sqrt(1 - rho)) / Math.sqrt(rho);
        assertEquals(pd, Vasicek.conditionalPd(pd, rho, anchor), 1e-14);
        assertEquals(pd, Vasicek.conditionalPd(pd, 0, -3), 1e-15);
        assertEquals(0.95, Vasicek.cdf(pd, rho, Vasicek.quantile(pd, rho, 0.95)), 1e-13);
        double[] independent = Vasicek.finitePoolLaw(50, 0.1, 0);
        assertEquals(StrictMath.pow(0.9, 50), independent[0], 1e-12, "binomial");
        double[] together = Vasicek.finitePoolLaw(50, 0.1, 0.999999);
        assertTrue(together[0] + together[50] > 0.99, "Bernoulli");
        assertEquals(pd, Vasicek.jointDefault(pd, 1), 1e-5);
    }

    private static void checkQuantiles(double pd, double rho, double q95, double q99, double q999) {
        String which = "PD " + pd + ", rho " + rho;
        assertEquals(q95, Vasicek.quantile(pd, rho, 0.95), 6e-6, which);
        assertEquals(q99, Vasicek.quantile(pd, rho, 0.99), 6e-6, which);
        assertEquals(q999, Vasicek.quantile(pd, rho, 0.999), 6e-6, which);
    }

    private static void checkPool(int n, double pd, double rho, double q95, double q99, double q999) {
        String which = n + " loans, PD " + pd + ", rho " + rho;
        assertEquals(q95, Vasicek.finitePoolQuantile(n, pd, rho, 0.95), 1e-12, which);
        assertEquals(q99, Vasicek.finitePoolQuantile(n, pd, rho, 0.99), 1e-12, which);
        assertEquals(q999, Vasicek.finitePoolQuantile(n, pd, rho, 0.999), 1e-12, which);
    }
}
