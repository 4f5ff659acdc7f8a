package io.github.loantwin.env.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.loan.Product;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RollRatesTest {
    private static final RollRates REFERENCE = new RollRates(CreditTestConfig.REFERENCE);

    private static double[] matrix(String product, double stress) {
        double[] m = new double[RollRates.SIZE];
        REFERENCE.at(Product.ofKey(product).ordinal(), stress, m);
        return m;
    }

    /** Returns the law after some months from a law over the six outcomes; charge-off and prepayment absorb. */
    static double[] after(double[] m24, double[] law6, int months) {
        double[] now = law6.clone();
        for (int month = 0; month < months; month++) {
            double[] next = {0, 0, 0, 0, now[4], now[5]};
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 6; j++) {
                    next[j] += now[i] * m24[i * 6 + j];
                }
            }
            now = next;
        }
        return now;
    }

    private static double[] fromCurrent(double[] m24, int months) {
        return after(m24, new double[] {1, 0, 0, 0, 0, 0}, months);
    }

    /** Credit model C2.2, table of derived values; shares and charge-offs in percent. */
    @ParameterizedTest
    @CsvSource({
        "mortgage,0,97.112,1.475,0.374,1.039,2.89,0.435,0.053,.0113,.4027,.0352,.1204,.2785,.3574",
        "mortgage,1,85.411,2.973,1.143,10.473,14.59,4.913,0.506,.1037,.4077,.2595,.4989,.6781,.7381",
        "auto,0,97.595,1.471,0.538,0.395,2.40,2.112,1.123,.0632,.5209,.1137,.2653,.5485,.8845",
        "auto,1,96.635,2.102,0.772,0.491,3.36,2.905,1.551,.0908,.4563,.1743,.3207,.5968,.9208",
        "card,0,97.486,0.776,0.511,1.227,2.51,4.045,2.088,.1342,.3505,.2909,.6387,.8221,.9248",
        "card,1,94.629,1.529,1.056,2.786,5.37,9.580,5.176,.3093,.2453,.5728,.8276,.9314,.9720",
        "consumer,0,97.484,1.036,0.555,0.925,2.52,4.352,2.366,.1199,.5479,.1864,.5287,.7843,.9362",
        "consumer,1,95.823,1.816,0.986,1.375,4.18,7.178,4.055,.2120,.4185,.3471,.6319,.8429,.9619",
        "business,0,98.714,0.369,0.222,0.694,1.29,1.160,0.452,.0341,.5029,.0691,.3166,.5390,.7256",
        "business,1,96.000,1.169,0.624,2.206,4.00,3.900,1.452,.1228,.3513,.2798,.5285,.7464,.8666",
    })
    void matricesImplyTheDerivedValuesOfC22(
            String product,
            double stress,
            double current,
            double dpd30,
            double dpd60,
            double dpd90,
            double share30,
            double annualChargeOff,
            double chargeOff12,
            double chargeOff60,
            double prepaid60,
            double everC,
            double ever30,
            double ever60,
            double ever90) {
        double[] m = matrix(product, stress);
        double[] v = new double[4];
        SeasonedBook.shares(m, v);
        near(current, v[0] * 100, 0.0006);
        near(dpd30, v[1] * 100, 0.0006);
        near(dpd60, v[2] * 100, 0.0006);
        near(dpd90, v[3] * 100, 0.0006);
        near(share30, (1 - v[0]) * 100, 0.006);
        near(annualChargeOff, SeasonedBook.annualChargeOffRate(m, v) * 100, 0.0006);
        near(chargeOff12, fromCurrent(m, 12)[4] * 100, 0.0006);
        near(chargeOff60, fromCurrent(m, 60)[4], 0.00006);
        near(prepaid60, fromCurrent(m, 60)[5], 0.00006);
        near(everC, ChargeOffProbability.ever(m, 0), 0.00006);
        near(ever30, ChargeOffProbability.ever(m, 1), 0.00006);
        near(ever60, ChargeOffProbability.ever(m, 2), 0.00006);
        near(ever90, ChargeOffProbability.ever(m, 3), 0.00006);
    }

    /** Tolerance 1e-3 relative plus the rounding of the printed value. */
    private static void near(double printed, double actual, double rounding) {
        assertEquals(printed, actual, 1e-3 * printed + rounding);
    }

    /** Credit model C2.4, 12-month charge-off from current in percent at s = -.25, 0, .5, 1, 1.25. */
    @ParameterizedTest
    @CsvSource({
        "mortgage,.028,.053,.175,.506,.820",
        "auto,1.032,1.123,1.323,1.550,1.675",
        "card,1.641,2.088,3.323,5.177,6.412",
        "consumer,2.056,2.365,3.110,4.056,4.616",
        "business,.332,.452,.820,1.452,1.915",
    })
    void logitInterpolationGivesTheCheckValuesOfC24(
            String product, double low, double normal, double half, double stress, double high) {
        double[] levels = {-0.25, 0, 0.5, 1, 1.25};
        double[] printed = {low, normal, half, stress, high};
        for (int i = 0; i < levels.length; i++) {
            double actual = 100 * fromCurrent(matrix(product, levels[i]), 12)[4];
            assertEquals(printed[i], actual, 0.0011, product + " at s = " + levels[i]);
        }
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void rowsAreProbabilitiesAtEveryStress(Product product) {
        double[] m = new double[RollRates.SIZE];
        RollRates rates = new RollRates(CreditTestConfig.DEFAULTS);
        for (double s = -0.5; s <= 1.25; s += 0.01) {
            rates.at(product.ordinal(), s, m);
            for (int row = 0; row < 4; row++) {
                double sum = 0;
                for (int to = 0; to < 6; to++) {
                    double p = m[row * 6 + to];
                    assertTrue(p >= 0 && p <= 1, "probability " + p);
                    sum += p;
                }
                assertEquals(1, sum, 1e-15);
                assertTrue(m[row * 6 + row] >= 1 - RollRates.MOVE_LIMIT - 1e-15);
            }
        }
    }

    @Test
    void normalAndStressMatricesComeBackUnchanged() {
        CreditConfig config = CreditTestConfig.REFERENCE;
        for (Product product : Product.values()) {
            for (int row = 0; row < 4; row++) {
                for (int to = 0; to < 6; to++) {
                    assertEquals(
                            config.of(product).normal().row(row).get(to),
                            matrix(product.key(), 0)[row * 6 + to],
                            1e-15);
                    assertEquals(
                            config.of(product).stress().row(row).get(to),
                            matrix(product.key(), 1)[row * 6 + to],
                            1e-15);
                }
            }
        }
    }

    /** Economics, recommended defaults: business carries ln rr + 0.4 s, nothing at s = 0. */
    @Test
    void businessOverlayIsARelativeRiskInStress() {
        double[] reference = matrix("business", 1);
        double[] overlaid = new double[RollRates.SIZE];
        RollRates rates = new RollRates(CreditTestConfig.DEFAULTS);
        int business = Product.BUSINESS.ordinal();
        rates.at(business, 0, overlaid);
        assertEquals(matrix("business", 0)[1], overlaid[1], 0);
        rates.at(business, 1, overlaid);
        double oddsRatio = overlaid[1] / (1 - overlaid[1]) / (reference[1] / (1 - reference[1]));
        assertEquals(StrictMath.exp(0.4), oddsRatio, 1e-12);
        assertEquals(StrictMath.exp(-0.1), overlaid[6] / reference[6], 1e-12);
        assertEquals(reference[15], overlaid[15], 1e-15);
    }
}
