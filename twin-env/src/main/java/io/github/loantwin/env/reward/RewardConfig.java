package io.github.loantwin.env.reward;

import io.github.loantwin.env.check.ArgCheck;

/**
 * Weights, scales and limits of the reward.
 *
 * @param weights of financial, risk, regulatory and operational; they sum to 1
 * @param profitScale share of the target return on equity at which tanh has argument 1
 * @param surpriseWeight weight of realised minus accrued losses in the financial component
 * @param maxExpectedLoss expected-loss rate that counts as the limit
 * @param maxDelinquency 30+ share that counts as the limit
 * @param riskKnee steepness of the headroom function; smaller is sharper
 * @param capitalRange headroom of the capital ratio that counts as one
 * @param liquidityRange headroom of liquidity coverage that counts as one
 * @param concentrationRange headroom of the largest share that counts as one
 * @param capitalFloor capital ratio under which the episode terminates
 * @param terminalPenalty added to minus the days left when the lender fails
 */
public record RewardConfig(
        double[] weights,
        double profitScale,
        double surpriseWeight,
        double maxExpectedLoss,
        double maxDelinquency,
        double riskKnee,
        double capitalRange,
        double liquidityRange,
        double concentrationRange,
        double capitalFloor,
        double terminalPenalty) {

    public RewardConfig {
        if (weights.length != 4) {
            throw new IllegalArgumentException("weights must have 4 numbers, got " + weights.length + ".");
        }
        double sum = 0;
        for (double weight : weights) {
            ArgCheck.inClosed("weights", weight, 0, 1);
            sum += weight;
        }
        if (Math.abs(sum - 1) > 1e-9) {
            throw new IllegalArgumentException("weights must sum to 1, got " + sum + ".");
        }
        weights = weights.clone();
        ArgCheck.inOpenClosed("profitScale", profitScale, 0, 10);
        ArgCheck.inClosed("surpriseWeight", surpriseWeight, 0, 1);
        ArgCheck.fraction("maxExpectedLoss", maxExpectedLoss, 0.001, 1);
        ArgCheck.fraction("maxDelinquency", maxDelinquency, 0.001, 1);
        ArgCheck.positive("riskKnee", riskKnee);
        ArgCheck.positive("capitalRange", capitalRange);
        ArgCheck.positive("liquidityRange", liquidityRange);
        ArgCheck.positive("concentrationRange", concentrationRange);
        ArgCheck.fraction("capitalFloor", capitalFloor, 0, 1);
        ArgCheck.notNegative("terminalPenalty", terminalPenalty);
    }

    @Override
    public double[] weights() {
        return weights.clone();
    }
}
