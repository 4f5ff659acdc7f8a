package io.github.loantwin.agents.sac;

import io.github.loantwin.agents.learn.Learner;
import io.github.loantwin.agents.learn.LearnerConfig;
import io.github.loantwin.agents.learn.VectorTask;
import io.github.loantwin.agents.replay.ReplayConfig;
import io.github.loantwin.env.check.ArgCheck;

/**
 * Settings of {@link Sac}; the defaults are in {@code configs/agents/sac.yaml}.
 *
 * @param replay what it shares with TD3
 * @param initialStd standard deviation of fresh actions before squashing
 * @param targetEntropy entropy per action component, in nats, that the temperature holds: -1 is a standard deviation of about
 *     0.09 of the box's half width; higher explores wider
 * @param initialTemperature weight of the entropy against rewards at the start
 */
public record SacConfig(ReplayConfig replay, double initialStd, double targetEntropy, double initialTemperature)
        implements LearnerConfig {
    public SacConfig {
        ArgCheck.notNull("replay", replay);
        ArgCheck.inOpenClosed("initialStd", initialStd, 0, 10);
        ArgCheck.inClosed("targetEntropy", targetEntropy, -20, 5);
        ArgCheck.positive("initialTemperature", initialTemperature);
    }

    @Override
    public int copies() {
        return replay.copies();
    }

    @Override
    public Learner learner(VectorTask task, long totalSteps, long seed, int threads) {
        return new Sac(task, this, seed, threads);
    }
}
