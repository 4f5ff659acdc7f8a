package io.github.loantwin.agents.seeds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.agents.policy.TrainedPolicy;
import io.github.loantwin.agents.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of a few seconds on sixty loans and sixty days. */
class SeedTrainerTest {
    private static final long STEPS = 256;

    @TempDir
    private Path folder;

    private final Map<String, TrainingPlan> plans = new LinkedHashMap<>();

    @BeforeEach
    void smallPlans() throws IOException {
        Path twin = folder.resolve("small.yaml");
        Files.writeString(
                twin,
                "extends: default\nepisode:\n  decisionDays: 7\n  initialLoans: 60\n  maxPortfolioSize: 200\n  simulationDays: 60\n");
        for (String algorithm : List.of("ppo", "sac")) {
            String settings = Settings.text("agents/" + algorithm + ".yaml")
                    .replaceAll("copies: .*", "copies: 8")
                    .replaceAll("rolloutSteps: .*", "rolloutSteps: 8")
                    .replaceAll("minibatch: .*", "minibatch: 32")
                    .replaceAll("warmUpRounds: .*", "warmUpRounds: 4")
                    .replaceAll("roundsPerIteration: .*", "roundsPerIteration: 8")
                    .replaceAll("capacity: .*", "capacity: 1024");
            Path agent = Files.writeString(folder.resolve(algorithm + ".yaml"), settings);
            String plan = Settings.text("experiments/" + algorithm + "-default.yaml")
                    .replaceAll("settings: .*", "settings: " + agent)
                    .replaceAll("twin: .*", "twin: " + twin)
                    .replaceAll("decisionDays: .*", "decisionDays: 7")
                    .replaceAll("copiesPerWorld: .*", "copiesPerWorld: " + (algorithm.equals("ppo") ? 4 : 1))
                    .replaceAll("evaluationSeeds: .*", "evaluationSeeds: 2");
            Path file = Files.writeString(folder.resolve(algorithm + "-plan.yaml"), plan);
            plans.put(algorithm, new TrainingPlan(file.toString(), 2, STEPS, 2, List.of(6, 5)));
        }
    }

    private Map<String, List<String>> train(String place, int threads, BooleanSupplier stopped) {
        SeedTrainer.Watcher nobody = new SeedTrainer.Watcher() {
            @Override
            public void progress(double runs) {
                assertTrue(runs >= 0 && runs <= 4, "runs " + runs);
            }

            @Override
            public void note(String run, String text) {}
        };
        return new SeedTrainer(folder.resolve(place), threads, "test", stopped).train(plans, nobody);
    }

    private byte[] weights(String place, String run) throws IOException {
        return Files.readAllBytes(
                folder.resolve(place).resolve(run).resolve("last").resolve("weights.npz"));
    }

    @Test
    void runsSideBySideEndWithTheWeightsOfRunsAlone() throws IOException {
        Map<String, List<String>> two = train("two", 2, () -> false);
        train("one", 1, () -> false);
        assertEquals(List.of("ppo", "sac"), List.copyOf(two.keySet()));
        for (List<String> runs : two.values()) {
            for (String run : runs) {
                String name = Path.of(run).getFileName().toString();
                assertArrayEquals(weights("one", name), weights("two", name), name);
            }
        }
        assertFalse(java.util.Arrays.equals(weights("one", "ppo-seed1"), weights("one", "ppo-seed2")));
        int[] layers =
                TrainedPolicy.load(Path.of(two.get("ppo").get(0))).description().layers();
        assertEquals("6, 5", layers[1] + ", " + layers[2]);
        TrainedSeed record = TrainedSeed.read(Path.of(two.get("sac").get(1))).orElseThrow();
        assertEquals(2, record.seed());
        assertEquals("sac", record.algorithm());
        assertEquals(plans.get("sac").run(2).hash(), record.planHash());
        assertEquals(2, record.curve().gains().size());
        assertEquals(
                record.bestGain(),
                record.curve().gains().stream().mapToDouble(g -> g).max().orElseThrow());
        assertTrue(record.steps() >= STEPS && record.cpuSeconds() > 0 && record.seconds() > 0);
    }

    @Test
    void stoppedRunsGoOnAndFinishedOnesStay() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        assertEquals(Map.of(), train("stopped", 1, () -> asked.incrementAndGet() > 8));
        assertFalse(Files.exists(folder.resolve("stopped/sac-seed2/training.json")));
        Path first = folder.resolve("stopped/ppo-seed1/training.json");
        boolean wasFinished = Files.exists(first);
        byte[] before = wasFinished ? Files.readAllBytes(first) : new byte[0];
        assertTrue(wasFinished, "the stop should come after the first run");
        train("stopped", 2, () -> false);
        train("whole", 2, () -> false);
        assertArrayEquals(before, Files.readAllBytes(first));
        for (String run : List.of("ppo-seed1", "ppo-seed2", "sac-seed1", "sac-seed2")) {
            assertArrayEquals(weights("whole", run), weights("stopped", run), run);
        }
    }

    @Test
    void aRunOfAnotherPlanIsNeitherTakenNorOverwritten() {
        plans.remove("sac");
        plans.computeIfPresent("ppo", (name, plan) -> plan.withSeeds(1));
        train("runs", 1, () -> false);
        plans.computeIfPresent("ppo", (name, plan) -> new TrainingPlan(plan.plan(), 1, STEPS + 64, 2, plan.hidden()));
        Exception error = assertThrows(IllegalArgumentException.class, () -> train("runs", 1, () -> false));
        assertTrue(error.getMessage().contains("must hold a run of the same plan"), error.getMessage());
        assertTrue(error.getMessage().contains("remove the folder"), error.getMessage());
    }

    @Test
    void settingsWithoutNetworksAreNamed() throws IOException {
        Path bare = Files.writeString(folder.resolve("bare.yaml"), "copies: 1\n");
        Path plan = folder.resolve("bare-plan.yaml");
        Files.writeString(
                plan,
                Files.readString(folder.resolve("ppo-plan.yaml")).replaceAll("settings: .*", "settings: " + bare));
        assertThrows(
                IllegalArgumentException.class, () -> new TrainingPlan(plan.toString(), 1, 8, 1, List.of(4)).run(1));
    }
}
