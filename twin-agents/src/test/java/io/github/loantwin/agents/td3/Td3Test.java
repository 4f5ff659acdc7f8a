package io.github.loantwin.agents.td3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.agents.learn.PricingTask;
import io.github.loantwin.agents.replay.PricingSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class Td3Test {
    private static Td3 onPricing(long seed, int threads) {
        Td3Config config = new Td3Config(PricingSettings.replay(), 0.4, 0.1, 0.2, 2);
        return new Td3(new PricingTask(PricingSettings.COPIES), config, seed, threads);
    }

    @Test
    void findsThePricesOfTheClosedForm() {
        try (Td3 learner = onPricing(1, 2)) {
            learner.begin();
            while (learner.updates() < 4_000) {
                learner.iterate();
            }
            double share = PricingTask.shareOfOptimum(learner);
            assertTrue(share > 0.98 && share <= 1, "share of the optimum " + share);
        }
    }

    private static float[] weights(long seed, int threads) {
        try (Td3 learner = onPricing(seed, threads)) {
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
        try (Td3 learner = onPricing(2, 1);
                Td3 restored = onPricing(2, 1)) {
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
