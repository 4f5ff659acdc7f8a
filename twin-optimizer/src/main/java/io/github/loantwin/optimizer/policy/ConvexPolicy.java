package io.github.loantwin.optimizer.policy;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.StepInfo;
import io.github.loantwin.optimizer.solver.SolveStatus;

/**
 * A rolling-horizon controller: every so often it estimates returns and risks from what is published, solves its convex
 * program for the coming year, and acts on the plan's first step until the next solve.
 *
 * <p>It knows its own parameters and what {@link #inform} told it. Without a plan it holds the base policy until the next
 * solve, and the tally counts that.
 */
public final class ConvexPolicy implements Policy {
    /** Actions are rounded to a millionth, so that the last bits of a solve never show. */
    private static final double STEPS = 1e6;

    private final Desk desk;
    private final ControllerSettings settings;
    private final MarketView view;
    private final Planner planner;
    private final Actions actions;
    private final SolveTally tally;
    private double solvedOn;
    private boolean solved;

    ConvexPolicy(Desk desk, ControllerSettings settings, RiskView risk, SolveTally tally) {
        this.desk = desk;
        this.settings = settings;
        this.view = new MarketView(desk, settings);
        this.planner = new Planner(desk, settings, risk);
        this.actions = new Actions(desk, settings);
        this.tally = tally;
    }

    @Override
    public void reset(long seed) {
        view.reset();
        actions.reset();
        solved = false;
    }

    @Override
    public void inform(StepInfo info) {
        view.inform(info);
    }

    @Override
    public void act(float[] observation, float[] action) {
        if (!view.isInformed()) {
            throw new IllegalStateException(
                    "a convex policy must be told the published figures before it acts, got none."
                            + "\nMaybe call inform(info) after reset and after every step.");
        }
        if (!solved || view.day() - solvedOn >= settings.decideEveryDays()) {
            solve();
        }
        for (int c = 0; c < ActionLayout.SIZE; c++) {
            float bound = ActionLayout.bound(c);
            float rounded = (float) (Math.rint(actions.get(c) * STEPS) / STEPS);
            action[c] = Math.max(-bound, Math.min(bound, rounded));
        }
    }

    private void solve() {
        double days = solved ? view.day() - solvedOn : 30;
        Situation now = Situation.of(desk, view);
        Plan plan = planner.plan(now);
        tally.add(plan.status());
        if (plan.status() == SolveStatus.OPTIMAL) {
            actions.follow(plan, now, days);
        } else {
            actions.hold();
        }
        solved = true;
        solvedOn = view.day();
    }
}
