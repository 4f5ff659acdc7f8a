package io.github.loantwin.agents.compare;

import io.github.loantwin.agents.plan.PlanConfig;
import io.github.loantwin.agents.seeds.TrainingPlan;
import io.github.loantwin.agents.settings.Settings;
import io.github.loantwin.env.check.ArgCheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is compared: {@code configs/experiments/benchmark.yaml}.
 *
 * @param worlds file of the frozen worlds
 * @param episodes test seeds of every scenario
 * @param policies name shown, and one policy for each training seed (one if it was not trained)
 * @param train what is trained first, by name shown; the runs then take part like policies
 * @param planner the planner without knowledge of the future
 * @param clairvoyant the planner that knows the future: the yardstick
 * @param plannerWorlds test seeds of every scenario that planners meet; 0 leaves planners out
 * @param bootstrap replicates behind every interval
 * @param crisis scenario whose action histories the report shows
 */
public record Benchmark(
        String worlds,
        int episodes,
        Map<String, List<String>> policies,
        Map<String, TrainingPlan> train,
        PlanConfig planner,
        PlanConfig clairvoyant,
        int plannerWorlds,
        int bootstrap,
        String crisis) {
    /** The policy that every other one is compared with; it always takes part. */
    public static final String HOLD = "hold";

    public Benchmark {
        ArgCheck.positive("episodes", episodes);
        ArgCheck.that(
                policies.containsKey(HOLD), "policies must contain hold, the common yardstick", policies.keySet());
        for (String name : train.keySet()) {
            ArgCheck.that(!policies.containsKey(name), "a name must not stand in policies and in train", name);
        }
        ArgCheck.notNegative("plannerWorlds", plannerWorlds);
        ArgCheck.inClosed("bootstrap", bootstrap, 100, 1_000_000);
    }

    /** Reads a file. */
    public static Benchmark read(String file) {
        return Settings.read(file, Benchmark.class);
    }

    /** Returns the trainings, each under so many seeds at most; with 0 there are none. */
    public Map<String, TrainingPlan> trainings(int mostSeeds) {
        Map<String, TrainingPlan> fewer = new LinkedHashMap<>();
        if (mostSeeds > 0) {
            train.forEach((name, plan) -> fewer.put(name, plan.withSeeds(mostSeeds)));
        }
        return fewer;
    }
}
