package io.github.loantwin.agents.learn;

import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;

/**
 * Random numbers of a training run, keyed to what they are for: (seed, purpose, place, time). There is no state to save,
 * and nothing depends on the order of calls. Not thread-safe.
 */
public final class Keyed {
    /** What a number is for. */
    public enum Purpose {
        /** Exploration; place: copy and action component, time: step. */
        EXPLORATION,
        /** Order of samples in an epoch; place: position, time: epoch. */
        ORDER,
        /** Choice from the replay buffer; place: position in the batch, time: update. */
        REPLAY,
        /** Noise of actions inside an update; place: position and component, time: update. */
        UPDATE,
        /** Seeds of networks and of episodes. */
        SEEDS
    }

    private static final int PLACE_BITS = 40;

    private final Draws draws;

    /** Creates the random numbers of a seed. */
    public Keyed(long seed) {
        draws = new Draws(seed);
    }

    private static long entity(Purpose purpose, long place) {
        return ((long) purpose.ordinal() << PLACE_BITS) | place;
    }

    /** Returns a standard normal number. */
    public float normal(Purpose purpose, long place, int time) {
        return (float) draws.normal(Stream.POLICY, entity(purpose, place), time);
    }

    /** Returns a number in (0, 1). */
    public double uniform(Purpose purpose, long place, int time) {
        return draws.uniform(Stream.POLICY, entity(purpose, place), time);
    }

    /** Returns an integer in [0, bound). */
    public int below(int bound, Purpose purpose, long place, int time) {
        return (int) (uniform(purpose, place, time) * bound);
    }

    /** Returns 64 bits. */
    public long bits(Purpose purpose, long place, int time) {
        return draws.bits(Stream.POLICY, entity(purpose, place), time);
    }

    /** Puts the numbers 0 to n - 1 into a random order (Fisher and Yates). */
    public void shuffle(int[] order, int time) {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        for (int i = order.length - 1; i > 0; i--) {
            int j = below(i + 1, Purpose.ORDER, i, time);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
    }
}
