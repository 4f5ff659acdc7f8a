package io.github.loantwin.agents.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Many copies of one control problem, stepped together: features in, actions in [-1, 1] out.
 *
 * <p>All arrays are the task's own, row-major with one row per copy, and valid until the next step.
 */
public interface VectorTask extends AutoCloseable {
    /** Returns the number of copies. */
    int size();

    /** Returns the number of features of a copy. */
    int featureCount();

    /** Returns the number of action components. */
    int actionCount();

    /** Starts every copy; equal seeds start equally. */
    void begin(long seed);

    /** Returns shape (n, features): what the coming action is chosen from. */
    float[] features();

    /** Steps every copy with actions of shape (n, actions) in [-1, 1]; copies that end start anew at once. */
    void step(float[] actions);

    /** Returns shape (n, actions) in [-1, 1]: the actions that came into force in the last step. */
    float[] taken();

    /** Returns shape (n, features): what the last step led to; of copies that ended, their last features. */
    float[] successors();

    /** Returns shape (n): rewards of the last step. */
    double[] rewards();

    /** Returns shape (n): whether the last step ended in failure, after which there is nothing to be gained. */
    boolean[] terminated();

    /** Returns shape (n): whether the last step reached the horizon, beyond which life would go on. */
    boolean[] truncated();

    /** Returns what has been earned in episodes that ended since the last call. */
    EpisodeTally takeTally();

    /** Writes everything that the coming steps depend on. */
    void save(DataOutput out) throws IOException;

    /** Reads what {@link #save} wrote; the task goes on bit for bit. */
    void restore(DataInput in) throws IOException;

    @Override
    void close();
}
