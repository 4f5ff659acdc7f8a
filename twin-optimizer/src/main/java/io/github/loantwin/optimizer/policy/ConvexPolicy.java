package io.github.loantwin.optimizer.policy;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.StepInfo;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A rolling-horizon controller: every so often it estimates returns and risks from what is published, solves its convex
 * program for the coming year, and acts on the plan's first step until the next solve.
 *
 * <p>It knows its own parameters and what {@link #inform} told it. Without a plan it holds the base policy until the next
 * solve, and counts that.
 */
public final class ConvexPolicy implements Policy {
    private final Desk desk;
    private final ControllerSettings settings;
    private final MarketView view;
    private final Planner planner;
    private final Actions actions;
    private final Map<SolveStatus, Integer> solves = new EnumMap<>(SolveStatus.class);
    private double solvedOn;
    private boolean solved;

    ConvexPolicy(Desk desk, ControllerSettings settings, RiskView risk) {
        this.desk = desk;
        this.settings = settings;
        this.view = new MarketView(desk, settings);
        this.planner = new Planner(desk, settings, risk);
        this.actions = new Actions(desk, settings);
    }

    @Override
    public void reset(long seed) {
        view.reset();
        actions.reset();
        solves.clear();
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
            action[c] = Math.max(-bound, Math.min(bound, (float) actions.get(c)));
        }
    }

    private void solve() {
        double days = solved ? view.day() - solvedOn : 30;
        Situation now = Situation.of(desk, view);
        Plan plan = planner.plan(now);
        solves.merge(plan.status(), 1, Integer::sum);
        if (plan.status() == SolveStatus.OPTIMAL) {
            actions.follow(plan, now, days);
        } else {
            actions.hold();
        }
        solved = true;
        solvedOn = view.day();
    }

    @Override
    public String remark() {
        int all = solves.values().stream().mapToInt(Integer::intValue).sum();
        int planned = solves.getOrDefault(SolveStatus.OPTIMAL, 0);
        String failures = solves.entrySet().stream()
                .filter(entry -> entry.getKey() != SolveStatus.OPTIMAL)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return failures.isEmpty()
                ? all + " solves, all optimal."
                : all + " solves, " + (all - planned) + " of them without a plan (" + failures
                        + "): it held the base policy until the next.";
    }

    /** Returns how many solves of this episode ended in which status; all but OPTIMAL held the base policy. */
    public Map<SolveStatus, Integer> solves() {
        return Map.copyOf(solves);
    }
}
