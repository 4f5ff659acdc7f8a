package io.github.loantwin.server.grpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.AutoresetMode;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.ResetResult;
import io.github.loantwin.env.StepResult;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every door to the environment must give: the bits of a {@link LoanEnv} stepped alone. Run in process and through
 * gRPC by the subclasses.
 */
abstract class EnvContract {
    static final Map<String, String> CHANGES =
            Map.of("episode.initialLoans", "80", "episode.simulationDays", "9", "episode.decisionDays", "2");
    static final TwinConfig CONFIG = TwinConfig.defaults().with(CHANGES);
    private static final int N = 3;
    /** Decisions of an episode: ceil(9 / 2). */
    private static final int STEPS = 5;

    private static final int OBS = ObservationLayout.SIZE;

    /** Rows of a reset or step. */
    record Rows(
            float[] observations,
            double[] infos,
            double[] rewards,
            double[] rewardVectors,
            boolean[] terminated,
            boolean[] truncated,
            boolean[] begins,
            Map<Integer, float[]> finalObservations,
            Map<Integer, double[]> finalInfos) {}

    /** A vector of environments behind some door. */
    interface Door extends AutoCloseable {
        Rows reset(long[] seeds);

        Rows reset(boolean[] mask);

        Rows step(float[] actions);

        @Override
        void close();
    }

    abstract Door open(int n, AutoresetMode mode);

    private static float[] actions(int step) {
        float[] actions = new float[N * ActionLayout.SIZE];
        for (int i = 0; i < actions.length; i++) {
            double wave = Math.sin(1.7 * step + 0.9 * i);
            actions[i] = (float) (ActionLayout.bound(i % ActionLayout.SIZE) * wave);
        }
        return actions;
    }

    private static float[] action(int step, int row) {
        return Arrays.copyOfRange(actions(step), row * 3, row * 3 + 3);
    }

    private static float[] obs(float[] all, int row) {
        return Arrays.copyOfRange(all, row * OBS, (row + 1) * OBS);
    }

    private static double[] info(double[] all, int row) {
        return Arrays.copyOfRange(all, row * InfoField.COUNT, (row + 1) * InfoField.COUNT);
    }

    private static void requireStep(StepResult alone, Rows rows, int row) {
        assertArrayEquals(alone.observation(), obs(rows.observations(), row));
        assertArrayEquals(alone.info().toArray(), info(rows.infos(), row));
        requireReward(alone, rows, row);
    }

    private static void requireReward(StepResult alone, Rows rows, int row) {
        assertEquals(Double.doubleToRawLongBits(alone.reward()), Double.doubleToRawLongBits(rows.rewards()[row]));
        assertArrayEquals(alone.info().rewardVector(), Arrays.copyOfRange(rows.rewardVectors(), row * 4, row * 4 + 4));
        assertEquals(alone.terminated(), rows.terminated()[row]);
        assertEquals(alone.truncated(), rows.truncated()[row]);
    }

    private static void requireStart(ResetResult alone, Rows rows, int row) {
        assertArrayEquals(alone.observation(), obs(rows.observations(), row));
        assertArrayEquals(alone.info().toArray(), info(rows.infos(), row));
    }

    @ParameterizedTest
    @EnumSource(AutoresetMode.class)
    void anEpisodeIsThatOfTheEnvironmentAlone(AutoresetMode mode) {
        long[] seeds = {0, -5, 77};
        try (Door door = open(N, mode)) {
            Rows start = door.reset(seeds);
            LoanEnv[] alone = new LoanEnv[N];
            for (int i = 0; i < N; i++) {
                alone[i] = new LoanEnv(CONFIG);
                requireStart(alone[i].reset(seeds[i]), start, i);
            }
            for (int step = 0; step < STEPS - 1; step++) {
                Rows rows = door.step(actions(step));
                for (int i = 0; i < N; i++) {
                    requireStep(alone[i].step(action(step, i)), rows, i);
                }
            }
        }
    }

