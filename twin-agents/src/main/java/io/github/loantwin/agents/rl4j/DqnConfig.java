package io.github.loantwin.agents.rl4j;

import io.github.loantwin.agents.learn.Learner;
import io.github.loantwin.agents.learn.LearnerConfig;
import io.github.loantwin.agents.learn.VectorTask;
import io.github.loantwin.env.check.ArgCheck;

/**
 * Settings of {@link Dqn}; the defaults are in {@code configs/agents/dqn.yaml} and {@code ddqn.yaml}.
 *
 * @param doubleDqn whether the action of the goal is chosen by the learning network and valued by the target (van Hasselt et al.
 *     2016): against overestimation
 * @param hidden sizes of the two hidden layers: larger ones can express more and need more data
 * @param episodeSteps decisions of an episode, after which RL4J starts another without calling it an end
 * @param warmUpSteps random decisions from which the scale of the features is learned
 * @param batch experiences of an update
 * @param capacity of the replay memory
 * @param targetEvery steps between copies to the target network: more are steadier and slower
 * @param epsilonSteps steps over which the share of random actions falls from 1
 * @param smallestEpsilon to this
 * @param learningRate of Adam
 * @param discount weight of the next step's value
 * @param gridLevel where the outer points of the grid lie, as a share of the bounds, (0, 1]: farther reaches more and steps harder
 * @param rewardFactor rewards are multiplied by it: RL4J clamps errors at 1
 */
public record DqnConfig(
        boolean doubleDqn,
        int[] hidden,
        int episodeSteps,
        int warmUpSteps,
        int batch,
        int capacity,
        int targetEvery,
        int epsilonSteps,
        double smallestEpsilon,
        double learningRate,
        double discount,
        double gridLevel,
        double rewardFactor)
        implements LearnerConfig {
    public DqnConfig {
        hidden = ArgCheck.notNull("hidden", hidden).clone();
        for (int size : hidden) {
            ArgCheck.inClosed("hidden", size, 1, 4096);
        }
        ArgCheck.inClosed("episodeSteps", episodeSteps, 1, 100_000);
        ArgCheck.inClosed("warmUpSteps", warmUpSteps, 2, 1_000_000);
        ArgCheck.inClosed("batch", batch, 1, 1 << 16);
        ArgCheck.inClosed("capacity", capacity, batch, 1 << 24);
        ArgCheck.inClosed("targetEvery", targetEvery, 1, 1_000_000);
        ArgCheck.inClosed("epsilonSteps", epsilonSteps, 1, 1 << 30);
        ArgCheck.inClosed("smallestEpsilon", smallestEpsilon, 0, 1);
        ArgCheck.inOpenClosed("learningRate", learningRate, 0, 1);
        ArgCheck.inClosed("discount", discount, 0, 1);
        ArgCheck.inOpenClosed("gridLevel", gridLevel, 0, 1);
        ArgCheck.positive("rewardFactor", rewardFactor);
    }

    @Override
    public int[] hidden() {
        return hidden.clone();
    }

    @Override
    public int copies() {
        return 1;
    }

    @Override
    public boolean resumable() {
        return false;
    }

    @Override
    public Learner learner(VectorTask task, long totalSteps, long seed, int threads) {
        return new Dqn(task, this, totalSteps, seed);
    }
}
