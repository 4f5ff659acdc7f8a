package io.github.loantwin.agents.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training process that is killed (SIGKILL) at arbitrary moments and resumed ends as one that was left alone. */
class KillTest {
    private static final long STEPS = 960;

    @TempDir
    private Path folder;

    /** Begins the run of a folder, or resumes it. */
    public static final class TrainProcess {
        private TrainProcess() {}

        public static void main(String[] arguments) throws IOException {
            Path run = Path.of(arguments[0]);
            SmallRuns.Listener listener = new SmallRuns.Listener();
            boolean begun = Files.exists(run.resolve("checkpoints"));
            try (Trainer trainer = begun
                    ? Trainer.resume(run, 1, listener)
                    : Trainer.begin(SmallRuns.ppo(7, STEPS), run, 1, listener)) {
                trainer.run(() -> false);
            }
        }
    }

    private static Process start(Path run) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dloantwin.root=" + System.getProperty("loantwin.root"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                TrainProcess.class.getName(),
                run.toString());
        builder.environment().put("OMP_NUM_THREADS", "1");
        return builder.redirectErrorStream(true)
                .redirectOutput(run.resolveSibling("output.txt").toFile())
                .start();
    }

    private void kill(int times) throws Exception {
        Path whole = folder.resolve("whole");
        Process alone = start(whole);
        Duration spent = runUntil(alone, Duration.ofDays(1));
        assertEquals(0, alone.waitFor(), () -> output());
        Path killed = folder.resolve("killed");
        Draws draws = new Draws(5);
        int kills = 0;
        for (int i = 0; i < times; i++) {
            Process process = start(killed);
            double share = 0.3 + 0.7 * draws.uniform(Stream.POLICY, 0, i);
            runUntil(process, Duration.ofNanos((long) (spent.toNanos() * share)));
            kills += process.isAlive() ? 1 : 0;
            process.destroyForcibly().waitFor();
        }
        assertEquals(0, start(killed).waitFor(), () -> output());
        assertTrue(kills > 0, "no kill hit");
        TrainerTest.assertSameRun(whole, killed);
    }

    /** Waits until a process has used so much of the processor, or has ended; returns what it used. The machine's load is no matter. */
    private static Duration runUntil(Process process, Duration most) throws InterruptedException {
        Duration used = Duration.ZERO;
        while (used.compareTo(most) < 0 && !process.waitFor(2, TimeUnit.MILLISECONDS)) {
            used = process.info().totalCpuDuration().orElse(used);
        }
        return used;
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("output.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void twoKillsChangeNothing() throws Exception {
        kill(2);
    }

    @Test
    @Tag("slow")
    void manyKillsChangeNothing() throws Exception {
        kill(30);
    }
}
