package io.github.loantwin.optimizer.model;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A portfolio of assets whose returns are known by scenarios: the least CVaR, or the largest mean return with a limit on it.
 *
 * @param title heading of reports
 * @param budget money to place, in currency units; without it answers are in shares only
 * @param assets names
 * @param scenarios equally likely returns
 * @param level confidence level, in (0, 1): 0.95 looks at the worst 5 %
 * @param cvarLimit largest CVaR, as a share of the budget; without it CVaR is made least
 * @param leastReturn smallest mean return, where CVaR is made least
 * @param limits cap and groups
 */
public record ScenarioProblem(
        String title,
        OptionalDouble budget,
        List<String> assets,
        ReturnScenarios scenarios,
        double level,
        OptionalDouble cvarLimit,
        OptionalDouble leastReturn,
        Limits limits) {
    /** Checks that every part is there. */
    public ScenarioProblem {
        title = title == null ? "Portfolio under CVaR" : title;
        budget = budget == null ? OptionalDouble.empty() : budget;
        Require.positive("budget", budget.orElse(1));
        assets = Require.names("assets", assets);
        Require.given("scenarios", scenarios);
        Require.level("level", level);
        cvarLimit = cvarLimit == null ? OptionalDouble.empty() : cvarLimit;
        Require.inRange("cvarLimit", cvarLimit.orElse(0), -10, 10);
        leastReturn = leastReturn == null ? OptionalDouble.empty() : leastReturn;
        Require.inRange("leastReturn", leastReturn.orElse(0), -10, 10);
        Require.that(
                cvarLimit.isEmpty() || leastReturn.isEmpty(), "leastReturn must be absent beside cvarLimit", "both");
        limits = limits == null ? Limits.NONE : limits;
        Require.that(limits.variance().isEmpty(), "limits.variance must be absent beside CVaR", "one");
        limits.requireRoomFor(assets);
    }

    /** Returns an allocator on the scenarios. */
    public CvarAllocator allocator() {
        double[][] losses = scenarios.losses(assets);
        double[] returns = new double[assets.size()];
        for (double[] row : losses) {
            for (int j = 0; j < returns.length; j++) {
                returns[j] -= row[j] / losses.length;
            }
        }
        return new CvarAllocator(CvarAllocator.assets(assets, returns, losses), losses, level, limits);
    }

    /** Solves the problem. */
    public CvarAllocation solve() {
        CvarAllocator allocator = allocator();
        return cvarLimit.isPresent()
                ? allocator.maximumReturn(cvarLimit.getAsDouble())
                : allocator.minimumCvar(leastReturn.orElse(Double.NEGATIVE_INFINITY));
    }
}
