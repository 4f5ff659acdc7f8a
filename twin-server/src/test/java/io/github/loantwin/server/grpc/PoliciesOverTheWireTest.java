package io.github.loantwin.server.grpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.agents.policy.ActionHead;
import io.github.loantwin.agents.policy.Activation;
import io.github.loantwin.agents.policy.DenseNetwork;
import io.github.loantwin.agents.policy.Normaliser;
import io.github.loantwin.agents.policy.PolicyDescription;
import io.github.loantwin.agents.policy.TrainedPolicy;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.StepResult;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.optimizer.policy.ConvexPolicies;
import io.github.loantwin.proto.v1.ActRequest;
import io.github.loantwin.proto.v1.PolicySpec;
import io.github.loantwin.proto.v1.RolloutRequest;
import io.github.loantwin.proto.v1.RolloutResponse;
import io.github.loantwin.proto.v1.ServerInfoRequest;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trained policies of the server's folder, and the convex controllers, in Act and Rollout. */
class PoliciesOverTheWireTest {
    private static final int STEPS = 5;

    @TempDir
    private Path folder;

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        policy().save(folder.resolve("tighten"));
        server = new TestServer(Map.of(), Security.NONE, Optional.of(folder));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Tightens by tanh(2 (unemployment - 5 %) / 2 %) of the bound, and does nothing else. */
    private static TrainedPolicy policy() {
        DenseNetwork network = new DenseNetwork(new int[] {13, 3}, List.of(Activation.IDENTITY));
        network.weights(0)[7 * 3] = 2f;
        float[] mean = new float[13];
        float[] scale = new float[13];
        Arrays.fill(scale, 1f);
        mean[7] = 0.05f;
        scale[7] = 0.02f;
        return new TrainedPolicy(
                new PolicyDescription(
                        PolicyDescription.FORMAT,
                        "ppo",
                        PolicyDescription.ENVIRONMENT,
                        "0123",
                        1,
                        PolicyDescription.observationSpace(),
                        PolicyDescription.actionSpace(),
                        new int[] {13, 3},
                        network.activations(),
                        ActionHead.TANH,
                        1f,
                        0,
                        0,
                        new Normaliser(mean, scale, 10f)),
                network);
    }

    private static PolicySpec trained(String name) {
        return PolicySpec.newBuilder().setTrained(name).build();
    }

    private static PolicySpec named(String name) {
        return PolicySpec.newBuilder().setName(name).build();
    }

    private RolloutResponse rollout(PolicySpec policy, long seed) {
        String id = server.open(1).getSessionId();
        server.reset(id, seed);
        return server.stub.rollout(RolloutRequest.newBuilder()
                .setSessionId(id)
                .setSteps(STEPS)
                .setPolicy(policy)
                .setRecord(true)
                .build());
    }

    @Test
    void aTrainedPolicyActs() {
        assertEquals(
                List.of("tighten"),
                server.stub.serverInfo(ServerInfoRequest.getDefaultInstance()).getTrainedPoliciesList());
        float[] observations = new float[26];
        observations[7] = 0.06f;
        observations[13 + 7] = 0.05f;
        float[] actions = TestServer.floats(server.stub
                .act(ActRequest.newBuilder()
                        .setPolicy(trained("tighten"))
                        .setObservations(NumberArrays.of(observations, 2, 13))
                        .build())
                .getActions());
        assertEquals(0.1 * Math.tanh(1), actions[0], 1e-5, "2 x (6 % - 5 %) / 2 % is 1");
        assertArrayEquals(new float[] {0, 0, 0, 0, 0}, Arrays.copyOfRange(actions, 1, 6), 1e-9f);
    }

    @Test
    void aTrainedPolicyRollsOutAsItActs() {
        RolloutResponse run = rollout(trained("tighten"), 3);
        float[] seen = TestServer.floats(run.getObservations());
        float[] taken = TestServer.floats(run.getActions());
        for (int step = 1; step < STEPS; step++) {
            double unemployment = seen[(step - 1) * 13 + 7];
            assertEquals(0.1 * Math.tanh(2 * (unemployment - 0.05) / 0.02), taken[step * 3], 1e-5, "step " + step);
        }
    }

    @Test
    void convexControllersActOnTheServerAsInProcess() {
        RolloutResponse run = rollout(named("convex:lp"), 3);
        LoanEnv env = new LoanEnv(
                TwinConfig.defaults().with(Map.of("episode.initialLoans", "60", "episode.simulationDays", "5")));
        Policy policy = ConvexPolicies.named("convex:lp").make();
        policy.reset(3);
        float[] observation = env.reset(3).observation();
        policy.inform(env.info());
        double[] rewards = new double[STEPS];
        for (int step = 0; step < STEPS; step++) {
            float[] action = new float[3];
            policy.act(observation, action);
            StepResult result = env.step(action);
            policy.inform(env.info());
            observation = result.observation();
            rewards[step] = result.reward();
        }
        assertArrayEquals(rewards, TestServer.doubles(run.getRewards()), "bit for bit");
    }

    @Test
    void noNameIsAPath() {
        for (String name : List.of("convex:lp@/etc/passwd", "convex:lp@my.yaml", "runs/ppo", folder + "/tighten")) {
            var e = TestServer.refused(Status.Code.NOT_FOUND, () -> rollout(named(name), 1));
            assertTrue(e.getStatus().getDescription().contains("convex:robust"), e.getMessage());
        }
        for (String name : List.of("../tighten", folder + "/tighten", ".", "")) {
            TestServer.refused(Status.Code.NOT_FOUND, () -> rollout(trained(name), 1));
        }
    }
}
