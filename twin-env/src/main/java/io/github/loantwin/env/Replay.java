package io.github.loantwin.env;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.report.EpisodeRecorder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lives a recorded episode again, from its own configuration and seed or state. */
public final class Replay {
    /** The state of a large book is one long text. */
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private final Path file;
    private final LoanEnv env;
    private final boolean comparing;
    private int line = 1;
    private int steps;
    private boolean complete;
    private Optional<Difference> first = Optional.empty();

    /**
     * Where a replay leaves its recording.
     *
     * @param step number of the step, 0 for the start
     * @param what {@code hash} of the state, {@code reward}, {@code observation}, {@code terminated}, {@code truncated} or
     *     {@code mark} of the info
     * @param recorded what the recording says
     * @param replayed what the replay gives
     */
    public record Difference(int step, String what, String recorded, String replayed) {}

    /**
     * What a replay found.
     *
     * @param steps steps that agree
     * @param complete whether the recording has its end; if not, the run was cut off while it wrote
     * @param first the first difference; empty if all steps agree
     */
    public record Report(int steps, boolean complete, Optional<Difference> first) {
        /** Returns whether every recorded step agrees. */
        public boolean same() {
            return first.isEmpty();
        }
    }

    private Replay(Path file, LoanEnv env, boolean comparing) {
        this.file = file;
        this.env = env;
        this.comparing = comparing;
    }

    /**
     * Replays a recording and compares every step bit for bit, up to the first that differs.
     *
     * <p>Of a large book the state is compared at the steps that recorded its hash, see {@link EpisodeRecording}.
     *
     * @throws IllegalArgumentException if the file is no recording
     */
    public static Report verify(Path file) {
        return run(file, true, (env, step) -> {});
    }

    /** Replays a recording and returns its days with all of info; differences are ignored. */
    public static EpisodeRecorder history(Path file) {
        EpisodeRecorder recorder = InfoColumns.recorder();
        run(file, false, (env, step) -> {
            if (step.isEmpty()) {
                InfoColumns.open(recorder, env.info());
            } else {
                InfoColumns.add(recorder, step.get());
            }
        });
        return recorder;
    }

    private static Report run(Path file, boolean comparing, BiConsumer<LoanEnv, Optional<StepResult>> watcher) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            JsonNode header = parse(file, 1, reader.readLine());
            Replay replay = start(file, header, comparing);
            watcher.accept(replay.env, Optional.empty());
            if (comparing) {
                replay.compare("hash", text(header, "hash"), EpisodeRecording.hex(replay.env.stateHash()));
            }
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                replay.line(text, watcher);
            }
            return new Report(replay.steps, replay.complete, replay.first);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "recording " + file
                            + " must be text in UTF-8, got other bytes.\nMaybe it is compressed: unpack it.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the recording " + file + ": " + e.getMessage(), e);
        }
    }

    private static Replay start(Path file, JsonNode header, boolean comparing) {
        if (header.path("recording").asInt(0) != EpisodeRecording.FORMAT) {
            throw broken(file, 1, "it must begin with a header of format " + EpisodeRecording.FORMAT);
        }
        TwinConfig config = TwinConfig.parse(required(file, 1, header, "config").asString(""), file + ", line 1");
        if (!config.hash().equals(text(header, "configHash"))) {
            throw broken(file, 1, "configuration and its hash do not belong together");
        }
        LoanEnv env = new LoanEnv(config).recordHistory(false);
        JsonNode seed = required(file, 1, header, "seed");
        try {
            if (header.has("state")) {
                env.restore(Base64.getDecoder().decode(text(header, "state")));
            } else {
                env.reset(seed.asLong());
            }
        } catch (JacksonException e) {
            throw broken(file, 1, "seed must be a whole number");
        } catch (IllegalArgumentException e) {
            throw broken(file, 1, "it cannot be started, " + firstLine(e));
        }
        return new Replay(file, env, comparing);
    }

    private void line(String text, BiConsumer<LoanEnv, Optional<StepResult>> watcher) {
        line++;
        JsonNode node = parse(file, line, text);
        if (node.has("end")) {
            complete = true;
            return;
        }
        if (first.isPresent()) {
            return;
        }
        try {
            StepResult result = stepAgain(floats(required("action", node)));
            watcher.accept(env, Optional.of(result));
            if (comparing) {
                compareStep(node, result);
            }
        } catch (JacksonException | NumberFormatException e) {
            throw broken(file, line, firstLine(e));
        }
        if (first.isEmpty()) {
            steps = line - 1;
        }
    }

    private StepResult stepAgain(float[] action) {
        try {
            return env.step(action);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw broken(file, line, "step " + (line - 1) + " cannot be made again, " + firstLine(e));
        }
    }

    private void compareStep(JsonNode node, StepResult result) {
        compare("reward", Double.toString(required("reward", node).asDouble()), Double.toString(result.reward()));
        compare(
                "observation",
                Arrays.toString(floats(required("observation", node))),
                Arrays.toString(result.observation()));
        compare("terminated", text(node, "terminated"), Boolean.toString(result.terminated()));
        compare("truncated", text(node, "truncated"), Boolean.toString(result.truncated()));
        compare(
                "mark",
                required("mark", node).asString(""),
                EpisodeRecording.hex(result.info().mark()));
        if (node.has("hash") && first.isEmpty()) {
            compare("hash", text(node, "hash"), EpisodeRecording.hex(env.stateHash()));
        }
    }

    private void compare(String what, String recorded, String replayed) {
        if (first.isEmpty() && !recorded.equals(replayed)) {
            first = Optional.of(new Difference(line - 1, what, recorded, replayed));
        }
    }

    /** By way of the decimal text, as a cast of the double could round twice; the sign of a zero is kept. */
    private static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(array.get(i).asString());
        }
        return values;
    }

    private static JsonNode parse(Path file, int line, String text) {
        try {
            JsonNode node = JSON.readTree(text == null ? "" : text);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            throw broken(file, line, "it must hold one JSON object per line");
        }
        throw broken(file, line, "it must hold one JSON object per line");
    }

    private JsonNode required(String key, JsonNode node) {
        return required(file, line, node, key);
    }

    private static JsonNode required(Path file, int line, JsonNode node, String key) {
        if (!node.has(key)) {
            throw broken(file, line, "key '" + key + "' is missing");
        }
        return node.get(key);
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asString("");
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static IllegalArgumentException broken(Path file, int line, String why) {
        return new IllegalArgumentException("recording " + file + " cannot be replayed: " + why + " (line " + line
                + ").\nMaybe the run was cut off while it wrote, or the file was edited.");
    }
}
