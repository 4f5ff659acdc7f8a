package io.github.loantwin.agents.policy;

import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import java.util.Arrays;
import java.util.List;

/** Policies with random weights, for tests. */
public final class SamplePolicies {
    private SamplePolicies() {}

    /** Returns a policy of two hidden layers, with memory, for weekly decisions. */
    public static TrainedPolicy weekly(long seed) {
        return of(seed, ActionHead.TANH, 60, 7, 26, 16, 8, 3);
    }

    /** Returns a policy without memory that chooses among the 27 points of the grid. */
    public static TrainedPolicy grid(long seed) {
        return of(seed, ActionHead.GRID, 0, 7, 13, 16, 27);
    }

    /** Returns a policy whose network has three outputs more than an action needs, as SAC's has. */
    public static TrainedPolicy withUnusedOutputs(long seed) {
        return of(seed, ActionHead.TANH, 60, 7, 26, 16, 8, 6);
    }

    static TrainedPolicy of(long seed, ActionHead head, double memory, int decisionDays, int... layers) {
        Draws draws = new Draws(seed);
        Activation[] activations = new Activation[layers.length - 1];
        Arrays.fill(activations, Activation.TANH);
        activations[activations.length - 1] = Activation.IDENTITY;
        DenseNetwork network = new DenseNetwork(layers, List.of(activations));
        for (int layer = 0; layer < network.layers(); layer++) {
            fill(network.weights(layer), draws, 2 * layer);
            fill(network.biases(layer), draws, 2 * layer + 1);
        }
        float[] mean = new float[layers[0]];
        float[] scale = new float[layers[0]];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) draws.normal(Stream.POLICY, 100, i);
            scale[i] = 0.5f + (float) draws.uniform(Stream.POLICY, 101, i);
        }
        PolicyDescription description = new PolicyDescription(
                PolicyDescription.FORMAT,
                "ppo",
                PolicyDescription.ENVIRONMENT,
                "0123",
                decisionDays,
                PolicyDescription.observationSpace(),
                PolicyDescription.actionSpace(),
                layers,
                network.activations(),
                head,
                head == ActionHead.GRID ? 0.5f : 1f,
                memory,
                0,
                new Normaliser(mean, scale, 10f));
        return new TrainedPolicy(description, network);
    }

    private static void fill(float[] values, Draws draws, int entity) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.4 * draws.normal(Stream.POLICY, entity, i));
        }
    }
}
