package io.github.loantwin.env.random;

import io.github.loantwin.env.math.PortableMath;

/**
 * Draws keyed to their event: (seed, stream, entity, date) names a random number, so the order of calls never matters.
 *
 * <p>Every sampler inverts the distribution function: one uniform per variate, no rejection. Not thread-safe (it holds
 * the scratch block), without allocation.
 */
public final class Draws {
    private final Philox philox = new Philox();
    private long key;

    /** Creates draws for an episode key. */
    public Draws(long key) {
        this.key = key;
    }

    /** Returns the episode key in use. */
    public long key() {
        return key;
    }

    /** Changes the episode key (a reset, or a fork into another future). */
    public void rekey(long newKey) {
        this.key = newKey;
    }

    /** Computes the block of an event; read it with {@link #first()} and {@link #second()}. */
    public void at(Stream stream, long entity, int date) {
        philox.block(key, entity, (date & 0xFFFFFFFFL) | ((long) stream.code() << 32));
    }

    /** Returns the first uniform of the last block, in (0, 1). */
    public double first() {
        return philox.uniformLow();
    }

    /** Returns the second uniform of the last block, in (0, 1). */
    public double second() {
        return philox.uniformHigh();
    }

    /** Returns the event's uniform in (0, 1). */
    public double uniform(Stream stream, long entity, int date) {
        at(stream, entity, date);
        return philox.uniformLow();
    }

    /** Returns the event's standard normal variate. */
    public double normal(Stream stream, long entity, int date) {
        return PortableMath.normalQuantile(uniform(stream, entity, date));
    }

    /** Returns 64 random bits of the event. */
    public long bits(Stream stream, long entity, int date) {
        at(stream, entity, date);
        return philox.low();
    }

    /** Returns 64 bits that are a function of a key and two numbers, for episode, slot and fork keys. */
    public static long derive(long key, Stream stream, long entity, int date) {
        Philox block = new Philox();
        block.block(key, entity, (date & 0xFFFFFFFFL) | ((long) stream.code() << 32));
        return block.low();
    }
}
