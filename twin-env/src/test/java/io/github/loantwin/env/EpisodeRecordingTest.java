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
        Path file = folder.resolve("episode.jsonl");
        Policy policy = Policies.random();
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
    @CsvSource({"hash, 7", "reward, 7", "observation, 7", "truncated, 7"})
    void theFirstDifferenceIsFound(String what, int step) throws IOException {
        LoanEnv env = new LoanEnv(CONFIG);
        env.reset(4);
        Path file = record(env, 12);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(
                step,
                switch (what) {
                    case "hash" -> lines.get(step).replaceAll("\"hash\":\".", "\"hash\":\"x");
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
        Files.write(file, lines);
        assertEquals(5, Replay.verify(file).first().orElseThrow().step());
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
            """)
    void otherFilesAreRefused(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("other.jsonl"), text);
        Exception e = assertThrows(IllegalArgumentException.class, () -> Replay.verify(file));
        assertTrue(e.getMessage().contains(message), e.getMessage());
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
