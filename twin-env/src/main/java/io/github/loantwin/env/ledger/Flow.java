package io.github.loantwin.env.ledger;

/** The lender's other flows of a day, in fixed-point money: income statement first, then cash movements. */
public enum Flow {
    LIQUIDITY_INCOME,
    DEPOSIT_COST,
    WHOLESALE_COST,
    FEES,
    SALE_GAINS,
    COLLATERAL_GAINS,
    SERVICING,
    ORIGINATION_COST,
    OVERHEAD,
    POLICY_COST,
    PROVISION,
    TAX,
    NET_INCOME,
    DIVIDENDS,
    ORIGINATION_CASH,
    DEFERRED_ADDED,
    DEFERRED_AMORTISED,
    SALE_PROCEEDS,
    PURCHASE_PRICE,
    COLLATERAL_SOLD,
    COLLATERAL_PROCEEDS,
    TAX_PAID,
    DEPOSIT_INFLOW,
    WHOLESALE_INFLOW,
    LIQUID_BOUGHT;

    /** Number of flows. */
    public static final int COUNT = values().length;
}
