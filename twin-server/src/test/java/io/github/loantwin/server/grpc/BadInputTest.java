package io.github.loantwin.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.github.loantwin.proto.v1.ActRequest;
import io.github.loantwin.proto.v1.AutoresetMode;
import io.github.loantwin.proto.v1.CounterfactualRequest;
import io.github.loantwin.proto.v1.CreateSessionRequest;
import io.github.loantwin.proto.v1.DType;
import io.github.loantwin.proto.v1.EnvState;
import io.github.loantwin.proto.v1.ErrorDetail;
import io.github.loantwin.proto.v1.GetSpecRequest;
import io.github.loantwin.proto.v1.HandshakeRequest;
import io.github.loantwin.proto.v1.NDArray;
import io.github.loantwin.proto.v1.NetworkPolicy;
import io.github.loantwin.proto.v1.OptimizeRequest;
import io.github.loantwin.proto.v1.PolicySpec;
import io.github.loantwin.proto.v1.Reason;
import io.github.loantwin.proto.v1.RenderRequest;
import io.github.loantwin.proto.v1.ReplayScenarioRequest;
import io.github.loantwin.proto.v1.ResetOptions;
import io.github.loantwin.proto.v1.ResetRequest;
import io.github.loantwin.proto.v1.RestoreRequest;
import io.github.loantwin.proto.v1.RolloutRequest;
import io.github.loantwin.proto.v1.SaveRequest;
import io.github.loantwin.proto.v1.StepRequest;
import io.github.loantwin.proto.v1.StepResponse;
import io.github.loantwin.proto.v1.World;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every message with what is wrong with it: a status with field, bound and value, and the session as it was. */
class BadInputTest {
    @RegisterExtension
    static final TestServer server = TestServer.ofTheClass();

    private static String id;

    @BeforeAll
    static void open() {
        id = server.open(2).getSessionId();
        server.reset(id, 1, 2);
    }

    private static ErrorDetail refused(Status.Code code, Reason reason, Runnable call) {
        StatusRuntimeException e = TestServer.refused(code, call);
        ErrorDetail detail = TestServer.detail(e);
        assertEquals(reason, detail.getReason(), () -> e.getStatus() + "\n" + detail);
        assertFalse(e.getStatus().getDescription().isBlank());
        return detail;
    }

    private static ErrorDetail badStep(Reason reason, NDArray actions) {
        ErrorDetail detail = refused(
                Status.Code.INVALID_ARGUMENT,
                reason,
                () -> server.stub.step(StepRequest.newBuilder()
                        .setSessionId(id)
                        .setActions(actions)
                        .build()));
        assertTrue(detail.getField().startsWith("actions"), detail.getField());
        assertFalse(detail.getBound().isEmpty());
        assertFalse(detail.getValue().isEmpty());
        return detail;
    }

    private static NDArray actions(DType dtype, byte[] data, int... shape) {
        NDArray.Builder array = NDArray.newBuilder().setDtype(dtype).setData(ByteString.copyFrom(data));
        Arrays.stream(shape).forEach(array::addShape);
        return array.build();
    }

