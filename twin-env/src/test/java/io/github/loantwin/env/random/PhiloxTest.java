package io.github.loantwin.env.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class PhiloxTest {
    /** Known-answer vectors of Random123 (D. E. Shaw Research), file kat_vectors, philox4x32 10 rounds. */
    @Test
    void matchesPublishedVectors() {
        Philox philox = new Philox();
        philox.block(0L, 0L, 0L);
        assertWords(philox, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        philox.block(-1L, -1L, -1L);
        assertWords(philox, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        philox.block(word(0xa4093822, 0x299f31d0), word(0x243f6a88, 0x85a308d3), word(0x13198a2e, 0x03707344));
        assertWords(philox, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    /** Second opinion: Commons RNG 1.7, whose seed is (key0, key1, counter0..3) and which counts up before its first block. */
    @Test
    void matchesCommonsRng() {
        int[] seed = {0x12345678, 0x9abcdef0, 7, 0, 0, 0};
        UniformRandomProvider reference = RandomSource.PHILOX_4X32.create(seed);
        Philox philox = new Philox();
        for (int block = 0; block < 1000; block++) {
            philox.block(word(seed[0], seed[1]), 8L + block, 0L);
            assertEquals((int) philox.low(), reference.nextInt(), "block " + block);
            assertEquals((int) (philox.low() >>> 32), reference.nextInt());
            assertEquals((int) philox.high(), reference.nextInt());
            assertEquals((int) (philox.high() >>> 32), reference.nextInt());
        }
    }

    @Test
    void uniformStaysInsideTheOpenInterval() {
        assertTrue(Philox.toUniform(0L) > 0);
        assertTrue(Philox.toUniform(-1L) < 1);
    }

    /** Adjacent seeds, entities and dates give independent uniforms: |correlation| below 4.5 standard errors (1e-5). */
    @Test
    void neighbouringEventsAreUncorrelated() {
        int n = 200_000;
        double bound = 4.5 / Math.sqrt(n);
        double seeds = 0;
        double entities = 0;
        double dates = 0;
        Draws a = new Draws(1);
        Draws b = new Draws(2);
        for (int i = 0; i < n; i++) {
            double u = a.uniform(Stream.LOAN_MONTH, i, 5) - 0.5;
            seeds += u * (b.uniform(Stream.LOAN_MONTH, i, 5) - 0.5);
            entities += u * (a.uniform(Stream.LOAN_MONTH, i + 1, 5) - 0.5);
            dates += u * (a.uniform(Stream.LOAN_MONTH, i, 6) - 0.5);
        }
        assertTrue(Math.abs(seeds / n * 12) < bound, "seeds " + seeds);
        assertTrue(Math.abs(entities / n * 12) < bound, "entities " + entities);
        assertTrue(Math.abs(dates / n * 12) < bound, "dates " + dates);
    }

    private static long word(int low, int high) {
        return (low & 0xFFFFFFFFL) | ((long) high << 32);
    }

    private static void assertWords(Philox philox, int w0, int w1, int w2, int w3) {
        assertEquals(Integer.toHexString(w0), Integer.toHexString((int) philox.low()));
        assertEquals(Integer.toHexString(w1), Integer.toHexString((int) (philox.low() >>> 32)));
        assertEquals(Integer.toHexString(w2), Integer.toHexString((int) philox.high()));
        assertEquals(Integer.toHexString(w3), Integer.toHexString((int) (philox.high() >>> 32)));
    }
}
