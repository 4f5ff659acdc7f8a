package io.github.loantwin.agents.worlds;

import io.github.loantwin.env.check.ArgCheck;

/**
 * Seeds that stand next to each other.
 *
 * @param first the first seed
 * @param count their number
 */
public record SeedRange(long first, int count) {
    public SeedRange {
        ArgCheck.positive("count", count);
        ArgCheck.that(first <= Long.MAX_VALUE - count, "first + count must be a seed", first);
    }

    /** Returns the first n seeds. */
    public long[] take(int n) {
        ArgCheck.inClosed("number of seeds", n, 1, count);
        long[] seeds = new long[n];
        for (int i = 0; i < n; i++) {
            seeds[i] = first + i;
        }
        return seeds;
    }

    /** Returns whether a seed stands in both. */
    boolean overlaps(SeedRange other) {
        return first < other.first + other.count && other.first < first + count;
    }

    @Override
    public String toString() {
        return first + " to " + (first + count - 1);
    }
}
