package io.github.loantwin.agents.seeds;

import io.github.loantwin.agents.settings.Settings;
import io.github.loantwin.agents.train.RunPlan;
import io.github.loantwin.agents.train.TrainConfig;
import io.github.loantwin.env.check.ArgCheck;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One training, to be run under several seeds.
 *
 * @param plan file of the run, such as {@code configs/experiments/ppo-default.yaml}; its own seed is not looked at
 * @param seeds how many runs: seeds 1, 2, ...
 * @param steps decisions of a run, over all copies, instead of the file's; schedules stretch with them
 * @param evaluations validations of a run, evenly spread; each may become the policy that is kept, and each is a point of the
 *     learning curve
 * @param hidden sizes of the hidden layers, instead of those of the settings
 */
public record TrainingPlan(String plan, int seeds, long steps, int evaluations, List<Integer> hidden) {
    private static final String HIDDEN = "hidden";

    public TrainingPlan {
        ArgCheck.notBlank("plan", plan);
        ArgCheck.inClosed("seeds", seeds, 1, 1000);
        ArgCheck.inClosed("steps", steps, 1L, 1_000_000_000_000L);
        ArgCheck.inClosed("evaluations", evaluations, 1, 10_000);
        hidden = List.copyOf(ArgCheck.notEmpty(HIDDEN, hidden));
    }

    /** Returns the same training under fewer seeds. */
    public TrainingPlan withSeeds(int most) {
        return new TrainingPlan(plan, Math.min(seeds, most), steps, evaluations, hidden);
    }

    /** Returns the plan of one run. */
    public RunPlan run(long seed) {
        RunPlan read = RunPlan.read(plan);
        TrainConfig train = read.train()
                .withSeed(seed)
                .withSteps(steps)
                .with("evaluateEverySteps", Math.max(1, steps / evaluations));
        return read.with(train).withSettings(settings(read.settings(), train.settings()));
    }

    /** The settings with the sizes of the networks, which stand at the top or with those of the replay buffer. */
    private String settings(String text, String where) {
        ObjectNode tree = Settings.parse(text, where, ObjectNode.class);
        JsonNode place = tree.has(HIDDEN) ? tree : tree.path("replay");
        ArgCheck.that(place.has(HIDDEN), "settings must have the key hidden, or replay.hidden", where);
        ArrayNode sizes = ((ObjectNode) place).putArray(HIDDEN);
        hidden.forEach(sizes::add);
        return Settings.toYaml(tree);
    }
}
