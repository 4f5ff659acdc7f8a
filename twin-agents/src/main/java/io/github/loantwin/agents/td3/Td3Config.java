package io.github.loantwin.agents.td3;

import io.github.loantwin.agents.learn.Learner;
import io.github.loantwin.agents.learn.LearnerConfig;
import io.github.loantwin.agents.learn.VectorTask;
import io.github.loantwin.agents.replay.ReplayConfig;
import io.github.loantwin.env.check.ArgCheck;

/**
 * Settings of {@link Td3}; the defaults are in {@code configs/agents/td3.yaml}.
 *
 * @param replay what it shares with SAC
 * @param explorationStd standard deviation of the noise added to the action before squashing: wider finds more and earns less
 *     meanwhile
 * @param targetNoise standard deviation of the noise on the target's action: makes values smooth in the action
 * @param targetNoiseClip largest size of that noise
 * @param policyDelay updates of the critics for each of the actor: more let values settle before the policy follows them
 */
public record Td3Config(
        ReplayConfig replay, double explorationStd, double targetNoise, double targetNoiseClip, int policyDelay)
        implements LearnerConfig {
    public Td3Config {
        ArgCheck.notNull("replay", replay);
        ArgCheck.inOpenClosed("explorationStd", explorationStd, 0, 10);
        ArgCheck.inClosed("targetNoise", targetNoise, 0, 2);
        ArgCheck.inClosed("targetNoiseClip", targetNoiseClip, 0, 2);
        ArgCheck.inClosed("policyDelay", policyDelay, 1, 1000);
    }

    @Override
    public int copies() {
        return replay.copies();
    }

    @Override
    public Learner learner(VectorTask task, long totalSteps, long seed, int threads) {
        return new Td3(task, this, seed, threads);
    }
}
