package io.github.loantwin.agents.train;

import io.github.loantwin.agents.learn.LearnerConfig;
import io.github.loantwin.agents.ppo.PpoConfig;
import io.github.loantwin.agents.rl4j.DqnConfig;
import io.github.loantwin.agents.sac.SacConfig;
import io.github.loantwin.agents.settings.Settings;
import io.github.loantwin.agents.td3.Td3Config;
import java.util.Map;

/** The algorithms by name. */
final class Algorithms {
    private static final Map<String, Class<? extends LearnerConfig>> BY_NAME = Map.of(
            "dqn",
            DqnConfig.class,
            "ddqn",
            DqnConfig.class,
            "ppo",
            PpoConfig.class,
            "sac",
            SacConfig.class,
            "td3",
            Td3Config.class);

    private Algorithms() {}

    static void require(String name) {
        if (name == null || !BY_NAME.containsKey(name)) {
            throw new IllegalArgumentException("algorithm must be one of "
                    + String.join(", ", BY_NAME.keySet().stream().sorted().toList()) + ", got '" + name + "'.");
        }
    }

    /** Reads the settings of an algorithm from text. */
    static LearnerConfig settings(String algorithm, String yaml, String where) {
        require(algorithm);
        return Settings.parse(yaml, where, BY_NAME.get(algorithm));
    }
}
