package io.github.loantwin.env.report;

import io.github.loantwin.env.check.ArgCheck;

/**
 * The limits and targets that a lender is held against and that plots draw as dashed lines; rates are fractions.
 *
 * @param targetReturnOnEquity return on equity a year that the owners ask for
 * @param maxExpectedLoss highest expected loss of twelve months over exposure
 * @param maxDelinquency highest share of balance 30 and more days past due
 * @param minCapitalRatio lowest capital ratio of the policy
 * @param maxValueAtRisk95 highest one-year 95 % loss over exposure
 * @param maxProductShare largest share of one product in the balance
 * @param minLiquidityCoverage lowest liquidity coverage ratio, a multiple
 * @param minStableFunding lowest net stable funding ratio, a multiple
 * @param creditPolicyBound largest credit-policy adjustment either way
 * @param pricingBound largest pricing adjustment either way
 * @param rebalancingBound largest rebalancing adjustment either way
 */
public record Limits(
        double targetReturnOnEquity,
        double maxExpectedLoss,
        double maxDelinquency,
        double minCapitalRatio,
        double maxValueAtRisk95,
        double maxProductShare,
        double minLiquidityCoverage,
        double minStableFunding,
        double creditPolicyBound,
        double pricingBound,
        double rebalancingBound) {

    public Limits {
        ArgCheck.fraction("targetReturnOnEquity", targetReturnOnEquity, 0, 1);
        ArgCheck.fraction("maxExpectedLoss", maxExpectedLoss, 0, 1);
        ArgCheck.fraction("maxDelinquency", maxDelinquency, 0, 1);
        ArgCheck.fraction("minCapitalRatio", minCapitalRatio, 0, 1);
        ArgCheck.fraction("maxValueAtRisk95", maxValueAtRisk95, 0, 1);
        ArgCheck.fraction("maxProductShare", maxProductShare, 0, 1);
        ArgCheck.notNegative("minLiquidityCoverage", minLiquidityCoverage);
        ArgCheck.notNegative("minStableFunding", minStableFunding);
        ArgCheck.fraction("creditPolicyBound", creditPolicyBound, 0, 1);
        ArgCheck.fraction("pricingBound", pricingBound, 0, 1);
        ArgCheck.fraction("rebalancingBound", rebalancingBound, 0, 1);
    }
}
