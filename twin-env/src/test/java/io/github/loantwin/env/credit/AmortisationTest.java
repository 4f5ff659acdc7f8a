package io.github.loantwin.env.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmortisationTest {
    /** Credit model C5, check values of the level payment; money is in 1/10,000. */
    @ParameterizedTest
    @CsvSource({
        "200000, .06, 360, 11991011",
        "100000, .06, 360, 5995505",
        "25000, .07, 60, 4950300",
        "15000, .12, 36, 4982146",
        "10000, .05, 36, 2997090",
    })
    void levelPaymentCheckValues(long amount, double rate, int months, long payment) {
        assertEquals(payment, Amortisation.levelPayment(amount * 10_000, rate, months));
    }

    @Test
    void principalSumsToTheAmountAndTheLastBalanceIsZero() {
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 500; trial++) {
            long amount = random.nextLong(1, 20_000_000_000L);
            double rate = trial % 10 == 0 ? 0 : random.nextDouble(0, 0.35);
            int months = random.nextInt(1, 361);
            long payment = Amortisation.levelPayment(amount, rate, months);
            long balance = amount;
            for (int month = 0; month < months; month++) {
                long principal = Amortisation.principal(balance, rate, payment, months - month);
                assertTrue(principal >= 0 && principal <= balance);
                balance -= principal;
            }
            assertEquals(0, balance);
            long last = Amortisation.instalment(
                    Amortisation.balanceAfter(amount, rate, months, months - 1), rate, payment, 1);
            // Payment and interest are each rounded by at most half a unit a month, compounded to the end.
            double i = rate / 12;
            double compounded = rate == 0 ? months : (StrictMath.pow(1 + i, months) - 1) / i;
            assertEquals(payment, last, compounded + 2);
        }
    }

    /** B_k / B_0 = ((1 + i)^n - (1 + i)^k) / ((1 + i)^n - 1), the textbook form. */
    @Test
    void balanceShareIsTheTextbookForm() {
        double i = 0.06 / 12;
        double all = StrictMath.pow(1 + i, 360);
        double expected = (all - StrictMath.pow(1 + i, 100)) / (all - 1);
        assertEquals(expected, Amortisation.balanceShare(0.06, 360, 100), 1e-13);
        assertEquals(0.75, Amortisation.balanceShare(0, 48, 12), 1e-15);
        assertEquals(0, Amortisation.balanceShare(0.06, 360, 360));
        assertEquals(expected * 1e9, Amortisation.balanceAfter(1_000_000_000L, 0.06, 360, 100), 100);
    }

    @Test
    void refusesNoInstalments() {
        String message = assertThrows(IllegalArgumentException.class, () -> Amortisation.levelPayment(1000, 0.05, 0))
                .getMessage();
        assertEquals("months must be at least 1, got 0 for a level payment.", message);
    }
}
