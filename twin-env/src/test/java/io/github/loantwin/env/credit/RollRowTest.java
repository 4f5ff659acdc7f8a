package io.github.loantwin.env.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.loan.Product;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollRowTest {
    private static double[] matrix(Product product) {
        double[] m = new double[RollRates.SIZE];
        new RollRates(CreditTestConfig.DEFAULTS).at(product.ordinal(), 0, m);
        return m;
    }

    /** Hand arithmetic: consumer p = .00817, m = 2: odds .00817/.99183 x 2 = .0164746, p = .0162076. */
    @Test
    void riskMultipliesTheOddsOfEntry() {
        double[] row = new double[6];
        RollRow.fill(matrix(Product.CONSUMER), 0, 2, 0.02, row);
        assertEquals(0.0162076, row[1], 5e-8);
        assertEquals(0.02, row[5]);
        assertEquals(1 - row[1] - row[5], row[0], 1e-15);
    }

    /** Hand arithmetic: m = 16 halves cures; consumer row 60: .14 -> .07, .10 -> .05, roll .71962 stays. */
    @Test
    void badRisksCureLess() {
        double[] row = new double[6];
        RollRow.fill(matrix(Product.CONSUMER), 2, 16, 0, row);
        assertEquals(0.07, row[0], 1e-12);
        assertEquals(0.05, row[1], 1e-12);
        assertEquals(0.71962, row[3], 1e-12);
        assertEquals(1 - 0.07 - 0.05 - 0.71962, row[2], 1e-12);
    }

    /** Credit model C2.4: moves never pass 0.995; auto 30 with m = .1 would give 1.066. */
    @Test
    void movesAreScaledDownTogether() {
        double[] row = new double[6];
        RollRow.fill(matrix(Product.AUTO), 1, 0.1, 0.013, row);
        assertEquals(0.005, row[1], 1e-12);
        assertEquals(0.45 * StrictMath.pow(0.1, -0.25) / 0.25299, row[0] / row[2], 1e-9);
    }

    @Test
    void betterLuckGivesBetterOutcomes() {
        double[] row = new double[6];
        RollRow.fill(matrix(Product.CARD), 2, 1, 0.01, row);
        int[] rank = {4, 3, 2, 1, 0, 5};
        int last = 0;
        for (double u = 0.0005; u < 1; u += 0.001) {
            int now = rank[RollRow.draw(row, u)];
            assertTrue(now >= last);
            last = now;
        }
    }

    /**
     * Frequencies of a million draws against the row: chi-square with at most 5 degrees of freedom; 20.5 is passed by
     * chance with probability 0.001.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void frequenciesFollowTheRow(int state) {
        double[] row = new double[6];
        RollRow.fill(matrix(Product.CONSUMER), state, 1.7, state < 2 ? 0.015 : 0, row);
        int n = 1_000_000;
        int[] counts = new int[6];
        SplittableRandom random = new SplittableRandom(11 + state);
        for (int i = 0; i < n; i++) {
            counts[RollRow.draw(row, random.nextDouble())]++;
        }
        double chiSquare = 0;
        for (int to = 0; to < 6; to++) {
            double expected = row[to] * n;
            if (expected == 0) {
                assertEquals(0, counts[to]);
            } else {
                chiSquare += (counts[to] - expected) * (counts[to] - expected) / expected;
            }
        }
        assertTrue(chiSquare < 20.5, "chi-square " + chiSquare);
    }

    /** Credit model C1: f(age) = 0.5 at 0, 1.35 at 15 months, 0.85 in the tail; cures x rr^-0.25. */
    @Test
    void multipliers() {
        RiskMultiplier multiplier = new RiskMultiplier(CreditTestConfig.DEFAULTS);
        assertEquals(0.5, multiplier.ageFactor(0, 0));
        assertEquals(1.35, multiplier.ageFactor(0, 15), 1e-12);
        assertEquals(0.85, multiplier.ageFactor(0, 60), 1e-12);
        assertEquals(0.85, multiplier.ageFactor(0, 10_000), 1e-12);
        assertEquals(0.1, multiplier.limited(0.01));
        assertEquals(10, multiplier.limited(50));
        assertEquals(StrictMath.exp(0.6), multiplier.paymentShock(1.1), 1e-12);
        assertEquals(StrictMath.pow(3, -0.25), RiskMultiplier.cureFactor(3), 1e-15);
    }
}
