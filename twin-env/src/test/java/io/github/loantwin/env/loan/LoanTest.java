package io.github.loantwin.env.loan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class LoanTest {
    private static final LocalDate MADE = LocalDate.of(2024, 3, 31);

    private static Loan mortgage(double ltv, double rate, double balance, DelinquencyState state, int missed) {
        return new Loan(
                17,
                Product.MORTGAGE,
                state,
                MADE,
                5,
                300_000,
                balance,
                rate,
                360,
                340,
                760,
                ltv,
                0.36,
                110_000,
                400_000,
                0,
                missed,
                12.5);
    }

    private static Loan card(int term, double limit, double balance) {
        return new Loan(
                3,
                Product.CARD,
                DelinquencyState.CURRENT,
                MADE,
                1,
                6_000,
                balance,
                0.2215,
                term,
                0,
                725,
                0,
                0.25,
                60_000,
                0,
                limit,
                0,
                0);
    }

    private static void assertRule(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    @Test
    void aSoundLoanIsTaken() {
        Loan loan = mortgage(0.75, 0.065, 280_000, DelinquencyState.CURRENT, 0);
        assertEquals(0.7, loan.currentLtvRatio(), 1e-15); // 280,000 / 400,000
        assertTrue(loan.hasCollateral());
        assertEquals(0, loan.ageMonths(LocalDate.of(2024, 4, 29)));
        assertEquals(11, loan.ageMonths(LocalDate.of(2025, 3, 30)));
        assertEquals(12, loan.ageMonths(LocalDate.of(2025, 3, 31)));
        assertEquals(0, loan.ageMonths(LocalDate.of(2020, 1, 1)));
        assertFalse(card(0, 6_000, 6_500).hasCollateral()); // a card may stand over its limit
    }

    /** The wording is the example of architecture.md, convention 4, without file and line. */
    @Test
    void percentForAFractionIsNamed() {
        assertRule(
                "ltvRatio must be in (0, 2], got 85.0 for loan 17.\nMaybe the file gives percent: divide by 100.",
                () -> mortgage(85, 0.065, 280_000, DelinquencyState.CURRENT, 0));
        assertRule(
                "annualRate must be in [0, 1], got 6.5 for loan 17.\nMaybe the file gives percent: divide by 100.",
                () -> mortgage(0.75, 6.5, 280_000, DelinquencyState.CURRENT, 0));
        assertRule(
                "annualRate must be in [0, 1], got -0.01 for loan 17.",
                () -> mortgage(0.75, -0.01, 280_000, DelinquencyState.CURRENT, 0));
    }

    @Test
    void contradictionsAreNamed() {
        assertRule(
                "missedInstalments must agree with state dpd60, got 1 for loan 17.",
                () -> mortgage(0.75, 0.065, 280_000, DelinquencyState.DPD60, 1));
        assertRule(
                "balance must be at most originalAmount 300000.0, got 300000.01 for loan 17.",
                () -> mortgage(0.75, 0.065, 300_000.01, DelinquencyState.CURRENT, 0));
        assertRule(
                "ltvRatio must be in (0, 2], got 0.0 for loan 17.",
                () -> mortgage(0, 0.065, 280_000, DelinquencyState.CURRENT, 0));
        assertRule("termMonths of a card must be 0, got 12 for loan 3.", () -> card(12, 6_000, 100));
        assertRule("creditLimit of a card must be a finite number above 0, got 0.0 for loan 3.", () -> card(0, 0, 100));
        assertRule(
                "balance must be a finite number of at least 0, got NaN for loan 3.", () -> card(0, 6_000, Double.NaN));
        mortgage(0.75, 0.065, 280_000, DelinquencyState.DPD90, 7);
    }
}
