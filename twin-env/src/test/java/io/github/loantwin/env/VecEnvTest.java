package io.github.loantwin.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A vector of environments: its rows are single environments, whatever the number of threads. */
class VecEnvTest {
    private static final TwinConfig CONFIG =
            TwinConfig.defaults().with("episode.initialLoans", 200).with("episode.simulationDays", 12);
    private static final int N = 7;

    private static float[] actions(int step) {
        float[] actions = new float[N * ActionLayout.SIZE];
        for (int i = 0; i < N; i++) {
            System.arraycopy(SavedStateTest.action(i, step), 0, actions, i * ActionLayout.SIZE, ActionLayout.SIZE);
        }
        return actions;
    }

    private static float[] row(float[] observations, int i) {
        return Arrays.copyOfRange(observations, i * ObservationLayout.SIZE, (i + 1) * ObservationLayout.SIZE);
    }

    private static double[] infoRow(double[] info, int i) {
        return Arrays.copyOfRange(info, i * InfoField.COUNT, (i + 1) * InfoField.COUNT);
    }

    private static long seed(long session, int slot, int episode) {
        return Draws.derive(session, Stream.EPISODE, slot, episode);
    }

    private static void requireEqual(StepBatch a, StepBatch b) {
        assertArrayEquals(a.observations, b.observations);
        assertArrayEquals(a.rewards, b.rewards);
        assertArrayEquals(a.rewardVectors, b.rewardVectors);
        assertArrayEquals(a.terminated, b.terminated);
        assertArrayEquals(a.truncated, b.truncated);
        assertArrayEquals(a.begins, b.begins);
        assertArrayEquals(a.info, b.info);
        assertArrayEquals(a.finalObservations, b.finalObservations);
        assertArrayEquals(a.finalInfo, b.finalInfo);
    }

    @ParameterizedTest
    @EnumSource(AutoresetMode.class)
    void resultsDoNotDependOnTheNumberOfThreads(AutoresetMode mode) {
        try (VecEnv one = new VecEnv(CONFIG, N, 1, mode);
                VecEnv two = new VecEnv(CONFIG, N, 2, mode);
                VecEnv three = new VecEnv(CONFIG, N, 3, mode)) {
            StepBatch a = new StepBatch(N, true);
            StepBatch b = new StepBatch(N, true);
            StepBatch c = new StepBatch(N, true);
            one.reset(42, a);
            two.reset(42, b);
            three.reset(42, c);
            requireEqual(a, b);
            requireEqual(a, c);
            for (int step = 0; step < (mode == AutoresetMode.DISABLED ? 12 : 40); step++) {
                one.step(actions(step), a);
                two.step(actions(step), b);
                three.step(actions(step), c);
                requireEqual(a, b);
                requireEqual(a, c);
            }
            for (int i = 0; i < N; i++) {
                assertEquals(
                        one.environment(i).stateHash(), three.environment(i).stateHash());
            }
        }
    }

    @Test
    void aRowIsTheSingleEnvironmentOfItsSeed() {
        try (VecEnv vec = new VecEnv(CONFIG, N, 2)) {
            StepBatch batch = new StepBatch(N, true);
            vec.reset(5, batch);
            for (int i = 0; i < N; i++) {
                LoanEnv env = new LoanEnv(CONFIG);
                ResetResult reset = env.reset(seed(5, i, 0));
                assertArrayEquals(reset.observation(), row(batch.observations, i));
                assertArrayEquals(reset.info().toArray(), infoRow(batch.info, i));
            }
            vec.step(actions(0), batch);
            for (int i = 0; i < N; i++) {
                LoanEnv env = new LoanEnv(CONFIG);
                env.reset(seed(5, i, 0));
                StepResult step = env.step(SavedStateTest.action(i, 0));
                assertArrayEquals(step.observation(), row(batch.observations, i));
                assertArrayEquals(step.info().toArray(), infoRow(batch.info, i));
                assertEquals(step.reward(), batch.rewards[i]);
                assertArrayEquals(
                        step.info().rewardVector(), Arrays.copyOfRange(batch.rewardVectors, 4 * i, 4 * i + 4));
            }
        }
    }

