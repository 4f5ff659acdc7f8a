package io.github.loantwin.agents.td3;

import io.github.loantwin.agents.learn.VectorTask;
import io.github.loantwin.agents.net.FloatArrays;
import io.github.loantwin.agents.net.NetworkKernel;
import io.github.loantwin.agents.net.Networks;
import io.github.loantwin.agents.policy.Activation;
import io.github.loantwin.agents.policy.FastTanh;
import io.github.loantwin.agents.replay.ReplayBuffer;
import io.github.loantwin.agents.replay.ReplayConfig;
import io.github.loantwin.agents.replay.ReplayLearner;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * TD3 (Fujimoto, van Hoof and Meger 2018, algorithm 1).
 *
 * <pre>
 * for every update:
 *     a' = clip(policy'(s') + clip(noise));  y = r + g min Q'(s', a')    goals
 *     fit both critics to y                                              critics.update
 *     every few updates:
 *         maximise Q1(s, policy(s))                                      learnActor
 *         targets follow critics and policy
 * </pre>
 */
public final class Td3 extends ReplayLearner {
    private final Td3Config config;
    private final ReplayConfig replay;
    private final int k;
    private final NetworkKernel actorTarget;
    private final float[] chosen;
    private final float[] goals;
    private final float[] valueGradient;
    private final float[] outputGradient;

    /** Creates the learner. */
    public Td3(VectorTask task, Td3Config config, long seed, int threads) {
        super(task, config.replay(), seed, threads, task.actionCount());
        this.config = config;
        replay = config.replay();
        k = task.actionCount();
        actorTarget = new NetworkKernel(Networks.create(actorKernel().sizes(), Activation.RELU, 1, 1), replay.batch());
        System.arraycopy(actorKernel().parameters(), 0, actorTarget.parameters(), 0, actorTarget.parameters().length);
        actorTarget.publish();
        int n = replay.batch();
        chosen = new float[n * k];
        goals = new float[n];
        valueGradient = new float[n * k];
        outputGradient = new float[n * k];
    }

    @Override
    protected float explore(float[] outputs, int at, int component, float standardNoise) {
        return outputs[at + component] + (float) config.explorationStd() * standardNoise;
    }

    @Override
    protected List<String> figures() {
        return List.of("critic/loss", "critic/value");
    }

    @Override
    protected void learn(ReplayBuffer.Batch batch, Log log) {
        chooseSmoothed(actorTarget.forward(batch.successors, batch.size), batch.size);
        critics().targetValues(batch.successors, chosen, goals);
        for (int row = 0; row < batch.size; row++) {
            goals[row] = batch.rewards[row] + batch.discounts[row] * goals[row];
        }
        log.add("critic/loss", critics().update(batch, goals, replay.learningRate()));
        if (updates() % config.policyDelay() == 0) {
            if (actorLearns()) {
                learnActor(batch, log);
            }
            critics().follow(replay.targetShare());
            FloatArrays.blend(actorTarget.parameters(), actorKernel().parameters(), replay.targetShare());
            actorTarget.publish();
        }
    }

    private void chooseSmoothed(float[] outputs, int n) {
        float bound = (float) config.targetNoiseClip();
        for (int i = 0; i < n * k; i++) {
            float noise = (float) config.targetNoise() * updateNoise(i);
            float bounded = Math.max(-bound, Math.min(bound, noise));
            chosen[i] = Math.max(-1f, Math.min(1f, FastTanh.tanh(outputs[i]) + bounded));
        }
    }

    /** Gradient of -Q1(s, tanh(u)) by u: -Q_a (1 - a^2). */
    private void learnActor(ReplayBuffer.Batch batch, Log log) {
        float[] outputs = actorKernel().forward(batch.features, batch.size);
        for (int i = 0; i < batch.size * k; i++) {
            chosen[i] = FastTanh.tanh(outputs[i]);
        }
        log.add("critic/value", critics().actionGradient(batch.features, chosen, false, valueGradient));
        for (int i = 0; i < batch.size * k; i++) {
            outputGradient[i] = -valueGradient[i] * (1 - chosen[i] * chosen[i]) / batch.size;
        }
        actorKernel().backward(outputGradient, batch.size);
        moveActor();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        super.save(out);
        FloatArrays.write(out, actorTarget.parameters());
    }

    @Override
    public void restore(DataInput in) throws IOException {
        super.restore(in);
        FloatArrays.read(in, actorTarget.parameters());
        actorTarget.publish();
    }
}
