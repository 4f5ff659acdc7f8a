package io.github.loantwin.env.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.math.PortableMath;
import org.junit.jupiter.api.Test;

class PrepaymentTest {
    private static final int CONSUMER = Product.CONSUMER.ordinal();
    private static final int AUTO = Product.AUTO.ordinal();
    private static final int MORTGAGE = Product.MORTGAGE.ordinal();
    private static final int CARD = Product.CARD.ordinal();
    private final Prepayment model = new Prepayment(CreditTestConfig.REFERENCE);

    /** 100 % PSA: CPR 0.2 % a month up to 6 % at month 30 (the public PSA standard). */
    private static double psaCpr(double speed, int month) {
        return speed * 0.06 * Math.min(month, 30) / 30;
    }

    /** Credit model C2.5: SMM of 100 % PSA is 0.00016682 in month 1 and 0.00514301 from month 30. */
    @Test
    void psaCheckValues() {
        assertEquals(0.00016682, Prepayment.smmOf(psaCpr(1, 1)), 5e-9);
        assertEquals(0.00514301, Prepayment.smmOf(psaCpr(1, 30)), 5e-9);
        assertEquals(0.00514301, Prepayment.smmOf(psaCpr(1, 200)), 5e-9);
    }

    private double mortgage(int age, double incentive, int burnout, double cltv, int month, double stress) {
        return model.smm(MORTGAGE, 0, age, 0.06 + incentive, 0.06, burnout, cltv, month, stress);
    }

    /** The formula of credit model C2.5, written out; tables add at most 2e-6. */
    @Test
    void mortgageEqualsTheFormula() {
        double[] season = {0.74, 0.76, 0.96, 1.03, 1.15, 1.24, 1.19, 1.18, 1.02, 0.99, 0.89, 0.85};
        double worst = 0;
        for (double incentive = -0.03; incentive <= 0.04; incentive += 0.0007) {
            for (int month = 1; month <= 12; month++) {
                int age = 5 * month;
                int burnout = 3 * month;
                double cltv = 0.5 + 0.05 * month;
                double turnover = 0.05 * Math.min(1, age / 30.0) * season[month - 1] * (1 - 0.25 * 0.5);
                double refinance = 0.35
                        * PortableMath.normalCdf((incentive - 0.0075) / 0.005)
                        * StrictMath.exp(-0.5 * burnout / 24);
                double gate = Math.max(0.1, Math.min(1, (0.95 - cltv) / 0.15));
                double expected = Prepayment.smmOf((turnover + refinance) * gate);
                worst = Math.max(worst, Math.abs(expected - mortgage(age, incentive, burnout, cltv, month, 0.5)));
            }
        }
        assertTrue(worst < 2e-6, "largest table error " + worst);
    }

    @Test
    void signsOfD3() {
        assertTrue(mortgage(60, 0.02, 0, 0.7, 6, 0) > mortgage(60, 0, 0, 0.7, 6, 0), "market rate down: refinance up");
        assertTrue(mortgage(60, 0.02, 0, 0.9, 6, 0) < mortgage(60, 0.02, 0, 0.7, 6, 0), "house prices down: less");
        assertTrue(mortgage(60, 0.02, 24, 0.7, 6, 0) < mortgage(60, 0.02, 0, 0.7, 6, 0), "burnout");
        for (int product = 0; product < Product.COUNT; product++) {
            double calm = model.smm(product, 0, 20, 0.06, 0.06, 0, 0.7, 6, 0);
            double stressed = model.smm(product, 0, 20, 0.06, 0.06, 0, 0.7, 6, 1);
            assertTrue(stressed < calm, "unemployment up: prepayment down, product " + product);
        }
    }

    @Test
    void delinquentLoansPrepayLessOrNot() {
        double current = model.smm(MORTGAGE, 0, 60, 0.07, 0.06, 0, 0.7, 6, 0);
        assertEquals(0.5 * current, model.smm(MORTGAGE, 1, 60, 0.07, 0.06, 0, 0.7, 6, 0));
        assertEquals(0, model.smm(MORTGAGE, 2, 60, 0.07, 0.06, 0, 0.7, 6, 0));
        assertEquals(0, model.smm(CARD, 3, 60, 0.2, 0.2, 0, 0, 6, 0));
    }

    /** Credit model C2.5: consumer 1.5 % a month, + 0.15 point per point of market rate below coupon. */
    @Test
    void consumerSpeed() {
        assertEquals(0.015, model.smm(CONSUMER, 0, 10, 0.12, 0.13, 0, 0, 1, 0), 1e-12);
        assertEquals(0.0165, model.smm(CONSUMER, 0, 10, 0.12, 0.11, 0, 0, 1, 0), 1e-12);
        assertEquals(0.011, model.smm(CONSUMER, 0, 10, 0.12, 0.12, 0, 0, 1, 1), 1e-12);
    }

    /** ABS shape: SMM(n) / SMM(1) = 1 / (1 - a (n - 1)); the mean over survivors is the matrix's 1.3 %. */
    @Test
    void autoSpeedRisesLikeAConstantAbsoluteSpeedAroundTheMatrix() {
        double first = model.smm(AUTO, 0, 1, 0.08, 0.09, 0, 0, 1, 0);
        double later = model.smm(AUTO, 0, 41, 0.08, 0.09, 0, 0, 1, 0);
        assertEquals(1 / (1 - 0.013 * 40), later / first, 1e-9);
        double prepaid = 0;
        double survivors = 0;
        for (int age = 1; age <= 66; age++) {
            double alive = 1 - 0.013 * (age - 1);
            prepaid += alive * model.smm(AUTO, 0, age, 0.08, 0.09, 0, 0, 1, 0);
            survivors += alive;
        }
        assertEquals(0.013, prepaid / survivors, 1e-6);
    }

    /** Economics, section 5.4: attrition of repriced floating accounts about +25 % per point. */
    @Test
    void repricingDrivesAccountsAway() {
        assertEquals(1.25, model.attritionFactor(CARD, 0.01), 1e-12);
        assertEquals(1, model.attritionFactor(MORTGAGE, 0.01));
        assertEquals(0.5, model.attritionFactor(CARD, -0.05));
    }
}
