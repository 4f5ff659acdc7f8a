package io.github.loantwin.server.cli;

import io.github.loantwin.env.StepResult;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An episode as a file of JSON lines: first the reset with its seed, then every step with its action, reward and the
 * hash of the state it led to; enough to live it again and to find the first step that differs.
 */
final class Recording {
    static final String FILE = "episode.jsonl";

    private final long seed;
    private final long resetHash;
    private final List<Step> steps;

    private Recording(long seed, long resetHash, List<Step> steps) {
        this.seed = seed;
        this.resetHash = resetHash;
        this.steps = List.copyOf(steps);
    }

    /**
     * One recorded step.
     *
     * @param action what was done
     * @param reward what it brought
     * @param stateHash hash of the state after it
     */
    record Step(float[] action, double reward, long stateHash) {}

    long seed() {
        return seed;
    }

    long resetHash() {
        return resetHash;
    }

    List<Step> steps() {
        return steps;
    }

    /** Reads a recording. */
    static Recording read(Path file) {
        JsonMapper mapper = JsonMapper.shared();
        List<Step> steps = new ArrayList<>();
        int number = 1;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String first = reader.readLine();
            if (first == null) {
                throw broken(file, number, "the file is empty");
            }
            JsonNode reset = mapper.readTree(first);
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                steps.add(step(mapper.readTree(line)));
            }
            return new Recording(required(reset, "seed").asLong(), hash(reset), steps);
        } catch (JacksonException | IllegalArgumentException e) {
            throw broken(
                    file,
                    number,
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Problem broken(Path file, int line, String why) {
        return Problem.badInput(
                "A recording must hold one JSON object per line, got something else (" + file + ", line " + line + "): "
                        + why + ".",
                "the run was interrupted while it wrote, or the file was edited.");
    }

    private static Step step(JsonNode node) {
        JsonNode action = required(node, "action");
        float[] values = new float[action.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) action.get(i).asDouble();
        }
        return new Step(values, required(node, "reward").asDouble(), hash(node));
    }

    private static long hash(JsonNode node) {
        return HexFormat.fromHexDigitsToLong(required(node, "hash").asString());
    }

    private static JsonNode required(JsonNode node, String key) {
        JsonNode value = node.get(key);
        if (value == null) {
            throw new IllegalArgumentException("key '" + key + "' is missing");
        }
        return value;
    }

    /** Writes a recording while the episode runs. */
    static final class Writer implements Closeable {
        private final BufferedWriter out;
        private int step;

        Writer(Path file) {
            try {
                out = Files.newBufferedWriter(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void reset(long seed, long stateHash) {
            line("{\"step\":0,\"seed\":" + seed + ",\"hash\":\""
                    + HexFormat.of().toHexDigits(stateHash) + "\"}");
        }

        void step(float[] action, StepResult result, long stateHash) {
            step++;
            StringBuilder line =
                    new StringBuilder(160).append("{\"step\":").append(step).append(",\"action\":[");
            for (int i = 0; i < action.length; i++) {
                line.append(i == 0 ? "" : ",").append(action[i]);
            }
            line.append("],\"reward\":").append(result.reward());
            line.append(",\"terminated\":").append(result.terminated());
            line.append(",\"truncated\":").append(result.truncated());
            line.append(",\"hash\":\"")
                    .append(HexFormat.of().toHexDigits(stateHash))
                    .append("\"}");
            line(line.toString());
        }

        private void line(String text) {
            try {
                out.write(text);
                out.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
