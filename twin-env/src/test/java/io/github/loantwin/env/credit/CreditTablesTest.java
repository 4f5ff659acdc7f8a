package io.github.loantwin.env.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.loan.Product;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CreditTablesTest {
    private static final CreditConfig CONFIG = CreditTestConfig.DEFAULTS;
    private static final RollRates RATES = new RollRates(CONFIG);
    private static final RiskMultiplier MULTIPLIER = new RiskMultiplier(CONFIG);
    private static final CreditTables TABLES = new CreditTables(CONFIG);

    private static CreditSlice slice(double stress) {
        CreditSlice slice = new CreditSlice();
        double[] all = new double[Product.COUNT];
        java.util.Arrays.fill(all, stress);
        slice.set(TABLES, all);
        return slice;
    }

    /** The matrix of a loan with risk multiplier m, from the formula. */
    private static double[] rows(int product, double stress, double m) {
        double[] matrix = new double[RollRates.SIZE];
        double[] rows = new double[RollRates.SIZE];
        double[] row = new double[RollRates.COLUMNS];
        RATES.at(product, stress, matrix);
        for (int state = 0; state < 4; state++) {
            RollRow.fill(matrix, state, m, matrix[state * 6 + 5], row);
            System.arraycopy(row, 0, rows, state * 6, 6);
        }
        return rows;
    }

    private static double pd12(double[] m, int state) {
        if (state == 3) {
            return 1;
        }
        double[] absorbing = m.clone();
        for (int to = 0; to < 6; to++) {
            absorbing[18 + to] = to == 3 ? 1 : 0;
        }
        double[] law = new double[6];
        law[state] = 1;
        double[] end = RollRatesTest.after(absorbing, law, 12);
        return end[3];
    }

    /** Forward: the law of the states below 90+ and the balance that stands in 90+. */
    private static double levelLossRate(int product, double stress, double rr) {
        ProductCredit.ReferenceLoan loan = CONFIG.of(Product.at(product)).reference();
        double[] law = {1, 0, 0, 0, 0, 0};
        double defaulted = 0;
        double lost = 0;
        double years = 0;
        int end = loan.revolving() ? 1500 : loan.termMonths() + 300;
        for (int month = 0; month < end; month++) {
            int age = loan.revolving() ? month : Math.min(month, loan.termMonths() + 3);
            double[] m = rows(product, stress, rr * MULTIPLIER.ageFactor(product, age));
            int left = loan.termMonths() - month;
            lost += defaulted * m[22];
            years += defaulted / 12;
            defaulted *= m[21];
            for (int i = 0; i < 3; i++) {
                double owed = loan.revolving() ? 1 : annuity(loan.annualRate(), left + i);
                lost += law[i] * m[i * 6 + 4] * owed;
                years += law[i] * owed / 12;
                defaulted += law[i] * m[i * 6 + 3] * (loan.revolving() ? 1 : annuity(loan.annualRate(), left + 2));
            }
            law = RollRatesTest.after(m, new double[] {law[0], law[1], law[2], law[3], 0, 0}, 1);
        }
        return lost / years;
    }

    private static double annuity(double annualRate, int months) {
        return months < 1 ? 0 : 1 / Amortisation.paymentFactor(annualRate, months);
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void nodesEqualTheSlowTwin(Product product) {
        int k = product.ordinal();
        ProductCredit.ReferenceLoan loan = CONFIG.of(product).reference();
        for (double s : new double[] {-0.5, 0, 0.4, 1.25}) {
            for (int node : new int[] {0, 9, 20, 31, 39}) {
                double m = RiskGrid.multiplier(node);
                CreditSlice slice = slice(s);
                for (int state = 0; state < 4; state++) {
                    assertEquals(pd12(rows(k, s, m), state), slice.pd12(k, state, m), 1e-12);
                }
                double forecast = 0.5 * s + 0.1;
                assertEquals(ChargeOffProbability.ever(rows(k, s, m), 3), slice.chargeOffGivenDefault(k, m), 1e-12);
                if (!loan.revolving() && onGrid(forecast)) {
                    for (int state = 0; state < 4; state++) {
                        double exact = ExpectedCreditLoss.lifetimeWithArrears(
                                rows(k, forecast, m), state, 1, loan.annualRate(), 36, 1);
                        assertEquals(exact, slice.lifetimeLoss(k, state, m, 36), 1e-12);
                    }
                }
                double level = 0.8 * s + 0.04;
                if (onGrid(level)) {
                    assertEquals(levelLossRate(k, level, m), slice.levelLossRate(k, m), 1e-9);
                }
            }
        }
    }

    private static boolean onGrid(double stress) {
        double t = StressGrid.position(stress);
        return Math.abs(t - Math.rint(t)) < 1e-9;
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void interpolationErrorIsSmall(Product product) {
        int k = product.ordinal();
        SplittableRandom random = new SplittableRandom(7);
        double worstPd = 0;
        double worstLevel = 0;
        double worstLife = 0;
        double worstCure = 0;
        for (int trial = 0; trial < 300; trial++) {
            double s = random.nextDouble(-0.5, 1.25);
            double m = StrictMath.exp(random.nextDouble(StrictMath.log(0.06), StrictMath.log(12)));
            CreditSlice slice = slice(s);
            for (int state = 0; state < 4; state++) {
                double exact = pd12(rows(k, s, m), state);
                worstPd = Math.max(worstPd, Math.abs(slice.pd12(k, state, m) / exact - 1));
            }
            double cure = ChargeOffProbability.ever(rows(k, s, m), 3);
            worstCure = Math.max(worstCure, Math.abs(slice.chargeOffGivenDefault(k, m) / cure - 1));
            double level = levelLossRate(k, 0.8 * s + 0.04, m);
            worstLevel = Math.max(worstLevel, Math.abs(slice.levelLossRate(k, m) / level - 1));
            if (!CONFIG.of(product).reference().revolving()) {
                int term = random.nextInt(1, CONFIG.of(product).reference().termMonths() + 1);
                int state = random.nextInt(4);
                double exact = ExpectedCreditLoss.lifetimeWithArrears(
                        rows(k, 0.5 * s + 0.1, m),
                        state,
                        1,
                        CONFIG.of(product).reference().annualRate(),
                        term,
                        1);
                double error = Math.abs(slice.lifetimeLoss(k, state, m, term) - exact) / (exact + 0.001);
                worstLife = Math.max(worstLife, error);
            }
        }
        assertTrue(worstPd < 0.012, "pd12 " + worstPd);
        assertTrue(worstCure < 0.006, "charge-off given default " + worstCure);
        assertTrue(worstLevel < 0.012, "level-loss rate " + worstLevel);
        assertTrue(worstLife < 0.02, "lifetime loss " + worstLife);
    }

    /**
     * Chance of charge-off over expected years (no amortisation, constant risk) is the charge-off rate of a book that
     * new loans keep constant: consumer 4.07 %. (Economics section 3 says 4.35 %, which is the rate of the
     * quasi-stationary book.)
     */
    @ParameterizedTest
    @EnumSource(Product.class)
    void levelRateWithoutAmortisationIsTheChargeOffRateOfASteadyBook(Product product) {
        double[] m = rows(product.ordinal(), 0, 1);
        double rate = ChargeOffProbability.ever(m, 0) / (ChargeOffProbability.monthsOnBooks(m, 0) / 12);
        double[] steady = new double[4];
        SeasonedBook.steadyShares(m, steady);
        double annual = 12 * (steady[3] * m[22]);
        assertEquals(annual, rate, 1e-9);
        if (product == Product.CONSUMER) {
            assertEquals(0.0407, rate, 5e-5);
        }
    }

    /** Every measure rises with risk and stress (credit model D3). */
    @ParameterizedTest
    @EnumSource(Product.class)
    void riskAndStressRaiseEveryMeasure(Product product) {
        int k = product.ordinal();
        double[] last = new double[4];
        for (double m = 0.04; m < 31; m *= 1.05) {
            double[] now = measures(slice(0.3), k, m);
            double[] worse = measures(slice(0.6), k, m);
            for (int i = 0; i < now.length; i++) {
                assertTrue(now[i] > last[i], "measure " + i + " at m = " + m);
                assertTrue(worse[i] > now[i], "measure " + i + " under stress at m = " + m);
            }
            last = now;
        }
    }

    private static double[] measures(CreditSlice slice, int product, double m) {
        return new double[] {
            slice.pd12(product, 0, m),
            slice.chargeOffGivenDefault(product, m),
            slice.levelLossRate(product, m),
            slice.lifetimeLoss(product, 0, m, 30),
        };
    }

    @Test
    void delinquencyOrdersLossAndEndsAreLimited() {
        CreditSlice slice = slice(0.2);
        for (int k = 0; k < Product.COUNT; k++) {
            for (int state = 0; state < 3; state++) {
                assertTrue(slice.pd12(k, state, 1) < slice.pd12(k, state + 1, 1));
                assertTrue(slice.lifetimeLoss(k, state, 1, 30) < slice.lifetimeLoss(k, state + 1, 1, 30));
            }
            assertEquals(1, slice.pd12(k, 3, 1));
            assertEquals(slice.pd12(k, 0, RiskGrid.LOW), slice.pd12(k, 0, 0.001));
            assertEquals(slice.lifetimeLoss(k, 1, 1, 360), slice.lifetimeLoss(k, 1, 1, 999));
            assertEquals(slice.lifetimeLoss(k, 1, 1, 1), slice.lifetimeLoss(k, 1, 1, 0));
        }
    }

    /** Provisions let stress revert: at s = 1 lifetime losses are those of 0.5 x 1 + 0.5 x 0.2 = 0.6. */
    @Test
    void lifetimeLossRevertsToTheLongRun() {
        int consumer = Product.CONSUMER.ordinal();
        double exact = ExpectedCreditLoss.lifetimeWithArrears(rows(consumer, 0.6, 1), 0, 1, 0.124, 36, 1);
        assertEquals(exact, slice(1).lifetimeLoss(consumer, 0, 1, 36), 1e-12);
    }
}
