package io.github.loantwin.env.report;

import io.github.loantwin.env.check.ArgCheck;
import java.util.Optional;

/**
 * How an episode came about and how it ended: what a report cannot read off the recorded days.
 *
 * @param run name of the run
 * @param economy name of the scenario, or "var" for the economy that is drawn from the seed
 * @param policy the policy as the user named it
 * @param remark what the policy has to remark of itself, in a sentence; empty for nothing
 * @param seed seed of the episode
 * @param plannedDays days that the episode was to last
 * @param failure why the lender failed, as the end of a sentence ("its equity was used up"); empty if it did not
 * @param interrupted whether the user stopped the run
 * @param version what made the report, with its commit
 */
public record EpisodeContext(
        String run,
        String economy,
        String policy,
        String remark,
        long seed,
        int plannedDays,
        Optional<String> failure,
        boolean interrupted,
        String version) {

    public EpisodeContext {
        ArgCheck.notBlank("run", run);
        ArgCheck.notBlank("economy", economy);
        ArgCheck.notBlank("policy", policy);
        ArgCheck.notNull("remark", remark);
        ArgCheck.positive("plannedDays", plannedDays);
        ArgCheck.notNull("failure", failure);
        ArgCheck.notBlank("version", version);
    }

    /** Returns the line that stands under every plot. */
    public String source() {
        return "LoanTwin, run " + run + ", economy " + economy + ", policy " + policy + ", seed " + seed;
    }

    /** Returns the economy in words: a scenario by its name, the one of the calibrated model as drawn. */
    String world() {
        return economy.equals("var") ? "an economy drawn from its seed" : "the economy " + economy;
    }
}
