package io.github.loantwin.env.demand;

import io.github.loantwin.env.math.PortableMath;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;

/** Poisson counts by inversion of the distribution function, one uniform for each 24 expected events. */
public final class Arrivals {
    /** Largest mean that one inversion handles. */
    private static final double CHUNK = 24;

    private static final int SLOTS = 16;

    private final double[] means = new double[SLOTS];
    private final double[] nones = new double[SLOTS];

    /** Creates the sampler of one environment; it remembers e^-mean, so a mean that stays is cheap. */
    public Arrivals() {
        java.util.Arrays.fill(means, Double.NaN);
    }

    /**
     * Returns the number of events of an entity on a day.
     *
     * @param slot one of 16 memories of a mean
     * @param mean expected number, at least 0
     */
    public int poisson(Draws draws, long entity, int day, int slot, double mean) {
        int chunks = (int) (mean / CHUNK) + 1;
        double part = mean / chunks;
        if (means[slot] != part) {
            means[slot] = part;
            nones[slot] = PortableMath.exp(-part);
        }
        int total = 0;
        for (int c = 0; c < chunks; c++) {
            total += invert(draws.uniform(Stream.ARRIVALS, entity | ((long) c << 8), day), part, nones[slot]);
        }
        return total;
    }

    private static int invert(double uniform, double mean, double none) {
        double term = none;
        double sum = none;
        int n = 0;
        while (uniform > sum && n < 200) {
            n++;
            term *= mean / n;
            sum += term;
        }
        return n;
    }
}
