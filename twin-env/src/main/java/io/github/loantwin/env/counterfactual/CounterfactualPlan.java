package io.github.loantwin.env.counterfactual;

import io.github.loantwin.env.NamedPolicy;
import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.config.TwinConfig;
import java.util.List;

/**
 * What a counterfactual is asked.
 *
 * @param config the world
 * @param base policy of both worlds until the change
 * @param alternative policy of the other world from the change on
 * @param fromDay the first day that the alternative decides, 1 to the last day
 * @param seeds one pair of worlds each
 */
public record CounterfactualPlan(
        TwinConfig config, NamedPolicy base, NamedPolicy alternative, int fromDay, List<Long> seeds) {
    public CounterfactualPlan {
        ArgCheck.notNull("base", base);
        ArgCheck.notNull("alternative", alternative);
        int days = config.episode().simulationDays();
        if (fromDay < 1 || fromDay > days) {
            throw new IllegalArgumentException("the day of the change must be one of the episode's days 1 to " + days
                    + ", got " + fromDay + ".\nMaybe lengthen the episode.");
        }
        int decisionDays = config.episode().decisionDays();
        ArgCheck.that(
                decisionDays == 1, "a counterfactual decides every day: episode.decisionDays must be 1", decisionDays);
        seeds = List.copyOf(ArgCheck.notEmpty("seeds", seeds));
    }

    /** Returns the length in days. */
    public int days() {
        return config.episode().simulationDays();
    }
}
