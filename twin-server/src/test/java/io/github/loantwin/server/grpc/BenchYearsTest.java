package io.github.loantwin.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class BenchYearsTest {
    private static final long LATER = Long.MAX_VALUE / 2;

    /** Returns how many steps count until the last, when the clock stands still before some step and is far on from then. */
    private static int counted(BenchYears years, int clockJumpsAt) {
        int counted = 0;
        int steps = 0;
        boolean ended = false;
        long start = System.nanoTime();
        while (!ended) {
            counted += years.measuring() ? 1 : 0;
            ended = years.endsWith(++steps < clockJumpsAt ? start : start + LATER);
        }
        return counted;
    }

    @Test
    void oneYearWarmsUpAndOneCountsHoweverShortTheTime() {
        BenchYears years = new BenchYears(0, 0);
        assertFalse(years.measuring());
        assertEquals(366, counted(years, 1));
    }

    @Test
    void bothGoOnToTheEndOfAYear() {
        assertEquals(366, counted(new BenchYears(5, 5), 500), "the warm-up ends with the second year");
        assertEquals(3 * 366, counted(new BenchYears(0, 5), 3 * 366 + 1), "time is up in the third year that counts");
    }
}
