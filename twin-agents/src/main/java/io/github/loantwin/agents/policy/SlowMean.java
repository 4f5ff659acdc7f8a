package io.github.loantwin.agents.policy;

import io.github.loantwin.env.check.ArgCheck;
import java.util.Arrays;

/**
 * What a policy remembers: the slow mean of every observation since the episode began, m' = m + k (x - m), which starts at
 * the first observation.
 *
 * <p>The environment is partially observed: one observation does not tell whether unemployment rises or falls. With memory
 * a policy sees x and x - m, the distance to where it came from.
 */
public final class SlowMean {
    private final float rate;
    private final float[] mean;
    private boolean empty = true;

    /**
     * Creates an empty memory.
     *
     * @param size number of observation components
     * @param halfLifeDays days after which an observation counts half
     * @param decisionDays days between observations
     */
    public SlowMean(int size, double halfLifeDays, int decisionDays) {
        ArgCheck.positive("halfLifeDays", halfLifeDays);
        mean = new float[size];
        rate = (float) (1 - StrictMath.pow(0.5, decisionDays / halfLifeDays));
    }

    /** Forgets: a new episode begins. */
    public void clear() {
        empty = true;
        Arrays.fill(mean, 0f);
    }

    /** Takes an observation into the mean, and writes x, then x - m. */
    public void observe(float[] observation, int observationAt, float[] features, int featuresAt) {
        int n = mean.length;
        for (int i = 0; i < n; i++) {
            float x = observation[observationAt + i];
            mean[i] = empty ? x : mean[i] + rate * (x - mean[i]);
            features[featuresAt + i] = x;
            features[featuresAt + n + i] = x - mean[i];
        }
        empty = false;
    }

    /** Returns the mean itself, to save and restore it. */
    public float[] mean() {
        return mean;
    }

    /** Returns whether nothing has been observed since the episode began. */
    public boolean empty() {
        return empty;
    }

    /** Restores what {@link #empty} told. */
    public void empty(boolean nothingSeen) {
        empty = nothingSeen;
    }
}
