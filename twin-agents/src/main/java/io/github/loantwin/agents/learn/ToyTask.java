package io.github.loantwin.agents.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A small problem for tests and measurements: keeps the arrays of a {@link VectorTask}, never ends by itself, tallies nothing
 * and has nothing to save. A subclass says what a step does.
 */
public abstract class ToyTask implements VectorTask {
    /** Shape (n, features). */
    protected final float[] features;
    /** Shape (n). */
    protected final double[] rewards;
    /** Shape (n); false unless the subclass says otherwise. */
    protected final boolean[] truncated;

    private final int n;
    private final int featureCount;
    private final int actionCount;
    private final boolean[] terminated;
    private final float[] taken;

    /** Creates n copies. */
    protected ToyTask(int n, int featureCount, int actionCount) {
        this.n = n;
        this.featureCount = featureCount;
        this.actionCount = actionCount;
        features = new float[n * featureCount];
        taken = new float[n * actionCount];
        rewards = new double[n];
        terminated = new boolean[n];
        truncated = new boolean[n];
    }

    /** Writes rewards of actions and the next features. */
    protected abstract void move(float[] actions);

    @Override
    public final void step(float[] actions) {
        System.arraycopy(actions, 0, taken, 0, taken.length);
        move(actions);
    }

    @Override
    public final int size() {
        return n;
    }

    @Override
    public final int featureCount() {
        return featureCount;
    }

    @Override
    public final int actionCount() {
        return actionCount;
    }

    @Override
    public final float[] features() {
        return features;
    }

    @Override
    public final float[] taken() {
        return taken;
    }

    @Override
    public final float[] successors() {
        return features;
    }

    @Override
    public final double[] rewards() {
        return rewards;
    }

    @Override
    public final boolean[] terminated() {
        return terminated;
    }

    @Override
    public final boolean[] truncated() {
        return truncated;
    }

    @Override
    public final EpisodeTally takeTally() {
        return EpisodeTally.NONE;
    }

    @Override
    public void save(DataOutput out) throws IOException {}

    @Override
    public void restore(DataInput in) throws IOException {}

    @Override
    public final void close() {}
}
