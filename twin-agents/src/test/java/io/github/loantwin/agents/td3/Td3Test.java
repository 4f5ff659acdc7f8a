package io.github.loantwin.agents.td3;

import io.github.loantwin.agents.learn.PricingTask;
import io.github.loantwin.agents.replay.PricingSettings;
import io.github.loantwin.agents.replay.ReplayLearner;
import io.github.loantwin.agents.replay.ReplayLearnerContract;

class Td3Test extends ReplayLearnerContract {
    @Override
    protected ReplayLearner onPricing(long seed, int threads) {
        Td3Config config = new Td3Config(PricingSettings.replay(), 0.4, 0.1, 0.2, 2);
        return new Td3(new PricingTask(PricingSettings.COPIES), config, seed, threads);
    }
}
