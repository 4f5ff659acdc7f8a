package io.github.loantwin.server.cli;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.report.Limits;

/**
 * The limits that a lender is held against, as its configuration gives them.
 *
 * @param targetReturnOnEquity return on equity a year that the owners ask for
 * @param capitalRatio lowest capital ratio
 * @param valueAtRisk95 highest one-year value at risk over exposure
 * @param expectedLoss highest expected loss of twelve months over exposure
 * @param delinquency highest share of balance 30 or more days past due
 * @param productShare highest share of one product
 */
record PolicyLimits(
        double targetReturnOnEquity,
        double capitalRatio,
        double valueAtRisk95,
        double expectedLoss,
        double delinquency,
        double productShare) {
    /** Lowest liquidity coverage and stable funding ratios. */
    static final double FUNDED = 1;

    /** Returns the limits of a configuration; one that is drawn per episode is taken from the defaults. */
    static PolicyLimits of(TwinConfig config) {
        return new PolicyLimits(
                value(config, "policy.target_roe"),
                value(config, "policy.min_capital_ratio"),
                value(config, "policy.max_var_limit"),
                value(config, "reward.maxExpectedLoss"),
                value(config, "reward.maxDelinquency"),
                value(config, "policy.max_concentration_by_type"));
    }

    private static double value(TwinConfig config, String path) {
        String text = config.get(path);
        boolean drawn = text.startsWith("{");
        return Double.parseDouble(drawn ? TwinConfig.defaults().get(path) : text);
    }

    Limits forPlots() {
        return new Limits(
                targetReturnOnEquity,
                expectedLoss,
                delinquency,
                capitalRatio,
                valueAtRisk95,
                productShare,
                FUNDED,
                FUNDED,
                ActionLayout.bound(ActionLayout.CREDIT_POLICY),
                ActionLayout.bound(ActionLayout.PRICING),
                ActionLayout.bound(ActionLayout.REBALANCING));
    }
}
