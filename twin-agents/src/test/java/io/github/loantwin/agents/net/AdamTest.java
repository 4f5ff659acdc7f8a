package io.github.loantwin.agents.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class AdamTest {
    /** Algorithm 1 of the paper in double precision; epsilon is tiny, so its place does not matter. */
    @Test
    void followsThePaper() {
        float[] parameters = {1f, -2f};
        Adam adam = new Adam(2, 1e-12);
        double[] p = {1, -2};
        double[] m = new double[2];
        double[] v = new double[2];
        for (int t = 1; t <= 50; t++) {
            float[] gradient = {(float) Math.sin(t), 0.1f * t};
            adam.update(parameters, gradient, 0.01);
            for (int i = 0; i < 2; i++) {
                m[i] = 0.9 * m[i] + 0.1 * gradient[i];
                v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
                p[i] -= 0.01 * (m[i] / (1 - Math.pow(0.9, t))) / Math.sqrt(v[i] / (1 - Math.pow(0.999, t)));
            }
        }
        assertEquals(p[0], parameters[0], 2e-5);
        assertEquals(p[1], parameters[1], 2e-5);
    }

    @Test
    void movesAsDl4jsAdam() {
        float[] parameters = {1f, -2f, 0.5f};
        Adam adam = new Adam(3, 1e-5);
        INDArray theirs = Nd4j.create(new float[] {1f, -2f, 0.5f});
        org.nd4j.linalg.learning.config.Adam config = org.nd4j.linalg.learning.config.Adam.builder()
                .learningRate(0.003)
                .epsilon(1e-5)
                .build();
        org.nd4j.linalg.learning.GradientUpdater<?> updater = config.instantiate(Nd4j.zeros(new int[] {1, 6}), true);
        for (int t = 0; t < 20; t++) {
            float[] gradient = {(float) Math.cos(t), 1e-4f * t, -1f};
            adam.update(parameters, gradient, 0.003);
            INDArray step = Nd4j.create(new float[][] {gradient});
            updater.applyUpdater(step, t, 0);
            theirs.subi(step.reshape(3));
        }
        assertArrayEquals(theirs.data().asFloat(), parameters, 1e-5f);
    }

    @Test
    void continuesFromASavedState() throws Exception {
        float[] one = {1f};
        Adam adam = new Adam(1, 1e-8);
        adam.update(one, new float[] {0.3f}, 0.1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        adam.save(new DataOutputStream(bytes));
        float[] other = one.clone();
        Adam restored = new Adam(1, 1e-8);
        restored.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        adam.update(one, new float[] {-0.2f}, 0.1);
        restored.update(other, new float[] {-0.2f}, 0.1);
        assertArrayEquals(one, other);
    }

    @Test
    void clipsTheNormNotTheDirection() {
        float[] gradient = {3f, 4f};
        assertEquals(5, Adam.clip(gradient, 1), 1e-6);
        assertArrayEquals(new float[] {0.6f, 0.8f}, gradient, 1e-6f);
        assertEquals(1, Adam.clip(gradient, 2), 1e-6);
        assertArrayEquals(new float[] {0.6f, 0.8f}, gradient, 1e-6f);
    }

    @Test
    void aTargetFollowsSlowly() {
        float[] target = {0f, 10f};
        FloatArrays.blend(target, new float[] {1f, 0f}, 0.1);
        assertArrayEquals(new float[] {0.1f, 9f}, target, 1e-6f);
    }
}
