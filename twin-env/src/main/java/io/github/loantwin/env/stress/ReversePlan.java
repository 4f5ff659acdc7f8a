package io.github.loantwin.env.stress;

import io.github.loantwin.env.NamedPolicy;
import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.config.TwinConfig;
import java.util.List;
import java.util.function.Function;

/**
 * What a reverse stress test is asked.
 *
 * @param mild name of the scenario at severity 0
 * @param severe name of the scenario at severity 1; it starts in the same quarter
 * @param policy the policy
 * @param lender gives the lender's configuration in a scenario file, see {@link StressCase#nineQuarters}
 * @param seeds the seeds, the same at every severity
 * @param limit capital ratio that must break, a fraction
 * @param cells cells of the grid that is looked at first
 * @param resolution severity to which a threshold is found
 * @param drivers which drivers
 * @param isoLine whether to draw the line of pairs of unemployment and house prices
 */
public record ReversePlan(
        String mild,
        String severe,
        NamedPolicy policy,
        Function<String, TwinConfig> lender,
        List<Long> seeds,
        double limit,
        int cells,
        double resolution,
        List<Driver> drivers,
        boolean isoLine) {
    public ReversePlan {
        ArgCheck.notNull("policy", policy);
        seeds = List.copyOf(ArgCheck.notEmpty("seeds", seeds));
        ArgCheck.fraction("limit", limit, 0.001, 1);
        ArgCheck.inClosed("cells", cells, 2, 100);
        ArgCheck.inClosed("resolution", resolution, 0.001, 1);
        drivers = List.copyOf(ArgCheck.notEmpty("drivers", drivers));
    }
}
