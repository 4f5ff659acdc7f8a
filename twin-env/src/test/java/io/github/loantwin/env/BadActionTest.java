package io.github.loantwin.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.config.TwinConfig;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad actions and steps out of turn: refused with place, value and rule, and nothing changes (issue 2, section 4). */
class BadActionTest {
    private static final TwinConfig CONFIG =
            TwinConfig.defaults().with("episode.initialLoans", 200).with("episode.simulationDays", 30);

    static Stream<Arguments> badActions() {
        return Stream.of(
                Arguments.of(null, "action must have shape (3), got null."),
                Arguments.of(new float[0], "action must have shape (3), got (0)."),
                Arguments.of(new float[2], "action must have shape (3), got (2)."),
                Arguments.of(new float[4], "action must have shape (3), got (4)."),
                Arguments.of(
                        new float[] {Float.NaN, 0, 0}, "action[0] (credit_policy) must be in [-0.1, 0.1], got NaN."),
                Arguments.of(
                        new float[] {0, Float.POSITIVE_INFINITY, 0},
                        "action[1] (pricing) must be in [-0.02, 0.02], got Infinity."),
                Arguments.of(
                        new float[] {0, 0, Float.NEGATIVE_INFINITY},
                        "action[2] (rebalancing) must be in [-0.1, 0.1], got -Infinity."),
                Arguments.of(
                        new float[] {Math.nextUp(0.1f), 0, 0},
                        "action[0] (credit_policy) must be in [-0.1, 0.1], got 0.10000001."),
                Arguments.of(
                        new float[] {0, Math.nextDown(-0.02f), 0},
                        "action[1] (pricing) must be in [-0.02, 0.02], got -0.020000001."),
                Arguments.of(new float[] {0, 0, 1}, "action[2] (rebalancing) must be in [-0.1, 0.1], got 1.0."));
    }

    @ParameterizedTest
    @MethodSource("badActions")
    void badActionIsRefusedAndNothingChanges(float[] action, String message) {
        LoanEnv disturbed = new LoanEnv(CONFIG);
        LoanEnv quiet = new LoanEnv(CONFIG);
        disturbed.reset(3);
        quiet.reset(3);
        for (int day = 0; day < 10; day++) {
            IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> disturbed.step(action));
            assertEquals(message, error.getMessage().split("\n")[0]);
            float[] good = {0.05f, -0.01f, day % 2 == 0 ? 0.1f : -0.1f};
            StepResult a = disturbed.step(good);
            StepResult b = quiet.step(good);
            assertArrayEquals(b.observation(), a.observation());
            assertEquals(b.reward(), a.reward(), 0);
            assertArrayEquals(b.info().toArray(), a.info().toArray());
        }
    }

    /** The box is compared in float32: its own bounds belong to it, the next float does not. */
    @Test
    void boundsOfTheBoxAreInside() {
        LoanEnv env = new LoanEnv(CONFIG);
        env.reset(1);
        env.step(new float[] {0.1f, 0.02f, 0.1f});
        env.step(new float[] {-0.1f, -0.02f, -0.1f});
        env.step(new float[] {(float) 0.1, (float) 0.02, (float) -0.1});
        env.step(new float[] {-0.0f, 0.0f, Float.MIN_VALUE});
        assertTrue(env.actionSpace().contains(new float[] {0.1f, 0.02f, -0.1f}));
    }

    @Test
    void clippingClipsAndCountsButNeverTakesNotANumber() {
        LoanEnv clipping = new LoanEnv(CONFIG.with("episode.clipActions", true));
        LoanEnv plain = new LoanEnv(CONFIG);
        clipping.reset(2);
        plain.reset(2);
        StepResult a = clipping.step(new float[] {5, -0.01f, -7});
        StepResult b = plain.step(new float[] {0.1f, -0.01f, -0.1f});
        assertEquals(b.reward(), a.reward(), 0);
        assertEquals(2, a.info().get(InfoField.CLIPPED_ACTIONS));
        assertThrows(IllegalArgumentException.class, () -> clipping.step(new float[] {Float.NaN, 0, 0}));
        assertThrows(IllegalArgumentException.class, () -> clipping.step(new float[] {0, Float.POSITIVE_INFINITY, 0}));
        assertEquals(2, clipping.step(new float[3]).info().get(InfoField.CLIPPED_ACTIONS));
    }

    @Test
    void stepNeedsAReset() {
        LoanEnv env = new LoanEnv(CONFIG);
        IllegalStateException error = assertThrows(IllegalStateException.class, () -> env.step(new float[3]));
        assertEquals("step needs a reset first.", error.getMessage());
        assertEquals(0, env.reset(1).info().get(InfoField.DAY));
    }

    @Test
    void stepAfterTheEndIsRefusedAndAResetStartsAnew() {
        LoanEnv env = new LoanEnv(CONFIG);
        float[] first = env.reset(4).observation();
        StepResult last = null;
        for (int day = 1; day <= 30; day++) {
            last = env.step(new float[3]);
            assertEquals(day == 30, last.truncated());
            assertEquals(false, last.terminated());
        }
        IllegalStateException error = assertThrows(IllegalStateException.class, () -> env.step(new float[3]));
        assertTrue(error.getMessage().startsWith("step after the end of the episode on day 30."), error.getMessage());
        assertTrue(error.getMessage().contains("\nMaybe "), error.getMessage());
        assertThrows(IllegalStateException.class, () -> env.step(new float[3]));
        assertArrayEquals(first, env.reset(4).observation());
        assertEquals(1, env.step(new float[3]).info().get(InfoField.DAY));
        assertEquals(30, last.info().get(InfoField.DAY));
    }

    /** The caller's array is neither kept nor changed. */
    @Test
    void actionBelongsToTheCaller() {
        LoanEnv env = new LoanEnv(CONFIG);
        LoanEnv other = new LoanEnv(CONFIG);
        env.reset(6);
        other.reset(6);
        float[] action = {0.03f, 0.01f, -0.02f};
        env.step(action);
        assertArrayEquals(new float[] {0.03f, 0.01f, -0.02f}, action);
        Arrays.fill(action, 9);
        other.step(new float[] {0.03f, 0.01f, -0.02f});
        assertArrayEquals(
                other.step(new float[3]).info().toArray(),
                env.step(new float[3]).info().toArray());
    }

    /** Terminated is the lender's failure, truncated the horizon; never both, never one for the other. */
    @Test
    void failureTerminatesWithThePenaltyAndIsNotTruncation() {
        LoanEnv env = new LoanEnv(CONFIG.with("reward.capitalFloor", 0.9));
        env.reset(1);
        StepResult step = env.step(new float[3]);
        assertTrue(step.terminated());
        assertEquals(false, step.truncated());
        assertTrue(step.reward() <= -29 - 30 + 1, "reward " + step.reward());
        assertThrows(IllegalStateException.class, () -> env.step(new float[3]));
    }
}
