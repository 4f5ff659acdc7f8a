package io.github.loantwin.env.stress;

import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.loan.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One figure of a run, as tables name it.
 *
 * @param key name in files
 * @param label name for people
 * @param money whether it is money in currency units; if not, it is a fraction
 * @param sum whether it adds up the lines above it
 * @param of the figure of a run; money that leaves the lender is negative
 */
record StressFigure(String key, String label, boolean money, boolean sum, ToDoubleFunction<StressRun> of) {
    /** The income statement in the layout of the Federal Reserve's stress tests, then what equity did. */
    static final List<StressFigure> INCOME = List.of(
            line("net_interest_income", "Net interest income", run -> run.netInterest()),
            line("fee_income", "Fee income", run -> run.fees()),
            line("sale_gains", "Gains on sales of loans and collateral", run -> run.gains()),
            line("operating_cost", "Operating cost", run -> -run.operatingCost()),
            sum("pre_provision_net_revenue", "Pre-provision net revenue", run -> run.preProvisionRevenue()),
            line("provision", "Provision for credit losses", run -> -run.provision()),
            sum("income_before_tax", "Net income before tax", run -> run.beforeTax()),
            line("tax", "Tax", run -> -run.tax()),
            sum("net_income", "Net income", run -> run.netIncome()),
            line("dividends", "Dividends", run -> -run.dividends()),
            sum("equity_change", "Change of equity", run -> run.closingEquity() - run.openingEquity()));

    static final StressFigure LOSS = sum("loss", "All loans", run -> run.loss());
    static final StressFigure LOWEST = rate("lowest_capital_ratio", "Lowest capital ratio", StressRun::lowestRatio);

    private static StressFigure line(String key, String label, ToDoubleFunction<StressRun> units) {
        return new StressFigure(key, label, true, false, run -> units.applyAsDouble(run) / Ledger.UNITS);
    }

    private static StressFigure sum(String key, String label, ToDoubleFunction<StressRun> units) {
        return new StressFigure(key, label, true, true, run -> units.applyAsDouble(run) / Ledger.UNITS);
    }

    private static StressFigure rate(String key, String label, ToDoubleFunction<StressRun> rate) {
        return new StressFigure(key, label, false, false, rate);
    }

    /** Returns net charge-offs of a product. */
    static StressFigure loss(Product product) {
        int k = product.ordinal();
        return line("loss_" + product.key(), product.label(), run -> run.losses()[k]);
    }

    /** Returns all figures. */
    static List<StressFigure> all() {
        List<StressFigure> all = new ArrayList<>();
        for (Product product : Product.values()) {
            all.add(loss(product));
        }
        all.add(LOSS);
        for (Product product : Product.values()) {
            int k = product.ordinal();
            all.add(rate("loss_rate_" + product.key(), product.label(), run -> run.lossRate(k)));
        }
        all.add(rate("loss_rate", "All loans", StressRun::lossRate));
        all.addAll(INCOME);
        all.add(line(
                "allowance_change", "Change of allowance", run -> run.closingAllowance() - run.openingAllowance()));
        all.add(rate("opening_capital_ratio", "Capital ratio on day 0", StressRun::openingRatio));
        all.add(LOWEST);
        all.add(rate("closing_capital_ratio", "Capital ratio at the end", StressRun::closingRatio));
        all.add(new StressFigure(
                "opening_rwa", "Risk-weighted assets, day 0", true, false, StressRun::openingWeighted));
        all.add(new StressFigure("closing_rwa", "Risk-weighted assets, end", true, false, StressRun::closingWeighted));
        return all;
    }
}
