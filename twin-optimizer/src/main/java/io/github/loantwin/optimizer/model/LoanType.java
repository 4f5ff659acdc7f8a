package io.github.loantwin.optimizer.model;

/**
 * A type of loan that money can be put into.
 *
 * @param name what people call it
 * @param rate interest rate a year, a fraction in [0, 2]
 * @param pd probability of default within a year, in [0, 1]
 * @param lgd share of the loan lost in a default, in [0, 1]
 */
public record LoanType(String name, double rate, double pd, double lgd) {
    /** Checks the ranges. */
    public LoanType {
        Require.given("name of a loan type", name);
        Require.inRange("rate of " + name, rate, 0, 2);
        Require.inRange("pd of " + name, pd, 0, 1);
        Require.inRange("lgd of " + name, lgd, 0, 1);
    }

    /** Returns the expected return a year: rate (1 - PD) - PD LGD. A loan that defaults pays no interest. */
    public double expectedReturn() {
        return rate * (1 - pd) - pd * lgd;
    }

    /** Returns what a default costs against a loan that pays, as a share of the loan: rate + LGD. */
    public double costOfDefault() {
        return rate + lgd;
    }
}
