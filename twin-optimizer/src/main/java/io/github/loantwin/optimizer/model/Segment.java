package io.github.loantwin.optimizer.model;

/**
 * A part of a loan book that is steered as one.
 *
 * @param name what people call it
 * @param assetType the group whose shrinkage and growth are limited together
 * @param held balance now, in money, at least 0
 * @param profit yearly profit per unit of balance, after expected loss and funding
 * @param riskWeight regulatory risk weight, in [0, 15]
 * @param originationCost cost per unit of new balance, at least 0
 * @param saleCost cost per unit sold, at least 0
 */
public record Segment(
        String name,
        String assetType,
        double held,
        double profit,
        double riskWeight,
        double originationCost,
        double saleCost) {
    /** Checks the ranges. */
    public Segment {
        Require.given("name of a segment", name);
        Require.given("assetType of " + name, assetType);
        Require.that(held >= 0 && held < Double.POSITIVE_INFINITY, "held of " + name + " must be at least 0", held);
        Require.inRange("profit of " + name, profit, -1, 1);
        Require.inRange("riskWeight of " + name, riskWeight, 0, 15);
        Require.inRange("originationCost of " + name, originationCost, 0, 1);
        Require.inRange("saleCost of " + name, saleCost, 0, 1);
    }
}
