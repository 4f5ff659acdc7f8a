package io.github.loantwin.agents.sac;

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

class SacTest {
    private static Sac onPricing(long seed, int threads) {
        SacConfig config = new SacConfig(PricingSettings.replay(), 0.5, -1.5, 0.05);
        return new Sac(new PricingTask(PricingSettings.COPIES), config, seed, threads);
    }

    @Test
    void findsThePricesOfTheClosedForm() {
        try (Sac learner = onPricing(1, 2)) {
            learner.begin();
            while (learner.updates() < 4_000) {
                learner.iterate();
            }
            double share = PricingTask.shareOfOptimum(learner);
            assertTrue(share > 0.98 && share <= 1, "share of the optimum " + share);
        }
    }

    private static float[] weights(long seed, int threads) {
        try (Sac learner = onPricing(seed, threads)) {
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
        try (Sac learner = onPricing(2, 1);
                Sac restored = onPricing(2, 1)) {
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
