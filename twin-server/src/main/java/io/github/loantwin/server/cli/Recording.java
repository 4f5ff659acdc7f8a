package io.github.loantwin.server.cli;

import io.github.loantwin.env.InfoField;
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
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An episode as a file of JSON lines: first the reset with its seed, then every step with its action, its reward, a mark of
 * the info it led to and, at some steps, the hash of the whole state; enough to live it again and to find the first step
 * that differs.
 *
 * <p>The hash of a state costs time in proportion to the book, so of a large book it is taken now and then, see
 * {@link #isHashed}; the mark is of every step.
 */
final class Recording {
    static final String FILE = "episode.jsonl";

    private static final int LOANS_HASHED_EVERY_STEP = 5_000;

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
     * @param mark mark of the info after it
     * @param stateHash hash of the state after it, where it was taken
     */
    record Step(float[] action, double reward, long mark, OptionalLong stateHash) {}

    /** Returns whether the hash of the state after a step is taken: of 5,000 loans every time, of 50,000 every tenth. */
    static boolean isHashed(int step, double loans, boolean last) {
        return last || step % (long) Math.max(1, loans / LOANS_HASHED_EVERY_STEP) == 0;
    }

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
            return new Recording(required(reset, "seed").asLong(), bits(reset, "hash"), steps);
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
        OptionalLong hash = node.has("hash") ? OptionalLong.of(bits(node, "hash")) : OptionalLong.empty();
        return new Step(values, required(node, "reward").asDouble(), bits(node, "mark"), hash);
    }

    private static long bits(JsonNode node, String key) {
        return HexFormat.fromHexDigitsToLong(required(node, key).asString());
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

        void step(float[] action, StepResult result, LongSupplier stateHash) {
            step++;
            StringBuilder line =
                    new StringBuilder(160).append("{\"step\":").append(step).append(",\"action\":[");
            for (int i = 0; i < action.length; i++) {
                line.append(i == 0 ? "" : ",").append(action[i]);
            }
            line.append("],\"reward\":").append(result.reward());
            line.append(",\"terminated\":").append(result.terminated());
            line.append(",\"truncated\":").append(result.truncated());
            line.append(",\"mark\":\"").append(HexFormat.of().toHexDigits(StateMark.of(result.info())));
            boolean last = result.terminated() || result.truncated();
            if (isHashed(step, result.info().get(InfoField.LOAN_COUNT), last)) {
                line.append("\",\"hash\":\"").append(HexFormat.of().toHexDigits(stateHash.getAsLong()));
            }
            line(line.append("\"}").toString());
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
