package io.github.loantwin.agents.policy;

import io.github.loantwin.env.check.ArgCheck;

/**
 * Brings features to mean 0 and standard deviation 1 by fixed figures: clip((x - mean) / scale, -clip, clip).
 *
 * @param mean of every feature, in the feature's unit
 * @param scale standard deviation of every feature, above 0
 * @param clip largest size of a normalised feature: keeps what training never saw from dominating
 */
public record Normaliser(float[] mean, float[] scale, float clip) {
    public Normaliser {
        mean = mean.clone();
        scale = ArgCheck.length("scale", scale, mean.length).clone();
        ArgCheck.positive("clip", clip);
        for (int i = 0; i < mean.length; i++) {
            ArgCheck.finite("mean[" + i + "]", mean[i]);
            ArgCheck.positive("scale[" + i + "]", scale[i]);
        }
    }

    @Override
    public float[] mean() {
        return mean.clone();
    }

    @Override
    public float[] scale() {
        return scale.clone();
    }

    /** Returns the number of features. */
    int size() {
        return mean.length;
    }

    /** Replaces a row of features by normalised ones. */
    public void apply(float[] features, int at) {
        for (int i = 0; i < mean.length; i++) {
            float value = (features[at + i] - mean[i]) / scale[i];
            features[at + i] = Math.max(-clip, Math.min(clip, value));
        }
    }
}
