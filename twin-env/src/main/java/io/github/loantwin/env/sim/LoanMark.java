package io.github.loantwin.env.sim;

/**
 * One loan as the risk model sees it today, from the formulas and not from tables.
 *
 * @param id number of the loan
 * @param product index of its product
 * @param score credit score at origination
 * @param state delinquency state, 0-3
 * @param balance unpaid principal, currency units
 * @param pd12Month probability of first entry to 90 days past due within 12 months at today's published stress; 1 in 90+
 * @param lgd loss given default, cures counted
 * @param ead exposure at default, currency units
 */
public record LoanMark(
        long id, int product, int score, int state, double balance, double pd12Month, double lgd, double ead) {

    /** Returns the expected loss of the next 12 months, currency units. */
    public double expectedLoss() {
        return pd12Month * lgd * ead;
    }
}
