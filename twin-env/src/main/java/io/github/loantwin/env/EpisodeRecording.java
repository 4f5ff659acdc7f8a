package io.github.loantwin.env;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes an episode as JSON lines: a header with everything that lives it again, a line per step, and an end.
 *
 * <p>The header holds format, release, configuration with its hash, seed, policy, hash of the starting state, and the state
 * itself when it does not follow from the seed (pinned start, a fork, a later day). A step holds action, reward,
 * observation, terminated, truncated, a mark of the info it led to and, at some steps, the hash of the state after it.
 * {@link Replay} reads it.
 *
 * <p>The hash of a state costs time in proportion to the book, so of a large book it is taken now and then: of 5,000 loans
 * after every step, of 100,000 after every 20th, and always after the one that ends the episode. The mark is of every
 * step.
 */
public final class EpisodeRecording implements Closeable {
    /** Version of the format. */
    static final int FORMAT = 1;

    private static final int LOANS_HASHED_EVERY_STEP = 5_000;

    private final BufferedWriter out;
    private final LoanEnv env;
    private int steps;
    private double episodeReturn;

    /**
     * Begins a recording of an environment that has been reset.
     *
     * @param file is replaced if it exists
     * @param env stands where the recording begins
     * @param policy name of the policy, for readers
     */
    public EpisodeRecording(Path file, LoanEnv env, String policy) {
        this.env = env;
        String header = header(env, policy);
        try {
            out = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the recording " + file + ": " + e.getMessage(), e);
        }
        line(header);
    }

    private static String header(LoanEnv env, String policy) {
        ObjectNode header = JsonMapper.shared().createObjectNode();
        header.put("recording", FORMAT);
        header.put("release", release());
        header.put("configHash", env.config().hash());
        header.put("seed", env.seed());
        header.put("policy", policy);
        header.put("hash", hex(env.stateHash()));
        header.put("config", env.config().toYaml());
        if (!env.followsFromSeed()) {
            header.put("state", Base64.getEncoder().encodeToString(env.save()));
        }
        return header.toString();
    }

    static String release() {
        String version = EpisodeRecording.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    static String hex(long hash) {
        return HexFormat.of().toHexDigits(hash);
    }

    /** Records the step that the environment has just made. */
    public void step(float[] action, StepResult result) {
        steps++;
        episodeReturn += result.reward();
        StringBuilder line = new StringBuilder(420);
        line.append("{\"step\":").append(steps).append(",\"action\":");
        append(line, action);
        line.append(",\"reward\":").append(result.reward()).append(",\"observation\":");
        append(line, result.observation());
        line.append(",\"terminated\":").append(result.terminated());
        line.append(",\"truncated\":").append(result.truncated());
        line.append(",\"mark\":\"").append(hex(result.info().mark()));
        boolean last = result.terminated() || result.truncated();
        if (isHashed(steps, result.info().get(InfoField.LOAN_COUNT), last)) {
            line.append("\",\"hash\":\"").append(hex(env.stateHash()));
        }
        line(line.append("\"}").toString());
    }

    /** Returns whether the hash of the state after a step is taken. */
    static boolean isHashed(int step, double loans, boolean last) {
        return last || step % (long) Math.max(1, loans / LOANS_HASHED_EVERY_STEP) == 0;
    }

    private static void append(StringBuilder line, float[] values) {
        char before = '[';
        for (float value : values) {
            line.append(before).append(value);
            before = ',';
        }
        line.append(']');
    }

    private void line(String text) {
        try {
            out.write(text);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the end and closes the file. */
    @Override
    public void close() {
        line("{\"end\":true,\"steps\":" + steps + ",\"episodeReturn\":" + episodeReturn + "}");
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
