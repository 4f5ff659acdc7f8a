package io.github.loantwin.optimizer.policy;

import io.github.loantwin.env.NamedPolicy;
import io.github.loantwin.optimizer.model.ProblemFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The convex controllers by name: {@code convex:lp}, {@code convex:mv}, {@code convex:cvar}, {@code convex:robust}, with the
 * parameters of {@code configs/policies/convex.yaml}, or of another file: {@code convex:lp@my.yaml}.
 */
public final class ConvexPolicies {
    /** What all their names begin with. */
    public static final String PREFIX = "convex:";

    /** The controllers. */
    public static final List<String> MODELS = List.of("lp", "mv", "cvar", "robust");

    private static final String BUNDLE = "/loantwin/configs/policies/convex.yaml";

    private ConvexPolicies() {}

    /**
     * Returns the policy of a name.
     *
     * @throws IllegalArgumentException for an unknown controller, and for a file that breaks a rule
     */
    public static NamedPolicy named(String text) {
        String rest = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        int at = rest.indexOf('@');
        String model = at < 0 ? rest : rest.substring(0, at);
        if (!MODELS.contains(model)) {
            throw new IllegalArgumentException(
                    "a convex policy must be convex:lp, convex:mv, convex:cvar or convex:robust, got '" + text
                            + "'.\nMaybe write convex:lp, or convex:lp@my.yaml with a file of parameters.");
        }
        PolicyFile file = at < 0 ? defaults() : read(Path.of(rest.substring(at + 1)));
        return named(text, model, file);
    }

    static NamedPolicy named(String name, String model, PolicyFile file) {
        ControllerSettings settings = file.of(model);
        RiskView risk = risk(model, file.desk(), settings);
        SolveTally tally = new SolveTally();
        return new NamedPolicy(name, () -> new ConvexPolicy(file.desk(), settings, risk, tally), tally::remark);
    }

    static RiskView risk(String model, Desk desk, ControllerSettings settings) {
        return switch (model) {
            case "lp" -> new RiskView.None();
            case "mv" -> new RiskView.Variance(
                    new LossScenarios(desk), settings.riskAversion().orElseThrow());
            case "cvar" -> new RiskView.Cvar(
                    new LossScenarios(desk),
                    settings.cvarLevel().orElseThrow(),
                    settings.cvarLimit().orElseThrow());
            default -> new RiskView.Robust(settings.uncertainty().orElseThrow());
        };
    }

    static PolicyFile defaults() {
        try (InputStream in = ConvexPolicies.class.getResourceAsStream(BUNDLE)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return ProblemFile.parse(text, "configs/policies/convex.yaml", PolicyFile.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PolicyFile read(Path path) {
        try {
            return ProblemFile.parse(Files.readString(path), path.toString(), PolicyFile.class);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("the file of a convex policy must exist, got " + path
                    + ".\nMaybe the path is relative to another folder.");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + ": " + e.getMessage(), e);
        }
    }
}
