package io.github.loantwin.env.space;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * A set of vectors of fixed length with a name for each element; the elements travel as float32.
 *
 * <p>{@link Box} holds real numbers between bounds, {@link Discrete} one whole number, {@link MultiDiscrete} several.
 * Membership is decided in float32: a bound of 0.1 is the float nearest to 0.1, so that {@code 0.1f} is inside.
 */
public sealed interface Space permits Box, Discrete, MultiDiscrete {
    /** Returns the number of elements of a vector. */
    int size();

    /** Returns the names of the elements, in order. */
    List<String> names();

    /** Returns whether a vector has the right length and every element is allowed; NaN never is. */
    default boolean contains(float[] vector) {
        return vector.length == size() && firstOutside(vector) < 0;
    }

    /**
     * Returns the index of the first element that is not allowed, or -1.
     *
     * @param vector as many elements as {@link #size()}
     */
    int firstOutside(float[] vector);

    /**
     * Returns a vector drawn uniformly.
     *
     * @param uniform gives the uniform number in (0, 1) of element i; for reproducible draws key it to the event, for
     *     example {@code i -> draws.uniform(Stream.POLICY, i, step)}
     */
    default float[] sample(IntToDoubleFunction uniform) {
        float[] vector = new float[size()];
        sample(uniform, vector);
        return vector;
    }

    /** Fills a caller's vector as {@link #sample(IntToDoubleFunction)} would. */
    void sample(IntToDoubleFunction uniform, float[] out);

    /** Returns a description as one JSON object: type, shape, dtype, names and bounds or counts. */
    String toJson();
}
