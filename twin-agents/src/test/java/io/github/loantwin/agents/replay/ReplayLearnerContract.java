package io.github.loantwin.agents.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.agents.learn.PricingTask;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every learner from a replay buffer must do, on the problem whose optimum is known. */
public abstract class ReplayLearnerContract {
    /** Returns a fresh learner of {@link PricingTask}. */
    protected abstract ReplayLearner onPricing(long seed, int threads);

    @Test
    void findsThePricesOfTheClosedForm() {
        findsThePrices(1, 4_000);
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(longs = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void findsThePricesFromEverySeed(long seed) {
        findsThePrices(seed, 8_000);
    }

    private void findsThePrices(long seed, int updates) {
        try (ReplayLearner learner = onPricing(seed, 2)) {
            learner.begin();
            while (learner.updates() < updates) {
                learner.iterate();
            }
            double share = PricingTask.shareOfOptimum(learner);
            assertTrue(share > 0.98 && share <= 1, "share of the optimum " + share);
        }
    }

    private float[] weights(long seed, int threads) {
        try (ReplayLearner learner = onPricing(seed, threads)) {
            learner.begin();
            learner.iterate();
            learner.iterate();
            return learner.actor().weights(1).clone();
        }
    }

    @Test
    void equalSeedsGiveEqualWeightsWithAnyNumberOfThreads() {
        float[] one = weights(5, 1);
        assertArrayEquals(one, weights(5, 1));
        assertArrayEquals(one, weights(5, 2));
        assertFalse(Arrays.equals(one, weights(6, 1)));
    }

    @Test
    void goesOnBitForBitFromASavedState() throws Exception {
        try (ReplayLearner learner = onPricing(2, 1);
                ReplayLearner restored = onPricing(2, 1)) {
            learner.begin();
            learner.iterate();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            learner.save(new DataOutputStream(bytes));
            restored.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            assertEquals(learner.steps(), restored.steps());
            assertEquals(learner.iterate().metrics(), restored.iterate().metrics());
            assertArrayEquals(learner.actor().weights(0), restored.actor().weights(0));
            assertEquals("", learner.firstBroken());
        }
    }
}
