package io.github.loantwin.env.sim;

import io.github.loantwin.env.ledger.Ledger;

/**
 * Someone who watches single loans, to attribute flows to them; a watcher never changes what happens.
 *
 * <p>Everything that a loan does on its due date happens between {@link #before} and {@link #after}: what the ledger's loan
 * flows of its product grow by in between is the loan's own.
 */
public interface LoanEvents {
    /** Watches nothing. */
    LoanEvents NONE = new LoanEvents() {};

    /**
     * Tells that a loan has come on the books today, made or bought.
     *
     * @param id number of the loan, which is its applicant's in every world of the seed
     * @param product index of its product
     * @param score credit score at origination
     * @param balance principal paid out, fixed-point
     */
    default void booked(long id, int product, int score, long balance) {}

    /** Tells that a loan is about to live its due date. */
    default void before(long id, int product, int score, Ledger ledger) {}

    /** Tells that the loan has lived it. */
    default void after(Ledger ledger) {}

    /** Tells that the day's books are closed and funded. */
    default void dayEnded(int day, Ledger ledger) {}
}
