package io.github.loantwin.env.ledger;

/** The accounts of the balance sheet; assets first, then liabilities and equity. */
public enum Account {
    CASH("cash"),
    LIQUID_ASSETS("liquid_assets"),
    LOANS("loans"),
    /** Contra-asset: held as a positive number, subtracted from loans. */
    ALLOWANCE("allowance"),
    ACCRUED_INTEREST("accrued_interest"),
    DEFERRED_COSTS("deferred_costs"),
    REPOSSESSED("repossessed"),
    DEPOSITS("deposits"),
    WHOLESALE("wholesale"),
    TAX_PAYABLE("tax_payable"),
    EQUITY("equity");

    /** Number of accounts. */
    public static final int COUNT = values().length;

    private final String key;

    Account(String key) {
        this.key = key;
    }

    /** Returns the name used in files. */
    public String key() {
        return key;
    }
}
