package io.github.loantwin.agents.explain;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.Policy;
import java.util.function.Supplier;

/**
 * Asks a policy what it would do if.
 *
 * <p>The policy first decides at a quiet moment, and then once a week for eight weeks at the one in question; its last answer counts.
 * A rule that looks at changes sees the change, a controller that decides once a month and an agent that holds an action for up
 * to eight weeks decide anew.
 */
public final class Probe {
    private static final int WEEKS = 8;
    private static final int WEEK_DAYS = 7;
    private static final long ANY_SEED = 0;

    private final Policy policy;
    private final Moment quiet;

    /** Creates a probe of a policy that starts from a quiet moment. */
    public Probe(Supplier<Policy> maker, Moment quiet) {
        this.policy = maker.get();
        this.quiet = quiet;
    }

    /** Returns the action at a moment, three numbers. */
    public float[] at(Moment moment) {
        float[] action = new float[ActionLayout.SIZE];
        policy.reset(ANY_SEED);
        policy.inform(quiet.info());
        policy.act(quiet.observation(), action);
        for (int week = 1; week <= WEEKS; week++) {
            policy.inform(moment.later(week * WEEK_DAYS).info());
            policy.act(moment.observation(), action);
        }
        return action;
    }

    /** Returns the quiet moment. */
    public Moment quiet() {
        return quiet;
    }
}
