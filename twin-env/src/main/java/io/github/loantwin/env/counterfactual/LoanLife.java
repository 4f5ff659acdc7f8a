package io.github.loantwin.env.counterfactual;

/**
 * What one loan did in one world from the day of the change on; money is in 1/10,000 of the currency unit.
 *
 * <p>Mutable while the world is lived, then only read.
 */
final class LoanLife {
    final int product;
    final ScoreBand band;
    /** Whether it was on the books before the change. */
    final boolean old;

    Fate fate = Fate.ON_BOOKS;
    long paidOut;
    long collected;
    long chargeOffs;
    long accruedBefore;
    long accruedAfter;
    long balance;

    /** How a loan stands at the end. */
    enum Fate {
        ON_BOOKS,
        REPAID,
        CHARGED_OFF,
        SOLD
    }

    LoanLife(int product, ScoreBand band, boolean old) {
        this.product = product;
        this.band = band;
        this.old = old;
    }

    /** Returns interest recognised: what was collected, and what more is owed at the end than before. */
    long interest() {
        return collected + accruedAfter - accruedBefore;
    }

    /** Returns whether the loan did the same in another world. */
    boolean same(LoanLife other) {
        return fate == other.fate
                && paidOut == other.paidOut
                && interest() == other.interest()
                && chargeOffs == other.chargeOffs
                && balance == other.balance;
    }
}
