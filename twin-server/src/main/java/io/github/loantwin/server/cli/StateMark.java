package io.github.loantwin.server.cli;

import io.github.loantwin.env.StepInfo;

/** A 64-bit mark of everything that info shows, to tell two states apart. */
final class StateMark {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private StateMark() {}

    /** Returns the FNV-1a hash over the bits of every field. */
    static long of(StepInfo info) {
        long hash = OFFSET;
        for (double value : info.toArray()) {
            long bits = Double.doubleToLongBits(value);
            for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
                hash = (hash ^ (bits >>> shift & 0xff)) * PRIME;
            }
        }
        return hash;
    }
}
