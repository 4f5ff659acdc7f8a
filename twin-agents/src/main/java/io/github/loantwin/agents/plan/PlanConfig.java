package io.github.loantwin.agents.plan;

import io.github.loantwin.env.check.ArgCheck;

/**
 * How a planner plans.
 *
 * @param clairvoyant whether it plans on the world's true future; then {@code futures} must be 1
 * @param horizonDays days that a plan looks ahead, less at the end of an episode. Longer sees more of what a loan made today
 *     costs, and takes longer
 * @param blocks parts of the horizon, each with one action; more allow finer plans and need more candidates
 * @param candidates plans drawn in every iteration
 * @param elites best plans that the next iteration is drawn around
 * @param iterations rounds of drawing; more find better plans
 * @param futures futures that every plan is tried on; more tell skill from luck
 * @param replanDays days after which it plans anew; the first block's action holds until then
 */
public record PlanConfig(
        boolean clairvoyant,
        int horizonDays,
        int blocks,
        int candidates,
        int elites,
        int iterations,
        int futures,
        int replanDays) {
    public PlanConfig {
        ArgCheck.inClosed("horizonDays", horizonDays, 1, 36_500);
        ArgCheck.inClosed("blocks", blocks, 1, horizonDays);
        ArgCheck.inClosed("candidates", candidates, 2, 100_000);
        ArgCheck.inClosed("elites", elites, 1, candidates);
        ArgCheck.positive("iterations", iterations);
        ArgCheck.inClosed("futures", futures, 1, 1000);
        ArgCheck.positive("replanDays", replanDays);
        ArgCheck.that(!clairvoyant || futures == 1, "a clairvoyant planner has one future, the true one", futures);
    }
}
