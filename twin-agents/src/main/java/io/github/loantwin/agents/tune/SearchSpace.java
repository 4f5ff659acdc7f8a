package io.github.loantwin.agents.tune;

import io.github.loantwin.agents.learn.Keyed;
import io.github.loantwin.agents.settings.Settings;
import io.github.loantwin.agents.train.RunPlan;
import io.github.loantwin.agents.train.TrainConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which settings of a training run may be chosen, and from what.
 *
 * <p>A setting is named by its path in the algorithm's file, such as {@code replay.learningRate} or {@code learningRate.start};
 * {@code run.deadband} and {@code run.memoryHalfLifeDays} are settings of the run.
 */
final class SearchSpace {
    private static final String RUN = "run.";
    private static final Set<String> OF_RUN =
            Set.of("run.decisionDays", "run.deadband", "run.memoryHalfLifeDays", "run.copiesPerWorld");

    private final RunPlan plan;
    private final Map<String, Dimension> dimensions = new LinkedHashMap<>();

    /**
     * Reads a space.
     *
     * @throws IllegalArgumentException for a setting that the run has not, or a line that is none
     */
    SearchSpace(RunPlan plan, Map<String, String> lines) {
        this.plan = plan;
        Map<String, Object> settings = settings();
        lines.forEach((name, line) -> {
            requireSetting(settings, name);
            dimensions.put(name, Dimension.parse("space." + name, line));
        });
    }

    private Map<String, Object> settings() {
        return Settings.toMap(
                Settings.toYaml(plan.learnerConfig()), plan.train().settings());
    }

    private static void requireSetting(Map<String, Object> settings, String name) {
        if (name.startsWith(RUN)) {
            if (!OF_RUN.contains(name)) {
                throw new IllegalArgumentException("space: of a run may be searched "
                        + String.join(", ", OF_RUN.stream().sorted().toList()) + ", got '" + name + "'.");
            }
        } else {
            place(settings, name);
        }
    }

    /** Returns the map that holds a setting. */
    @SuppressWarnings("unchecked") // what is read from YAML has texts as keys
    private static Map<String, Object> place(Map<String, Object> settings, String path) {
        Map<String, Object> at = settings;
        String[] names = path.split("\\.");
        for (int i = 0; i < names.length; i++) {
            Object value = at.get(names[i]);
            boolean last = i == names.length - 1;
            if (value == null || !last && !(value instanceof Map) || last && value instanceof Map) {
                throw new IllegalArgumentException("space: the algorithm has no setting '" + path + "'; at '" + names[i]
                        + "' it has " + String.join(", ", at.keySet()) + ".\nMaybe the path misses a part, such as"
                        + " replay.learningRate.");
            }
            if (!last) {
                at = (Map<String, Object>) value;
            }
        }
        return at;
    }

    /** Returns the choice of a trial; trial 0 chooses nothing and is the run as it is. */
    Map<String, Object> draw(long seed, int trial) {
        Map<String, Object> choice = new LinkedHashMap<>();
        Keyed keyed = new Keyed(seed);
        int place = 0;
        for (Map.Entry<String, Dimension> dimension : dimensions.entrySet()) {
            if (trial > 0) {
                double share = keyed.uniform(Keyed.Purpose.ORDER, place++, trial);
                choice.put(dimension.getKey(), dimension.getValue().at(share));
            }
        }
        return choice;
    }

    /**
     * Returns the run with a choice made.
     *
     * @throws IllegalArgumentException if the algorithm refuses a value
     */
    RunPlan with(Map<String, Object> choice) {
        Map<String, Object> settings = settings();
        TrainConfig train = plan.train();
        for (Map.Entry<String, Object> chosen : choice.entrySet()) {
            String name = chosen.getKey();
            if (name.startsWith(RUN)) {
                train = train.with(name.substring(RUN.length()), chosen.getValue());
            } else {
                place(settings, name).put(name.substring(name.lastIndexOf('.') + 1), chosen.getValue());
            }
        }
        return plan.with(train).withSettings(Settings.toYaml(settings));
    }
}