    @Test
    void inModeNextStepTheStepBehindTheEndBeginsAnEpisode() {
        long[] seeds = {1, 2, 3};
        try (Door door = open(N, AutoresetMode.NEXT_STEP)) {
            door.reset(seeds);
            Rows rows = null;
            for (int step = 0; step < STEPS; step++) {
                rows = door.step(actions(step));
            }
            assertTrue(rows.truncated()[0] && rows.truncated()[1] && rows.truncated()[2]);
            Rows next = door.step(actions(STEPS));
            for (int i = 0; i < N; i++) {
                LoanEnv alone = new LoanEnv(CONFIG);
                requireStart(alone.reset(Draws.derive(seeds[i], Stream.EPISODE, i, 1)), next, i);
                assertEquals(0, next.rewards()[i]);
                assertTrue(next.begins()[i] && !next.truncated()[i] && !next.terminated()[i]);
            }
        }
    }

    @Test
    void inModeSameStepTheLastObservationIsKeptBesideTheFirst() {
        long[] seeds = {4, 5, 6};
        try (Door door = open(N, AutoresetMode.SAME_STEP)) {
            door.reset(seeds);
            Rows rows = null;
            for (int step = 0; step < STEPS; step++) {
                rows = door.step(actions(step));
            }
            for (int i = 0; i < N; i++) {
                LoanEnv alone = new LoanEnv(CONFIG);
                alone.reset(seeds[i]);
                StepResult last = null;
                for (int step = 0; step < STEPS; step++) {
                    last = alone.step(action(step, i));
                }
                requireReward(last, rows, i);
                assertArrayEquals(last.observation(), rows.finalObservations().get(i));
                assertArrayEquals(last.info().toArray(), rows.finalInfos().get(i));
                requireStart(alone.reset(Draws.derive(seeds[i], Stream.EPISODE, i, 1)), rows, i);
            }
        }
    }

    @Test
    void inModeDisabledTheCallerResetsWithAMask() {
        try (Door door = open(N, AutoresetMode.DISABLED)) {
            door.reset(new long[] {7, 8, 9});
            Rows last = null;
            for (int step = 0; step < STEPS; step++) {
                last = door.step(actions(step));
            }
            assertThrows(RuntimeException.class, () -> door.step(actions(0)));
            Rows masked = door.reset(new boolean[] {false, true, false});
            assertArrayEquals(obs(last.observations(), 0), obs(masked.observations(), 0));
            LoanEnv alone = new LoanEnv(CONFIG);
            requireStart(alone.reset(Draws.derive(8, Stream.EPISODE, 1, 1)), masked, 1);
            assertThrows(RuntimeException.class, () -> door.step(actions(0)), "two rows are still at their end");
        }
    }

    @Test
    void aBadRowStepsNothing() {
        try (Door door = open(N, AutoresetMode.NEXT_STEP);
                Door other = open(N, AutoresetMode.NEXT_STEP)) {
            door.reset(new long[] {1, 2, 3});
            other.reset(new long[] {1, 2, 3});
            float[] bad = actions(0);
            bad[7] = Float.NaN;
            assertThrows(RuntimeException.class, () -> door.step(bad));
            bad[7] = Math.nextUp(ActionLayout.bound(1));
            assertThrows(RuntimeException.class, () -> door.step(bad));
            assertArrayEquals(
                    other.step(actions(0)).observations(), door.step(actions(0)).observations());
        }
    }

    @Test
    void seedsAndSlotsDiffer() {
        try (Door door = open(N, AutoresetMode.NEXT_STEP)) {
            Rows start = door.reset(new long[] {0, 1, 2});
            assertNotEquals(start.observations()[0], start.observations()[OBS]);
            assertNotEquals(start.observations()[OBS], start.observations()[2 * OBS]);
        }
    }
}
