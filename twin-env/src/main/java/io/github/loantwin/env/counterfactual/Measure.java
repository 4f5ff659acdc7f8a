package io.github.loantwin.env.counterfactual;

/** What is counted of loans, by product, score band and month; money is in 1/10,000 of the currency unit. */
public enum Measure {
    BOOKED("booked", "Loans booked", false, false),
    REPAID("repaid", "Loans repaid", false, false),
    WRITTEN_OFF("written_off", "Loans charged off", false, false),
    SOLD("sold", "Loans sold", false, false),
    PAID_OUT("paid_out", "Principal paid out at booking", true, false),
    INTEREST("interest", "Interest income", true, false),
    CHARGE_OFFS("charge_offs", "Charge-offs", true, false),
    LOANS("loans", "Loans at the end", false, true),
    BALANCE("balance", "Balance at the end", true, true);

    /** Number of measures. */
    public static final int COUNT = values().length;

    private final String key;
    private final String label;
    private final boolean money;
    private final boolean stock;

    Measure(String key, String label, boolean money, boolean stock) {
        this.key = key;
        this.label = label;
        this.money = money;
        this.stock = stock;
    }

    /** Returns the name used in files. */
    public String key() {
        return key;
    }

    /** Returns the name shown to people. */
    public String label() {
        return label;
    }

    /** Returns whether it is money, and not a number of loans. */
    public boolean money() {
        return money;
    }

    /** Returns whether it is a level at the month's end, and not a sum over the month. */
    public boolean stock() {
        return stock;
    }
}
