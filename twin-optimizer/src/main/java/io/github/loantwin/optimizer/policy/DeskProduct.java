package io.github.loantwin.optimizer.policy;

import io.github.loantwin.optimizer.model.Normal;

/**
 * What a lender's own desk knows of one of its products: price list, scorecard, plan and loss history, no state of the world.
 *
 * <p>Scores of applicants are taken as normal, and odds of default double every {@code pointsToDouble} points down, so that
 * with theta = ln 2 / pointsToDouble the risk of a band of scores relative to the accepted mean is E[e^(-theta S); S in
 * band] / P(band) over the same for S at least the cut-off.
 *
 * @param name the product, in the environment's order
 * @param secured whether rebalancing counts it as secured
 * @param plannedVolume new lending a year at the base policy, share of the whole book of day 0
 * @param lifeYears mean time that a unit lent stays on the books
 * @param margin yearly margin at the list price after funding, cost, normal loss and capital, per unit of balance
 * @param expectedLoss expected loss of 12 months of the product's book in normal times, per unit of balance
 * @param levelLoss yearly loss of a new loan over its life in normal times, per unit of balance
 * @param passThrough share of a borrower's expected loss above the product's mean that the list price charges, in [0, 1]
 * @param priceElasticity relative fall of take-up per 1.00 of price (1.00 is 100 points)
 * @param floating whether the rate follows the short rate
 * @param shortShare share of the 3-month rate in the index of funding, the rest is the 10-year rate
 * @param riskWeight risk-weighted assets per unit of balance
 * @param cutoff base cut-off score
 * @param scoreMean mean score of applicants
 * @param scoreSd standard deviation of their scores
 * @param pointsToDouble points of score that double the odds of default
 * @param lossVolatility standard deviation of the logarithm of a year's loss rate
 * @param commonShare share of that variance that moves with all products, in [0, 1]
 */
public record DeskProduct(
        String name,
        boolean secured,
        double plannedVolume,
        double lifeYears,
        double margin,
        double expectedLoss,
        double levelLoss,
        double passThrough,
        double priceElasticity,
        boolean floating,
        double shortShare,
        double riskWeight,
        double cutoff,
        double scoreMean,
        double scoreSd,
        double pointsToDouble,
        double lossVolatility,
        double commonShare) {
    /** Checks the ranges. */
    public DeskProduct {
        Require.given("name", name);
        Require.inRange("plannedVolume", plannedVolume, 1e-6, 10);
        Require.inRange("lifeYears", lifeYears, 0.1, 40);
        Require.inRange("margin", margin, -1, 1);
        Require.inRange("expectedLoss", expectedLoss, 1e-6, 1);
        Require.inRange("levelLoss", levelLoss, 0, 1);
        Require.inRange("passThrough", passThrough, 0, 1);
        Require.inRange("priceElasticity", priceElasticity, 1, 10_000);
        Require.inRange("shortShare", shortShare, 0, 1);
        Require.inRange("riskWeight", riskWeight, 0, 15);
        Require.inRange("cutoff", cutoff, 300, 850);
        Require.inRange("scoreMean", scoreMean, 300, 850);
        Require.inRange("scoreSd", scoreSd, 1, 300);
        Require.inRange("pointsToDouble", pointsToDouble, 1, 500);
        Require.inRange("lossVolatility", lossVolatility, 0, 5);
        Require.inRange("commonShare", commonShare, 0, 1);
    }

    /** Returns the applicants with scores from {@code low} to {@code high} per applicant at or above the base cut-off. */
    double share(double low, double high) {
        return (below(high, 0) - below(low, 0)) / (1 - below(cutoff, 0));
    }

    /** Returns the mean risk of that band relative to the applicants at or above the base cut-off. */
    double relativeRisk(double low, double high) {
        double theta = StrictMath.log(2) / pointsToDouble;
        double band = (below(high, theta) - below(low, theta)) / (below(high, 0) - below(low, 0));
        double accepted = (1 - below(cutoff, theta)) / (1 - below(cutoff, 0));
        return band / accepted;
    }

    /** P(S <= score) under the law tilted by e^(-theta S): again normal, theta sd^2 lower. */
    private double below(double score, double theta) {
        return Normal.cdf((score - scoreMean) / scoreSd + theta * scoreSd);
    }
}
