package io.github.loantwin.agents.compare;

import io.github.loantwin.agents.PolicyCatalogue;
import io.github.loantwin.agents.plan.CrossEntropyPlanner;
import io.github.loantwin.agents.plan.PlanConfig;
import io.github.loantwin.agents.seeds.LearningCurve;
import io.github.loantwin.agents.seeds.TrainedSeed;
import io.github.loantwin.agents.settings.Settings;
import io.github.loantwin.env.NamedPolicy;
import io.github.loantwin.env.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes contestants from what people write. */
public final class Contestants {
    /** What a script's text begins with. */
    public static final String SCRIPT = "script:";

    /** Name of the planner without knowledge of the future. */
    public static final String PLANNER = "planner";

    /** Name of the planner that knows the future. */
    public static final String CLAIRVOYANT = "clairvoyant-planner";

    private static final int SHOWN = 12;

    private Contestants() {}

    /** Returns the contestants of a benchmark that are not trained for it, in its order, planners last. */
    public static List<Contestant> of(Benchmark benchmark, int decisionDays) {
        List<Contestant> all = new ArrayList<>();
        benchmark.policies().forEach((name, runs) -> all.add(of(name, runs, decisionDays)));
        if (benchmark.plannerWorlds() > 0) {
            all.add(planner(PLANNER, benchmark.planner(), benchmark.plannerWorlds()));
            all.add(planner(CLAIRVOYANT, benchmark.clairvoyant(), benchmark.plannerWorlds()));
        }
        return all;
    }

    /**
     * Returns a contestant.
     *
     * @param runs texts of its policies, see {@link PolicyCatalogue}, or {@code script:COMMAND}
     */
    public static Contestant of(String name, List<String> runs, int decisionDays) {
        List<NamedPolicy> policies = new ArrayList<>();
        List<String> identities = new ArrayList<>();
        for (String text : runs) {
            policies.add(policy(text, decisionDays));
            identities.add(identity(text));
        }
        List<TrainedSeed> trainings = known(runs, TrainedSeed::read);
        List<LearningCurve> curves = known(runs, LearningCurve::ofRun);
        return new Contestant(name, policies, identities, trainings, curves, 0, false);
    }

    /**
     * Returns the contestant of an option {@code --add}: {@code TEXT} or {@code NAME=TEXT}.
     *
     * @param text names a policy, a folder, a constant or a script
     */
    public static Contestant added(String text, int decisionDays) {
        return of(name(text), List.of(policy(text)), decisionDays);
    }

    /** Returns the policy of an option {@code --add}, without its name. */
    public static String policy(String added) {
        return isNamed(added) ? added.substring(added.indexOf('=') + 1) : added;
    }

    private static String name(String added) {
        return isNamed(added) ? added.substring(0, added.indexOf('=')) : shortName(added);
    }

    private static boolean isNamed(String added) {
        int equals = added.indexOf('=');
        return equals > 0 && added.substring(0, equals).matches("[A-Za-z0-9._+-]+");
    }

    /**
     * Returns the contestant of an option {@code --add} whose policy decides elsewhere; nobody knows whether it has changed, so that
     * it is never taken from earlier results.
     */
    public static Contestant elsewhere(String added, Supplier<Policy> maker) {
        String identity = "elsewhere-" + Long.toHexString(System.nanoTime());
        return Contestant.untrained(name(added), new NamedPolicy(policy(added), maker), identity, 0, false);
    }

    private static String shortName(String policy) {
        String last = policy.replaceAll("/+$", "");
        last = policy.startsWith("constant:") ? last : last.substring(last.lastIndexOf('/') + 1);
        String tidy = last.strip().replaceAll("[^A-Za-z0-9._+=:,-]", "_");
        return tidy.substring(0, Math.min(60, tidy.length()));
    }

    private static Contestant planner(String name, PlanConfig config, int worlds) {
        NamedPolicy policy = new NamedPolicy(name, () -> new CrossEntropyPlanner(config));
        return Contestant.untrained(name, policy, sha256(config.toString()), worlds, true);
    }

    private static NamedPolicy policy(String text, int decisionDays) {
        if (text.startsWith(SCRIPT)) {
            String command = text.substring(SCRIPT.length());
            return new NamedPolicy(text, () -> new ScriptPolicy(command));
        }
        return PolicyCatalogue.named(text, decisionDays);
    }

    /** Twelve hexadecimal digits of what stands behind a name. */
    private static String identity(String text) {
        if (text.startsWith(SCRIPT)) {
            return sha256(filesOf(text.substring(SCRIPT.length())));
        }
        if (!text.startsWith("constant:") && Files.isDirectory(Path.of(text))) {
            Path folder = Files.isDirectory(Path.of(text, "best")) ? Path.of(text, "best") : Path.of(text);
            return sha256(hash(folder.resolve("policy.json")) + hash(folder.resolve("weights.npz")));
        }
        return switch (text) {
            case "rule" -> sha256(Settings.text("configs/policies/rule.yaml"));
            case "best-constant" -> sha256(Settings.text("configs/policies/best-constant.yaml"));
            default -> sha256(
                    text.startsWith("convex:") && !text.contains("@")
                            ? text + Settings.text("configs/policies/convex.yaml")
                            : text + filesOf(text.replace('@', ' ')));
        };
    }

    private static String filesOf(String command) {
        StringBuilder text = new StringBuilder(command);
        for (String word : command.strip().split("\\s+")) {
            if (Files.isRegularFile(Path.of(word))) {
                text.append(' ').append(hash(Path.of(word)));
            }
        }
        return text.toString();
    }

    /** What every folder says of itself; nothing unless all do. */
    private static <T> List<T> known(List<String> runs, Function<Path, Optional<T>> reader) {
        List<T> all = new ArrayList<>();
        for (String text : runs) {
            if (!text.startsWith(SCRIPT) && !text.startsWith("constant:") && Files.isDirectory(Path.of(text))) {
                reader.apply(Path.of(text)).ifPresent(all::add);
            }
        }
        return all.size() == runs.size() ? all : List.of();
    }

    private static String hash(Path file) {
        try {
            return Files.isRegularFile(file) ? HexFormat.of().formatHex(sha().digest(Files.readAllBytes(file))) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String sha256(String text) {
        byte[] digest = sha().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest).substring(0, SHOWN);
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
