package io.github.loantwin.env.sim;

/** The sums over loans that the book keeps for every due day and product, in fixed-point money. */
enum Segment {
    COUNT,
    BALANCE,
    BALANCE_30,
    BALANCE_90,
    COUNT_90,
    EXPECTED_LOSS,
    EXPOSURE,
    ALLOWANCE,
    SPECIFIC_RESERVE,
    RWA_STANDARDISED,
    RWA_IRB,
    DAILY_INTEREST,
    DAILY_FUNDING,
    DAILY_LOSS_ACCRUAL,
    CONTRACTUAL_INFLOW;

    static final int SIZE = values().length;
}
