package io.github.loantwin.optimizer.policy;

import java.util.OptionalDouble;

/**
 * How one controller looks at the economy, and its appetite.
 *
 * <p>Larger weights of the view make it tighten earlier and more; a lower floor of volume lets it, at the price of the
 * operational reward; a larger move limit follows the economy faster and pays for changing.
 *
 * @param decideEveryDays days between solves
 * @param lossWeight exponent of the published expected-loss rate over the desk's normal one
 * @param unemploymentWeight log-losses expected per point that unemployment stands above its lowest of 180 days
 * @param spreadWeight log-losses expected per point of BBB spread above average
 * @param volumeFloor least new lending, share of plan
 * @param volumeCeiling largest new lending, share of plan
 * @param hurdle yearly margin per unit that a band of new lending must earn to be worth lending to
 * @param leastTilt lowest rebalancing action, at most 0; beyond -0.05 loans are traded
 * @param mostTilt highest rebalancing action; beyond 0.05 loans are traded
 * @param loosest lowest credit-policy action, at least -0.02
 * @param priceShare part of the best price move that is made
 * @param priceRange largest pricing action
 * @param moveLimit largest sum of moves in 30 days, each over its action's bound
 * @param riskAversion mv: price of the variance of a year's loss
 * @param cvarLevel cvar: level of CVaR
 * @param cvarLimit cvar: largest CVaR of a year's unexpected loss, share of the equity above the capital target
 * @param uncertainty robust: radius of the ellipsoid
 */
public record ControllerSettings(
        int decideEveryDays,
        double lossWeight,
        double unemploymentWeight,
        double spreadWeight,
        double volumeFloor,
        double volumeCeiling,
        double hurdle,
        double leastTilt,
        double mostTilt,
        double loosest,
        double priceShare,
        double priceRange,
        double moveLimit,
        OptionalDouble riskAversion,
        OptionalDouble cvarLevel,
        OptionalDouble cvarLimit,
        OptionalDouble uncertainty) {
    /** Checks the ranges. */
    public ControllerSettings {
        Require.that(
                decideEveryDays >= 1 && decideEveryDays <= 366, "decideEveryDays must be in [1, 366]", decideEveryDays);
        Require.inRange("lossWeight", lossWeight, 0, 5);
        Require.inRange("unemploymentWeight", unemploymentWeight, 0, 5);
        Require.inRange("spreadWeight", spreadWeight, 0, 5);
        Require.inRange("volumeFloor", volumeFloor, 0, 1);
        Require.inRange("volumeCeiling", volumeCeiling, volumeFloor, 3);
        Require.inRange("hurdle", hurdle, -1, 1);
        Require.inRange("leastTilt", leastTilt, -0.1, 0);
        Require.inRange("mostTilt", mostTilt, 0, 0.1);
        Require.inRange("loosest", loosest, -0.02, 0);
        Require.inRange("priceShare", priceShare, 0, 2);
        Require.inRange("priceRange", priceRange, 0, 0.02);
        Require.inRange("moveLimit", moveLimit, 0.01, 6);
        riskAversion = riskAversion == null ? OptionalDouble.empty() : riskAversion;
        cvarLevel = cvarLevel == null ? OptionalDouble.empty() : cvarLevel;
        cvarLimit = cvarLimit == null ? OptionalDouble.empty() : cvarLimit;
        uncertainty = uncertainty == null ? OptionalDouble.empty() : uncertainty;
        Require.inRange("riskAversion", riskAversion.orElse(0), 0, 1e9);
        Require.inRange("cvarLevel", cvarLevel.orElse(0.9), 0.5, 0.999);
        Require.inRange("cvarLimit", cvarLimit.orElse(0), 0, 100);
        Require.inRange("uncertainty", uncertainty.orElse(0), 0, 100);
    }
}
