package io.github.loantwin.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.macro.MacroConfig;
import io.github.loantwin.env.report.EpisodeRecorder;
import io.github.loantwin.env.sim.ResetOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recorded episode can be lived again, and the first difference is found. */
class EpisodeRecordingTest {
    private static final TwinConfig CONFIG = TwinConfig.defaults()
            .with("episode.initialLoans", 200)
            .with("episode.simulationDays", 400)
            .with("lender.taxRate", "{uniform: [0.15, 0.30]}");

    @TempDir
    private Path folder;

    private Path record(LoanEnv env, int steps) {
        return record(env, Policies.random(), steps);
    }

    private Path record(LoanEnv env, Policy policy, int steps) {
        Path file = folder.resolve("episode.jsonl");
        policy.reset(env.seed());
        float[] action = new float[3];
        float[] observation = env.observation();
        try (EpisodeRecording recording = new EpisodeRecording(file, env, "random")) {
            for (int step = 0; step < steps; step++) {
                policy.act(observation, action);
                StepResult result = env.step(action);
                recording.step(action, result);
                observation = result.observation();
            }
        }
        return file;
    }

    private static void requireSame(Path file, int steps) {
        Replay.Report report = Replay.verify(file);
        assertTrue(report.same(), report.toString());
        assertTrue(report.complete());
        assertEquals(steps, report.steps());
    }

    @Test
    void anEpisodeReplaysFromItsSeed() throws IOException {
        LoanEnv env = new LoanEnv(CONFIG);
        env.reset(-17);
        Path file = record(env, 60);
        assertFalse(Files.readAllLines(file).get(0).contains("\"state\""));
        requireSame(file, 60);
        EpisodeRecorder again = Replay.history(file);
        assertArrayEquals(env.history().values("net_income"), again.values("net_income"));
        assertEquals(env.history().opening("equity"), again.opening("equity"));
    }

    @Test
    void aPinnedStartAForkAndALaterDayReplayFromTheirState() {
        LoanEnv env = new LoanEnv(CONFIG);
        env.reset(4, ResetOptions.NONE.withRegime(MacroConfig.StartRegime.CRISIS));
        requireSame(record(env, 10), 10);
        requireSame(record(env, 10), 10);
        requireSame(record(env.fork(5), 10), 10);
    }

    @ParameterizedTest
    @CsvSource({"hash, 7", "mark, 7", "reward, 7", "observation, 7", "terminated, 7", "truncated, 7"})
    void theFirstDifferenceIsFound(String what, int step) throws IOException {
        LoanEnv env = new LoanEnv(CONFIG);
        env.reset(4);
        Path file = record(env, 12);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(
                step,
                switch (what) {
                    case "hash" -> lines.get(step).replaceAll("\"hash\":\".", "\"hash\":\"x");
                    case "mark" -> lines.get(step).replaceAll("\"mark\":\".", "\"mark\":\"x");
                    case "terminated" -> lines.get(step).replace("\"terminated\":false", "\"terminated\":true");
                    case "reward" -> lines.get(step).replaceAll("\"reward\":-?\\d", "\"reward\":7");
                    case "truncated" -> lines.get(step).replace("\"truncated\":false", "\"truncated\":true");
                    default -> lines.get(step).replaceAll("\"observation\":\\[\\d", "\"observation\":[9");
                });
        Files.write(file, lines);
        Replay.Report report = Replay.verify(file);
        assertFalse(report.same());
        assertEquals(what, report.first().orElseThrow().what());
        assertEquals(step, report.first().orElseThrow().step());
        assertEquals(step - 1, report.steps());
    }

    @Test
    void anotherActionShowsAtItsStep() throws IOException {
        LoanEnv env = new LoanEnv(CONFIG);
        env.reset(4);
        Path file = record(env, 12);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(5, lines.get(5).replaceAll("\"action\":\\[[^,]*", "\"action\":[0.0123"));
        lines.set(6, lines.get(6).replaceAll("\"action\":\\[[^,]*", "\"action\":[9"));
        Files.write(file, lines);
        Replay.Report report = Replay.verify(file);
        assertEquals(5, report.first().orElseThrow().step());
        assertTrue(report.complete(), "what follows a difference is read, not simulated");
        assertThrows(IllegalArgumentException.class, () -> Replay.history(file));
    }

    /** The extremes of float text: the smallest number, the next above a short decimal, and a zero with a sign. */
    @Test
    void actionsComeBackBitForBit() {
        LoanEnv env = new LoanEnv(CONFIG);
        env.reset(4);
        requireSame(record(env, Policies.constant(Float.MIN_VALUE, Math.nextUp(-0.02f), -0f), 3), 3);
    }

