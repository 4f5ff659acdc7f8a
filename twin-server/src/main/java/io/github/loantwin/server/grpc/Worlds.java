package io.github.loantwin.server.grpc;

import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.config.ConfigException;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.macro.ScenarioLibrary;
import io.github.loantwin.proto.v1.Reason;
import io.github.loantwin.proto.v1.World;
import io.grpc.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Configurations that callers ask for. Only what ships with the twin can be named: a caller never makes the server read a
 * file of its machine. Equal requests share one compiled configuration.
 */
final class Worlds {
    static final List<String> PRESETS = List.of("default", "three-years", "weekly");

    private static final int LARGEST_YAML = 256 << 10;
    private static final int MOST_OVERRIDES = 256;
    private static final Pattern BUNDLED = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)*\\.yaml");
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Measured: a lender without loans, and one loan with the room that growing columns leave. */
    private static final long BYTES_PER_ENV = 270_000;

    private static final long BYTES_PER_LOAN = 200;
    private static final long BYTES_PER_RECORDED_ENV = 500_000;
    /** Measured: the compiled tables of a configuration. */
    static final long BYTES_PER_MODEL = 5_000_000;
    /** Measured in vectors of 64, see docs/performance.md: a day without loans, and what a loan of the book adds to it. */
    private static final double MICROS_PER_DAY = 4;

    private static final double MICROS_PER_LOAN = 0.008;
    private static final String INITIAL_LOANS = "episode.initialLoans";

    /** A twentieth of the heap for configurations that may be asked for again. */
    private static final int KEPT =
            (int) Math.max(4, Math.min(64, Runtime.getRuntime().maxMemory() / (20 * BYTES_PER_MODEL)));

    private final Map<Key, TwinConfig> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, TwinConfig> eldest) {
            return size() > KEPT;
        }
    };

    private record Key(String preset, String yaml, String scenario, Map<String, String> overrides) {}

    /** Returns the configuration of a request, checked but perhaps not yet compiled. */
    TwinConfig of(World world) {
        Key key = new Key(
                preset(world.getPreset()),
                world.getYaml(),
                world.getScenario(),
                new TreeMap<>(world.getOverridesMap()));
        synchronized (kept) {
            TwinConfig known = kept.get(key);
            if (known != null) {
                return known;
            }
        }
        TwinConfig config = make(key);
        synchronized (kept) {
            kept.put(key, config);
        }
        return config;
    }

    private static String preset(String name) {
        if (name.isEmpty()) {
            return "default";
        }
        if (!PRESETS.contains(name)) {
            throw Refusal.unknownName("world.preset", String.join(", ", PRESETS), name);
        }
        return name;
    }

    private static TwinConfig make(Key key) {
        TwinConfig config = key.yaml().isEmpty() ? TwinConfig.load(key.preset()) : parse(key.yaml());
        if (!key.scenario().isEmpty()) {
            requireScenario("world.scenario", key.scenario());
            config = refusing("world.scenario", config, c -> c.withScenario(key.scenario()));
        }
        if (key.overrides().size() > MOST_OVERRIDES) {
            throw Refusal.badValue(
                    "world.overrides",
                    "at most " + MOST_OVERRIDES,
                    key.overrides().size());
        }
        if (!key.overrides().isEmpty()) {
            config = refusing("world.overrides", config, c -> c.with(key.overrides()));
        }
        if (config.get("macro.source").equals("scenario")) {
            requireScenario("world: macro.scenario", config.get("macro.scenario"));
        }
        return config;
    }

    private interface Change {
        TwinConfig apply(TwinConfig config);
    }

    private static TwinConfig refusing(String field, TwinConfig config, Change change) {
        try {
            return change.apply(config);
        } catch (IllegalArgumentException | JacksonException e) {
            throw Refusal.from(Reason.REASON_BAD_CONFIG, field, e);
        }
    }

    private static void requireScenario(String field, String name) {
        if (!ScenarioLibrary.names().contains(name)) {
            throw Refusal.unknownName(field, String.join(", ", ScenarioLibrary.names()), name);
        }
    }

    private static TwinConfig parse(String yaml) {
        if (yaml.length() > LARGEST_YAML) {
            throw Refusal.of(
                    Status.Code.RESOURCE_EXHAUSTED,
                    Reason.REASON_TOO_LARGE,
                    "world.yaml",
                    "at most " + LARGEST_YAML + " characters",
                    yaml.length(),
                    "");
        }
        try {
            requireBundledNames(YAML.readTree(yaml));
            return TwinConfig.parse(yaml, "world.yaml");
        } catch (ConfigException | JacksonException e) {
            throw Refusal.from(Reason.REASON_BAD_CONFIG, "world.yaml", e);
        } catch (StackOverflowError e) {
            throw Refusal.badValue("world.yaml", "nested a few levels deep", "a deeper one");
        }
    }

    /** A section may name a file: only one that ships with the twin. */
    private static void requireBundledNames(JsonNode tree) {
        JsonNode parent = tree.path("extends");
        if (!parent.isMissingNode() && !PRESETS.contains(parent.asString(""))) {
            throw Refusal.unknownName("world.yaml: extends", String.join(", ", PRESETS), parent.asString(""));
        }
        for (Map.Entry<String, JsonNode> section : tree.properties()) {
            JsonNode value = section.getValue();
            JsonNode from = value.isString() ? value : value.path("from");
            if (!section.getKey().equals("extends")
                    && !from.isMissingNode()
                    && !BUNDLED.matcher(from.asString("")).matches()) {
                throw Refusal.badValue(
                        "world.yaml: " + section.getKey(), "the name of a file of configs/", from.asString(""));
            }
        }
    }

    /** Returns an estimate of the memory that n environments take, from the configuration alone. */
    static long bytes(TwinConfig config, int n) {
        long loans = Math.min(number(config, "episode.maxPortfolioSize"), 2 * number(config, INITIAL_LOANS));
        long each = BYTES_PER_ENV + BYTES_PER_LOAN * loans + (config.randomised() ? BYTES_PER_MODEL : 0);
        return n * each;
    }

    /** Returns the same for a configuration that no session shares: its compiled tables count too. */
    static long bytesAlone(TwinConfig config, int n) {
        return BYTES_PER_MODEL + bytes(config, n);
    }

    /** Returns an estimate of the memory that the days of one environment take when they are kept for charts. */
    static long bytesRecorded(TwinConfig config) {
        long steps = number(config, "episode.simulationDays") / number(config, "episode.decisionDays") + 1;
        return BYTES_PER_RECORDED_ENV
                + 2L * Double.BYTES * (InfoField.COUNT + 1) * steps; // room that grows by doubling
    }

    /** Returns about what a step of one environment takes on one thread, microseconds. */
    static double microsPerStep(TwinConfig config) {
        double day = MICROS_PER_DAY + MICROS_PER_LOAN * number(config, INITIAL_LOANS);
        return number(config, "episode.decisionDays") * day;
    }

    /** Of a drawn size the largest that may be drawn counts; what cannot be told counts as the most there may be. */
    private static long number(TwinConfig config, String path) {
        String text = config.get(path);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return largest(text);
        }
    }

    private static long largest(String distribution) {
        long most = 0;
        for (String part : distribution.split("[^0-9.]+")) {
            if (!part.isEmpty()) {
                most = Math.max(most, (long) Math.ceil(Double.parseDouble(part)));
            }
        }
        return distribution.contains("normal") ? 200_000_000L : most;
    }
}
