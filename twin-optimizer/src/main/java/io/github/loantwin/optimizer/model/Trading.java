package io.github.loantwin.optimizer.model;

import java.util.OptionalDouble;

/**
 * What is held now, and what moving costs.
 *
 * @param held shares of the budget held now, summing to 1
 * @param costs cost per unit bought or sold, one per asset, per period in which it is earned back
 * @param turnover largest sum of |share - held|, in [0, 2]; no limit if absent
 */
public record Trading(double[] held, double[] costs, OptionalDouble turnover) {
    /** Checks the ranges. */
    public Trading {
        double sum = 0;
        for (double share : Require.given("trading.held", held)) {
            Require.inRange("every one of trading.held", share, 0, 1);
            sum += share;
        }
        Require.that(Math.abs(sum - 1) < 1e-6, "trading.held must sum to 1", sum);
        for (double cost : Require.given("trading.costs", costs)) {
            Require.inRange("every one of trading.costs", cost, 0, 1);
        }
        turnover = turnover == null ? OptionalDouble.empty() : turnover;
        Require.inRange("trading.turnover", turnover.orElse(2), 0, 2);
    }
}
