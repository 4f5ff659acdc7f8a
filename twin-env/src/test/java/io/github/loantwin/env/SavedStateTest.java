package io.github.loantwin.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Save, restore, fork and hash: continuing from a state is bit for bit the same as never having stopped. */
class SavedStateTest {
    private static final TwinConfig CONFIG = TwinConfig.defaults().with("episode.initialLoans", 200);
    private static final TwinConfig RANDOMISED =
            CONFIG.with("lender.taxRate", "{uniform: [0.15, 0.30]}").with("demand.noticeDays", "{choice: [30, 45]}");

    /** Actions over the whole box, moving every week: a function of the day alone. */
    static float[] action(long luck, int day) {
        Draws draws = new Draws(luck);
        float[] action = new float[ActionLayout.SIZE];
        for (int c = 0; c < ActionLayout.SIZE; c++) {
            float unit = (float) (2 * draws.uniform(Stream.POLICY, c, day / 7) - 1);
            action[c] = unit * ActionLayout.bound(c);
        }
        return action;
    }

    static void run(LoanEnv env, int from, int to) {
        for (int day = from; day < to; day++) {
            env.step(action(1, day));
        }
    }

    /** Steps both and requires equal results in every bit, and equal hashes every tenth day. */
    static void requireSameFuture(LoanEnv expected, LoanEnv got, int from, int days) {
        for (int day = from; day < from + days; day++) {
            StepResult a = expected.step(action(2, day));
            StepResult b = got.step(action(2, day));
            String when = "day " + day;
            assertArrayEquals(a.observation(), b.observation(), 0f, when);
            assertEquals(Double.doubleToRawLongBits(a.reward()), Double.doubleToRawLongBits(b.reward()), when);
            assertEquals(a.terminated(), b.terminated(), when);
            assertEquals(a.truncated(), b.truncated(), when);
            assertArrayEquals(a.info().toArray(), b.info().toArray(), 0.0, when);
            if (day % 10 == 0 || day == from) {
                assertEquals(expected.stateHash(), got.stateHash(), when);
            }
            if (a.terminated() || a.truncated()) {
                return;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 31, 45, 58, 100, 127})
    void restoreContinuesBitForBit(int stop) {
        LoanEnv env = new LoanEnv(CONFIG);
        env.reset(11);
        run(env, 0, stop);
        byte[] state = env.save();
        LoanEnv other = new LoanEnv(CONFIG);
        if (stop % 2 == 0) {
            other.reset(12);
            run(other, 0, 50);
        }
        other.restore(state);
        assertArrayEquals(env.observation(), other.observation());
        assertEquals(env.seed(), other.seed());
        assertEquals(env.stateHash(), other.stateHash());
        assertArrayEquals(state, other.save());
        requireSameFuture(env, other, stop, 200);
    }

    @Test
    void restoreGoesBackInTheSameEnvironment() {
        LoanEnv env = new LoanEnv(CONFIG);
        env.reset(3);
        run(env, 0, 20);
        byte[] state = env.save();
        long hash = env.stateHash();
        run(env, 20, 80);
        long later = env.stateHash();
        env.restore(state);
        assertEquals(hash, env.stateHash());
        run(env, 20, 80);
        assertEquals(later, env.stateHash());
    }

    /** A reset starts the seed's episode whatever was there before: nothing of an earlier episode remains. */
    @Test
    void resetForgetsTheEpisodeBefore() {
        LoanEnv used = new LoanEnv(CONFIG);
        for (long seed = 0; seed < 12; seed++) {
            used.reset(seed);
            LoanEnv fresh = new LoanEnv(CONFIG);
            fresh.reset(seed);
            assertArrayEquals(fresh.save(), used.save(), "seed " + seed);
            run(used, 0, 20 + 25 * (int) seed);
        }
    }

    @Test
    void restoreAfterTheEndKeepsTheEnd() {
        TwinConfig brief = CONFIG.with("episode.simulationDays", 10);
        LoanEnv env = new LoanEnv(brief);
        env.reset(3);
        run(env, 0, 10);
        LoanEnv copy = env.fork();
        assertThrows(IllegalStateException.class, () -> copy.step(new float[3]));
        copy.reset(4);
        copy.step(new float[3]);
    }

    @Test
    void forkIsIndependentAndContinuesBitForBit() {
        LoanEnv env = new LoanEnv(CONFIG);
        env.reset(5);
        run(env, 0, 40);
        LoanEnv fork = env.fork();
        LoanEnv spoiled = env.fork();
        run(spoiled, 40, 60);
        requireSameFuture(env, fork, 40, 200);
    }

    @Test
    void forkWithAnotherKeyKeepsTheStateAndChangesTheFuture() {
        LoanEnv env = new LoanEnv(CONFIG);
        env.reset(5);
        run(env, 0, 40);
        LoanEnv one = env.fork(1);
        LoanEnv same = env.fork(1);
        LoanEnv two = env.fork(2);
        assertEquals(env.stateHash(), one.stateHash());
        assertEquals(env.stateHash(), two.stateHash());
        assertArrayEquals(env.observation(), one.observation());
        float[] hold = new float[3];
        StepResult a = env.step(hold);
        StepResult b = one.step(hold);
        StepResult c = two.step(hold);
        assertNotEquals(a.info().get(InfoField.VOLATILITY_INDEX), b.info().get(InfoField.VOLATILITY_INDEX));
        assertNotEquals(b.info().get(InfoField.VOLATILITY_INDEX), c.info().get(InfoField.VOLATILITY_INDEX));
        assertNotEquals(env.stateHash(), one.stateHash());
        same.step(hold);
        requireSameFuture(one, same, 41, 100);
    }

    @Test
    void randomisedParametersTravelWithTheState() {
        LoanEnv env = new LoanEnv(RANDOMISED);
        env.reset(21);
        run(env, 0, 35);
        LoanEnv other = new LoanEnv(RANDOMISED);
        other.reset(22);
        other.restore(env.save());
        requireSameFuture(env, other, 35, 60);
        LoanEnv again = new LoanEnv(RANDOMISED);
        again.restore(env.save());
        again.reset(21);
        env.reset(21);
        requireSameFuture(env, again, 0, 5);
        LoanEnv future = env.fork(9);
        LoanEnv sameFuture = new LoanEnv(RANDOMISED);
        sameFuture.restore(future.save());
        requireSameFuture(future, sameFuture, 5, 60);
    }

    @Test
    void damagedBytesAreRefusedAndNothingChanges() {
        LoanEnv env = new LoanEnv(CONFIG);
        env.reset(7);
        run(env, 0, 12);
        byte[] state = env.save();
        LoanEnv other = new LoanEnv(CONFIG);
        other.reset(8);
        run(other, 0, 3);
        byte[] before = other.save();
        for (int at : new int[] {0, 2, 6, 10, 39, 42, 60, 5_000, state.length / 2, state.length - 1}) {
            byte[] damaged = state.clone();
            damaged[at] ^= 0x10;
            Exception e = assertThrows(IllegalArgumentException.class, () -> other.restore(damaged), "byte " + at);
            assertTrue(e.getMessage().startsWith("state must be"), e.getMessage());
            assertArrayEquals(before, other.save());
        }
        for (int length : new int[] {0, 3, 48, state.length - 1}) {
            assertThrows(IllegalArgumentException.class, () -> other.restore(java.util.Arrays.copyOf(state, length)));
            assertArrayEquals(before, other.save());
        }
        assertThrows(
                IllegalArgumentException.class, () -> other.restore(java.util.Arrays.copyOf(state, state.length + 1)));
        assertThrows(IllegalArgumentException.class, () -> other.restore(null));
    }

    @Test
    void anotherVersionIsRefusedByName() {
        LoanEnv env = new LoanEnv(CONFIG);
        env.reset(7);
        byte[] state = env.save();
        ByteBuffer.wrap(state).putInt(4, 99);
        CRC32C crc = new CRC32C();
        crc.update(state, 0, state.length - 4);
        ByteBuffer.wrap(state).putInt(state.length - 4, (int) crc.getValue());
        Exception e = assertThrows(IllegalArgumentException.class, () -> env.restore(state));
        assertTrue(e.getMessage().contains("got version 99"), e.getMessage());
    }

    @Test
    void anotherConfigurationIsRefused() {
        LoanEnv env = new LoanEnv(CONFIG);
        env.reset(7);
        byte[] state = env.save();
        LoanEnv other = new LoanEnv(CONFIG.with("lender.taxRate", 0.22));
        Exception e = assertThrows(IllegalArgumentException.class, () -> other.restore(state));
        assertTrue(e.getMessage().contains("must be of this configuration"), e.getMessage());
        assertThrows(IllegalStateException.class, () -> other.step(new float[3]));
    }

    @Test
    void aStateNeedsAReset() {
        LoanEnv env = new LoanEnv(CONFIG);
        assertThrows(IllegalStateException.class, env::save);
        assertThrows(IllegalStateException.class, env::fork);
        assertThrows(IllegalStateException.class, env::stateHash);
        assertThrows(IllegalStateException.class, env::observation);
    }

    @Test
    void refusedActionLeavesTheStateAsItWas() {
        LoanEnv env = new LoanEnv(CONFIG);
        env.reset(7);
        run(env, 0, 3);
        byte[] before = env.save();
        float[][] bad = {
            {Float.NaN, 0, 0},
            {0, Float.POSITIVE_INFINITY, 0},
            {0.11f, 0, 0},
            {0, -0.021f, 0},
            {0, 0},
            {0, 0, 0, 0},
            null
        };
        for (float[] action : bad) {
            assertThrows(IllegalArgumentException.class, () -> env.step(action));
            assertArrayEquals(before, env.save());
        }
    }

    @Test
    void stateIsSmall() {
        LoanEnv env = new LoanEnv(TwinConfig.defaults());
        env.reset(1);
        byte[] state = env.save();
        System.out.println("state of 1,000 loans: " + state.length + " bytes");
        assertTrue(state.length < 300_000, state.length + " bytes");
    }
}
