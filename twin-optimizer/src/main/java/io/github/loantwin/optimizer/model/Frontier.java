package io.github.loantwin.optimizer.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The efficient frontier: from the least variance to the largest return, least variance for each return between.
 *
 * <p>Where every limit is a bound on one asset the portfolios lie on the {@link CriticalLine}, and each is checked with its
 * multipliers as every answer of the solver is; under limits on groups, and should a check fail, they are solved for one by
 * one.
 */
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
        Optional<FrontierLine> line = FrontierLine.of(assets, limits);
        if (line.isPresent()) {
            double[] targets =
                    targets(line.get().returnOfLeastVariance(), line.get().largestReturn(), points);
            return Arrays.stream(targets)
                    .mapToObj(target -> onLine(allocator, line.get(), target))
                    .toList();
        }
        return oneByOne(allocator, points);
    }

    private static Allocation onLine(Allocator allocator, FrontierLine line, double target) {
        Allocation found = allocator.verified(line.at(target), target);
        return found.optimal() ? found : allocator.minimumVariance(target);
    }

    private static List<Allocation> oneByOne(Allocator allocator, int points) {
        Allocation least = allocator.minimumVariance();
        Allocation most = allocator.maximumReturn();
        if (!least.optimal() || !most.optimal()) {
            return List.of();
        }
        double[] targets = targets(least.expectedReturn(), most.expectedReturn(), points);
        List<Allocation> frontier = new ArrayList<>(List.of(least));
        for (int k = 1; k < targets.length; k++) {
            frontier.add(allocator.minimumVariance(targets[k]));
        }
        return frontier;
    }

    /** Even steps from low to high; low alone if they are the same. */
    private static double[] targets(double low, double high, int points) {
        double[] targets = new double[high > low ? points : 1];
        for (int k = 0; k < targets.length; k++) {
            targets[k] = k == 0 ? low : k == points - 1 ? high : low + (high - low) * k / (points - 1);
        }
        return targets;
    }
}
