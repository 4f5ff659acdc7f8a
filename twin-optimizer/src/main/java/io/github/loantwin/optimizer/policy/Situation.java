package io.github.loantwin.optimizer.policy;

/**
 * The estimates that a plan is made from.
 *
 * @param book share of the book by product
 * @param density risk-weighted assets over the book
 * @param equity equity over the book
 * @param volumeScale the book of day 0 over today's
 * @param losses expected losses of the book over those of normal times
 * @param newLosses the same of new loans
 * @param pricedLosses the same as list prices reflect them
 * @param crunch points of BBB spread above average, at least 0
 * @param squeeze by product: cost of new funding above what list prices reflect
 * @param valueAtRisk95 published 95 % value at risk of a year, share of the book, expected loss included
 */
record Situation(
        double[] book,
        double density,
        double equity,
        double volumeScale,
        double losses,
        double newLosses,
        double pricedLosses,
        double crunch,
        double[] squeeze,
        double valueAtRisk95) {

    static Situation of(Desk desk, MarketView view) {
        int products = desk.products().size();
        double[] book = new double[products];
        double[] squeeze = new double[products];
        for (int k = 0; k < products; k++) {
            book[k] = view.share(k);
            squeeze[k] = view.squeeze(desk.products().get(k));
        }
        double crunch = Math.max(0, view.excessSpread());
        double adverse = StrictMath.exp(desk.crunchAdverse() * Math.max(0, crunch - 1));
        return new Situation(
                book,
                view.density(),
                view.equityShare(),
                view.openingOverNow(),
                view.lossesNow(),
                view.lossesAhead() * adverse,
                1 + desk.lossRepricing() * (view.lossesRemembered() - 1),
                crunch,
                squeeze,
                view.valueAtRisk95());
    }

    /** Returns the yearly expected loss of a unit of the book. */
    double expectedLoss(Desk desk) {
        double sum = 0;
        for (int k = 0; k < book.length; k++) {
            sum += book[k] * desk.products().get(k).expectedLoss() * losses;
        }
        return sum;
    }

    /** Returns the yearly margin of a unit lent to a band, at list price, after funding, cost, loss and capital. */
    double margin(DeskProduct product, int k, double relativeRisk) {
        double priced = 1 + product.passThrough() * (pricedLosses * relativeRisk - 1);
        return product.margin() + product.levelLoss() * (priced - newLosses * relativeRisk) - squeeze[k];
    }
}
