package io.github.loantwin.env.ledger;

/**
 * What happens to loans in a day, by product; amounts in fixed-point money, then counts.
 *
 * <p>The first group moves principal, the second interest, the third counts loans.
 */
public enum LoanFlow {
    ORIGINATED,
    DRAWN,
    BOUGHT,
    SCHEDULED,
    PREPAID,
    CHARGED_OFF,
    TO_COLLATERAL,
    SOLD,
    INTEREST_ACCRUED,
    INTEREST_COLLECTED,
    INTEREST_REVERSED,
    RECOVERED,
    NEWLY_DEFAULTED,
    COUNT_NEW,
    COUNT_BOUGHT,
    COUNT_MATURED,
    COUNT_PREPAID,
    COUNT_CHARGED_OFF,
    COUNT_SOLD;

    /** Number of flows. */
    public static final int COUNT = values().length;
}
