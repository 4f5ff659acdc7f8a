package io.github.loantwin.env.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Marks are at most a month old: what that means for the portfolio's figures, and recoveries that were under way. */
class MarkingTest {
    /**
     * Re-marking the whole book today moves its figures by at most a month's change of the economy: expected loss by
     * 12 %, the allowance by 6 % (8.3 and 3 % were the most of 12 seeds, in a crisis; quiet months stay under 1 %), and
     * risk-weighted assets, which hold no economy, not at all.
     */
    @ParameterizedTest
    @ValueSource(strings = {"stationary", "recession", "crisis"})
    void carriedFiguresAreNearAFullRemark(String regime) {
        Simulator s = new Simulator(Runs.config("episode: {initialLoans: 2000}\nmacro: {startRegime: " + regime + "}")
                .model());
        for (long seed = 1; seed <= 4; seed++) {
            s.reset(seed);
            Runs.run(s, 100 + 10 * (int) seed, 0.02, 0, 0);
            double loss = s.book.total(Segment.EXPECTED_LOSS);
            double allowance = s.book.total(Segment.ALLOWANCE);
            double weighted = s.book.total(Segment.RWA_STANDARDISED);
            long balance = s.book.total(Segment.BALANCE);
            for (int segment = 0; segment < LoanColumns.SEGMENTS; segment++) {
                s.book.remark(segment);
            }
            assertEquals(1, s.book.total(Segment.EXPECTED_LOSS) / loss, 0.12, "expected loss, seed " + seed);
            assertEquals(1, s.book.total(Segment.ALLOWANCE) / allowance, 0.08, "allowance, seed " + seed);
            assertEquals(1, s.book.total(Segment.RWA_STANDARDISED) / weighted, 1e-9, "weighted assets, seed " + seed);
            assertEquals(balance, s.book.total(Segment.BALANCE));
            assertEquals("", s.book.recount());
        }
    }

    /** Recoveries under way on day 0 are paid within two years on whatever day of a month the episode starts. */
    @ParameterizedTest
    @ValueSource(strings = {"2025-01-01", "2025-01-15", "2025-01-31", "2024-02-29", "2025-12-31"})
    void recoveriesUnderWayAreAllPaid(String start) {
        Simulator s = Runs.start(
                Runs.config("episode: {initialLoans: 300, startDate: " + start + "}\nmacro: macro/constant.yaml"), 2);
        assertTrue(s.collections.expectedRecoveries() > 0);
        for (int day = 1; day <= 25 * 31; day++) {
            s.ledger.open();
            s.collections.payRecoveries(
                    s.ledger,
                    s.model.calendar.monthIndex(day),
                    s.model.calendar.dayOfMonth(day),
                    s.model.calendar.daysInMonth(day));
        }
        assertEquals(0, s.collections.expectedRecoveries());
    }

    /** D2: a starting book has the delinquency mix of its stress: 40 seeds in the still economy, four standard errors. */
    @Test
    void startingMixIsTheSeasonedOne() {
        Simulator s = new Simulator(Runs.still(2000).model());
        double[] late = new double[Product.COUNT];
        double[] all = new double[Product.COUNT];
        for (long seed = 0; seed < 40; seed++) {
            s.reset(seed);
            LoanColumns c = s.book.loans;
            for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
                for (int i = c.start(d); i < c.start(d) + c.size(d); i++) {
                    all[c.product[i]]++;
                    late[c.product[i]] += c.missed[i] > 0 ? 1 : 0;
                }
            }
        }
        double[] shares = new double[4];
        for (int k = 0; k < Product.COUNT; k++) {
            s.model.seasoned.at(k, s.world.trueStress(k), shares);
            double growth = s.model.products.get(k).balanceGrowthToDefault();
            double expected = (1 - shares[0]) / growth;
            double tolerance = 4 * Math.sqrt(expected / all[k]) + 0.12 * expected; // young loans miss fewer cycles
            assertEquals(expected, late[k] / all[k], tolerance, Product.at(k) + " share past due");
        }
    }
}
