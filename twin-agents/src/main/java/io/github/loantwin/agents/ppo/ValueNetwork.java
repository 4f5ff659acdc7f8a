package io.github.loantwin.agents.ppo;

import io.github.loantwin.agents.net.Adam;
import io.github.loantwin.agents.net.FloatArrays;
import io.github.loantwin.agents.net.NetworkKernel;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Guesses the discounted return that follows on a state. */
final class ValueNetwork {
    private final NetworkKernel kernel;
    private final int rows;
    private final Adam adam;
    private final float[] outputGradient;
    private final float[] part;

    ValueNetwork(NetworkKernel kernel, int rows, double adamEpsilon) {
        this.kernel = kernel;
        this.rows = rows;
        adam = new Adam(kernel.parameters().length, adamEpsilon);
        outputGradient = new float[rows];
        part = new float[rows * kernel.inputs()];
    }

    NetworkKernel kernel() {
        return kernel;
    }

    /** Writes the values of n rows of features. */
    void values(float[] features, int n, float[] to) {
        int f = kernel.inputs();
        for (int from = 0; from < n; from += rows) {
            int count = Math.min(rows, n - from);
            System.arraycopy(features, from * f, part, 0, count * f);
            System.arraycopy(kernel.forward(part, count), 0, to, from, count);
        }
    }

    /** One gradient step on the mean of (V - return)^2 / 2; returns that loss. */
    double update(Minibatch batch, double maxGradientNorm, double learningRate) {
        float[] values = kernel.forward(batch.features, batch.size);
        double loss = 0;
        for (int row = 0; row < batch.size; row++) {
            float error = values[row] - batch.returns[row];
            loss += 0.5 * error * error / batch.size;
            outputGradient[row] = error / batch.size;
        }
        kernel.backward(outputGradient, batch.size);
        Adam.clip(kernel.gradient(), maxGradientNorm);
        adam.update(kernel.parameters(), kernel.gradient(), learningRate);
        kernel.publish();
        return loss;
    }

    void save(DataOutput out) throws IOException {
        FloatArrays.write(out, kernel.parameters());
        adam.save(out);
    }

    void restore(DataInput in) throws IOException {
        FloatArrays.read(in, kernel.parameters());
        kernel.publish();
        adam.restore(in);
    }
}
