package io.github.loantwin.agents.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Brings rewards to a scale at which discounted returns vary by about 1: divides them by the standard deviation of the
 * running discounted return of every copy. Rewards are not centred, which would change what is optimal.
 */
public final class RewardScale {
    private final double discount;
    private final double[] running;
    private final RunningMoments moments = new RunningMoments(1);
    private final float[] column;

    /** Creates the scale for some copies of a task. */
    public RewardScale(int copies, double discount) {
        this.discount = discount;
        running = new double[copies];
        column = new float[copies];
    }

    /** Takes the rewards of a step in. */
    public void add(double[] rewards, boolean[] terminated, boolean[] truncated) {
        for (int i = 0; i < running.length; i++) {
            running[i] = discount * running[i] + rewards[i];
            column[i] = (float) running[i];
        }
        moments.add(column, column.length);
        for (int i = 0; i < running.length; i++) {
            if (terminated[i] || truncated[i]) {
                running[i] = 0;
            }
        }
    }

    /** Returns the number that rewards are divided by. */
    public double scale() {
        return Math.max(moments.deviation(0), 1e-8);
    }

    /** Writes the state. */
    public void save(DataOutput out) throws IOException {
        for (double value : running) {
            out.writeDouble(value);
        }
        moments.save(out);
    }

    /** Reads the state. */
    public void restore(DataInput in) throws IOException {
        for (int i = 0; i < running.length; i++) {
            running[i] = in.readDouble();
        }
        moments.restore(in);
    }
}
