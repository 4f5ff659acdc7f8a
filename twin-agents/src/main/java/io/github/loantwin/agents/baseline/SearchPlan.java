package io.github.loantwin.agents.baseline;

import io.github.loantwin.env.check.ArgCheck;

/**
 * How thoroughly the best constant is searched.
 *
 * @param candidates actions of the first stage, hold included
 * @param firstSeeds seeds of the first stage; every stage has three times the seeds and a third of the candidates of the one
 *     before
 * @param stages number of stages
 */
public record SearchPlan(int candidates, int firstSeeds, int stages) {
    /** The plan behind {@code configs/policies/best-constant.yaml}. */
    public static final SearchPlan SHIPPED = new SearchPlan(162, 8, 4);

    public SearchPlan {
        ArgCheck.inClosed("candidates", candidates, 2, 100_000);
        ArgCheck.inClosed("firstSeeds", firstSeeds, 2, 100_000);
        ArgCheck.inClosed("stages", stages, 1, 8);
    }
}
