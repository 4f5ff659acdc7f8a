package io.github.loantwin.server.grpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.NormalizedLayout;
import io.github.loantwin.env.StepResult;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.proto.v1.ActRequest;
import io.github.loantwin.proto.v1.Activation;
import io.github.loantwin.proto.v1.CounterfactualRequest;
import io.github.loantwin.proto.v1.CounterfactualResponse;
import io.github.loantwin.proto.v1.CreateSessionRequest;
import io.github.loantwin.proto.v1.GetSpecRequest;
import io.github.loantwin.proto.v1.GetSpecResponse;
import io.github.loantwin.proto.v1.ListScenariosRequest;
import io.github.loantwin.proto.v1.NetworkPolicy;
import io.github.loantwin.proto.v1.OptimizeRequest;
import io.github.loantwin.proto.v1.OptimizeResponse;
import io.github.loantwin.proto.v1.PolicySpec;
import io.github.loantwin.proto.v1.RenderMode;
import io.github.loantwin.proto.v1.RenderRequest;
import io.github.loantwin.proto.v1.RenderResponse;
import io.github.loantwin.proto.v1.ReplayScenarioRequest;
import io.github.loantwin.proto.v1.ReplayScenarioResponse;
import io.github.loantwin.proto.v1.StepResponse;
import io.github.loantwin.proto.v1.World;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the server computes beside stepping, against the library called directly. */
class StudiesTest {
    @RegisterExtension
    static final TestServer server = TestServer.ofTheClass();

    @Test
    void theSpecSaysWhatTheLibrarySays() {
        GetSpecResponse spec = server.stub.getSpec(GetSpecRequest.getDefaultInstance());
        assertEquals(InfoField.COUNT, spec.getInfoFieldsCount());
        assertEquals(
                "capital_ratio",
                spec.getInfoFields(InfoField.CAPITAL_RATIO.ordinal()).getName());
        assertArrayEquals(new double[] {0.4, 0.3, 0.2, 0.1}, TestServer.doubles(spec.getRewardWeights()));
        assertArrayEquals(
                new float[] {0.1f, 0.02f, 0.1f},
                TestServer.floats(spec.getActionSpace().getHigh()));
        assertEquals(TwinConfig.defaults().hash(), spec.getConfigHash());
        assertEquals(365, spec.getMaxEpisodeSteps());
        assertEquals(
                TwinConfig.defaults().hash(),
                TwinConfig.parse(spec.getConfigYaml(), "spec").hash());
        GetSpecResponse weekly = server.stub.getSpec(GetSpecRequest.newBuilder()
                .setWorld(World.newBuilder().setPreset("weekly"))
                .build());
        assertEquals(53, weekly.getMaxEpisodeSteps());
        assertTrue(server.stub
                        .listScenarios(ListScenariosRequest.getDefaultInstance())
                        .getScenariosCount()
                > 10);
    }

    @Test
    void theNormalisedIdIsTheSameWorld() {
        var session = server.stub.createSession(CreateSessionRequest.newBuilder()
                .setEnvId("loantwin/LoanPortfolioNormalized-v0")
                .setWorld(TestServer.world())
                .build());
        server.reset(session.getSessionId(), 4);
        StepResponse step =
                server.stub.step(TestServer.step(session.getSessionId(), 0, new float[] {0.5f, -1f, 0.25f}));
        LoanEnv alone =
                new LoanEnv(TwinConfig.defaults().with(TestServer.world().getOverridesMap()));
        alone.reset(4);
        StepResult result = alone.step(new float[] {0.1f * 0.5f, -0.02f, 0.1f * 0.25f});
        float[] normal = new float[13];
        new NormalizedLayout(60)
                .observation(result.observation(), 0, result.info().get(InfoField.RETURN_ON_EQUITY), normal);
        assertArrayEquals(normal, TestServer.floats(step.getObservations()));
        assertEquals(result.reward(), TestServer.doubles(step.getRewards())[0]);
        double unemployment = result.observation()[7];
        assertEquals((float) ((unemployment - 0.055) / 0.02), normal[7]);
    }

