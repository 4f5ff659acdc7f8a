package io.github.loantwin.optimizer.bank;

/**
 * A branch of the bank.
 *
 * @param name what people call it
 * @param customers number of customer types it lends to
 * @param level confidence level of its CVaR, in [0.5, 1)
 * @param cvarLimit largest CVaR of its loss, in money
 */
public record Branch(String name, int customers, double level, double cvarLimit) {
    /** Checks the ranges. */
    public Branch {
        require(customers > 0, "customers of " + name + " must be above 0", customers);
        require(level >= 0.5 && level < 1, "level of " + name + " must be in [0.5, 1)", level);
        require(Double.isFinite(cvarLimit), "cvarLimit of " + name + " must be a finite number", cvarLimit);
    }

    static void require(boolean holds, String rule, Object got) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", got " + got + ".");
        }
    }
}
