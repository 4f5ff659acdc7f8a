package io.github.loantwin.agents.policy;

import io.github.loantwin.env.check.ArgCheck;
import java.util.List;

/**
 * A network of dense layers for acting: its own copy of the weights, plain loops, no allocation after construction.
 *
 * <p>A layer computes f(x W + b). Weights are kept by input, W[input][output], so that the inner loop runs over outputs
 * and becomes vector instructions without changing the order of any sum: a row's result does not depend on how many rows
 * are computed together. Not thread-safe.
 */
public final class DenseNetwork {
    private final int[] sizes;
    private final List<Activation> activations;
    private final float[][] weights;
    private final float[][] biases;
    private float[][] outputs;
    private int rows;

    /**
     * Creates a network of zeros.
     *
     * @param sizes inputs of the first layer, then outputs of every layer
     * @param activations one per layer
     */
    public DenseNetwork(int[] sizes, List<Activation> activations) {
        ArgCheck.that(sizes.length >= 2, "a network must have at least one layer", sizes.length + " sizes");
        ArgCheck.that(
                activations.size() == sizes.length - 1,
                "a network must have one activation per layer, which are " + (sizes.length - 1),
                activations.size());
        this.sizes = sizes.clone();
        this.activations = List.copyOf(activations);
        weights = new float[layers()][];
        biases = new float[layers()][];
        for (int layer = 0; layer < layers(); layer++) {
            weights[layer] = new float[sizes[layer] * sizes[layer + 1]];
            biases[layer] = new float[sizes[layer + 1]];
        }
        makeRoom(1);
    }

    private void makeRoom(int newRows) {
        rows = newRows;
        outputs = new float[layers()][];
        for (int layer = 0; layer < layers(); layer++) {
            outputs[layer] = new float[newRows * sizes[layer + 1]];
        }
    }

    /** Returns the number of layers. */
    public int layers() {
        return sizes.length - 1;
    }

    /** Returns the inputs of the first layer, then the outputs of every layer. */
    public int[] sizes() {
        return sizes.clone();
    }

    /** Returns the number of inputs. */
    public int inputs() {
        return sizes[0];
    }

    /** Returns the number of outputs. */
    public int outputs() {
        return sizes[layers()];
    }

    /** Returns the activations, one per layer. */
    public List<Activation> activations() {
        return activations;
    }

    /** Returns the weights of a layer themselves, shape (inputs, outputs), row-major; writing them changes the network. */
    public float[] weights(int layer) {
        return weights[layer];
    }

    /** Returns the biases of a layer themselves; writing them changes the network. */
    public float[] biases(int layer) {
        return biases[layer];
    }

    /** Returns a network with the same weights (shared) and working memory of its own. */
    DenseNetwork sharing() {
        DenseNetwork copy = new DenseNetwork(sizes, activations);
        for (int layer = 0; layer < layers(); layer++) {
            copy.weights[layer] = weights[layer];
            copy.biases[layer] = biases[layer];
        }
        return copy;
    }

    /**
     * Computes the network for some rows.
     *
     * @param inputs shape (n, inputs), row-major
     * @param n number of rows
     * @return shape (n or more, outputs), row-major; valid until the next call
     */
    public float[] forward(float[] inputs, int n) {
        if (n > rows) {
            makeRoom(n);
        }
        float[] from = inputs;
        for (int layer = 0; layer < layers(); layer++) {
            float[] to = outputs[layer];
            for (int row = 0; row < n; row++) {
                sum(layer, from, row * sizes[layer], to, row * sizes[layer + 1]);
            }
            activations.get(layer).apply(to, 0, n * sizes[layer + 1]);
            from = to;
        }
        return from;
    }

    /** Four inputs at a time, so that a sum is read and written once for four products. */
    private void sum(int layer, float[] from, int fromAt, float[] to, int toAt) {
        int in = sizes[layer];
        int out = sizes[layer + 1];
        float[] w = weights[layer];
        System.arraycopy(biases[layer], 0, to, toAt, out);
        int i = 0;
        for (; i + 3 < in; i += 4) {
            float x0 = from[fromAt + i];
            float x1 = from[fromAt + i + 1];
            float x2 = from[fromAt + i + 2];
            float x3 = from[fromAt + i + 3];
            int at = i * out;
            for (int j = 0; j < out; j++) {
                to[toAt + j] +=
                        x0 * w[at + j] + x1 * w[at + out + j] + x2 * w[at + 2 * out + j] + x3 * w[at + 3 * out + j];
            }
        }
        for (; i < in; i++) {
            float x = from[fromAt + i];
            int at = i * out;
            for (int j = 0; j < out; j++) {
                to[toAt + j] += x * w[at + j];
            }
        }
    }
}
