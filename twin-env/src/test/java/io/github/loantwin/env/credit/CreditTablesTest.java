package io.github.loantwin.env.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.loan.Product;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    private static double levelLossRate(int product, double stress, double rr) {
        CreditConfig.ReferenceLoan loan = CONFIG.of(Product.at(product)).reference();
        double[] law = {1, 0, 0, 0, 0, 0};
        double lost = 0;
        double years = 0;
        int end = loan.revolving() ? 1500 : loan.termMonths() + 3;
        for (int month = 0; month < end; month++) {
            double[] m = rows(product, stress, rr * MULTIPLIER.ageFactor(product, month));
            for (int i = 0; i < 4; i++) {
                int left = loan.termMonths() - month + i;
                double owed = loan.revolving() ? 1 : left < 1 ? 0 : 1 / Amortisation.paymentFactor(loan.annualRate(), left);
                lost += law[i] * m[i * 6 + 4] * owed;
                years += law[i] * owed / 12;
            }
            law = RollRatesTest.after(m, new double[] {law[0], law[1], law[2], law[3], 0, 0}, 1);
        }
        return lost / years;
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void nodesEqualTheSlowTwin(Product product) {
        int k = product.ordinal();
        CreditConfig.ReferenceLoan loan = CONFIG.of(product).reference();
        for (double s : new double[] {-0.5, 0, 0.4, 1.25}) {
            for (int node : new int[] {0, 7, 16, 25, 32}) {
                double x = RiskGrid.LOW + node * RiskGrid.STEP;
                double m = RiskGrid.multiplier(node);
                CreditSlice slice = slice(s);
                for (int state = 0; state < 4; state++) {
                    assertEquals(pd12(rows(k, s, m), state), slice.pd12(k, state, x), 1e-12);
                }
                double forecast = 0.5 * s + 0.1;
                assertEquals(
                        ChargeOffProbability.ever(rows(k, s, m), 3), slice.chargeOffGivenDefault(k, x), 1e-12);
                if (!loan.revolving() && onGrid(forecast)) {
                    for (int state = 0; state < 4; state++) {
                        double exact = ExpectedCreditLoss.lifetimeWithArrears(
                                rows(k, forecast, m), state, 1, loan.annualRate(), 36, 1);
                        assertEquals(exact, slice.lifetimeLoss(k, state, x, 36), 1e-12);
                    }
                }
                double level = 0.8 * s + 0.04;
                if (onGrid(level)) {
                    assertEquals(levelLossRate(k, level, m), slice.levelLossRate(k, x), loan.revolving() ? 1e-4 : 1e-12);
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
            double x = RiskMultiplier.coordinate(m);
            CreditSlice slice = slice(s);
            for (int state = 0; state < 4; state++) {
                double exact = pd12(rows(k, s, m), state);
                worstPd = Math.max(worstPd, Math.abs(slice.pd12(k, state, x) / exact - 1));
            }
            double cure = ChargeOffProbability.ever(rows(k, s, m), 3);
            worstCure = Math.max(worstCure, Math.abs(slice.chargeOffGivenDefault(k, x) / cure - 1));
            double level = levelLossRate(k, 0.8 * s + 0.04, m);
            worstLevel = Math.max(worstLevel, Math.abs(slice.levelLossRate(k, x) / level - 1));
            if (!CONFIG.of(product).reference().revolving()) {
                int term = random.nextInt(1, CONFIG.of(product).reference().termMonths() + 1);
                int state = random.nextInt(4);
                double exact = ExpectedCreditLoss.lifetimeWithArrears(
                        rows(k, 0.5 * s + 0.1, m), state, 1, CONFIG.of(product).reference().annualRate(), term, 1);
                double error = Math.abs(slice.lifetimeLoss(k, state, x, term) - exact) / (exact + 0.001);
                worstLife = Math.max(worstLife, error);
            }
        }
        assertTrue(worstPd < 0.012, "pd12 " + worstPd);
        assertTrue(worstCure < 0.006, "charge-off given default " + worstCure);
        assertTrue(worstLevel < 0.012, "level-loss rate " + worstLevel);
        assertTrue(worstLife < 0.02, "lifetime loss " + worstLife);
    }
}
