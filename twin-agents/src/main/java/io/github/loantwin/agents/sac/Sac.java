package io.github.loantwin.agents.sac;

import io.github.loantwin.agents.learn.VectorTask;
import io.github.loantwin.agents.net.Adam;
import io.github.loantwin.agents.net.FloatArrays;
import io.github.loantwin.agents.policy.FastTanh;
import io.github.loantwin.agents.replay.ReplayBuffer;
import io.github.loantwin.agents.replay.ReplayConfig;
import io.github.loantwin.agents.replay.ReplayLearner;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Soft actor-critic (Haarnoja et al. 2018, "Soft actor-critic algorithms and applications", algorithm 1).
 *
 * <pre>
 * for every update:
 *     a' ~ policy(s');  y = r + g (min Q'(s', a') - alpha ln p(a'))    goals
 *     fit both critics to y                                            critics.update
 *     a ~ policy(s); minimise alpha ln p(a) - min Q(s, a)              learnActor
 *     move alpha so that the entropy meets its target                  learnTemperature
 *     targets follow the critics                                       critics.follow
 * </pre>
 *
 * <p>The actor gives mean and ln std of u; a = tanh(u), and ln p(a) = ln N(u) - sum ln(1 - a^2).
 */
public final class Sac extends ReplayLearner {
    private static final float LOWEST_LOG_STD = -5f;
    private static final float HIGHEST_LOG_STD = 1f;
    private static final double LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    private static final float SMALL = 1e-6f;

    private final ReplayConfig replay;
    private final int k;
    private final double targetEntropy;
    private final float[] logTemperature;
    private final float[] temperatureGradient = new float[1];
    private final Adam temperatureAdam = new Adam(1, 1e-8);
    private final float[] drawn;
    private final float[] noise;
    private final float[] logProbabilities;
    private final float[] goals;
    private final float[] valueGradient;
    private final float[] outputGradient;

    /** Creates the learner. */
    public Sac(VectorTask task, SacConfig config, long seed, int threads) {
        super(task, config.replay(), seed, threads, 2 * task.actionCount());
        replay = config.replay();
        k = task.actionCount();
        targetEntropy = config.targetEntropy() * k;
        logTemperature = new float[] {(float) Math.log(config.initialTemperature())};
        int n = replay.batch();
        drawn = new float[n * k];
        noise = new float[n * k];
        logProbabilities = new float[n];
        goals = new float[n];
        valueGradient = new float[n * k];
        outputGradient = new float[n * 2 * k];
        float[] parameters = actorKernel().parameters();
        for (int c = 0; c < k; c++) { // the last biases are those of ln std
            parameters[parameters.length - k + c] = (float) Math.log(config.initialStd());
        }
        actorKernel().publish();
    }

    private static float logStd(float output) {
        return Math.max(LOWEST_LOG_STD, Math.min(HIGHEST_LOG_STD, output));
    }

    @Override
    protected float explore(float[] outputs, int at, int component, float standardNoise) {
        return outputs[at + component] + (float) Math.exp(logStd(outputs[at + k + component])) * standardNoise;
    }

    @Override
    protected List<String> figures() {
        return List.of("critic/loss", "critic/value", "policy/std", "policy/entropy", "policy/temperature");
    }

    @Override
    protected void learn(ReplayBuffer.Batch batch, Log log) {
        double temperature = Math.exp(logTemperature[0]);
        draw(actorKernel().forward(batch.successors, batch.size), batch.size, 0);
        critics().targetValues(batch.successors, drawn, goals);
        for (int row = 0; row < batch.size; row++) {
            double soft = goals[row] - temperature * logProbabilities[row];
            goals[row] = (float) (batch.rewards[row] + batch.discounts[row] * soft);
        }
        log.add("critic/loss", critics().update(batch, goals, replay.learningRate()));
        if (actorLearns()) {
            learnActor(batch, temperature, log);
            learnTemperature(batch.size, log);
        }
        critics().follow(replay.targetShare());
    }

    /** Draws an action for every row, and the logarithm of its probability. */
    private void draw(float[] outputs, int n, int stage) {
        for (int row = 0; row < n; row++) {
            double log = 0;
            for (int c = 0; c < k; c++) {
                float deviate = updateNoise(((long) stage * n + row) * k + c);
                float logStd = logStd(outputs[row * 2 * k + k + c]);
                float a = FastTanh.tanh(outputs[row * 2 * k + c] + (float) Math.exp(logStd) * deviate);
                noise[row * k + c] = deviate;
                drawn[row * k + c] = a;
                log -= 0.5 * deviate * deviate + logStd + LOG_ROOT_TWO_PI + Math.log(1 - a * a + SMALL);
            }
            logProbabilities[row] = (float) log;
        }
    }

    /**
     * Gradient of alpha ln p(a) - Q(s, a) with a = tanh(mean + std e): by u it is 2 alpha a - Q_a (1 - a^2), which the mean gets
     * as it is and ln std times std e, less alpha.
     */
    private void learnActor(ReplayBuffer.Batch batch, double temperature, Log log) {
        float[] outputs = actorKernel().forward(batch.features, batch.size);
        draw(outputs, batch.size, 1);
        log.add("critic/value", critics().actionGradient(batch.features, drawn, true, valueGradient));
        double std = 0;
        for (int row = 0; row < batch.size; row++) {
            for (int c = 0; c < k; c++) {
                float a = drawn[row * k + c];
                float rawLogStd = outputs[row * 2 * k + k + c];
                double sigma = Math.exp(logStd(rawLogStd));
                double slope = 1 - a * a;
                double byU = temperature * 2 * a * slope / (slope + SMALL) - valueGradient[row * k + c] * slope;
                boolean held = rawLogStd != logStd(rawLogStd);
                double byLogStd = held ? 0 : byU * sigma * noise[row * k + c] - temperature;
                outputGradient[row * 2 * k + c] = (float) (byU / batch.size);
                outputGradient[row * 2 * k + k + c] = (float) (byLogStd / batch.size);
                std += sigma / (batch.size * k);
            }
        }
        actorKernel().backward(outputGradient, batch.size);
        moveActor();
        log.add("policy/std", std);
    }

    private void learnTemperature(int n, Log log) {
        double mean = 0;
        for (int row = 0; row < n; row++) {
            mean += logProbabilities[row] / n;
        }
        temperatureGradient[0] = (float) -(mean + targetEntropy);
        temperatureAdam.update(logTemperature, temperatureGradient, replay.learningRate());
        log.add("policy/entropy", -mean);
        log.add("policy/temperature", Math.exp(logTemperature[0]));
    }

    @Override
    public void save(DataOutput out) throws IOException {
        super.save(out);
        FloatArrays.write(out, logTemperature);
        temperatureAdam.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        super.restore(in);
        FloatArrays.read(in, logTemperature);
        temperatureAdam.restore(in);
    }
}
