package io.github.loantwin.env.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.loan.Product;
import org.junit.jupiter.api.Test;

class CumulativeIncidenceTest {
    /** Hand arithmetic: of 100, 10 and 20 leave; of 50 still observed 5 and 10: .1 + .7 x .1, S = .49. */
    @Test
    void byHandWithCensoring() {
        CumulativeIncidence result = CumulativeIncidence.of(new long[] {100, 50}, new long[][] {{10, 5}, {20, 10}});
        assertEquals(0.17, result.incidence(0, 1), 1e-15);
        assertEquals(0.34, result.incidence(1, 1), 1e-15);
        assertEquals(0.49, result.survival(1), 1e-15);
        assertEquals(0.19, result.oneMinusKaplanMeier(0, 1), 1e-15);
    }

    /** A cohort of the consumer matrix: incidences are its 60-month probabilities in credit model C2.2. */
    @Test
    void cohortOfTheMatrixReturnsItsAbsorptionProbabilities() {
        double[] m = new double[RollRates.SIZE];
        new RollRates(CreditTestConfig.DEFAULTS).at(Product.CONSUMER.ordinal(), 0, m);
        double scale = 1e15;
        long[] atRisk = new long[60];
        long[][] events = new long[2][60];
        double[] law = {1, 0, 0, 0, 0, 0};
        for (int t = 0; t < 60; t++) {
            double[] next = RollRatesTest.after(m, law, 1);
            atRisk[t] = (long) (scale * (1 - law[4] - law[5]));
            events[0][t] = (long) (scale * (next[4] - law[4]));
            events[1][t] = (long) (scale * (next[5] - law[5]));
            law = next;
        }
        CumulativeIncidence result = CumulativeIncidence.of(atRisk, events);
        assertEquals(0.1199, result.incidence(0, 59), 6e-5);
        assertEquals(0.5479, result.incidence(1, 59), 6e-5);
        for (int t = 0; t < 60; t++) {
            assertEquals(1, result.incidence(0, t) + result.incidence(1, t) + result.survival(t), 1e-12);
            assertTrue(result.incidence(0, t) <= result.oneMinusKaplanMeier(0, t) + 1e-15);
        }
        assertTrue(result.oneMinusKaplanMeier(0, 59) > 1.2 * result.incidence(0, 59), "1 - KM overstates default");
    }

    @Test
    void refusesMoreEventsThanLoans() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> CumulativeIncidence.of(new long[] {10}, new long[][] {{11}}))
                .getMessage();
        assertEquals("events must be in [0, loans at risk], got 11 of 10 in period 0.", message);
    }
}
