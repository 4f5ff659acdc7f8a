package io.github.loantwin.agents.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.loantwin.env.ActionLayout;

/** How outputs of a network become an action inside the box. */
public enum ActionHead {
    /** Component c is tanh of output c, in units of its bound; further outputs (a log standard deviation) are not used. */
    @JsonProperty("tanh")
    TANH {
        @Override
        void choose(float[] outputs, int at, int count, float[] action) {
            for (int c = 0; c < ActionLayout.SIZE; c++) {
                action[c] = FastTanh.tanh(outputs[at + c]);
            }
        }
    },
    /** The 27 outputs are values of the points of {@link #GRID_POINTS}; the first of the largest is taken. */
    @JsonProperty("grid")
    GRID {
        @Override
        void choose(float[] outputs, int at, int count, float[] action) {
            int best = 0;
            for (int i = 1; i < count; i++) {
                best = outputs[at + i] > outputs[at + best] ? i : best;
            }
            gridAction(best, action);
        }
    };

    /** Number of points of the grid: low, middle and high of each component. */
    public static final int GRID_POINTS = 27;

    private static final int LEVELS = 3;

    abstract void choose(float[] outputs, int at, int count, float[] action);

    /** Writes point i of the grid, -1, 0 or 1 a component: digit c of i, base 3, is the level of component c (0 low, 1 zero, 2 high). */
    public static void gridAction(int point, float[] action) {
        int rest = point;
        for (int c = 0; c < ActionLayout.SIZE; c++) {
            action[c] = rest % LEVELS - 1;
            rest /= LEVELS;
        }
    }
}
