package io.github.loantwin.env.space;

import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.check.InvalidValueException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Vectors of real numbers, each between a lower and an upper bound (both included), compared in float32.
 *
 * <p>A bound may be infinite; then the box cannot be sampled. Immutable.
 */
public final class Box implements Space {
    private final List<String> names;
    private final float[] low;
    private final float[] high;

    /**
     * Creates a box.
     *
     * @param names one name per element: letters, digits and underscores
     * @param low lower bounds, not NaN, each at most its upper bound
     * @param high upper bounds
     */
    public Box(List<String> names, float[] low, float[] high) {
        this.names = JsonText.checkedNames(names);
        this.low = ArgCheck.length("low", low, names.size()).clone();
        this.high = ArgCheck.length("high", high, names.size()).clone();
        for (int i = 0; i < low.length; i++) {
            boolean ordered = low[i] <= high[i];
            ArgCheck.that(ordered, "low must be at most high", low[i] + " and " + high[i] + " for " + names.get(i));
        }
    }

    /** Returns a box whose elements share their bounds. */
    public static Box uniform(List<String> names, float low, float high) {
        float[] lows = new float[names.size()];
        float[] highs = new float[names.size()];
        Arrays.fill(lows, low);
        Arrays.fill(highs, high);
        return new Box(names, lows, highs);
    }

    @Override
    public int size() {
        return low.length;
    }

    @Override
    public List<String> names() {
        return names;
    }

    /** Returns the lower bound of an element. */
    public float low(int index) {
        return low[index];
    }

    /** Returns the upper bound of an element. */
    public float high(int index) {
        return high[index];
    }

    /** Returns whether a number is allowed for an element. */
    public boolean inside(int index, float value) {
        return value >= low[index] && value <= high[index];
    }

    /** Returns the nearest allowed number; NaN stays NaN. */
    public float clip(int index, float value) {
        return Math.max(low[index], Math.min(high[index], value));
    }

    @Override
    public int firstOutside(float[] vector) {
        for (int i = 0; i < low.length; i++) {
            if (!inside(i, vector[i])) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Returns the vector if it is in the box.
     *
     * @throws InvalidValueException naming the first element outside, its bounds and its value
     */
    public float[] check(String what, float[] vector) {
        ArgCheck.length(what, vector, size());
        int index = firstOutside(vector);
        if (index < 0) {
            return vector;
        }
        throw new InvalidValueException(
                what + "[" + index + "] (" + names.get(index) + ") must be in [" + low[index] + ", " + high[index]
                        + "]",
                Float.toString(vector[index]),
                "");
    }

    @Override
    public void sample(IntToDoubleFunction uniform, float[] out) {
        ArgCheck.length("out", out, size());
        for (int i = 0; i < low.length; i++) {
            double width = (double) high[i] - low[i];
            ArgCheck.finite("width of " + names.get(i) + " (to sample it)", width);
            out[i] = clip(i, (float) (low[i] + width * uniform.applyAsDouble(i)));
        }
    }

    @Override
    public String toJson() {
        return "{\"type\": \"box\", \"dtype\": \"float32\", \"shape\": [" + size() + "], \"names\": "
                + JsonText.names(names) + ", \"low\": " + JsonText.numbers(low) + ", \"high\": "
                + JsonText.numbers(high) + "}";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Box box
                && names.equals(box.names)
                && Arrays.equals(low, box.low)
                && Arrays.equals(high, box.high);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * names.hashCode() + Arrays.hashCode(low)) + Arrays.hashCode(high);
    }

    @Override
    public String toString() {
        return toJson();
    }
}
