package io.github.loantwin.agents.sac;

import io.github.loantwin.agents.learn.PricingTask;
import io.github.loantwin.agents.replay.PricingSettings;
import io.github.loantwin.agents.replay.ReplayLearner;
import io.github.loantwin.agents.replay.ReplayLearnerContract;

class SacTest extends ReplayLearnerContract {
    @Override
    protected ReplayLearner onPricing(long seed, int threads) {
        SacConfig config = new SacConfig(PricingSettings.replay(), 0.5, -1.5, 0.05);
        return new Sac(new PricingTask(PricingSettings.COPIES), config, seed, threads);
    }
}
