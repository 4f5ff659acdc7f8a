package io.github.loantwin.server.grpc;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a token allows. */
public enum Scope {
    /** Asking what there is: handshake, scenarios, spaces, the server's health. */
    READ,
    /** Opening, stepping and closing sessions. */
    ENV,
    /** Replays, optimisation, counterfactuals: long computations without a session. */
    STUDY;

    /** Every method has its scope here; one that is missing is refused to everyone. */
    private static final Map<String, Scope> METHODS = Map.ofEntries(
            Map.entry("Handshake", READ),
            Map.entry("ListScenarios", READ),
            Map.entry("GetSpec", READ),
            Map.entry("ServerInfo", READ),
            Map.entry("CreateSession", ENV),
            Map.entry("Reset", ENV),
            Map.entry("Step", ENV),
            Map.entry("StepStream", ENV),
            Map.entry("Echo", ENV),
            Map.entry("Save", ENV),
            Map.entry("Restore", ENV),
            Map.entry("Fork", ENV),
            Map.entry("Close", ENV),
            Map.entry("Rollout", ENV),
            Map.entry("Render", ENV),
            Map.entry("Act", ENV),
            Map.entry("ReplayScenario", STUDY),
            Map.entry("Optimize", STUDY),
            Map.entry("Counterfactual", STUDY));

    /** Returns the scope of a method of the service. */
    static Optional<Scope> ofMethod(String bareName) {
        return Optional.ofNullable(METHODS.get(bareName));
    }

    /** Returns the name that people write. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the scope of a name. */
    public static Scope ofKey(String key) {
        for (Scope scope : values()) {
            if (scope.key().equals(key)) {
                return scope;
            }
        }
        throw new IllegalArgumentException("a scope must be one of "
                + Arrays.stream(values()).map(Scope::key).collect(Collectors.joining(", ")) + ", got '" + key + "'.");
    }
}
