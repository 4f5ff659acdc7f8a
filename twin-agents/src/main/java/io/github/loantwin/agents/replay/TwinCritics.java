package io.github.loantwin.agents.replay;

import io.github.loantwin.agents.learn.SideThread;
import io.github.loantwin.agents.net.Adam;
import io.github.loantwin.agents.net.FloatArrays;
import io.github.loantwin.agents.net.NetworkKernel;
import io.github.loantwin.agents.net.Networks;
import io.github.loantwin.agents.policy.Activation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Two guesses of the discounted return of an action in a state, with slow targets; the smaller one is believed, against
 * overestimation (Fujimoto, van Hoof and Meger 2018, "clipped double Q-learning").
 *
 * <p>The critics learn on two threads if there are two; neither reads the other's weights.
 */
public final class TwinCritics implements AutoCloseable {
    /** The last layer begins near zero: an actor would chase the slopes of a random function, far and fast. */
    private static final double FRESH_CRITIC_GAIN = 0.01;

    private final int f;
    private final int k;
    private final int rows;
    private final float actionScale;
    private final NetworkKernel[] critics = new NetworkKernel[2];
    private final NetworkKernel[] targets = new NetworkKernel[2];
    private final Adam[] adams = new Adam[2];
    private final float[][] inputs;
    private final float[][] outputGradients;
    private final SideThread side;

    /**
     * Creates critics.
     *
     * @param f number of features
     * @param k number of action components
     * @param config hidden sizes (relu), batch size, scale of actions
     * @param seeds of the two
     * @param threads 1, or more to let both learn at the same time
     */
    public TwinCritics(int f, int k, ReplayConfig config, long[] seeds, int threads) {
        this.f = f;
        this.k = k;
        rows = config.batch();
        actionScale = (float) config.actionScale();
        int[] sizes = Networks.sizes(f + k, config.hidden(), 1);
        for (int c = 0; c < 2; c++) {
            critics[c] = new NetworkKernel(Networks.create(sizes, Activation.RELU, FRESH_CRITIC_GAIN, seeds[c]), rows);
            targets[c] = new NetworkKernel(Networks.create(sizes, Activation.RELU, FRESH_CRITIC_GAIN, seeds[c]), rows);
            adams[c] = new Adam(critics[c].parameters().length, 1e-8);
        }
        inputs = new float[2][rows * (f + k)];
        outputGradients = new float[2][rows];
        side = new SideThread(threads > 1);
    }

    private void join(float[] features, float[] actions, float[] to) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(features, row * f, to, row * (f + k), f);
            for (int j = 0; j < k; j++) {
                to[row * (f + k) + f + j] = actionScale * actions[row * k + j];
            }
        }
    }

    /** Writes the smaller of the targets' values. */
    public void targetValues(float[] features, float[] actions, float[] to) {
        join(features, actions, inputs[0]);
        float[] one = targets[0].forward(inputs[0], rows);
        float[] two = targets[1].forward(inputs[0], rows);
        for (int row = 0; row < rows; row++) {
            to[row] = Math.min(one[row], two[row]);
        }
    }

    /** One gradient step of both on the mean of (Q(s, a) - goal)^2 / 2; returns the mean of the two losses. */
    public double update(ReplayBuffer.Batch batch, float[] goals, double learningRate) {
        double[] losses = new double[2];
        side.run(
                () -> losses[0] = updateOne(0, batch, goals, learningRate),
                () -> losses[1] = updateOne(1, batch, goals, learningRate));
        return (losses[0] + losses[1]) / 2;
    }

    private double updateOne(int c, ReplayBuffer.Batch batch, float[] goals, double learningRate) {
        join(batch.features, batch.actions, inputs[c]);
        float[] values = critics[c].forward(inputs[c], rows);
        double loss = 0;
        for (int row = 0; row < rows; row++) {
            float error = values[row] - goals[row];
            loss += 0.5 * error * error / rows;
            outputGradients[c][row] = error / rows;
        }
        critics[c].backward(outputGradients[c], rows);
        adams[c].update(critics[c].parameters(), critics[c].gradient(), learningRate);
        critics[c].publish();
        return loss;
    }

    /**
     * Writes the gradient of the believed value by the action.
     *
     * @param smaller whether the smaller critic of each row is believed; otherwise the first
     * @param to shape (n, actions)
     * @return mean of the believed values
     */
    public double actionGradient(float[] features, float[] actions, boolean smaller, float[] to) {
        join(features, actions, inputs[0]);
        float[] one = critics[0].forward(inputs[0], rows);
        float[] two = smaller ? critics[1].forward(inputs[0], rows) : one;
        double mean = 0;
        for (int row = 0; row < rows; row++) {
            boolean first = one[row] <= two[row];
            mean += Math.min(one[row], two[row]) / rows;
            outputGradients[0][row] = first ? 1 : 0;
            outputGradients[1][row] = first ? 0 : 1;
        }
        java.util.Arrays.fill(to, 0, rows * k, 0f);
        for (int c = 0; c < (smaller ? 2 : 1); c++) {
            float[] byInput = critics[c].inputGradient(outputGradients[c], rows, false);
            for (int row = 0; row < rows; row++) {
                for (int j = 0; j < k; j++) {
                    to[row * k + j] += actionScale * byInput[row * (f + k) + f + j];
                }
            }
        }
        return mean;
    }

    /** Moves the targets towards the critics by a share (Polyak averaging). */
    public void follow(double share) {
        for (int c = 0; c < 2; c++) {
            FloatArrays.blend(targets[c].parameters(), critics[c].parameters(), share);
            targets[c].publish();
        }
    }

    /** Returns what is broken among the weights; empty if nothing is. */
    public String firstBroken() {
        String broken = critics[0].firstBroken("first critic");
        return broken.isEmpty() ? critics[1].firstBroken("second critic") : broken;
    }

    /** Returns the seconds that products took, and their multiplications and additions. */
    public double[] gemmWork() {
        double[] work = new double[2];
        for (int c = 0; c < 2; c++) {
            work[0] += critics[c].gemmSeconds() + targets[c].gemmSeconds();
            work[1] += critics[c].gemmOperations() + targets[c].gemmOperations();
        }
        return work;
    }

    /** Writes the DL4J zips. */
    public void writeNetworks(Path folder) throws IOException {
        critics[0].write(folder.resolve("critic1.zip"));
        critics[1].write(folder.resolve("critic2.zip"));
    }

    /** Writes the state. */
    public void save(DataOutput out) throws IOException {
        for (int c = 0; c < 2; c++) {
            FloatArrays.write(out, critics[c].parameters());
            FloatArrays.write(out, targets[c].parameters());
            adams[c].save(out);
        }
    }

    /** Reads the state. */
    public void restore(DataInput in) throws IOException {
        for (int c = 0; c < 2; c++) {
            FloatArrays.read(in, critics[c].parameters());
            FloatArrays.read(in, targets[c].parameters());
            critics[c].publish();
            targets[c].publish();
            adams[c].restore(in);
        }
    }

    @Override
    public void close() {
        side.close();
    }
}
