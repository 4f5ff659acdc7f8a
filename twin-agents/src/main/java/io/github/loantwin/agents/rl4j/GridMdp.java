package io.github.loantwin.agents.rl4j;

import io.github.loantwin.agents.learn.VectorTask;
import io.github.loantwin.agents.policy.ActionHead;
import io.github.loantwin.agents.policy.Normaliser;
import java.util.Arrays;
import org.deeplearning4j.gym.StepReply;
import org.deeplearning4j.rl4j.mdp.MDP;
import org.deeplearning4j.rl4j.space.ArrayObservationSpace;
import org.deeplearning4j.rl4j.space.DiscreteSpace;
import org.deeplearning4j.rl4j.space.Encodable;
import org.deeplearning4j.rl4j.space.ObservationSpace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One copy of a task as RL4J wants it. The task starts anew by itself at an episode's end; a truncation is not told as one, since RL4J
 * takes every end for a failure.
 */
@SuppressWarnings("deprecation") // RL4J's interface is, and has no successor
final class GridMdp implements MDP<GridMdp.Seen, Integer, DiscreteSpace> {
    private final VectorTask task;
    private final Normaliser normaliser;
    private final DiscreteSpace actions;
    private final ObservationSpace<Seen> observations;
    private final float gridLevel;
    private final float[] action;
    private boolean failed;
    private long steps;

    GridMdp(VectorTask task, Normaliser normaliser, DiscreteSpace actions, float gridLevel) {
        this.task = task;
        this.normaliser = normaliser;
        this.actions = actions;
        this.gridLevel = gridLevel;
        observations = new ArrayObservationSpace<>(new int[] {task.featureCount()});
        action = new float[task.actionCount()];
    }

    /** Normalised features. */
    record Seen(float[] features) implements Encodable {
        @Override
        public double[] toArray() {
            double[] values = new double[features.length];
            Arrays.setAll(values, i -> features[i]);
            return values;
        }

        @Override
        public boolean isSkipped() {
            return false;
        }

        @Override
        public INDArray getData() {
            return Nd4j.createFromArray(features);
        }

        @Override
        public Encodable dup() {
            return new Seen(features.clone());
        }
    }

    private Seen seen(float[] features) {
        float[] row = Arrays.copyOf(features, task.featureCount());
        normaliser.apply(row, 0);
        return new Seen(row);
    }

    long steps() {
        return steps;
    }

    @Override
    public ObservationSpace<Seen> getObservationSpace() {
        return observations;
    }

    @Override
    public DiscreteSpace getActionSpace() {
        return actions;
    }

    @Override
    public Seen reset() {
        failed = false;
        return seen(task.features());
    }

    @Override
    public StepReply<Seen> step(Integer point) {
        stepTo(task, point, gridLevel, action);
        steps++;
        failed = task.terminated()[0];
        return new StepReply<>(seen(task.successors()), task.rewards()[0], failed, null);
    }

    /** Takes a point of the grid whose outer levels lie at this share of the bounds. */
    static void stepTo(VectorTask task, int point, float gridLevel, float[] action) {
        ActionHead.gridAction(point, action);
        for (int c = 0; c < action.length; c++) {
            action[c] *= gridLevel;
        }
        task.step(action);
    }

    @Override
    public boolean isDone() {
        return failed;
    }

    @Override
    public void close() {}

    @Override
    public MDP<Seen, Integer, DiscreteSpace> newInstance() {
        throw new UnsupportedOperationException("a task cannot be copied; use RL4J's learners of one thread.");
    }
}
