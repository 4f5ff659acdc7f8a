package io.github.loantwin.env.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.loan.Product;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossGivenDefaultTest {
    private static final int CONSUMER = Product.CONSUMER.ordinal();
    private static final int AUTO = Product.AUTO.ordinal();
    private static final int MORTGAGE = Product.MORTGAGE.ordinal();
    private static final int BUSINESS = Product.BUSINESS.ordinal();
    private final LossGivenDefault model = new LossGivenDefault(CreditTestConfig.DEFAULTS);

    /** Credit model C2b, put on the house with h .22, c .06, k .08. */
    @ParameterizedTest
    @CsvSource({
        ".15,.6,.0243",
        ".15,.8,.1880",
        ".15,1.0,.3601",
        ".15,1.2,.4800",
        ".25,.6,.0633",
        ".25,.8,.2134",
        ".25,1.0,.3648",
        "0,.7,.0514",
        "0,.8,.1800",
        "0,1.0,.3600",
    })
    void mortgagePutCheckValues(double sigma, double cltv, double expected) {
        assertEquals(expected, model.expectedExact(MORTGAGE, cltv, sigma, 0, false), 5.1e-5);
        if (sigma > 0) {
            assertEquals(expected, model.expected(MORTGAGE, cltv, sigma, 0, false), 2e-4);
        }
    }

    @Test
    void tableIsCloseToTheFormula() {
        double worst = 0;
        for (double cltv = 0.2; cltv < 2; cltv += 0.0037) {
            for (double sigma = 0.05; sigma <= 0.25; sigma += 0.0083) {
                for (double s = 0; s <= 1; s += 0.25) {
                    double exact = model.expectedExact(MORTGAGE, cltv, sigma, s, false);
                    worst = Math.max(worst, Math.abs(exact - model.expected(MORTGAGE, cltv, sigma, s, false)));
                }
            }
        }
        assertTrue(worst < 2e-4, "largest table error " + worst);
    }

    @Test
    void putHasItsLimitsAndSigns() {
        assertEquals(0, model.expected(MORTGAGE, 1e-6, 0.15, 0, false));
        assertTrue(model.expected(MORTGAGE, 0.9, 0.15, 0, false) < model.expected(MORTGAGE, 0.95, 0.15, 0, false));
        assertTrue(model.expected(MORTGAGE, 0.9, 0.15, 0, false) < model.expected(MORTGAGE, 0.9, 0.15, 1, false));
        assertTrue(model.expected(MORTGAGE, 0.6, 0.10, 0, false) < model.expected(MORTGAGE, 0.6, 0.25, 0, false));
    }

    /** Credit model C2b, product defaults in normal times and stress; not extrapolated beyond. */
    @Test
    void unsecuredMeans() {
        assertEquals(0.80, model.expected(CONSUMER, 0, 0, -0.5, false), 2e-6);
        assertEquals(0.84, model.expected(CONSUMER, 0, 0, 0.5, false), 2e-6);
        assertEquals(0.88, model.expected(CONSUMER, 0, 0, 1.25, false), 2e-6);
        assertEquals(0.92, model.expected(Product.CARD.ordinal(), 0, 0, 1, false), 2e-6);
        assertEquals(0.60, model.expected(BUSINESS, 0, 0, 0, false), 1e-12);
        assertEquals(0.25, model.expected(BUSINESS, 0, 0, 0, true), 1e-12);
        assertEquals(0.35, model.expected(BUSINESS, 0, 0, 1, true), 1e-12);
    }

    /** Credit model C2b: auto 0.45 and 0.55; loan of 68 months at 8.5 % and 100 % of value, 20 months old. */
    @Test
    void typicalAutoLoanLosesItsProductDefault() {
        CollateralValue collateral = new CollateralValue(CreditTestConfig.DEFAULTS);
        double balance = Amortisation.balanceShare(0.085, 68, 20);
        double sigma = model.valueSigma(AUTO, 20);
        double normal = model.expected(AUTO, balance / collateral.vehicleShare(20, 0), sigma, 0, false);
        double stress = model.expected(AUTO, balance / collateral.vehicleShare(20, 1), sigma, 1, false);
        assertEquals(0.45, normal, 0.01);
        assertEquals(0.55, stress, 0.015);
    }

    /** Draws are stratified over the uniform, so means and deviations are near those of the law. */
    @ParameterizedTest
    @CsvSource({
        "0,0,0,false,.15",
        "4,0,1,false,.15",
        "3,0,0,true,.20",
        "3,0,.5,false,.15",
        "2,.9,0,false,0",
        "1,1.05,.4,false,0"
    })
    void drawsHaveTheStatedMeanAndDeviation(
            int product, double cltv, double stress, boolean realEstate, double deviation) {
        int n = 20_000;
        double sum = 0;
        double squares = 0;
        double last = -1;
        double sigma = cltv > 0 ? 0.15 : 0;
        for (int i = 0; i < n; i++) {
            double lgd = model.draw(product, cltv, sigma, stress, realEstate, (i + 0.5) / n);
            assertTrue(lgd >= last, "higher uniform is worse");
            last = lgd;
            sum += lgd;
            squares += lgd * lgd;
        }
        double mean = sum / n;
        assertEquals(model.expectedExact(product, cltv, sigma, stress, realEstate), mean, 2e-4);
        if (deviation > 0) {
            assertEquals(deviation, StrictMath.sqrt(squares / n - mean * mean), 1e-3);
            assertEquals(deviation, model.standardDeviation(product, realEstate));
        }
    }

    /** Credit model D3: longer recovery lag, higher LGD. */
    @Test
    void longerRecoveryLagRaisesLoss() {
        CreditConfig late = CreditTestConfig.with(
                "tailMonths: 24\n    tailHalfLifeMonths: 9", "tailMonths: 48\n    tailHalfLifeMonths: 18");
        double slower = new LossGivenDefault(late).expected(CONSUMER, 0, 0, 0, false);
        assertTrue(slower > 0.805 && slower < 0.83, "LGD " + slower);
        CreditConfig house = CreditTestConfig.with("saleMonth: 12", "saleMonth: 18");
        assertTrue(new LossGivenDefault(house).expected(MORTGAGE, 0.9, 0.15, 0, false)
                > model.expected(MORTGAGE, 0.9, 0.15, 0, false));
    }

    /** Credit model C2b: sigma = 0.10 sqrt(years), at least 0.05, at most 0.25. */
    @Test
    void houseValuesSpreadWithTime() {
        assertEquals(0.05, model.valueSigma(MORTGAGE, 0));
        assertEquals(0.20, model.valueSigma(MORTGAGE, 48), 1e-12);
        assertEquals(0.25, model.valueSigma(MORTGAGE, 120));
    }

    @Test
    void recoveriesSumToOneAndHalveEveryNineMonths() {
        RecoverySchedule schedule = new RecoverySchedule(CreditTestConfig.DEFAULTS);
        for (int product = 0; product < Product.COUNT; product++) {
            for (double s = -0.5; s <= 1.25; s += 0.25) {
                double sum = 0;
                for (int month = 1; month <= schedule.lastMonth(product); month++) {
                    sum += schedule.share(product, month, s);
                }
                assertEquals(1, sum, 1e-12);
                assertEquals(0, schedule.share(product, schedule.lastMonth(product) + 1, s));
            }
        }
        assertEquals(0.5, schedule.share(CONSUMER, 10, 0) / schedule.share(CONSUMER, 1, 0), 1e-12);
        assertEquals(24, schedule.saleMonth(MORTGAGE, 1.1));
        assertEquals(3, schedule.saleMonth(AUTO, 1));
    }

    /** Hand arithmetic: 200,000 x 0.8 x (1 - .22 - .06) = 115,200; vehicle after 18 months .8 x .85^.5. */
    @Test
    void collateralByHand() {
        CollateralValue collateral = new CollateralValue(CreditTestConfig.DEFAULTS);
        double value = collateral.houseValue(200_000, 0.8, 0);
        assertEquals(115_200, collateral.netRealisable(MORTGAGE, value, 0), 1e-6);
        assertEquals(160_000 * 0.66, collateral.netRealisable(MORTGAGE, value, 1), 1e-6);
        assertEquals(1 - 115_200 / 180_000.0, collateral.chargeDownShare(MORTGAGE, 180_000, value, 0), 1e-12);
        assertEquals(0, collateral.chargeDownShare(MORTGAGE, 100_000, value, 0));
        assertEquals(0.8 * StrictMath.sqrt(0.85), collateral.vehicleShare(18, 0), 1e-12);
        assertEquals(0.9 * 0.8, collateral.vehicleShare(12, 1.2), 1e-12);
    }

    /** Credit model C2b: card EAD = drawn + CCF x undrawn, CCF .50 and .60. */
    @Test
    void cardExposure() {
        ExposureAtDefault exposure = new ExposureAtDefault(CreditTestConfig.DEFAULTS);
        assertEquals(6500, exposure.card(3000, 10_000, 0, 0), 1e-9);
        assertEquals(7200, exposure.card(3000, 10_000, 1, 1), 1e-9);
        assertEquals(3000, exposure.card(3000, 10_000, 3, 1));
    }
}
