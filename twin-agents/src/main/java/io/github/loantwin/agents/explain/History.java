package io.github.loantwin.agents.explain;

import io.github.loantwin.agents.plan.WorldPolicy;
import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.ResetResult;
import io.github.loantwin.env.StepResult;
import io.github.loantwin.env.config.TwinConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An episode decision by decision: what the policy saw, what it did, and what another one would have done in its place.
 *
 * @param seen moments before the decisions
 * @param actions of the policy
 * @param shadow actions of the other policy on the same moments; empty if there is none
 */
public record History(List<Moment> seen, List<float[]> actions, List<float[]> shadow) {
    public History {
        seen = List.copyOf(seen);
        actions = List.copyOf(actions);
        shadow = List.copyOf(shadow);
    }

    /** Lives an episode. */
    public static History of(TwinConfig config, long seed, Policy policy, Optional<Policy> other) {
        LoanEnv env = new LoanEnv(config).recordHistory(false);
        ResetResult start = env.reset(seed);
        List<Policy> both = new ArrayList<>(List.of(policy));
        other.ifPresent(both::add);
        for (Policy each : both) {
            each.reset(seed);
            each.inform(start.info());
            if (each instanceof WorldPolicy planner) {
                planner.enter(env);
            }
        }
        List<Moment> seen = new ArrayList<>();
        List<List<float[]>> actions = List.of(new ArrayList<>(), new ArrayList<>());
        Moment now = new Moment(start.observation(), start.info());
        StepResult step;
        do {
            seen.add(now);
            for (int p = 0; p < both.size(); p++) {
                float[] action = new float[ActionLayout.SIZE];
                both.get(p).act(now.observation(), action);
                actions.get(p).add(action);
            }
            step = env.step(actions.get(0).get(seen.size() - 1));
            now = new Moment(step.observation(), step.info());
            for (Policy each : both) {
                each.inform(step.info());
            }
        } while (!step.truncated() && !step.terminated());
        return new History(seen, actions.get(0), actions.get(1));
    }

    /** Returns a lever over time, as a share of its bound in percent. */
    public double[] lever(int component) {
        return actions.stream()
                .mapToDouble(action -> 100 * action[component] / ActionLayout.bound(component))
                .toArray();
    }

    /** Returns a component of the observation over time. */
    public double[] observed(int component) {
        return seen.stream()
                .mapToDouble(moment -> moment.observation()[component])
                .toArray();
    }
}
