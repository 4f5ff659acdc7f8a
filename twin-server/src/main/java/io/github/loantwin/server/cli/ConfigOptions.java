package io.github.loantwin.server.cli;

import io.github.loantwin.env.config.TwinConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options that say which configuration is meant. */
final class ConfigOptions {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Take settings from a YAML file or a preset of configs/experiments (default: default).")
    private String config = "default";

    @Option(
            names = {"-s", "--set"},
            paramLabel = "KEY=VALUE",
            description = "Change one value, named by its path; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** Returns the configuration with every change. */
    TwinConfig resolved() {
        return changed(TwinConfig.load(config));
    }

    /** Returns a configuration with the changes of {@code --set}. */
    TwinConfig changed(TwinConfig base) {
        TwinConfig changed = base;
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            changed = changed.with(setting.getKey(), setting.getValue());
        }
        return changed;
    }

    /** Returns the configuration before the changes of {@code --set}. */
    TwinConfig base() {
        return TwinConfig.load(config);
    }

    /** Refuses an option beside a {@code --set} of what it sets, so that neither is lost without a word. */
    void refuseBoth(String option, Object value, String key) {
        String other = settings.get(key);
        if (value != null && other != null && !other.equals(value.toString())) {
            throw Problem.badInput(
                    "One value must be given once, got " + option + " " + value + " and --set " + key + "=" + other
                            + ".",
                    "leave out one of the two.");
        }
    }
}
