package io.github.loantwin.agents.net;

import io.github.loantwin.agents.policy.Activation;
import io.github.loantwin.agents.policy.DenseNetwork;
import io.github.loantwin.env.check.ArgCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/**
 * Forward and backward passes on the weights of a DL4J network, without a copy of them: the matrix products by OpenBLAS on
 * memory outside the heap, everything else in loops over Java arrays.
 *
 * <p>A layer's weights stand in DL4J's flat buffer as W(in, out) in column-major order, that is W' row-major, then the
 * biases. {@link #parameters} is a copy on the heap, for the optimiser; {@link #publish} writes it back. Not thread-safe;
 * different kernels may run on different threads.
 */
public final class NetworkKernel {
    private final MultiLayerNetwork network;
    private final int[] sizes;
    private final List<Activation> activations;
    private final int[] weightAt;
    private final int[] biasAt;
    private final int rows;
    private final float[] parameters;
    private final float[] gradient;
    private final FloatPointer nativeParameters;
    private final FloatPointer nativeGradient;
    private final FloatPointer[] weights;
    private final FloatPointer[] weightGradients;
    private final FloatPointer[] nativeActivity;
    private final FloatPointer[] nativeDelta;
    private final float[][] activity;
    private final float[][] delta;
    private final Gemm gemm = new Gemm();