    @Test
    void badActionsStepNothing() {
        String twin = server.open(2).getSessionId();
        server.reset(twin, 1, 2);
        String own = server.open(2).getSessionId();
        server.reset(own, 1, 2);
        id = own;
        badStep(Reason.REASON_BAD_DTYPE, NDArray.getDefaultInstance());
        badStep(Reason.REASON_BAD_DTYPE, NumberArrays.of(new double[6], 2, 3));
        badStep(Reason.REASON_BAD_SHAPE, NumberArrays.of(new float[6], 6));
        badStep(Reason.REASON_BAD_SHAPE, NumberArrays.of(new float[6], 3, 2));
        badStep(Reason.REASON_BAD_SHAPE, NumberArrays.of(new float[9], 3, 3));
        badStep(Reason.REASON_BAD_SHAPE, NumberArrays.of(new float[6], 1, 2, 3));
        badStep(Reason.REASON_BAD_SHAPE, actions(DType.DTYPE_FLOAT32, new byte[23], 2, 3));
        badStep(Reason.REASON_BAD_SHAPE, actions(DType.DTYPE_FLOAT32, new byte[0], 2, 3));
        badStep(Reason.REASON_BAD_SHAPE, actions(DType.DTYPE_FLOAT32, new byte[1 << 20], 2, 3));
        badStep(Reason.REASON_BAD_SHAPE, actions(DType.DTYPE_FLOAT32, new byte[24], -1, 3));
        badStep(Reason.REASON_BAD_SHAPE, actions(DType.DTYPE_FLOAT32, new byte[24], 1 << 31, 1 << 31));
        ErrorDetail nan =
                badStep(Reason.REASON_NOT_FINITE, NumberArrays.of(new float[] {0, 0, 0, 0, Float.NaN, 0}, 2, 3));
        assertEquals(1, nan.getRow());
        assertEquals("actions[1, 1] (pricing)", nan.getField());
        badStep(Reason.REASON_NOT_FINITE, NumberArrays.of(new float[] {Float.NEGATIVE_INFINITY, 0, 0, 0, 0, 0}, 2, 3));
        ErrorDetail out = badStep(Reason.REASON_OUT_OF_BOX, NumberArrays.of(new float[] {0, 0.03f, 0, 0, 0, 0}, 2, 3));
        assertEquals("in [-0.02, 0.02]", out.getBound());
        assertEquals("0.03", out.getValue());
        StepResponse a = server.stub.step(TestServer.step(twin, 0, new float[6]));
        StepResponse b = server.stub.step(TestServer.step(own, 0, new float[6]));
        assertEquals(a.getObservations(), b.getObservations(), "the refused steps changed nothing");
        assertEquals(a.getStepIndex(), b.getStepIndex());
    }

    private static void badWorld(Status.Code code, Reason reason, World world) {
        refused(
                code,
                reason,
                () -> server.stub.createSession(
                        CreateSessionRequest.newBuilder().setWorld(world).build()));
        refused(
                code,
                reason,
                () -> server.stub.getSpec(
                        GetSpecRequest.newBuilder().setWorld(world).build()));
        refused(code, reason, () -> server.stub
                .replayScenario(
                        ReplayScenarioRequest.newBuilder().setWorld(world).build())
                .forEachRemaining(item -> {}));
        refused(
                code,
                reason,
                () -> server.stub.counterfactual(
                        CounterfactualRequest.newBuilder().setWorld(world).build()));
    }

    @Test
    void badWorldsAreRefused() {
        World.Builder world = World.newBuilder();
        badWorld(
                Status.Code.NOT_FOUND,
                Reason.REASON_UNKNOWN_NAME,
                world.setPreset("no").build());
        badWorld(
                Status.Code.NOT_FOUND,
                Reason.REASON_UNKNOWN_NAME,
                world.setPreset("/etc/passwd").build());
        badWorld(
                Status.Code.NOT_FOUND,
                Reason.REASON_UNKNOWN_NAME,
                World.newBuilder().setScenario("no-such").build());
        badWorld(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_CONFIG,
                World.newBuilder().putOverrides("no.such.key", "1").build());
        badWorld(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_CONFIG,
                World.newBuilder().putOverrides("lender.taxRate", "99").build());
        badWorld(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_CONFIG,
                World.newBuilder().putOverrides("lender.taxRate", "{").build());
        badWorld(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_CONFIG,
                World.newBuilder().setYaml("a: [").build());
        badWorld(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_CONFIG,
                World.newBuilder().setYaml("[1, 2]").build());
        badWorld(
                Status.Code.RESOURCE_EXHAUSTED,
                Reason.REASON_TOO_LARGE,
                World.newBuilder().setYaml("#".repeat(300_000)).build());
        badWorld(
                Status.Code.RESOURCE_EXHAUSTED,
                Reason.REASON_TOO_LARGE,
                World.newBuilder().setYaml("[".repeat(300_000)).build());
    }

