package io.github.loantwin.agents.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.agents.policy.TrainedPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
    private static final long STEPS = 320;

    @TempDir
    private Path folder;

    private static TrainResult train(RunPlan plan, Path folder, int threads) throws IOException {
        try (Trainer trainer = Trainer.begin(plan, folder, threads, new SmallRuns.Listener())) {
            return trainer.run(() -> false);
        }
    }

    private static float[] weights(Path run) {
        return TrainedPolicy.load(run.resolve("last")).network().weights(0);
    }

    /** Everything but the speed column. */
    private static List<String> metrics(Path run) throws IOException {
        List<String> lines = Files.readAllLines(run.resolve(MetricFiles.CSV));
        assertTrue(lines.get(0).endsWith(",time/steps_per_second"), lines.get(0));
        return lines.stream()
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .toList();
    }

    static void assertSameRun(Path wanted, Path got) throws IOException {
        assertArrayEquals(weights(wanted), weights(got));
        for (String policy : List.of("last", "best")) {
            for (String name : List.of("policy.json", "weights.npz", "policy.onnx")) {
                Path file = Path.of(policy, name);
                assertEquals(-1, Files.mismatch(wanted.resolve(file), got.resolve(file)), file.toString());
            }
        }
        assertEquals(metrics(wanted), metrics(got));
        assertEquals(
                Files.readAllLines(wanted.resolve(MetricFiles.JSONL)).size(),
                Files.readAllLines(got.resolve(MetricFiles.JSONL)).size());
    }

    @Test
    void equalSeedsGiveEqualRunsWithAnyNumberOfThreads() throws Exception {
        train(SmallRuns.ppo(1, STEPS), folder.resolve("one"), 1);
        train(SmallRuns.ppo(1, STEPS), folder.resolve("two"), 2);
        train(SmallRuns.ppo(2, STEPS), folder.resolve("other"), 1);
        assertSameRun(folder.resolve("one"), folder.resolve("two"));
        assertFalse(java.util.Arrays.equals(weights(folder.resolve("one")), weights(folder.resolve("other"))));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6})
    void aRunThatWasStoppedAndResumedEndsAsIfItHadNot(int iterations) throws Exception {
        RunPlan plan = SmallRuns.ppo(1, STEPS);
        train(plan, folder.resolve("whole"), 1);
        Path stopped = folder.resolve("stopped");
        AtomicInteger left = new AtomicInteger(iterations);
        try (Trainer trainer = Trainer.begin(plan, stopped, 1, new SmallRuns.Listener())) {
            TrainResult result = trainer.run(() -> left.decrementAndGet() == 0);
            assertTrue(result.interrupted());
        }
        resume(stopped, new SmallRuns.Listener());
        assertSameRun(folder.resolve("whole"), stopped);
    }

    private static void resume(Path run, TrainWatcher watcher) throws IOException {
        try (Trainer trainer = Trainer.resume(run, 2, watcher)) {
            assertFalse(trainer.run(() -> false).interrupted());
        }
    }

    /** As a kill leaves it: half a checkpoint aside, metrics and events beyond the checkpoint, a last row cut in two. */
    @Test
    void whatAKillLeavesIsCutBack() throws Exception {
        RunPlan plan = SmallRuns.ppo(1, STEPS);
        train(plan, folder.resolve("whole"), 1);
        Path killed = folder.resolve("killed");
        AtomicInteger left = new AtomicInteger(4);
        try (Trainer trainer = Trainer.begin(plan, killed, 1, new SmallRuns.Listener())) {
            trainer.run(() -> left.decrementAndGet() == 0);
        }
        for (String file : List.of(MetricFiles.CSV, MetricFiles.JSONL, EventFile.NAME)) {
            Files.write(
                    killed.resolve(file),
                    "128,half a ro".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    java.nio.file.StandardOpenOption.APPEND);
        }
        Files.write(killed.resolve("checkpoints/step-000000000999.bin.new"), new byte[100]);
        Files.createDirectories(killed.resolve("best.new"));
        resume(killed, new SmallRuns.Listener());
        assertSameRun(folder.resolve("whole"), killed);
        assertEquals(
                Files.size(folder.resolve("whole").resolve(EventFile.NAME)),
                Files.size(killed.resolve(EventFile.NAME)));
    }

    @Test
    void aDamagedCheckpointIsNamedAndThePreviousOneUsed() throws Exception {
        RunPlan plan = SmallRuns.ppo(1, STEPS);
        train(plan, folder.resolve("whole"), 1);
        Path run = folder.resolve("damaged");
        train(plan, run, 1);
        List<Path> checkpoints = checkpoints(run);
        assertEquals(2, checkpoints.size());
        byte[] bytes = Files.readAllBytes(checkpoints.get(1));
        bytes[bytes.length / 2] ^= 4;
        Files.write(checkpoints.get(1), bytes);
        SmallRuns.Listener listener = new SmallRuns.Listener();
        resume(run, listener);
        assertTrue(listener.notes.get(0).contains(checkpoints.get(1) + " is damaged"), listener.notes.toString());
        assertSameRun(folder.resolve("whole"), run);
    }

    @Test
    void withoutAWholeCheckpointItBeginsAnew() throws Exception {
        RunPlan plan = SmallRuns.ppo(1, STEPS);
        train(plan, folder.resolve("whole"), 1);
        Path run = folder.resolve("lost");
        train(plan, run, 1);
        for (Path checkpoint : checkpoints(run)) {
            Files.write(checkpoint, new byte[] {1, 2, 3});
        }
        SmallRuns.Listener listener = new SmallRuns.Listener();
        resume(run, listener);
        assertEquals(3, listener.notes.size(), listener.notes.toString());
        assertSameRun(folder.resolve("whole"), run);
    }

    private static List<Path> checkpoints(Path run) throws IOException {
        try (Stream<Path> found = Files.list(run.resolve("checkpoints"))) {
            return found.sorted().toList();
        }
    }

    @Test
    void anEditedPlanIsRefused() throws Exception {
        Path run = folder.resolve("edited");
        train(SmallRuns.ppo(1, 64), run, 1);
        Path agent = run.resolve("agent.yaml");
        Files.writeString(agent, Files.readString(agent).replace("clip: 0.2", "clip: 0.3"));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Trainer.resume(run, 1, new SmallRuns.Listener()))
                .getMessage();
        assertTrue(message.contains("must be of this run") && message.contains("\nMaybe"), message);
        String none = assertThrows(
                        IllegalArgumentException.class, () -> Trainer.resume(folder, 1, new SmallRuns.Listener()))
                .getMessage();
        assertTrue(none.contains("must hold train.yaml"), none);
    }

    @Test
    void divergenceStopsWithAnExplanationAndTheLastGoodCheckpoint() throws Exception {
        RunPlan wild = SmallRuns.ppo(1, STEPS);
        RunPlan plan = new RunPlan(
                wild.train(),
                wild.settings().replace("start: 0.003", "start: 1.0e30").replace("end: 0.0", "end: 1.0e30"),
                wild.twin(),
                wild.worlds());
        try (Trainer trainer = Trainer.begin(plan, folder.resolve("wild"), 1, new SmallRuns.Listener())) {
            String message = assertThrows(DivergenceException.class, () -> trainer.run(() -> false))
                    .getMessage();
            assertTrue(message.startsWith("training diverged at step ") && message.contains("\nMaybe"), message);
        }
    }

    @Test
    void theRunIsAPolicy() throws Exception {
        train(SmallRuns.ppo(1, 64), folder.resolve("run"), 1);
        TrainedPolicy policy = TrainedPolicy.load(folder.resolve("run"));
        assertEquals("ppo", policy.description().algorithm());
        assertEquals(SmallRuns.twin().hash(), policy.description().configHash());
        assertTrue(Files.size(folder.resolve("run/networks/policy.zip")) > 1000);
    }
}
