package io.github.loantwin.env;

import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.reward.Reward;
import java.util.Arrays;

/**
 * What a reset or step of a {@link VecEnv} writes: the caller owns the arrays and may reuse them, or write straight into
 * arrays of its own.
 *
 * <p>Row {@code i} belongs to environment {@code i}; two-dimensional arrays are row-major.
 */
public final class StepBatch {
    /** Number of environments. */
    public final int size;
    /** Shape (n, 13): observations. */
    public final float[] observations;
    /** Shape (n): rewards. */
    public final double[] rewards;
    /** Shape (n, 4): reward components. */
    public final double[] rewardVectors;
    /** Shape (n): whether the lender failed in this step. */
    public final boolean[] terminated;
    /** Shape (n): whether the horizon was reached in this step. */
    public final boolean[] truncated;
    /** Shape (n): whether this row is the first observation of a new episode, by reset or autoreset. */
    public final boolean[] begins;
    /** Shape (n, {@link InfoField#COUNT}): info; empty if not wanted. */
    public final double[] info;
    /** Shape (n, 13): last observations of the episodes that ended in this step (mode SAME_STEP); other rows are stale. */
    public final float[] finalObservations;
    /** Shape (n, {@link InfoField#COUNT}): the info of those steps; empty if not wanted. */
    public final double[] finalInfo;

    /**
     * Creates a batch.
     *
     * @param size number of environments
     * @param withInfo whether info is wanted, which costs about a microsecond per environment and step
     */
    public StepBatch(int size, boolean withInfo) {
        this.size = ArgCheck.positive("size", size);
        observations = new float[size * ObservationLayout.SIZE];
        rewards = new double[size];
        rewardVectors = new double[size * Reward.SIZE];
        terminated = new boolean[size];
        truncated = new boolean[size];
        begins = new boolean[size];
        info = new double[withInfo ? size * InfoField.COUNT : 0];
        finalObservations = new float[size * ObservationLayout.SIZE];
        finalInfo = new double[withInfo ? size * InfoField.COUNT : 0];
    }

    /** Returns a copy of the info of a row. */
    public StepInfo stepInfo(int row) {
        return new StepInfo(Arrays.copyOfRange(info, row * InfoField.COUNT, (row + 1) * InfoField.COUNT));
    }

    /** Returns whether info is written. */
    public boolean withInfo() {
        return info.length > 0;
    }
}
