package io.github.loantwin.env.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The economy and the applicants belong to the world: nothing the lender does moves them. */
class WorldIndependenceTest {
    /** A loose and a tight lender on one seed: whoever borrows from both is the same person with the same house. */
    @Test
    void twoPoliciesMeetTheSameApplicants() {
        TwinConfig config = Runs.config("episode: {initialLoans: 2000}\ndemand: {tradePerYear: 0}");
        Simulator loose = Runs.start(config, 11);
        Simulator tight = Runs.start(config, 11);
        for (int day = 0; day < 90; day++) {
            loose.runDay(-0.1, -0.005, -0.05);
            tight.runDay(0.03, 0.005, 0.05);
            for (int k = 0; k < Product.COUNT; k++) {
                assertEquals(loose.world.arrivals(k), tight.world.arrivals(k), 0);
                assertEquals(loose.world.trueStress(k), tight.world.trueStress(k), 0);
                assertEquals(loose.world.marketFunding(k), tight.world.marketFunding(k), 0);
                assertEquals(loose.world.competitorNoise(k), tight.world.competitorNoise(k), 0);
            }
            assertEquals(loose.world.economy.vix(), tight.world.economy.vix(), 0);
            assertEquals(loose.world.economy.hash(0), tight.world.economy.hash(0));
        }
        Map<Long, String> people = people(loose);
        Map<Long, String> others = people(tight);
        int met = 0;
        for (Map.Entry<Long, String> person : others.entrySet()) {
            if (people.containsKey(person.getKey())) {
                assertEquals(people.get(person.getKey()), person.getValue());
                met++;
            }
        }
        assertTrue(met > 20, "new borrowers of both lenders: " + met);
    }

    private static Map<Long, String> people(Simulator s) {
        Map<Long, String> people = new HashMap<>();
        LoanColumns c = s.book.loans;
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            for (int i = c.start(d); i < c.start(d) + c.size(d); i++) {
                if (c.id[i] < 1L << 62) {
                    double ltv = c.product[i] == Product.MORTGAGE.ordinal() ? 0 : c.ltv[i]; // some fit the lender's cap
                    people.put(
                            c.id[i],
                            c.product[i] + " " + c.score[i] + " " + c.dti[i] + " " + c.income[i] + " " + ltv + " "
                                    + c.term[i] + " " + c.utilisation[i] + " " + c.indexAtOrigination[i]);
                }
            }
        }
        return people;
    }

    /** A loan that neither policy touches has the same luck and the same end under both. */
    @Test
    void untouchedFixedRateLoansHaveTheSameFate() {
        Simulator a = Runs.start(Runs.config("demand: {tradePerYear: 0}"), 12);
        Simulator b = Runs.start(Runs.config("demand: {tradePerYear: 0}"), 12);
        Runs.run(a, 120, 0.1, 0.02, 0.1);
        Runs.run(b, 120, -0.1, -0.02, -0.1);
        Map<Long, PlainLoan> first = starting(a);
        Map<Long, PlainLoan> second = starting(b);
        assertEquals(first.keySet(), second.keySet());
        for (Map.Entry<Long, PlainLoan> entry : first.entrySet()) {
            assertEquals(entry.getValue().toString(), second.get(entry.getKey()).toString());
        }
        assertTrue(first.size() > 500, first.size() + " loans");
    }

    private static Map<Long, PlainLoan> starting(Simulator s) {
        Map<Long, PlainLoan> out = new HashMap<>();
        LoanColumns c = s.book.loans;
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            for (int i = c.start(d); i < c.start(d) + c.size(d); i++) {
                if (c.id[i] >= 1L << 62 && c.product[i] != Product.CARD.ordinal()) {
                    out.put(c.id[i], PlainLoan.read(c, i));
                }
            }
        }
        return out;
    }

    /** The factors of the seven weekdays have mean 1, and the year's count of applicants is that of the mean day. */
    @Test
    void weekdayFactorsHaveMeanOne() {
        Simulator s = Runs.start(Runs.still(1000), 1);
        double sum = 0;
        for (int day = 0; day < 7; day++) {
            sum += s.world.weekdayFactor(day);
        }
        assertEquals(7, sum, 1e-12);
        for (int day = 0; day < 366; day++) {
            assertTrue(s.world.weekdayFactor(day) > 0);
        }
    }
}
