package io.github.loantwin.optimizer.model;

import java.util.ArrayList;
import java.util.List;

/** The efficient frontier: from the least variance to the largest return, least variance for each return between. */
public final class Frontier {
    private Frontier() {}

    /**
     * Returns efficient portfolios in even steps of return; empty if the limits leave none. A limit on variance is not
     * applied.
     *
     * @param assets what can be held
     * @param limits caps and groups
     * @param points number of portfolios, at least 2
     */
    public static List<Allocation> of(Assets assets, Limits limits, int points) {
        Require.that(points >= 2, "a frontier must have at least 2 points", points);
        Allocator allocator = new Allocator(assets, limits.withoutVariance());
        Allocation least = allocator.minimumVariance();
        Allocation most = allocator.maximumReturn();
        if (!least.optimal() || !most.optimal()) {
            return List.of();
        }
        double low = least.expectedReturn();
        double high = most.expectedReturn();
        List<Allocation> frontier = new ArrayList<>(List.of(least));
        for (int k = 1; k < points && high > low; k++) {
            double target = k == points - 1 ? high : low + (high - low) * k / (points - 1);
            frontier.add(allocator.minimumVariance(target));
        }
        return frontier;
    }
}
