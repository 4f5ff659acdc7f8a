package io.github.loantwin.env.counterfactual;

/**
 * Figures of a {@link LoanGroup}; counts of each world, and differences of money (alternative less base, 1/10,000 of the
 * currency unit).
 */
public enum GroupFigure {
    LOANS,
    DIFFERENT,
    REPAID_BASE,
    REPAID_ALTERNATIVE,
    CHARGED_OFF_BASE,
    CHARGED_OFF_ALTERNATIVE,
    SOLD_BASE,
    SOLD_ALTERNATIVE,
    PAID_OUT,
    INTEREST,
    CHARGE_OFFS,
    BALANCE;

    /** Number of figures. */
    public static final int COUNT = values().length;

    /** Returns the name used in files. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