    /** What a caller writes never makes the server read a file of its machine. */
    @Test
    void noWorldReadsFilesOfTheServer() {
        badWorld(
                Status.Code.NOT_FOUND,
                Reason.REASON_UNKNOWN_NAME,
                World.newBuilder().setScenario("/etc/hostname.csv").build());
        badWorld(
                Status.Code.NOT_FOUND,
                Reason.REASON_UNKNOWN_NAME,
                World.newBuilder().setYaml("extends: /etc/config.yaml").build());
        badWorld(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_VALUE,
                World.newBuilder()
                        .setYaml("extends: default\nmacro: ../../../etc/x.yaml")
                        .build());
        badWorld(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_VALUE,
                World.newBuilder()
                        .setYaml("extends: default\nmacro: {from: /etc/x.yaml}")
                        .build());
        badWorld(
                Status.Code.NOT_FOUND,
                Reason.REASON_UNKNOWN_NAME,
                World.newBuilder()
                        .setScenario("gfc")
                        .putOverrides("macro.scenario", "/etc/passwd.yaml")
                        .build());
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_VALUE,
                () -> server.stub.optimize(OptimizeRequest.newBuilder()
                        .setYaml("model: loan-cvar\nscenarios: {file: /etc/passwd}")
                        .build()));
        refused(
                Status.Code.NOT_FOUND,
                Reason.REASON_UNKNOWN_NAME,
                () -> server.stub.act(ActRequest.newBuilder()
                        .setPolicy(PolicySpec.newBuilder().setTrained("../../runs/x"))
                        .setObservations(NumberArrays.of(new float[13], 1, 13))
                        .build()));
        refused(
                Status.Code.NOT_FOUND,
                Reason.REASON_UNKNOWN_NAME,
                () -> server.stub.act(ActRequest.newBuilder()
                        .setPolicy(PolicySpec.newBuilder().setName("/etc"))
                        .setObservations(NumberArrays.of(new float[13], 1, 13))
                        .build()));
    }

    @Test
    void tooMuchMemoryIsRefusedBeforeItIsAllocated() {
        long loans =
                (long) (0.7 * Runtime.getRuntime().maxMemory() / 400); // a book that fits the heap, but not its half
        World huge = World.newBuilder()
                .putOverrides("episode.initialLoans", String.valueOf(loans))
                .putOverrides("episode.maxPortfolioSize", String.valueOf(2 * loans))
                .build();
        long before = System.nanoTime();
        ErrorDetail detail = TestServer.detail(TestServer.refused(
                Status.Code.RESOURCE_EXHAUSTED,
                () -> server.stub.createSession(CreateSessionRequest.newBuilder()
                        .setWorld(huge)
                        .setNumEnvs(4)
                        .build())));
        assertEquals(Reason.REASON_OVER_MEMORY, detail.getReason());
        assertTrue((System.nanoTime() - before) / 1e9 < 5);
        StatusRuntimeException never = org.junit.jupiter.api.Assertions.assertThrows(
                StatusRuntimeException.class,
                () -> server.stub.createSession(CreateSessionRequest.newBuilder()
                        .setWorld(World.newBuilder()
                                .putOverrides("episode.initialLoans", "10000000")
                                .putOverrides("episode.maxPortfolioSize", "20000000"))
                        .setNumEnvs(1_000)
                        .build()));
        assertTrue(never.getMessage().contains("must fit in"), never.getMessage()); // the heap, or half of it
        for (int n : new int[] {-1, 20_000, 1 << 30}) {
            refused(
                    Status.Code.INVALID_ARGUMENT,
                    Reason.REASON_BAD_VALUE,
                    () -> server.stub.createSession(
                            CreateSessionRequest.newBuilder().setNumEnvs(n).build()));
        }
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_VALUE,
                () -> server.stub.createSession(
                        CreateSessionRequest.newBuilder().setNumEnvs(16_384).build()));
    }

    @Test
    void otherFieldsOfCreateSessionAreChecked() {
        CreateSessionRequest.Builder good = CreateSessionRequest.newBuilder().setWorld(TestServer.world());
        refused(
                Status.Code.NOT_FOUND,
                Reason.REASON_UNKNOWN_NAME,
                () -> server.stub.createSession(
                        good.clone().setEnvId("CartPole-v1").build()));
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_VALUE,
                () -> server.stub.createSession(
                        good.clone().setAutoresetModeValue(9).build()));
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_VALUE,
                () -> server.stub.createSession(
                        good.clone().setInfoModeValue(77).build()));
        refused(
                Status.Code.NOT_FOUND,
                Reason.REASON_UNKNOWN_NAME,
                () -> server.stub.createSession(
                        good.clone().setInfoModeValue(3).addInfoFields("no").build()));
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_VALUE,
                () -> server.stub.createSession(
                        good.clone().addInfoFields("day").build()));
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_VALUE,
                () -> server.stub.createSession(
                        good.clone().setRecordHistory(true).setNumEnvs(17).build()));
    }

    @Test
    void resetsAreChecked() {
        String own = server.open(2).getSessionId();
        ResetRequest.Builder reset = ResetRequest.newBuilder().setSessionId(own);
        refused(
                Status.Code.FAILED_PRECONDITION,
                Reason.REASON_NEEDS_RESET,
                () -> server.stub.step(TestServer.step(own, 0, new float[6])));
        refused(
                Status.Code.FAILED_PRECONDITION,
                Reason.REASON_NEEDS_RESET,
                () -> server.stub.reset(reset.clone()
                        .setMask(NumberArrays.of(new boolean[] {true, false}, 2))
                        .build()));
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_SHAPE,
                () -> server.stub.reset(
                        reset.clone().setSeeds(NumberArrays.of(new long[3], 3)).build()));
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_DTYPE,
                () -> server.stub.reset(reset.clone()
                        .setSeeds(NumberArrays.of(new double[2], 2))
                        .build()));
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_VALUE,
                () -> server.stub.reset(reset.clone()
                        .setMask(actions(DType.DTYPE_BOOL, new byte[] {1, 2}, 2))
                        .build()));
        for (double ratio : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1, 12}) {
            refused(
                    Status.Code.INVALID_ARGUMENT,
                    Reason.REASON_BAD_VALUE,
                    () -> server.stub.reset(reset.clone()
                            .setOptions(ResetOptions.newBuilder().setCapitalRatio(ratio))
                            .build()));
        }
        refused(
                Status.Code.NOT_FOUND,
                Reason.REASON_UNKNOWN_NAME,
                () -> server.stub.reset(reset.clone()
                        .setOptions(ResetOptions.newBuilder().setRegime("boom"))
                        .build()));
        server.reset(own, 1, 2);
    }

    @Test
    void aFinishedEpisodeInModeDisabledNamesItsRow() {
        String own = server.stub
                .createSession(CreateSessionRequest.newBuilder()
                        .setWorld(TestServer.world())
                        .setAutoresetMode(AutoresetMode.AUTORESET_MODE_DISABLED)
                        .build())
                .getSessionId();
        server.reset(own, 1);
        for (int step = 0; step < 5; step++) {
            server.stub.step(TestServer.step(own, 0, new float[3]));
        }
        ErrorDetail detail = refused(
                Status.Code.FAILED_PRECONDITION,
                Reason.REASON_EPISODE_ENDED,
                () -> server.stub.step(TestServer.step(own, 0, new float[3])));
        assertTrue(detail.hasRow());
        assertEquals(0, detail.getRow());
    }

    @Test
    void badStatesChangeNothing() {
        String own = server.open(1).getSessionId();
        server.reset(own, 5);
        byte[] good = server.stub
                .save(SaveRequest.newBuilder().setSessionId(own).build())
                .getStates(0)
                .getState()
                .toByteArray();
        byte[] flipped = good.clone();
        flipped[good.length / 2] ^= 1;
        for (byte[] bad :
                new byte[][] {{}, {1, 2, 3}, flipped, Arrays.copyOf(good, good.length - 1), new byte[1 << 20]}) {
            refused(
                    Status.Code.INVALID_ARGUMENT,
                    Reason.REASON_BAD_STATE,
                    () -> server.stub.restore(restore(own, bad, 0)));
        }
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_VALUE,
                () -> server.stub.restore(restore(own, good, 7)));
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_VALUE,
                () -> server.stub.restore(
                        RestoreRequest.newBuilder().setSessionId(own).build()));
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_VALUE,
                () -> server.stub.save(
                        SaveRequest.newBuilder().setSessionId(own).addEnvs(4).build()));
        assertEquals(
                ByteString.copyFrom(good),
                server.stub
                        .save(SaveRequest.newBuilder().setSessionId(own).build())
                        .getStates(0)
                        .getState());
    }

    private static RestoreRequest restore(String session, byte[] state, int row) {
        return RestoreRequest.newBuilder()
                .setSessionId(session)
                .addStates(EnvState.newBuilder().setEnv(row).setState(ByteString.copyFrom(state)))
                .build();
    }

    @Test
    void studiesAreChecked() {
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_VALUE,
                () -> server.stub.rollout(
                        RolloutRequest.newBuilder().setSessionId(id).build()));
        refused(
                Status.Code.RESOURCE_EXHAUSTED,
                Reason.REASON_TOO_LARGE,
                () -> server.stub.rollout(RolloutRequest.newBuilder()
                        .setSessionId(id)
                        .setSteps(100_000)
                        .setRecord(true)
                        .build()));
        refused(
                Status.Code.NOT_FOUND,
                Reason.REASON_UNKNOWN_NAME,
                () -> server.stub.rollout(RolloutRequest.newBuilder()
                        .setSessionId(id)
                        .setSteps(1)
                        .setPolicy(PolicySpec.newBuilder().setName("genius"))
                        .build()));
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_OUT_OF_BOX,
                () -> server.stub.rollout(RolloutRequest.newBuilder()
                        .setSessionId(id)
                        .setSteps(1)
                        .setPolicy(PolicySpec.newBuilder().setActions(NumberArrays.of(new float[] {1, 0, 0}, 1, 3)))
                        .build()));
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_VALUE,
                () -> server.stub.rollout(RolloutRequest.newBuilder()
                        .setSessionId(id)
                        .setSteps(1)
                        .setPolicy(PolicySpec.newBuilder()
                                .setNetwork(NetworkPolicy.newBuilder()
                                        .addLayerSizes(13)
                                        .addLayerSizes(1 << 30)
                                        .addLayerSizes(3)))
                        .build()));
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_VALUE,
                () -> server.stub.optimize(OptimizeRequest.getDefaultInstance()));
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_CONFIG,
                () -> server.stub.optimize(
                        OptimizeRequest.newBuilder().setYaml("model: none").build()));
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_VALUE,
                () -> server.stub.optimize(
                        OptimizeRequest.newBuilder().setQps("NAME x\nNONSENSE").build()));
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_VALUE,
                () -> server.stub.counterfactual(
                        CounterfactualRequest.newBuilder().setFromDay(4_000_000).build()));
        refused(
                Status.Code.FAILED_PRECONDITION,
                Reason.REASON_BAD_VALUE,
                () -> server.stub.render(RenderRequest.newBuilder()
                        .setSessionId(id)
                        .setModeValue(2)
                        .build()));
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_NOT_FINITE,
                () -> server.stub.act(ActRequest.newBuilder()
                        .setObservations(
                                NumberArrays.of(new float[] {Float.NaN, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 1, 13))
                        .build()));
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_SHAPE,
                () -> server.stub.act(ActRequest.getDefaultInstance()));
        refused(
                Status.Code.FAILED_PRECONDITION,
                Reason.REASON_BAD_VALUE,
                () -> server.stub.handshake(
                        HandshakeRequest.newBuilder().setProtocolVersion(2).build()));
    }
}
