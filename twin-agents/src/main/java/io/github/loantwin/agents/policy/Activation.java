package io.github.loantwin.agents.policy;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a layer does to its sums. */
public enum Activation {
    /** max(x, 0). */
    @JsonProperty("relu")
    RELU {
        @Override
        public void apply(float[] values, int from, int to) {
            for (int i = from; i < to; i++) {
                values[i] = Math.max(values[i], 0f);
            }
        }
    },
    /** The hyperbolic tangent, see {@link FastTanh}. */
    @JsonProperty("tanh")
    TANH {
        @Override
        public void apply(float[] values, int from, int to) {
            FastTanh.apply(values, from, to);
        }
    },
    /** x, for the last layer. */
    @JsonProperty("identity")
    IDENTITY {
        @Override
        public void apply(float[] values, int from, int to) {}
    };

    /** Replaces the values with index in [from, to). */
    public abstract void apply(float[] values, int from, int to);
}
