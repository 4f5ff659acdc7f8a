package io.github.loantwin.env.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.loan.Product;
import org.junit.jupiter.api.Test;

class ExpectedCreditLossTest {
    private static double[] consumer() {
        double[] m = new double[RollRates.SIZE];
        new RollRates(CreditTestConfig.DEFAULTS).at(Product.CONSUMER.ordinal(), 0, m);
        return m;
    }

    /** Credit model C6: consumer 15,000, 12 %, 36 months, LGD .8: 214.00 in 12 months, 448.94 over life. */
    @Test
    void consumerCheckValues() {
        assertEquals(214.00, ExpectedCreditLoss.scheduled(consumer(), 0, 15_000, 0.12, 36, 0.8, 12), 0.005);
        assertEquals(448.94, ExpectedCreditLoss.scheduled(consumer(), 0, 15_000, 0.12, 36, 0.8, 36), 0.005);
    }

    /** Credit model D3: 12 months <= lifetime; proportional to LGD; arrears make exposure larger than scheduled. */
    @Test
    void ordering() {
        double[] m = consumer();
        for (int state = 0; state < 4; state++) {
            double year = ExpectedCreditLoss.scheduled(m, state, 1, 0.12, 36, 0.8, 12);
            double life = ExpectedCreditLoss.scheduled(m, state, 1, 0.12, 36, 0.8, 36);
            assertTrue(year <= life);
            assertEquals(life / 2, ExpectedCreditLoss.scheduled(m, state, 1, 0.12, 36, 0.4, 36), 1e-15);
        }
        assertTrue(ExpectedCreditLoss.lifetimeWithArrears(m, 0, 1, 0.12, 36, 0.8)
                > ExpectedCreditLoss.scheduled(m, 0, 1, 0.12, 36, 0.8, 36));
    }
}
