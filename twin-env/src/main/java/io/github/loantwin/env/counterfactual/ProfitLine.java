package io.github.loantwin.env.counterfactual;

import io.github.loantwin.env.ledger.Flow;
import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.ledger.LoanFlow;
import io.github.loantwin.env.loan.Product;

/**
 * The lines that make up net income; income counts as positive, cost as negative, so that the lines add up to it.
 *
 * <p>The provision is shown as what it consists of: net charge-offs by product, and the rise of the allowance.
 */
public enum ProfitLine {
    INTEREST_CONSUMER("Interest income, consumer"),
    INTEREST_AUTO("Interest income, auto"),
    INTEREST_MORTGAGE("Interest income, mortgage"),
    INTEREST_BUSINESS("Interest income, small business"),
    INTEREST_CARD("Interest income, card"),
    LIQUIDITY("Interest income, liquid assets"),
    DEPOSITS("Interest expense, deposits"),
    WHOLESALE("Interest expense, wholesale and hedges"),
    FEES("Fee income"),
    SALE_GAINS("Gains on loans sold"),
    COLLATERAL_GAINS("Gains on collateral sold"),
    SERVICING("Servicing and collection"),
    ORIGINATION("Origination cost"),
    OVERHEAD("Overhead"),
    POLICY("Cost of changing policy"),
    LOSS_CONSUMER("Net charge-offs, consumer"),
    LOSS_AUTO("Net charge-offs, auto"),
    LOSS_MORTGAGE("Net charge-offs, mortgage"),
    LOSS_BUSINESS("Net charge-offs, small business"),
    LOSS_CARD("Net charge-offs, card"),
    ALLOWANCE("Change of allowance"),
    TAX("Tax");

    /** Number of lines. */
    public static final int COUNT = values().length;

    private final String label;

    ProfitLine(String label) {
        this.label = label;
    }

    /** Returns the name used in files. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Returns the name shown to people. */
    public String label() {
        return label;
    }

    /** Adds the lines of a day. */
    static void add(Ledger ledger, long[] lines) {
        long losses = 0;
        for (int k = 0; k < Product.COUNT; k++) {
            lines[INTEREST_CONSUMER.ordinal() + k] +=
                    ledger.flow(LoanFlow.INTEREST_ACCRUED, k) - ledger.flow(LoanFlow.INTEREST_REVERSED, k);
            long loss = ledger.flow(LoanFlow.CHARGED_OFF, k) - ledger.flow(LoanFlow.RECOVERED, k);
            lines[LOSS_CONSUMER.ordinal() + k] -= loss;
            losses += loss;
        }
        lines[LIQUIDITY.ordinal()] += ledger.flow(Flow.LIQUIDITY_INCOME);
        lines[DEPOSITS.ordinal()] -= ledger.flow(Flow.DEPOSIT_COST);
        lines[WHOLESALE.ordinal()] -= ledger.flow(Flow.WHOLESALE_COST);
        lines[FEES.ordinal()] += ledger.flow(Flow.FEES);
        lines[SALE_GAINS.ordinal()] += ledger.flow(Flow.SALE_GAINS);
        lines[COLLATERAL_GAINS.ordinal()] += ledger.flow(Flow.COLLATERAL_GAINS);
        lines[SERVICING.ordinal()] -= ledger.flow(Flow.SERVICING);
        lines[ORIGINATION.ordinal()] -= ledger.flow(Flow.ORIGINATION_COST);
        lines[OVERHEAD.ordinal()] -= ledger.flow(Flow.OVERHEAD);
        lines[POLICY.ordinal()] -= ledger.flow(Flow.POLICY_COST);
        lines[ALLOWANCE.ordinal()] -= ledger.flow(Flow.PROVISION) - losses;
        lines[TAX.ordinal()] -= ledger.flow(Flow.TAX);
    }
}
