package io.github.loantwin.env.demand;

import io.github.loantwin.env.check.ArgCheck;

/**
 * Behaviour of applicants and competitors that all products share, and the reach of the lender.
 *
 * @param maxCutoff highest cut-off score
 * @param reach share of the world's applicants that the lender meets at a tilt of 0
 * @param gdpSensitivity exponent of demand per 1.00 of GDP growth over four quarters above trend
 * @param gdpTrend GDP growth at which demand is normal
 * @param houseTrend house-price growth at which demand is normal
 * @param weekday factor of arrivals Monday to Friday; the weekend takes the rest so that a week has mean 1
 * @param crunchTakeUp points of price by which a point of excess credit spread makes offers look cheaper
 * @param crunchAdverse rise of an accepted borrower's default logit per point of excess spread beyond the next figure
 * @param crunchAdverseFrom excess spread from which rejected borrowers of other lenders crowd in, points
 * @param crunchLow smallest excess spread that counts, points
 * @param crunchHigh largest excess spread that counts, points
 * @param competitorNoise standard deviation of competitors' prices around the market rate, per year
 * @param competitorPersistence monthly autocorrelation of that noise
 * @param priceMemoryMonths months over which competitors average index and spread
 * @param lossRepricing part of a change in expected losses that reaches market prices
 * @param tilt exponent of secured volume per 1.00 of rebalancing
 * @param noticeDays days until a price change reaches existing accounts
 * @param tradeFrom rebalancing beyond which loans are sold and bought
 * @param tradePerYear share of a group's balance that is sold or bought per year at the bound
 * @param bidOffer cost of a loan sale or purchase, share of value
 * @param bidOfferCrisis the same in a crisis
 */
public record DemandConfig(
        double maxCutoff,
        double reach,
        double gdpSensitivity,
        double gdpTrend,
        double houseTrend,
        double weekday,
        double crunchTakeUp,
        double crunchAdverse,
        double crunchAdverseFrom,
        double crunchLow,
        double crunchHigh,
        double competitorNoise,
        double competitorPersistence,
        int priceMemoryMonths,
        double lossRepricing,
        double tilt,
        int noticeDays,
        double tradeFrom,
        double tradePerYear,
        double bidOffer,
        double bidOfferCrisis) {

    public DemandConfig {
        ArgCheck.inClosed("maxCutoff", maxCutoff, 300, 850);
        ArgCheck.inClosed("gdpSensitivity", gdpSensitivity, 0, 100);
        ArgCheck.fraction("gdpTrend", gdpTrend, -0.1, 0.2);
        ArgCheck.fraction("houseTrend", houseTrend, -0.1, 0.2);
        ArgCheck.inClosed("crunchTakeUp", crunchTakeUp, 0, 10);
        ArgCheck.inClosed("crunchAdverse", crunchAdverse, 0, 10);
        ArgCheck.inClosed("crunchLow", crunchLow, -20, 20);
        ArgCheck.inClosed("crunchHigh", crunchHigh, crunchLow, 20);
        ArgCheck.inClosed("lossRepricing", lossRepricing, 0, 2);
        ArgCheck.inOpenClosed("reach", reach, 0, 0.55);
        ArgCheck.inClosed("weekday", weekday, 0, 1.4);
        ArgCheck.fraction("competitorNoise", competitorNoise, 0, 0.1);
        ArgCheck.inClosedOpen("competitorPersistence", competitorPersistence, 0, 1);
        ArgCheck.inClosed("priceMemoryMonths", priceMemoryMonths, 1, 24);
        ArgCheck.inClosed("noticeDays", noticeDays, 0, 90);
        ArgCheck.fraction("tradeFrom", tradeFrom, 0, 0.1);
        ArgCheck.fraction("tradePerYear", tradePerYear, 0, 1);
        ArgCheck.fraction("bidOffer", bidOffer, 0, 0.5);
        ArgCheck.fraction("bidOfferCrisis", bidOfferCrisis, 0, 0.5);
        ArgCheck.inClosed("tilt", tilt, 0, 5.5);
    }
}