    /**
     * Creates a kernel.
     *
     * @param network dense layers in single precision, such as {@link Networks#create} makes
     * @param rows largest batch
     */
    public NetworkKernel(MultiLayerNetwork network, int rows) {
        this.network = network;
        this.rows = ArgCheck.positive("rows", rows);
        int layers = network.getnLayers();
        sizes = new int[layers + 1];
        List<Activation> found = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            FeedForwardLayer dense =
                    (FeedForwardLayer) network.getLayer(layer).conf().getLayer();
            sizes[layer] = (int) dense.getNIn();
            sizes[layer + 1] = (int) dense.getNOut();
            found.add(activation(dense.getActivationFn()));
        }
        activations = List.copyOf(found);
        int count = (int) network.numParams();
        parameters = new float[count];
        gradient = new float[count];
        nativeParameters = new FloatPointer(network.params().data().addressPointer()).limit(count);
        nativeGradient = new FloatPointer(count);
        weightAt = new int[layers];
        biasAt = new int[layers];
        weights = new FloatPointer[layers];
        weightGradients = new FloatPointer[layers];
        nativeActivity = new FloatPointer[layers + 1];
        nativeDelta = new FloatPointer[layers + 1];
        activity = new float[layers + 1][];
        delta = new float[layers + 1][];
        layOut();
        refresh();
    }

    private static Activation activation(IActivation function) {
        if (function instanceof ActivationReLU) {
            return Activation.RELU;
        }
        return function instanceof ActivationTanH ? Activation.TANH : Activation.IDENTITY;
    }

    private void layOut() {
        int at = 0;
        for (int layer = 0; layer < weights.length; layer++) {
            weightAt[layer] = at;
            weights[layer] = new FloatPointer(nativeParameters).position(at);
            weightGradients[layer] = new FloatPointer(nativeGradient).position(at);
            at += sizes[layer] * sizes[layer + 1];
            biasAt[layer] = at;
            at += sizes[layer + 1];
        }
        for (int level = 0; level < sizes.length; level++) {
            int room = rows * sizes[level];
            nativeActivity[level] = new FloatPointer(room);
            nativeDelta[level] = new FloatPointer(room);
            activity[level] = new float[room];
            delta[level] = new float[room];
        }
    }

    /** Returns the DL4J network. */
    public MultiLayerNetwork network() {
        return network;
    }

    /** Returns inputs, then outputs of every layer. */
    public int[] sizes() {
        return sizes.clone();
    }

    /** Returns the number of inputs. */
    public int inputs() {
        return sizes[0];
    }

    /** Returns the number of outputs. */
    public int outputs() {
        return sizes[sizes.length - 1];
    }

    /** Returns the parameters on the heap themselves; changes count after {@link #publish}. */
    public float[] parameters() {
        return parameters;
    }

    /** Returns the gradient of the last backward pass itself, in the order of the parameters. */
    public float[] gradient() {
        return gradient;
    }

    /** Takes the network's weights over into {@link #parameters}. */
    public void refresh() {
        nativeParameters.position(0).get(parameters);
    }

    /** Writes {@link #parameters} into the network. */
    public void publish() {
        nativeParameters.position(0).put(parameters);
    }

    /**
     * Computes the outputs of a batch.
     *
     * @param inputs shape (n, inputs), row-major
     * @param n rows, up to those of the kernel
     * @return shape (n or more, outputs), row-major; valid until the next forward pass
     */
    public float[] forward(float[] inputs, int n) {
        ArgCheck.inClosed("n", n, 1, rows);
        System.arraycopy(inputs, 0, activity[0], 0, n * sizes[0]);
        nativeActivity[0].put(activity[0], 0, n * sizes[0]);
        for (int layer = 0; layer < weights.length; layer++) {
            int in = sizes[layer];
            int out = sizes[layer + 1];
            gemm.forward(nativeActivity[layer], weights[layer], nativeActivity[layer + 1], n, in, out);
            float[] y = activity[layer + 1];
            nativeActivity[layer + 1].get(y, 0, n * out);
            addBias(y, n, out, biasAt[layer]);
            activations.get(layer).apply(y, 0, n * out);
            if (layer + 1 < weights.length) {
                nativeActivity[layer + 1].put(y, 0, n * out);
            }
        }
        return activity[weights.length];
    }

    private void addBias(float[] y, int n, int out, int at) {
        for (int row = 0; row < n; row++) {
            int rowAt = row * out;
            for (int j = 0; j < out; j++) {
                y[rowAt + j] += parameters[at + j];
            }
        }
    }

    /**
     * Computes the gradient of a loss by the parameters, for the batch of the last forward pass.
     *
     * @param outputGradient shape (n, outputs): gradient of the loss by the outputs
     */
    public void backward(float[] outputGradient, int n) {
        backward(outputGradient, n, true);
    }

    /**
     * Computes the gradient of a loss by the inputs alone, and by the parameters if wanted.
     *
     * @return shape (n or more, inputs); valid until the next backward pass
     */
    public float[] inputGradient(float[] outputGradient, int n, boolean parametersToo) {
        backward(outputGradient, n, parametersToo);
        int in = sizes[0];
        gemm.inputGradient(nativeDelta[1], weights[0], nativeDelta[0], n, in, sizes[1]);
        nativeDelta[0].get(delta[0], 0, n * in);
        return delta[0];
    }

    private void backward(float[] outputGradient, int n, boolean wantsParameters) {
        int last = weights.length - 1;
        System.arraycopy(outputGradient, 0, delta[last + 1], 0, n * sizes[last + 1]);
        for (int layer = last; layer >= 0; layer--) {
            int in = sizes[layer];
            int out = sizes[layer + 1];
            float[] d = delta[layer + 1];
            timesSlope(activations.get(layer), activity[layer + 1], d, n * out);
            nativeDelta[layer + 1].put(d, 0, n * out);
            if (wantsParameters) {
                gemm.weightGradient(nativeDelta[layer + 1], nativeActivity[layer], weightGradients[layer], n, in, out);
            }
            if (layer > 0) {
                gemm.inputGradient(nativeDelta[layer + 1], weights[layer], nativeDelta[layer], n, in, out);
                nativeDelta[layer].get(delta[layer], 0, n * in);
            }
        }
        if (wantsParameters) {
            collectGradient(n);
        }
    }

    /** Both slopes follow from the activation's own value: 1 - y^2, and 1 where y is above 0. */
    private static void timesSlope(Activation activation, float[] y, float[] d, int count) {
        switch (activation) {
            case TANH -> {
                for (int i = 0; i < count; i++) {
                    d[i] *= 1f - y[i] * y[i];
                }
            }
            case RELU -> {
                for (int i = 0; i < count; i++) {
                    d[i] = y[i] > 0f ? d[i] : 0f;
                }
            }
            case IDENTITY -> {}
        }
    }

    private void collectGradient(int n) {
        nativeGradient.position(0).get(gradient);
        for (int layer = 0; layer < weights.length; layer++) {
            int out = sizes[layer + 1];
            int at = biasAt[layer];
            Arrays.fill(gradient, at, at + out, 0f);
            float[] d = delta[layer + 1];
            for (int row = 0; row < n; row++) {
                int rowAt = row * out;
                for (int j = 0; j < out; j++) {
                    gradient[at + j] += d[rowAt + j];
                }
            }
        }
    }

    /** Returns a network for acting, of the same shape. */
    public DenseNetwork emptyActor() {
        return new DenseNetwork(sizes, activations);
    }

    /** Copies the parameters into a network for acting. */
    public void copyTo(DenseNetwork actor) {
        for (int layer = 0; layer < weights.length; layer++) {
            int in = sizes[layer];
            int out = sizes[layer + 1];
            float[] w = actor.weights(layer);
            for (int j = 0; j < out; j++) {
                for (int i = 0; i < in; i++) {
                    w[i * out + j] = parameters[weightAt[layer] + j * in + i];
                }
            }
            System.arraycopy(parameters, biasAt[layer], actor.biases(layer), 0, out);
        }
    }

    /** Returns the first parameter that is not a finite number, by the network's name and its position; empty if all are. */
    public String firstBroken(String name) {
        for (int i = 0; i < parameters.length; i++) {
            if (!(Math.abs(parameters[i]) <= Float.MAX_VALUE)) {
                return "parameter " + i + " of the " + name + " network is " + parameters[i];
            }
        }
        return "";
    }

    /** Writes DL4J's zip of the network, without an updater. */
    public void write(Path file) throws IOException {
        ModelSerializer.writeModel(network, file.toFile(), false);
    }

    /** Returns the seconds spent in matrix products so far. */
    public double gemmSeconds() {
        return gemm.nanos() / 1e9;
    }

    /** Returns the multiplications and additions of matrix products so far. */
    public double gemmOperations() {
        return gemm.operations();
    }
}
