package io.github.loantwin.optimizer.policy;

import java.util.List;

/**
 * The lender's own figures that all four controllers share.
 *
 * @param products the five products in the environment's order
 * @param averageSpread BBB spread that counts as average
 * @param spreadBeta part of a change of the spread that reaches the cost of new funding
 * @param priceMemoryDays mean age of the market rates that list prices still reflect
 * @param lossRepricing part of a change of expected losses that list prices have taken up once remembered
 * @param crunchAdverse log-odds of default that applicants gain per point of excess spread beyond the first
 * @param crunchTakeUp points by which offers look cheaper per point of excess spread
 * @param bidOffer cost of a sale or purchase of loans, share of value
 * @param bidOfferCrisis the same while the excess spread is above two points
 * @param tradePerYear share of a group of products that can be traded in a year
 * @param capitalTarget capital ratio that plans must keep
 * @param concentrationLimit largest share of a product that plans may reach
 * @param glideStep smallest yearly fall of a figure that stands beyond its limit
 * @param horizonYears years over which a new loan's margins count
 */
public record Desk(
        List<DeskProduct> products,
        double averageSpread,
        double spreadBeta,
        double priceMemoryDays,
        double lossRepricing,
        double crunchAdverse,
        double crunchTakeUp,
        double bidOffer,
        double bidOfferCrisis,
        double tradePerYear,
        double capitalTarget,
        double concentrationLimit,
        double glideStep,
        double horizonYears) {
    private static final List<String> NAMES = List.of("consumer", "auto", "mortgage", "business", "card");

    /** Checks the ranges. */
    public Desk {
        products = List.copyOf(Require.given("products", products));
        List<String> names = products.stream().map(DeskProduct::name).toList();
        Require.that(names.equals(NAMES), "products must be " + NAMES + ", in this order", names);
        Require.inRange("averageSpread", averageSpread, 0, 0.2);
        Require.inRange("spreadBeta", spreadBeta, 0, 2);
        Require.inRange("priceMemoryDays", priceMemoryDays, 1, 3650);
        Require.inRange("lossRepricing", lossRepricing, 0, 1);
        Require.inRange("crunchAdverse", crunchAdverse, 0, 5);
        Require.inRange("crunchTakeUp", crunchTakeUp, 0, 5);
        Require.inRange("bidOffer", bidOffer, 0, 1);
        Require.inRange("bidOfferCrisis", bidOfferCrisis, 0, 1);
        Require.inRange("tradePerYear", tradePerYear, 0, 1);
        Require.inRange("capitalTarget", capitalTarget, 0.01, 1);
        Require.inRange("concentrationLimit", concentrationLimit, 0.2, 1);
        Require.inRange("glideStep", glideStep, 0, 1);
        Require.inRange("horizonYears", horizonYears, 0.1, 40);
    }
}
