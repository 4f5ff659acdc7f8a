package io.github.loantwin.agents.plan;

import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.Policy;

/** A policy that plans on forks of the world it acts in. */
public interface WorldPolicy extends Policy {
    /**
     * Shows the world that the coming decisions are for, after its reset.
     *
     * @param world to be forked, never stepped
     */
    void enter(LoanEnv world);
}
