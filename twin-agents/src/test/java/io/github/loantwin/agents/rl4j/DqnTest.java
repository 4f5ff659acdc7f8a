package io.github.loantwin.agents.rl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.agents.learn.Keyed;
import io.github.loantwin.agents.learn.Learner;
import io.github.loantwin.agents.learn.ToyTask;
import io.github.loantwin.agents.policy.ActionHead;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DqnTest {
    /** The right first component is the sign of the feature; the others cost what they are. */
    private static final class SignTask extends ToyTask {
        private Keyed keyed = new Keyed(0);
        private int time;

        SignTask() {
            super(1, 1, 3);
        }

        @Override
        public void begin(long seed) {
            keyed = new Keyed(seed);
            time = 0;
            draw();
        }

        private void draw() {
            features[0] = keyed.uniform(Keyed.Purpose.SEEDS, 0, time++) < 0.5 ? -1f : 1f;
        }

        @Override
        protected void move(float[] actions) {
            // outer points lie at half the bounds
            rewards[0] = 2 * actions[0] * features[0] - 0.3 * Math.abs(actions[1]) - 0.3 * Math.abs(actions[2]);
            draw();
        }
    }

    private static Learner trained(boolean twice, long seed, int steps) {
        DqnConfig config =
                new DqnConfig(twice, new int[] {16, 16}, 20, 20, 32, 1_000, 50, 600, 0.05, 0.003, 0.0, 0.5, 1.0);
        Learner learner = config.learner(new SignTask(), steps, seed, 1);
        learner.begin();
        while (learner.steps() < steps) {
            learner.iterate();
        }
        return learner;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void learnsWhichPointOfTheGridIsRight(boolean twice) {
        try (Learner learner = trained(twice, 1, 1_000)) {
            for (float feature : new float[] {-1f, 1f}) {
                float[] input = {feature};
                learner.normaliser().apply(input, 0);
                float[] values = learner.actor().forward(input, 1);
                int best = 0;
                for (int i = 1; i < ActionHead.GRID_POINTS; i++) {
                    best = values[i] > values[best] ? i : best;
                }
                float[] action = new float[3];
                ActionHead.gridAction(best, action);
                assertArrayEquals(new float[] {feature, 0f, 0f}, action, Arrays.toString(values));
            }
            assertEquals("", learner.firstBroken());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void equalSeedsGiveEqualWeights(boolean twice) {
        try (Learner one = trained(twice, 3, 60);
                Learner again = trained(twice, 3, 60);
                Learner other = trained(twice, 4, 60)) {
            assertArrayEquals(one.actor().weights(0), again.actor().weights(0));
            assertFalse(Arrays.equals(one.actor().weights(0), other.actor().weights(0)));
            String refused = assertThrows(
                            IllegalArgumentException.class,
                            () -> one.restore(new DataInputStream(new ByteArrayInputStream(new byte[8]))))
                    .getMessage();
            assertTrue(refused.contains("cannot be resumed"), refused);
        }
    }
}
