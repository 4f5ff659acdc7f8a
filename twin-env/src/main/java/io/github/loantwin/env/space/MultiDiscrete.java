package io.github.loantwin.env.space;

import io.github.loantwin.env.check.ArgCheck;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Vectors of whole numbers, element i in 0 .. count(i) - 1. Immutable. */
public final class MultiDiscrete implements Space {
    /** Float32 holds every whole number up to here. */
    static final int MAX_COUNT = 1 << 24;

    private final List<String> names;
    private final int[] counts;

    /**
     * Creates a space.
     *
     * @param names one name per element: letters, digits and underscores
     * @param counts number of choices of each element, at least 1 and at most 2^24
     */
    public MultiDiscrete(List<String> names, int... counts) {
        this.names = JsonText.checkedNames(names);
        ArgCheck.that(counts.length == names.size(), "counts must have one element per name", counts.length);
        for (int count : counts) {
            ArgCheck.inClosed("count", count, 1, MAX_COUNT);
        }
        this.counts = counts.clone();
    }

    static boolean isChoice(float value, int count) {
        return value >= 0 && value < count && value == (int) value;
    }

    static int choice(double uniform, int count) {
        return Math.min(count - 1, (int) (uniform * count));
    }

    @Override
    public int size() {
        return counts.length;
    }

    @Override
    public List<String> names() {
        return names;
    }

    /** Returns the number of choices of an element. */
    public int count(int index) {
        return counts[index];
    }

    /** Returns whether every choice is allowed. */
    public boolean contains(int... choices) {
        boolean inside = choices.length == counts.length;
        for (int i = 0; inside && i < counts.length; i++) {
            inside = choices[i] >= 0 && choices[i] < counts[i];
        }
        return inside;
    }

    @Override
    public int firstOutside(float[] vector) {
        for (int i = 0; i < counts.length; i++) {
            if (!isChoice(vector[i], counts[i])) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void sample(IntToDoubleFunction uniform, float[] out) {
        ArgCheck.length("out", out, size());
        for (int i = 0; i < counts.length; i++) {
            out[i] = choice(uniform.applyAsDouble(i), counts[i]);
        }
    }

    @Override
    public String toJson() {
        return "{\"type\": \"multi_discrete\", \"dtype\": \"int64\", \"shape\": [" + size() + "], \"names\": "
                + JsonText.names(names) + ", \"counts\": " + JsonText.numbers(counts) + "}";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MultiDiscrete space && names.equals(space.names) && Arrays.equals(counts, space.counts);
    }

    @Override
    public int hashCode() {
        return 31 * names.hashCode() + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return toJson();
    }
}