    @Test
    void aReplayTellsTheMonthsOfTheEpisode() {
        List<ReplayScenarioResponse> items = new ArrayList<>();
        World world = World.newBuilder()
                .setScenario("severely-adverse-2026")
                .putOverrides("episode.initialLoans", "200")
                .build();
        server.stub
                .replayScenario(ReplayScenarioRequest.newBuilder()
                        .setWorld(world)
                        .setSeed(3)
                        .setPolicy(PolicySpec.newBuilder().setName("constant:0.05,0,0"))
                        .build())
                .forEachRemaining(items::add);
        assertTrue(items.get(0).hasStart());
        List<String> columns = items.get(0).getStart().getColumnsList();
        assertEquals("reward", columns.get(columns.size() - 1));
        double income = 0;
        double reward = 0;
        int months = 0;
        int events = 0;
        for (ReplayScenarioResponse item : items) {
            if (item.hasMonth()) {
                double[] values = TestServer.doubles(item.getMonth().getValues());
                income += values[InfoField.NET_INCOME.ordinal()];
                reward += values[InfoField.COUNT];
                months++;
            }
            events += item.hasEvent() ? 1 : 0;
        }
        LoanEnv alone = new LoanEnv(
                TwinConfig.defaults().withScenario("severely-adverse-2026").with("episode.initialLoans", 200));
        alone.reset(3);
        double expectedIncome = 0;
        double expectedReturn = 0;
        StepResult result;
        do {
            result = alone.step(new float[] {0.05f, 0, 0});
            expectedIncome += result.info().get(InfoField.NET_INCOME);
            expectedReturn += result.reward();
        } while (!result.terminated() && !result.truncated());
        ReplayScenarioResponse end = items.get(items.size() - 1);
        assertTrue(end.hasEnd());
        assertEquals(alone.stateHash(), end.getEnd().getStateHash());
        assertEquals(expectedReturn, end.getEnd().getEpisodeReturn());
        assertEquals(expectedIncome, income, 1e-6 * Math.abs(expectedIncome));
        assertEquals(expectedReturn, reward, 1e-9);
        assertEquals(12, months, "a year from the eve of a quarter");
        assertTrue(events > 0, "a severely adverse year breaks some limit");
    }

    /** A network of one layer: the action is a multiple of the normalised unemployment rate, worked out by hand. */
    @Test
    void anUploadedNetworkDecides() throws IOException {
        float[] weights = new float[39];
        weights[7 * 3] = 0.5f;
        NetworkPolicy network = NetworkPolicy.newBuilder()
                .addLayerSizes(13)
                .addLayerSizes(3)
                .setOutput(Activation.ACTIVATION_IDENTITY)
                .setNpz(ByteString.copyFrom(NpzFiles.npz(Map.of(
                        "w0.npy", NpzFiles.npy(new int[] {13, 3}, weights), "b0.npy", NpzFiles.npy(0f, 0.25f, -5f)))))
                .build();
        float[] observation = new float[13];
        observation[7] = 0.075f;
        float[] actions = TestServer.floats(server.stub
                .act(ActRequest.newBuilder()
                        .setPolicy(PolicySpec.newBuilder().setNetwork(network))
                        .setObservations(NumberArrays.of(observation, 1, 13))
                        .build())
                .getActions());
        assertEquals(0.1f * 0.5f, actions[0], 1e-7, "(0.075 - 0.055) / 0.02 = 1, times 0.5, times the bound");
        assertEquals(0.02f * 0.25f, actions[1], 1e-9);
        assertEquals(-0.1f, actions[2], "clipped to the box");
    }

    @Test
    void aBombUnpacksToNoMoreThanItsShape() throws IOException {
        byte[] bomb = NpzFiles.npz(Map.of("w0.npy", new byte[200 << 20]));
        assertTrue(bomb.length < 1 << 20);
        var e = TestServer.refused(
                io.grpc.Status.Code.INVALID_ARGUMENT,
                () -> server.stub.act(ActRequest.newBuilder()
                        .setPolicy(PolicySpec.newBuilder()
                                .setNetwork(NetworkPolicy.newBuilder()
                                        .addLayerSizes(13)
                                        .addLayerSizes(3)
                                        .setNpz(ByteString.copyFrom(bomb))))
                        .setObservations(NumberArrays.of(new float[13], 1, 13))
                        .build()));
        assertTrue(TestServer.detail(e).getField().startsWith("policy.network.npz"));
    }

