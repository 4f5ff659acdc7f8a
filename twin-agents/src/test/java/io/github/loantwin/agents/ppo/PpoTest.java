package io.github.loantwin.agents.ppo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.agents.learn.Learner;
import io.github.loantwin.agents.learn.PricingTask;
import io.github.loantwin.agents.net.NetworkKernel;
import io.github.loantwin.agents.net.Networks;
import io.github.loantwin.agents.policy.Activation;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PpoTest {
    private static final int COPIES = 32;

    private static Ppo onPricing(long seed, int threads) {
        return new Ppo(new PricingTask(COPIES), PpoConfigs.small(COPIES, 16, 128), 40_000, seed, threads);
    }

    @Test
    void findsThePricesOfTheClosedForm() {
        findsThePrices(1);
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(longs = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void findsThePricesFromEverySeed(long seed) {
        findsThePrices(seed);
    }

    private static void findsThePrices(long seed) {
        try (Ppo ppo = onPricing(seed, 2)) {
            ppo.begin();
            while (ppo.steps() < 40_000) {
                ppo.iterate();
            }
            double share = PricingTask.shareOfOptimum(ppo);
            assertTrue(share > 0.98 && share <= 1, "share of the optimum " + share);
        }
    }

    private static float[] weights(long seed, int threads) {
        try (Ppo ppo = onPricing(seed, threads)) {
            ppo.begin();
            for (int i = 0; i < 4; i++) {
                ppo.iterate();
            }
            return ppo.actor().weights(1).clone();
        }
    }

    @Test
    void equalSeedsGiveEqualWeightsWithAnyNumberOfThreads() {
        float[] one = weights(5, 1);
        assertArrayEquals(one, weights(5, 1));
        assertArrayEquals(one, weights(5, 2));
        assertFalse(Arrays.equals(one, weights(6, 1)));
    }

    /**
     * By hand, discount 0.5, lambda 0.5, one copy, values 1, 2, 3 and final 4 or none: errors are backwards
     * 3 + 0.5 x 4 - 3 = 2, or with a termination 3 - 3 = 0; then 2 + 0.5 x 3 - 2 = 1.5, advantage 1.5 + 0.25 x 2 = 2;
     * then 1 + 0.5 x 2 - 1 = 1, advantage 1 + 0.25 x 2 = 1.5.
     */
    @Test
    void advantagesAreThoseOfTheFormula() {
        Rollout rollout = new Rollout(3, 1, 1, 1);
        for (int t = 0; t < 3; t++) {
            rollout.rewards[t] = t + 1;
            rollout.values[t] = t + 1;
            rollout.nextValues[t] = t + 2;
        }
        rollout.estimateAdvantages(0.5, 0.5);
        assertArrayEquals(new float[] {1.5f, 2f, 2f}, rollout.advantages, 1e-6f);
        assertArrayEquals(new float[] {2.5f, 4f, 5f}, rollout.returns, 1e-6f);
        rollout.terminated[2] = true;
        rollout.estimateAdvantages(0.5, 0.5);
        assertArrayEquals(new float[] {1.375f, 1.5f, 0f}, rollout.advantages, 1e-6f);
    }

    /** Truncated at its middle: the value of what would have come counts, the next episode's advantage does not. */
    @Test
    void truncationIsBootstrappedAndTerminationIsNot() {
        Rollout rollout = new Rollout(2, 1, 1, 1);
        rollout.rewards[0] = 1;
        rollout.rewards[1] = 100;
        rollout.nextValues[0] = 8;
        rollout.truncated[0] = true;
        rollout.estimateAdvantages(0.5, 0.9);
        assertEquals(1 + 0.5 * 8, rollout.advantages[0], 1e-6);
        rollout.truncated[0] = false;
        rollout.terminated[0] = true;
        rollout.estimateAdvantages(0.5, 0.9);
        assertEquals(1, rollout.advantages[0], 1e-6);
    }

    /** The clipped objective of a minibatch, written as the paper's formula, moved by a little: its slope is the gradient. */
    @Test
    void theGradientIsThatOfTheClippedObjective() {
        PpoConfig config = new PpoConfig(
                new int[] {4},
                Activation.TANH,
                1,
                6,
                1,
                6,
                new io.github.loantwin.agents.learn.Schedule(0, 0),
                0.9,
                0.9,
                0.2,
                0.01,
                1e9,
                0,
                0.5,
                0.05,
                1,
                1e-5);
        NetworkKernel kernel = new NetworkKernel(Networks.create(new int[] {2, 4, 2}, Activation.TANH, 1, 3), 6);
        GaussianPolicy policy = new GaussianPolicy(kernel, 6, 0.5, 1e-5);
        Minibatch batch = new Minibatch(6, 2, 2);
        batch.size = 6;
        for (int row = 0; row < 6; row++) {
            batch.features[2 * row] = 0.3f * row - 1;
            batch.features[2 * row + 1] = 0.5f - 0.2f * row;
            batch.actions[2 * row] = 0.2f * row - 0.4f;
            batch.actions[2 * row + 1] = 0.3f - 0.1f * row;
            batch.advantages[row] = row % 2 == 0 ? 1.5f : -0.7f;
        }
        float[] means = kernel.forward(batch.features, 6).clone();
        for (int row = 0; row < 6; row++) {
            float shift = new float[] {0f, 0.1f, -0.5f, 0.5f, 0.05f, -0.1f}[row]; // rows 2 and 3 are clipped
            batch.logProbabilities[row] = policy.logProbability(means, 2 * row, batch.actions, 2 * row) + shift;
        }
        policy.update(batch, config, 0, new PolicyFigures());
        float[] gradient = kernel.gradient().clone();
        float[] byStd = policy.logStdGradient().clone();
        float h = 2e-3f;
        for (int i = 0; i < gradient.length; i++) {
            double slope = (loss(policy, batch, config, kernel.parameters(), i, h)
                            - loss(policy, batch, config, kernel.parameters(), i, -h))
                    / (2 * h);
            assertEquals(slope, gradient[i], 2e-3, "parameter " + i);
        }
        for (int c = 0; c < 2; c++) {
            double slope = (loss(policy, batch, config, policy.logStd(), c, h)
                            - loss(policy, batch, config, policy.logStd(), c, -h))
                    / (2 * h);
            assertEquals(slope, byStd[c], 2e-3, "log standard deviation " + c);
        }
    }

    private static double loss(
            GaussianPolicy policy, Minibatch batch, PpoConfig config, float[] moved, int at, float by) {
        float before = moved[at];
        moved[at] = before + by;
        policy.kernel().publish();
        float[] means = policy.kernel().forward(batch.features, batch.size);
        double objective = config.entropyCoefficient() * policy.entropy();
        for (int row = 0; row < batch.size; row++) {
            double ratio = Math.exp(
                    policy.logProbability(means, 2 * row, batch.actions, 2 * row) - batch.logProbabilities[row]);
            double clipped = Math.max(0.8, Math.min(1.2, ratio));
            double advantage = batch.advantages[row];
            objective += Math.min(ratio * advantage, clipped * advantage) / batch.size;
        }
        moved[at] = before;
        policy.kernel().publish();
        return -objective;
    }

    @Test
    void explainsWhatItIsAsked() {
        try (Learner ppo = onPricing(1, 1)) {
            ppo.begin();
            Learner.LearningStep step = ppo.iterate();
            assertEquals(2L * COPIES * 16, ppo.steps());
            assertEquals(5L * COPIES * 16 / 128, step.updates());
            assertTrue(step.metrics().get("policy/entropy") > 0.5);
            assertEquals("", ppo.firstBroken());
        }
    }
}
