package io.github.loantwin.agents.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.agents.policy.Activation;
import io.github.loantwin.agents.policy.DenseNetwork;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import java.nio.file.Path;
import java.util.Arrays;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The kernel against DL4J's own passes and against finite differences. */
class NetworkKernelTest {
    private static final int[] SIZES = {13, 64, 32, 5};
    private static final int ROWS = 40;

    @TempDir
    private Path folder;

    private static float[] numbers(int entity, int count) {
        Draws draws = new Draws(7);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) draws.normal(Stream.POLICY, entity, i);
        }
        return numbers;
    }

    private static NetworkKernel kernel(Activation hidden) {
        NetworkKernel kernel = new NetworkKernel(Networks.create(SIZES, hidden, 1.0, 11), ROWS);
        float[] biases = numbers(3, kernel.parameters().length);
        for (int i = 0; i < biases.length; i++) {
            kernel.parameters()[i] += 0.05f * biases[i]; // fresh biases are 0, which would hide a misplaced one
        }
        kernel.publish();
        return kernel;
    }

    private static INDArray matrix(float[] values, int columns) {
        return Nd4j.create(values, new int[] {values.length / columns, columns}, 'c');
    }

    private static float[] flat(INDArray matrix) {
        return matrix.dup('c').data().asFloat();
    }

    private static void assertClose(float[] wanted, float[] got, int count, double tolerance) {
        double scale = 0;
        for (float value : wanted) {
            scale = Math.max(scale, Math.abs(value));
        }
        for (int i = 0; i < count; i++) {
            assertEquals(wanted[i], got[i], tolerance * scale, "at " + i);
        }
    }

    /** Sums of up to 64 products in single precision, in another order: some 64 x 6e-8 of their size. */
    @ParameterizedTest
    @EnumSource(
            value = Activation.class,
            names = {"RELU", "TANH"})
    void outputsAreThoseOfDl4j(Activation hidden) {
        NetworkKernel kernel = kernel(hidden);
        float[] inputs = numbers(1, ROWS * SIZES[0]);
        float[] wanted = flat(kernel.network().output(matrix(inputs, SIZES[0])));
        float[] got = kernel.forward(inputs, ROWS);
        assertClose(wanted, got, wanted.length, 4e-6);
        double difference = 0;
        for (int i = 0; i < wanted.length; i++) {
            difference = Math.max(difference, Math.abs(wanted[i] - got[i]));
        }
        assertTrue(difference < 4e-6, "difference " + difference);
    }

    @ParameterizedTest
    @EnumSource(
            value = Activation.class,
            names = {"RELU", "TANH"})
    void gradientsAreThoseOfDl4j(Activation hidden) {
        NetworkKernel kernel = kernel(hidden);
        MultiLayerNetwork network = kernel.network();
        float[] inputs = numbers(1, ROWS * SIZES[0]);
        float[] outputGradient = numbers(2, ROWS * SIZES[3]);
        network.setInput(matrix(inputs, SIZES[0]));
        network.feedForward(true, false);
        Pair<Gradient, INDArray> theirs =
                network.backpropGradient(matrix(outputGradient, SIZES[3]), LayerWorkspaceMgr.noWorkspaces());
        float[] wanted = flat(theirs.getFirst().gradient());
        float[] wantedByInput = flat(theirs.getSecond());
        kernel.forward(inputs, ROWS);
        float[] byInput = kernel.inputGradient(outputGradient, ROWS, true);
        assertClose(wanted, kernel.gradient(), wanted.length, 1e-5);
        assertClose(wantedByInput, byInput, wantedByInput.length, 1e-5);
    }

    /** Loss: sum of outputs times fixed factors, so its gradient by the outputs is the factors. */
    @Test
    void gradientsAreThoseOfFiniteDifferences() {
        NetworkKernel kernel = kernel(Activation.TANH);
        float[] inputs = numbers(1, ROWS * SIZES[0]);
        float[] factors = numbers(2, ROWS * SIZES[3]);
        kernel.forward(inputs, ROWS);
        kernel.backward(factors, ROWS);
        float[] gradient = kernel.gradient().clone();
        double scale = 0;
        for (float g : gradient) {
            scale = Math.max(scale, Math.abs(g));
        }
        for (int i = 0; i < gradient.length; i += 97) {
            double slope = (loss(kernel, inputs, factors, i, 0.01f) - loss(kernel, inputs, factors, i, -0.01f)) / 0.02;
            assertEquals(slope, gradient[i], 0.002 * scale, "parameter " + i);
        }
    }

    private static double loss(NetworkKernel kernel, float[] inputs, float[] factors, int parameter, float move) {
        float before = kernel.parameters()[parameter];
        kernel.parameters()[parameter] = before + move;
        kernel.publish();
        float[] outputs = kernel.forward(inputs, ROWS);
        double loss = 0;
        for (int i = 0; i < factors.length; i++) {
            loss += (double) outputs[i] * factors[i];
        }
        kernel.parameters()[parameter] = before;
        kernel.publish();
        return loss;
    }

    @Test
    void theActorComputesTheSame() {
        NetworkKernel kernel = kernel(Activation.TANH);
        DenseNetwork actor = kernel.emptyActor();
        kernel.copyTo(actor);
        float[] inputs = numbers(1, ROWS * SIZES[0]);
        float[] wanted = kernel.forward(inputs, ROWS).clone();
        assertClose(wanted, actor.forward(inputs, ROWS), wanted.length, 4e-6);
    }

    /** Rows of one batch do not touch each other: the same bits alone and together. */
    @Test
    void theActorsRowsAreIndependent() {
        NetworkKernel kernel = kernel(Activation.TANH);
        DenseNetwork actor = kernel.emptyActor();
        kernel.copyTo(actor);
        float[] inputs = numbers(1, ROWS * SIZES[0]);
        float[] together = Arrays.copyOf(actor.forward(inputs, ROWS), ROWS * SIZES[3]);
        for (int row = 0; row < ROWS; row++) {
            float[] alone = actor.forward(Arrays.copyOfRange(inputs, row * SIZES[0], (row + 1) * SIZES[0]), 1);
            assertArrayEquals(
                    Arrays.copyOfRange(together, row * SIZES[3], (row + 1) * SIZES[3]), Arrays.copyOf(alone, SIZES[3]));
        }
    }

    @Test
    void theZipHoldsTheWeightsThatTheKernelWrote() throws Exception {
        NetworkKernel kernel = kernel(Activation.RELU);
        Path file = folder.resolve("network.zip");
        ModelSerializer.writeModel(kernel.network(), file.toFile(), false);
        MultiLayerNetwork read = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), false);
        assertArrayEquals(kernel.parameters(), flat(read.params()));
    }

    @Test
    void networksDifferBySeedAndRepeatWithIt() {
        float[] one = flat(Networks.create(SIZES, Activation.RELU, 1, 1).params());
        float[] other = flat(Networks.create(SIZES, Activation.RELU, 1, 2).params());
        float[] again = flat(Networks.create(SIZES, Activation.RELU, 1, 1).params());
        assertFalse(Arrays.equals(one, other));
        assertArrayEquals(one, again);
    }

    @Test
    void aSmallGainMakesAFreshPolicyDoAlmostNothing() {
        NetworkKernel kernel = new NetworkKernel(Networks.create(SIZES, Activation.TANH, 0.01, 1), ROWS);
        for (float output : kernel.forward(numbers(1, ROWS * SIZES[0]), ROWS)) {
            assertTrue(Math.abs(output) < 0.1, "output " + output);
        }
    }
}