    @Test
    void baselinesAct() {
        float[] actions = TestServer.floats(server.stub
                .act(ActRequest.newBuilder()
                        .setPolicy(PolicySpec.newBuilder().setName("constant:0.02,-0.005,0"))
                        .setObservations(NumberArrays.of(new float[26], 2, 13))
                        .build())
                .getActions());
        assertArrayEquals(new float[] {0.02f, -0.005f, 0, 0.02f, -0.005f, 0}, actions);
    }

    @Test
    void aProblemIsOptimised() throws IOException {
        OptimizeResponse lp = server.stub.optimize(OptimizeRequest.newBuilder()
                .setQps(String.join(
                        "\n",
                        "NAME TWO",
                        "ROWS",
                        " N COST",
                        " L LIM",
                        "COLUMNS",
                        " X COST -3 LIM 1",
                        " Y COST -2 LIM 1",
                        "RHS",
                        " RHS LIM 4",
                        "BOUNDS",
                        " UP BND X 1",
                        "ENDATA"))
                .build());
        assertTrue(lp.getOptimal(), lp.getStatus());
        assertEquals(-9, lp.getObjective(), 1e-6, "x = 1, y = 3: -3 - 6");
        OptimizeResponse loans = server.stub.optimize(OptimizeRequest.newBuilder()
                .setYaml(shipped("loan-allocation.yaml"))
                .setWhatIf("pd*1.5")
                .setFrontierPoints(3)
                .build());
        assertTrue(loans.getOptimal());
        assertTrue(loans.getTablesCount() >= 3, "allocation, what-if, frontier");
        assertFalse(loans.getSentencesList().isEmpty());
    }

    private static String shipped(String name) throws IOException {
        try (InputStream in = StudiesTest.class.getResourceAsStream("/loantwin/configs/optimizer/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aCounterfactualComparesActionSequences() {
        World world = World.newBuilder()
                .putOverrides("episode.initialLoans", "200")
                .putOverrides("episode.simulationDays", "60")
                .build();
        CounterfactualResponse same = server.stub.counterfactual(CounterfactualRequest.newBuilder()
                .setWorld(world)
                .setFromDay(20)
                .build());
        for (var table : same.getTablesList()) {
            if (table.getKey().equals("profit")) {
                for (var column : table.getColumnsList()) {
                    if (column.getKey().startsWith("difference")) {
                        for (double value : TestServer.doubles(column.getNumbers())) {
                            assertEquals(0, value);
                        }
                    }
                }
            }
        }
        CounterfactualResponse tighter = server.stub.counterfactual(CounterfactualRequest.newBuilder()
                .setWorld(world)
                .setFromDay(20)
                .setAlternative(PolicySpec.newBuilder().setActions(NumberArrays.of(new float[] {0.1f, 0.02f, 0}, 1, 3)))
                .addSeeds(1)
                .addSeeds(-2)
                .build());
        assertEquals(5, tighter.getTablesCount());
        assertFalse(tighter.getSentencesList().isEmpty());
    }

    @Test
    void anEnvironmentIsDrawn() {
        var session = server.stub.createSession(CreateSessionRequest.newBuilder()
                .setWorld(World.newBuilder().putOverrides("episode.initialLoans", "100"))
                .setRecordHistory(true)
                .build());
        String id = session.getSessionId();
        server.reset(id, 1);
        for (int step = 0; step < 90; step++) {
            server.stub.step(TestServer.step(id, 0, new float[ActionLayout.SIZE]));
        }
        RenderResponse text =
                server.stub.render(RenderRequest.newBuilder().setSessionId(id).build());
        assertTrue(text.getText().contains("day 90") && text.getText().contains("capital ratio"), text.getText());
        RenderResponse chart = server.stub.render(RenderRequest.newBuilder()
                .setSessionId(id)
                .setMode(RenderMode.RENDER_MODE_RGB_ARRAY)
                .build());
        assertEquals(List.of(640, 960, 3), chart.getPixels().getShapeList());
        long dark = 0;
        for (byte value : chart.getPixels().getData().toByteArray()) {
            dark += (value & 0xFF) < 128 ? 1 : 0;
        }
        assertTrue(dark > 5_000 && dark < 300_000, "ink on paper: " + dark);
    }
}