    @Test
    void nextStepModeResetsOnTheStepAfterTheEnd() {
        try (VecEnv vec = new VecEnv(CONFIG, N, 1)) {
            StepBatch batch = new StepBatch(N, true);
            vec.reset(5, batch);
            assertTrue(batch.begins[0]);
            for (int step = 0; step < 12; step++) {
                vec.step(actions(step), batch);
                assertFalse(batch.begins[3]);
                assertEquals(step == 11, batch.truncated[3]);
            }
            assertEquals(12, batch.info[3 * InfoField.COUNT + InfoField.DAY.ordinal()]);
            vec.step(actions(12), batch);
            ResetResult reset = new LoanEnv(CONFIG).reset(seed(5, 3, 1));
            assertArrayEquals(reset.observation(), row(batch.observations, 3));
            assertArrayEquals(reset.info().toArray(), infoRow(batch.info, 3));
            assertEquals(0, batch.rewards[3]);
            assertArrayEquals(new double[4], Arrays.copyOfRange(batch.rewardVectors, 12, 16));
            assertFalse(batch.truncated[3]);
            assertTrue(batch.begins[3]);
            assertEquals(1, vec.episode(3));
        }
    }

    @Test
    void sameStepModeGivesTheLastObservationApart() {
        try (VecEnv vec = new VecEnv(CONFIG, N, 1, AutoresetMode.SAME_STEP)) {
            StepBatch batch = new StepBatch(N, true);
            vec.reset(5, batch);
            LoanEnv env = new LoanEnv(CONFIG);
            env.reset(seed(5, 3, 0));
            StepResult last = null;
            for (int step = 0; step < 12; step++) {
                vec.step(actions(step), batch);
                last = env.step(SavedStateTest.action(3, step));
                assertEquals(last.reward(), batch.rewards[3]);
            }
            assertTrue(batch.truncated[3]);
            assertTrue(batch.begins[3]);
            assertArrayEquals(last.observation(), row(batch.finalObservations, 3));
            assertArrayEquals(last.info().toArray(), infoRow(batch.finalInfo, 3));
            ResetResult reset = new LoanEnv(CONFIG).reset(seed(5, 3, 1));
            assertArrayEquals(reset.observation(), row(batch.observations, 3));
            assertArrayEquals(reset.info().toArray(), infoRow(batch.info, 3));
            vec.step(actions(12), batch);
            assertFalse(batch.truncated[3]);
            assertEquals(1, batch.info[3 * InfoField.COUNT]);
        }
    }

    @Test
    void disabledModeWaitsForAMask() {
        try (VecEnv vec = new VecEnv(CONFIG, N, 2, AutoresetMode.DISABLED)) {
            StepBatch batch = new StepBatch(N, false);
            vec.reset(5, batch);
            for (int step = 0; step < 12; step++) {
                vec.step(actions(step), batch);
            }
            long[] before = hashes(vec);
            Exception e = assertThrows(IllegalStateException.class, () -> vec.step(actions(12), batch));
            assertTrue(e.getMessage().contains("environment 0"), e.getMessage());
            assertArrayEquals(before, hashes(vec));
            boolean[] mask = new boolean[N];
            mask[2] = true;
            float[] others = row(batch.observations, 3);
            vec.reset(mask, batch);
            assertArrayEquals(new LoanEnv(CONFIG).reset(seed(5, 2, 1)).observation(), row(batch.observations, 2));
            assertArrayEquals(others, row(batch.observations, 3));
            assertTrue(batch.begins[2]);
            assertFalse(batch.truncated[2]);
            assertTrue(batch.truncated[3]);
            Arrays.fill(mask, true);
            long[] seeds = new long[N];
            Arrays.fill(seeds, 77);
            vec.reset(mask, seeds, batch);
            assertArrayEquals(row(batch.observations, 0), row(batch.observations, 6));
            vec.step(actions(0), batch);
        }
    }

