package io.github.loantwin.env.sim;

import java.nio.ByteBuffer;

/** Buffers for saved states, and the digest of their bytes. */
public final class StateBytes {
    /** Where digests begin. */
    static final long START = 0x6C6F616E7477696EL;

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final long LIMIT = Integer.MAX_VALUE - 64;

    private StateBytes() {}

    /** Returns an empty buffer; a state must fit into one array. */
    public static ByteBuffer allocate(long bytes) {
        if (bytes > LIMIT) {
            throw new IllegalStateException("a saved state must be smaller than 2 GiB, got " + bytes
                    + " bytes.\nMaybe save a smaller book: a loan takes about 160 bytes.");
        }
        return ByteBuffer.allocate((int) bytes);
    }

    /** Returns the digest of the bytes written so far, eight at a time in four interleaved chains. */
    public static long digest(ByteBuffer bytes, long start) {
        int end = bytes.position();
        long a = start;
        long b = start + MULTIPLIER;
        long c = start + 2 * MULTIPLIER;
        long d = start + 3 * MULTIPLIER;
        int at = 0;
        for (; at + 32 <= end; at += 32) {
            a = mix(a, bytes.getLong(at));
            b = mix(b, bytes.getLong(at + 8));
            c = mix(c, bytes.getLong(at + 16));
            d = mix(d, bytes.getLong(at + 24));
        }
        for (; at < end; at++) {
            a = mix(a, bytes.get(at));
        }
        return mix(mix(mix(mix(end, a), b), c), d);
    }

    private static long mix(long hash, long value) {
        long mixed = (hash ^ value) * MULTIPLIER;
        return mixed ^ mixed >>> 32;
    }
}
