package io.github.loantwin.env.loan;

import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.check.InvalidValueException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * One loan as it is seen at the edge: in loan tapes, snapshots and tests; inside the simulator a loan is a row of
 * columns.
 *
 * <p>Rates and ratios are fractions (0.05 is five percent), money is in currency units.
 *
 * @param id number of the loan, unique in its book, at least 0
 * @param product what kind of loan it is
 * @param state delinquency at the last due date; must agree with {@code missedInstalments}
 * @param originationDate the day on which the loan was paid out or the account was opened
 * @param dueDay day of the month on which the instalment is due, 1-28
 * @param originalAmount amount at origination, above 0; for a card the credit limit. A loan whose arrears were
 *     capitalised gives the restructured amount
 * @param balance unpaid principal, at least 0; of an instalment loan at most {@code originalAmount}
 * @param annualRate nominal rate per year, a fraction in [0, 1]
 * @param termMonths contractual term in months, 1-600; 0 for a card
 * @param remainingTermMonths instalments still to come by contract, 0 .. {@code termMonths}
 * @param creditScore score on the FICO scale, 300-850
 * @param ltvRatio loan to value at origination, a fraction in (0, 2] for mortgages and auto loans and for business
 *     loans backed by real estate; 0 means that there is no collateral to measure against
 * @param dtiRatio debt payments over income, a fraction in [0, 2]; for business loans 1/DSCR; 0 means not known
 * @param incomeAnnual borrower's income per year, at least 0; 0 means not known
 * @param collateralValue today's value of the collateral, above 0 exactly when {@code ltvRatio} is
 * @param creditLimit limit of a card, above 0; 0 for instalment loans
 * @param missedInstalments instalments due and unpaid: 0 current, 1 for 30, 2 for 60, 3 and more for 90 days and more
 * @param accruedInterest interest accrued and not yet paid, at least 0
 */
public record Loan(
        long id,
        Product product,
        DelinquencyState state,
        LocalDate originationDate,
        int dueDay,
        double originalAmount,
        double balance,
        double annualRate,
        int termMonths,
        int remainingTermMonths,
        int creditScore,
        double ltvRatio,
        double dtiRatio,
        double incomeAnnual,
        double collateralValue,
        double creditLimit,
        int missedInstalments,
        double accruedInterest) {

    private static final String PERCENT = "Maybe the file gives percent: divide by 100.";

    public Loan {
        try {
            ArgCheck.notNegative("id", id);
            ArgCheck.notNull("product", product);
            ArgCheck.notNull("state", state);
            ArgCheck.notNull("originationDate", originationDate);
            ArgCheck.inClosed("dueDay", dueDay, 1, 28);
            ArgCheck.inClosed("creditScore", creditScore, 300, 850);
            checkMoney(originalAmount, balance, incomeAnnual, accruedInterest);
            checkRate("annualRate", annualRate, 1);
            checkRate("dtiRatio", dtiRatio, 2);
            checkTerm(product, termMonths, remainingTermMonths);
            checkLimit(product, creditLimit, originalAmount, balance);
            checkCollateral(product, ltvRatio, collateralValue);
            checkArrears(state, missedInstalments);
        } catch (InvalidValueException e) {
            throw e.at("for loan " + id);
        }
    }

    private static void checkMoney(double original, double balance, double income, double accrued) {
        ArgCheck.positive("originalAmount", original);
        ArgCheck.notNegative("balance", balance);
        ArgCheck.notNegative("incomeAnnual", income);
        ArgCheck.notNegative("accruedInterest", accrued);
    }

    private static void checkRate(String name, double value, int high) {
        if (!(value >= 0 && value <= high)) {
            String help = value > high && value <= 100.0 * high ? PERCENT : "";
            throw new InvalidValueException(name + " must be in [0, " + high + "]", Double.toString(value), help);
        }
    }

    private static void checkTerm(Product product, int term, int remaining) {
        if (product == Product.CARD) {
            ArgCheck.that(term == 0, "termMonths of a card must be 0", term);
        } else {
            ArgCheck.inClosed("termMonths", term, 1, 600);
        }
        ArgCheck.inClosed("remainingTermMonths", remaining, 0, term);
    }

    private static void checkLimit(Product product, double limit, double original, double balance) {
        if (product == Product.CARD) {
            ArgCheck.positive("creditLimit of a card", limit);
        } else {
            ArgCheck.that(limit == 0, "creditLimit of an instalment loan must be 0", limit);
            ArgCheck.that(balance <= original, "balance must be at most originalAmount " + original, balance);
        }
    }

    private static void checkCollateral(Product product, double ltv, double value) {
        boolean none = ltv == 0 && (product == Product.BUSINESS || unsecured(product));
        if (none) {
            ArgCheck.that(value == 0, "collateralValue must be 0 where ltvRatio is 0", value);
            return;
        }
        ArgCheck.that(!unsecured(product), "ltvRatio of a consumer loan or card must be 0", ltv);
        if (!(ltv > 0 && ltv <= 2)) {
            String help = ltv > 2 && ltv <= 200 ? PERCENT : "";
            throw new InvalidValueException("ltvRatio must be in (0, 2]", Double.toString(ltv), help);
        }
        ArgCheck.positive("collateralValue", value);
    }

    private static void checkArrears(DelinquencyState state, int missed) {
        ArgCheck.notNegative("missedInstalments", missed);
        boolean agree = state.ordinal() == Math.min(missed, DelinquencyState.COUNT - 1);
        ArgCheck.that(agree, "missedInstalments must agree with state " + state.key(), missed);
    }

    private static boolean unsecured(Product product) {
        return product == Product.CONSUMER || product == Product.CARD;
    }

    /** Returns the number of whole months since origination, 0 before it. */
    public int ageMonths(LocalDate date) {
        return (int) Math.max(0, ChronoUnit.MONTHS.between(originationDate, date));
    }

    /** Returns today's loan to value, balance over collateral value; 0 without collateral. */
    public double currentLtvRatio() {
        return collateralValue > 0 ? balance / collateralValue : 0;
    }

    /** Returns whether there is collateral whose value is tracked. */
    public boolean hasCollateral() {
        return collateralValue > 0;
    }
}
