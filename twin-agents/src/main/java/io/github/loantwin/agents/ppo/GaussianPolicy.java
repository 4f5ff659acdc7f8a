package io.github.loantwin.agents.ppo;

import io.github.loantwin.agents.net.Adam;
import io.github.loantwin.agents.net.FloatArrays;
import io.github.loantwin.agents.net.NetworkKernel;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Normal actions u ~ N(mean(s), std), with a mean from a network and a standard deviation that does not depend on the state;
 * the environment gets tanh(u) times the box's half width.
 *
 * <p>Probabilities are those of u: squashing is the same function for the old and the new policy, so it cancels in their
 * ratio. The entropy is that of u too.
 */
final class GaussianPolicy {
    private static final double LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private final NetworkKernel kernel;
    private final Adam networkAdam;
    private final Adam stdAdam;
    private final float[] logStd;
    private final float[] logStdGradient;
    private final float[] outputGradient;

    GaussianPolicy(NetworkKernel kernel, int rows, double initialStd, double adamEpsilon) {
        this.kernel = kernel;
        networkAdam = new Adam(kernel.parameters().length, adamEpsilon);
        logStd = new float[kernel.outputs()];
        Arrays.fill(logStd, (float) Math.log(initialStd));
        logStdGradient = new float[logStd.length];
        stdAdam = new Adam(logStd.length, adamEpsilon);
        outputGradient = new float[rows * kernel.outputs()];
    }

    NetworkKernel kernel() {
        return kernel;
    }

    float[] logStd() {
        return logStd;
    }

    float std(int component) {
        return (float) Math.exp(logStd[component]);
    }

    /** Returns ln p(u) of a row. */
    float logProbability(float[] means, int meanAt, float[] actions, int actionAt) {
        double sum = 0;
        for (int c = 0; c < logStd.length; c++) {
            double z = (actions[actionAt + c] - means[meanAt + c]) / Math.exp(logStd[c]);
            sum -= 0.5 * z * z + logStd[c] + LOG_ROOT_TWO_PI;
        }
        return (float) sum;
    }

    /** Returns the entropy of an action: sum of ln std + ln sqrt(2 pi e). */
    double entropy() {
        double entropy = 0;
        for (float value : logStd) {
            entropy += value + LOG_ROOT_TWO_PI + 0.5;
        }
        return entropy;
    }

    /**
     * One gradient step on the clipped objective (Schulman et al. 2017, equations 7 and 9) of a minibatch:
     * mean of min(r A, clip(r, 1 - e, 1 + e) A) + c entropy, where r = p_new(u) / p_old(u).
     */
    void update(Minibatch batch, PpoConfig config, double learningRate, PolicyFigures figures) {
        int k = logStd.length;
        float[] means = kernel.forward(batch.features, batch.size);
        Arrays.fill(logStdGradient, (float) -config.entropyCoefficient());
        for (int row = 0; row < batch.size; row++) {
            double logRatio = logProbability(means, row * k, batch.actions, row * k) - batch.logProbabilities[row];
            double ratio = Math.exp(logRatio);
            double advantage = batch.advantages[row];
            boolean clipped = advantage > 0 ? ratio > 1 + config.clip() : ratio < 1 - config.clip();
            double byLogProbability = clipped ? 0 : -ratio * advantage / batch.size;
            for (int c = 0; c < k; c++) {
                double std = Math.exp(logStd[c]);
                double z = (batch.actions[row * k + c] - means[row * k + c]) / std;
                outputGradient[row * k + c] = (float) (byLogProbability * z / std);
                logStdGradient[c] += (float) (byLogProbability * (z * z - 1));
            }
            double bounded = Math.max(1 - config.clip(), Math.min(1 + config.clip(), ratio));
            figures.add(-Math.min(ratio * advantage, bounded * advantage), ratio - 1 - logRatio, clipped);
        }
        kernel.backward(outputGradient, batch.size);
        figures.addNorm(Adam.clip(kernel.gradient(), config.maxGradientNorm()));
        networkAdam.update(kernel.parameters(), kernel.gradient(), learningRate);
        stdAdam.update(logStd, logStdGradient, learningRate);
        float smallest = (float) Math.log(config.smallestStd());
        for (int c = 0; c < k; c++) {
            logStd[c] = Math.max(smallest, logStd[c]);
        }
        kernel.publish();
    }

    /** Returns the gradient of the last update by the log standard deviations, for tests. */
    float[] logStdGradient() {
        return logStdGradient;
    }

    void save(DataOutput out) throws IOException {
        FloatArrays.write(out, kernel.parameters());
        FloatArrays.write(out, logStd);
        networkAdam.save(out);
        stdAdam.save(out);
    }

    void restore(DataInput in) throws IOException {
        FloatArrays.read(in, kernel.parameters());
        kernel.publish();
        FloatArrays.read(in, logStd);
        networkAdam.restore(in);
        stdAdam.restore(in);
    }
}
