package io.github.loantwin.agents.ppo;

import io.github.loantwin.agents.learn.Schedule;
import io.github.loantwin.agents.policy.Activation;

/** Settings for tests. */
final class PpoConfigs {
    private PpoConfigs() {}

    static PpoConfig small(int copies, int steps, int minibatch) {
        return new PpoConfig(
                new int[] {16, 16},
                Activation.TANH,
                copies,
                steps,
                5,
                minibatch,
                new Schedule(3e-3, 3e-4),
                0.9,
                0.95,
                0.2,
                0,
                0.5,
                0,
                0.5,
                0.05,
                1,
                1e-5);
    }
}
