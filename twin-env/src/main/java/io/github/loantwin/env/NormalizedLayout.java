package io.github.loantwin.env;

import io.github.loantwin.env.space.Box;
import java.util.Arrays;

/**
 * The unit-scale view of the same world, {@code loantwin/LoanPortfolioNormalized-v0}: actions in [-1, 1], observations
 * {@code clip((raw - offset) / scale, -10, 10)}.
 *
 * <p>Offsets and scales are about mean and standard deviation of each number over two years of 64 default lenders under
 * random policies that change monthly, rounded, and fixed; those of the portfolio's value go with the loans at the start.
 * Return on equity is seen down to -1, where the raw observation ends at 0.
 */
public final class NormalizedLayout {
    /** Bound of every normalised observation. */
    public static final float OBSERVATION_BOUND = 10f;

    private static final double[] OFFSET = {
        0.018, 0.02, 0.03, 0.05, 0.03, 0.32, 0.055, 0.055, 0.02, 0.025, 100, 0.02, 20,
    };
    private static final double[] SCALE = {
        0.004, 0.01, 0.02, 0.1, 0.01, 0.03, 0.02, 0.02, 0.025, 0.015, 10, 0.01, 8,
    };

    private final double[] offset = OFFSET.clone();
    private final double[] scale = SCALE.clone();

    /** Creates the view of lenders that start with a number of loans. */
    public NormalizedLayout(int initialLoans) {
        offset[ObservationLayout.PORTFOLIO_VALUE] *= initialLoans;
        scale[ObservationLayout.PORTFOLIO_VALUE] *= initialLoans;
    }

    /** Returns what is subtracted from each number; a fresh array. */
    public double[] offset() {
        return offset.clone();
    }

    /** Returns what each number is then divided by; a fresh array. */
    public double[] scale() {
        return scale.clone();
    }

    /** Returns the space of normalised observations. */
    public static Box observationSpace() {
        return symmetric(ObservationLayout.space(), OBSERVATION_BOUND);
    }

    /** Returns the space of normalised actions. */
    public static Box actionSpace() {
        return symmetric(ActionLayout.space(), 1f);
    }

    private static Box symmetric(Box raw, float bound) {
        float[] high = new float[raw.size()];
        Arrays.fill(high, bound);
        float[] low = new float[raw.size()];
        Arrays.fill(low, -bound);
        return new Box(raw.names(), low, high);
    }

    /**
     * Normalises one observation.
     *
     * @param raw raw observation, 13 numbers from {@code at} on
     * @param returnOnEquity the unclipped figure of info
     * @param out receives 13 numbers from {@code at} on; may be {@code raw}
     */
    public void observation(float[] raw, int at, double returnOnEquity, float[] out) {
        for (int c = 0; c < ObservationLayout.SIZE; c++) {
            double value =
                    c == ObservationLayout.RETURN_ON_EQUITY ? Math.max(-1, Math.min(1, returnOnEquity)) : raw[at + c];
            float normal = (float) ((value - offset[c]) / scale[c]);
            out[at + c] = Math.max(-OBSERVATION_BOUND, Math.min(OBSERVATION_BOUND, normal));
        }
    }

    /** Returns the raw action of a normalised component: bound x value, in float32. */
    public static float rawAction(int component, float normal) {
        return ActionLayout.bound(component) * normal;
    }

    /** Returns the normalised action of a raw component: value / bound, in float32. */
    public static float normalAction(int component, float raw) {
        return raw / ActionLayout.bound(component);
    }
}
