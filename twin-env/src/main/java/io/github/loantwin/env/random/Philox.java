package io.github.loantwin.env.random;

/**
 * Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as
 * 1, 2, 3" (SC 2011): a 64-bit key and a 128-bit counter give 128 random bits, with no state and no allocation.
 *
 * <p>The instance only holds the words of the last block, so it may be reused for any number of draws but not shared
 * between threads.
 */
public final class Philox {
    static final int ROUNDS = 10;
    static final long M0 = 0xD2511F53L;
    static final long M1 = 0xCD9E8D57L;
    static final int W0 = 0x9E3779B9;
    static final int W1 = 0xBB67AE85;
    private static final long MASK = 0xFFFFFFFFL;
    private static final double UNIT = 0x1.0p-53;

    private long low;
    private long high;

    /**
     * Computes one block.
     *
     * @param key the 64-bit key; its low half is key word 0
     * @param counterLow counter words 0 (low half) and 1 (high half)
     * @param counterHigh counter words 2 (low half) and 3 (high half)
     */
    public void block(long key, long counterLow, long counterHigh) {
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        long a = counterLow;
        long b = counterHigh;
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = M0 * (a & MASK);
            long product1 = M1 * (b & MASK);
            a = Long.rotateLeft(product1, 32) ^ a >>> 32 ^ k0 & MASK;
            b = Long.rotateLeft(product0, 32) ^ b >>> 32 ^ k1 & MASK;
            k0 += W0;
            k1 += W1;
        }
        low = a;
        high = b;
    }

    /** Returns output words 0 and 1 of the last block. */
    public long low() {
        return low;
    }

    /** Returns output words 2 and 3 of the last block. */
    public long high() {
        return high;
    }

    /** Returns a uniform number in the open interval (0, 1) from the low half of the last block. */
    public double uniformLow() {
        return toUniform(low);
    }

    /** Returns a uniform number in the open interval (0, 1) from the high half of the last block. */
    public double uniformHigh() {
        return toUniform(high);
    }

    /** Maps 64 random bits to the midpoint of one of 2^52 equal cells of (0, 1). */
    public static double toUniform(long bits) {
        return ((bits >>> 12) + 0.5) * (2 * UNIT);
    }
}
