package io.github.loantwin.agents.ppo;

import io.github.loantwin.agents.learn.Learner;
import io.github.loantwin.agents.learn.LearnerConfig;
import io.github.loantwin.agents.learn.Schedule;
import io.github.loantwin.agents.learn.VectorTask;
import io.github.loantwin.agents.policy.Activation;
import io.github.loantwin.env.check.ArgCheck;

/**
 * Settings of {@link Ppo}; the defaults are in {@code configs/agents/ppo.yaml}.
 *
 * @param hidden sizes of the hidden layers of policy and value network: larger ones can express more and need more data
 * @param activation of the hidden layers
 * @param copies environments stepped together: more of them decorrelate a batch, fewer give more updates per step
 * @param rolloutSteps steps of every copy between updates: longer ones let rewards reach further back before the value
 *     network has to guess, shorter ones keep the data fresher
 * @param epochs passes over a rollout: more use the data better, until the policy has moved too far from the one that made it
 * @param minibatch samples of one gradient step: larger ones are less noisy, smaller ones give more steps
 * @param learningRate of Adam, at start and end of training: larger ones learn faster and forget faster
 * @param discount weight of the next step's value: the horizon is 1 / (1 - discount) steps; a longer one sees later losses
 *     and has noisier advantages
 * @param gaeLambda of advantage estimation: 1 trusts the rewards seen (no bias, noisy), 0 the value network
 * @param clip largest change of an action's probability that is rewarded, as a share: smaller is safer and slower
 * @param entropyCoefficient reward for staying random: keeps exploring, at the price of noisier data
 * @param maxGradientNorm longer gradients are scaled down to it: guards against single wild batches
 * @param targetKl a rollout's remaining epochs of the policy are left out when the mean divergence from the policy that made
 *     it passes 1.5 times this; 0: never
 * @param initialStd standard deviation of fresh actions before squashing, in units of about the box's half width: larger
 *     explores wider, and the rewards seen are further from the mean policy's
 * @param smallestStd the standard deviation, which is learned, does not fall below this: keeps exploring where noise costs
 *     something at once and teaches only later
 * @param noiseSteps steps for which a copy holds its exploration noise (correlated noise, as in Hollenstein et al. 2024; 1 is
 *     the textbook's independent noise): effects that take months show, and a policy that jumps every week is not what is
 *     scored; fewer independent trials
 * @param adamEpsilon of Adam
 */
public record PpoConfig(
        int[] hidden,
        Activation activation,
        int copies,
        int rolloutSteps,
        int epochs,
        int minibatch,
        Schedule learningRate,
        double discount,
        double gaeLambda,
        double clip,
        double entropyCoefficient,
        double maxGradientNorm,
        double targetKl,
        double initialStd,
        double smallestStd,
        int noiseSteps,
        double adamEpsilon)
        implements LearnerConfig {
    public PpoConfig {
        hidden = ArgCheck.notNull("hidden", hidden).clone();
        for (int size : hidden) {
            ArgCheck.inClosed("hidden", size, 1, 4096);
        }
        ArgCheck.notNull("activation", activation);
        ArgCheck.inClosed("copies", copies, 1, 4096);
        ArgCheck.inClosed("rolloutSteps", rolloutSteps, 1, 100_000);
        ArgCheck.inClosed("epochs", epochs, 1, 100);
        ArgCheck.inClosed("minibatch", minibatch, 1, copies * rolloutSteps);
        ArgCheck.notNull("learningRate", learningRate);
        ArgCheck.inClosed("discount", discount, 0, 1);
        ArgCheck.inClosed("gaeLambda", gaeLambda, 0, 1);
        ArgCheck.inOpenClosed("clip", clip, 0, 1);
        ArgCheck.notNegative("entropyCoefficient", entropyCoefficient);
        ArgCheck.positive("maxGradientNorm", maxGradientNorm);
        ArgCheck.notNegative("targetKl", targetKl);
        ArgCheck.inOpenClosed("initialStd", initialStd, 0, 10);
        ArgCheck.inOpenClosed("smallestStd", smallestStd, 0, initialStd);
        ArgCheck.inClosed("noiseSteps", noiseSteps, 1, 100_000);
        ArgCheck.positive("adamEpsilon", adamEpsilon);
    }

    @Override
    public int[] hidden() {
        return hidden.clone();
    }

    @Override
    public Learner learner(VectorTask task, long totalSteps, long seed, int threads) {
        return new Ppo(task, this, totalSteps, seed, threads);
    }

    /** Returns the samples of a rollout. */
    public int rolloutSize() {
        return copies * rolloutSteps;
    }
}