    @Test
    void largeBooksAreHashedNowAndThenAndAlwaysAtTheEnd() {
        assertTrue(EpisodeRecording.isHashed(7, 1_000, false));
        assertTrue(EpisodeRecording.isHashed(7, 9_999, false));
        assertFalse(EpisodeRecording.isHashed(19, 100_000, false));
        assertTrue(EpisodeRecording.isHashed(20, 100_000, false));
        assertTrue(EpisodeRecording.isHashed(7, 50_000, true));
    }

    @Test
    void aLargeBookReplaysByItsMarksAndTheHashesThereAre() throws IOException {
        LoanEnv env = new LoanEnv(CONFIG.with("episode.maxPortfolioSize", 24_000)
                .with("episode.initialLoans", 12_000)
                .with("episode.simulationDays", 5));
        env.reset(4);
        Path file = record(env, 5);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        List<Boolean> hashed = lines.subList(1, 6).stream()
                .map(line -> line.contains("\"hash\":"))
                .toList();
        assertEquals(List.of(false, true, false, true, true), hashed);
        requireSame(file, 5);
        lines.set(3, lines.get(3).replaceAll("\"mark\":\".", "\"mark\":\"x"));
        Files.write(file, lines);
        assertEquals(3, Replay.verify(file).first().orElseThrow().step());
    }

    /** A state of 480,000 loans is a text beyond the 100 million characters that the reader takes unless told. */
    @Test
    void aLongStateIsRead() throws IOException {
        Assumptions.assumeTrue(Runtime.getRuntime().maxMemory() > 1_500_000_000L, "needs a heap of 1.5 GB");
        LoanEnv env = new LoanEnv(CONFIG);
        env.reset(4, ResetOptions.NONE.withRegime(MacroConfig.StartRegime.CRISIS));
        Path file = record(env, 1);
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("\"state\":\"", "\"state\":\"" + "A".repeat(104_000_000)));
        Exception e = assertThrows(IllegalArgumentException.class, () -> Replay.verify(file));
        assertTrue(e.getMessage().contains("cannot be started"), e.getMessage());
    }

    @Test
    void aRecordingThatWasCutOffIsIncompleteAndAgreesAsFarAsItGoes() throws IOException {
        LoanEnv env = new LoanEnv(CONFIG);
        env.reset(4);
        Path file = record(env, 12);
        Files.write(file, Files.readAllLines(file).subList(0, 9));
        Replay.Report report = Replay.verify(file);
        assertTrue(report.same());
        assertFalse(report.complete());
        assertEquals(8, report.steps());
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 20));
        Exception e = assertThrows(IllegalArgumentException.class, () -> Replay.verify(file));
        assertTrue(e.getMessage().contains("line 9"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            '' | one JSON object
            [1] | one JSON object
            {"a":1} | must begin with a header of format 1
            {"recording":1} | key 'config' is missing (line 1)
            """)
    void otherFilesAreRefused(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("other.jsonl"), text);
        Exception e = assertThrows(IllegalArgumentException.class, () -> Replay.verify(file));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"step":3 | one JSON object
            {"step":3} | key 'action' is missing
            {"step":3,"action":[0,0,0]} | key 'reward' is missing
            {"step":3,"action":[0,0]} | step 3 cannot be made again, action must have shape (3), got (2).
            {"step":3,"action":[0,0,"x"]} | For input string: "x"
            {"step":3,"action":[0,0,0],"reward":"x"} | cannot be replayed
            """)
    void aBrokenStepIsNamedWithItsLine(String text, String message) throws IOException {
        LoanEnv env = new LoanEnv(CONFIG);
        env.reset(4);
        Path file = record(env, 5);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(3, text);
        Files.write(file, lines);
        Exception e = assertThrows(IllegalArgumentException.class, () -> Replay.verify(file));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertTrue(e.getMessage().contains("(line 4)"), e.getMessage());
    }

    @Test
    void configurationTextComesBackWithItsHash() {
        for (TwinConfig config : List.of(
                CONFIG,
                TwinConfig.load("weekly"),
                TwinConfig.load("three-years"),
                TwinConfig.defaults().withScenario("gfc"),
                TwinConfig.defaults().withMacro("constant"))) {
            assertEquals(
                    config.hash(), TwinConfig.parse(config.toYaml(), "text").hash());
        }
    }
}