    @Test
    void givenSeedsAreUsedAsTheyAre() {
        try (VecEnv vec = new VecEnv(CONFIG, N, 2)) {
            StepBatch batch = new StepBatch(N, false);
            long[] seeds = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1, 2, 0};
            vec.reset(seeds, batch);
            for (int i = 0; i < N; i++) {
                assertArrayEquals(new LoanEnv(CONFIG).reset(seeds[i]).observation(), row(batch.observations, i));
            }
            for (int step = 0; step < 13; step++) {
                vec.step(actions(step), batch);
            }
            assertArrayEquals(new LoanEnv(CONFIG).reset(seed(0, 6, 1)).observation(), row(batch.observations, 6));
            assertFalse(Arrays.equals(row(batch.observations, 0), row(batch.observations, 6)));
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY, 0.1000001f})
    void oneBadRowAndNothingSteps(float bad) {
        try (VecEnv vec = new VecEnv(CONFIG, N, 3)) {
            StepBatch batch = new StepBatch(N, true);
            vec.reset(5, batch);
            vec.step(actions(0), batch);
            long[] before = hashes(vec);
            float[] observations = batch.observations.clone();
            float[] actions = actions(1);
            actions[5 * ActionLayout.SIZE] = bad;
            Exception e = assertThrows(IllegalArgumentException.class, () -> vec.step(actions, batch));
            assertTrue(
                    e.getMessage().startsWith("action of environment 5[0] (credit_policy) must be in"), e.getMessage());
            assertArrayEquals(before, hashes(vec));
            assertArrayEquals(observations, batch.observations);
            assertThrows(IllegalArgumentException.class, () -> vec.step(new float[3], batch));
            assertThrows(IllegalArgumentException.class, () -> vec.step(actions(1), new StepBatch(N + 1, false)));
            assertArrayEquals(before, hashes(vec));
            vec.step(actions(1), batch);
        }
    }

    @Test
    void useBeforeResetAndAfterCloseIsRefused() {
        VecEnv vec = new VecEnv(CONFIG, N, 2);
        StepBatch batch = new StepBatch(N, false);
        assertThrows(IllegalStateException.class, () -> vec.step(actions(0), batch));
        assertThrows(IllegalStateException.class, () -> vec.reset(new boolean[N], batch));
        vec.close();
        vec.close();
        assertThrows(IllegalStateException.class, () -> vec.reset(1, batch));
    }

    @Test
    void infoIsTheSameWhetherWantedOrNot() {
        try (VecEnv with = new VecEnv(CONFIG, N, 1);
                VecEnv without = new VecEnv(CONFIG, N, 1)) {
            StepBatch a = new StepBatch(N, true);
            StepBatch b = new StepBatch(N, false);
            with.reset(3, a);
            without.reset(3, b);
            for (int step = 0; step < 20; step++) {
                with.step(actions(step), a);
                without.step(actions(step), b);
                assertArrayEquals(a.observations, b.observations);
                assertArrayEquals(a.rewardVectors, b.rewardVectors);
            }
        }
    }

    @Test
    void adjacentSeedsAndSlotsDiffer() {
        LoanEnv env = new LoanEnv(CONFIG);
        float[] zero = env.reset(0).observation();
        assertArrayEquals(zero, env.reset(0).observation());
        assertFalse(Arrays.equals(zero, env.reset(1).observation()));
        assertFalse(Arrays.equals(zero, env.reset(-1).observation()));
        for (int i = 0; i < 1000; i++) {
            assertNotEquals(seed(0, 0, i), seed(0, 0, i + 1));
            assertNotEquals(seed(0, i, 0), seed(0, i + 1, 0));
            assertNotEquals(seed(i, 0, 0), seed(i + 1, 0, 0));
        }
    }

    @Test
    void rewardIsWeightsTimesVectorExactly() {
        for (int decisionDays : new int[] {1, 7}) {
            TwinConfig config = CONFIG.with("episode.decisionDays", decisionDays);
            double[] weights = {0.40, 0.30, 0.20, 0.10}; // configs/reward.yaml
            LoanEnv env = new LoanEnv(config);
            env.reset(3);
            StepResult step = env.step(new float[] {0.05f, 0.01f, -0.1f});
            double[] v = step.info().rewardVector();
            double expected = weights[0] * v[0] + weights[1] * v[1] + weights[2] * v[2] + weights[3] * v[3];
            assertEquals(expected, step.reward());
        }
    }

    /** In a fresh Java without assertions: at most 8 bytes a step (a season's clone once a month), 2 kB a reset. */
    @Test
    void steadyStateAllocatesNothing() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), AllocationProbe.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String[] lines = output.split("\\R");
        System.out.println("bytes allocated per step " + lines[0] + ", per reset " + lines[1]);
        assertTrue(Long.parseLong(lines[0]) <= 8, output);
        assertTrue(Long.parseLong(lines[1]) <= 2_000, output);
    }

    private static long[] hashes(VecEnv vec) {
        long[] hashes = new long[vec.size()];
        Arrays.setAll(hashes, i -> vec.environment(i).stateHash());
        return hashes;
    }
}
