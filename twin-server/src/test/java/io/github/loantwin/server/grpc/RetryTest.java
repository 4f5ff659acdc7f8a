package io.github.loantwin.server.grpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.proto.v1.CloseRequest;
import io.github.loantwin.proto.v1.CreateSessionRequest;
import io.github.loantwin.proto.v1.ErrorDetail;
import io.github.loantwin.proto.v1.ForkRequest;
import io.github.loantwin.proto.v1.ForkResponse;
import io.github.loantwin.proto.v1.InfoMode;
import io.github.loantwin.proto.v1.LoanTwinGrpc;
import io.github.loantwin.proto.v1.PolicySpec;
import io.github.loantwin.proto.v1.Reason;
import io.github.loantwin.proto.v1.ResetRequest;
import io.github.loantwin.proto.v1.ResetResponse;
import io.github.loantwin.proto.v1.RestoreRequest;
import io.github.loantwin.proto.v1.RolloutRequest;
import io.github.loantwin.proto.v1.RolloutResponse;
import io.github.loantwin.proto.v1.SaveRequest;
import io.github.loantwin.proto.v1.SaveResponse;
import io.github.loantwin.proto.v1.StepRequest;
import io.github.loantwin.proto.v1.StepResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same call again answers the same and steps once; states continue bit for bit. */
class RetryTest {
    private static final float[] TWO = {0.02f, -0.01f, 0.03f, -0.05f, 0.01f, 0f};

    @RegisterExtension
    static final TestServer server = TestServer.ofTheClass();

    private static String started(long... seeds) {
        String id = server.open(seeds.length).getSessionId();
        server.reset(id, seeds);
        return id;
    }

    @Test
    void theSameStepAgainAnswersTheSameBytes() {
        String id = started(1, 2);
        String twin = started(1, 2);
        StepRequest step = TestServer.step(id, 2, TWO);
        StepResponse first = server.stub.step(step);
        assertEquals(first.toByteString(), server.stub.step(step).toByteString());
        assertEquals(first.toByteString(), server.stub.step(step).toByteString());
        server.stub.step(TestServer.step(twin, 2, TWO));
        assertEquals(
                server.stub.step(TestServer.step(twin, 3, TWO)).getObservations(),
                server.stub.step(TestServer.step(id, 3, TWO)).getObservations(),
                "the retries stepped nothing");
    }

    @Test
    void aCutConnectionLosesNothing() throws InterruptedException {
        String id = started(5, 6);
        StepRequest step = TestServer.step(id, 2, TWO);
        ManagedChannel dying = server.channel();
        LoanTwinGrpc.newFutureStub(dying).step(step);
        dying.shutdownNow();
        dying.awaitTermination(5, TimeUnit.SECONDS);
        StepResponse retried = server.stub.step(step);
        String twin = started(5, 6);
        StepResponse expected = server.stub.step(TestServer.step(twin, 2, TWO));
        assertEquals(expected.getObservations(), retried.getObservations());
        assertEquals(expected.getInfos(), retried.getInfos());
        assertEquals(2, retried.getStepIndex());
    }

    @Test
    void anotherCallUnderTheSameIndexIsRefused() {
        String id = started(1, 2);
        server.stub.step(TestServer.step(id, 2, TWO));
        ErrorDetail detail = TestServer.detail(TestServer.refused(
                Status.Code.FAILED_PRECONDITION, () -> server.stub.step(TestServer.step(id, 2, new float[6]))));
        assertEquals(Reason.REASON_OTHER_CALL_SAME_INDEX, detail.getReason());
    }

    @Test
    void aStaleOrSkippedIndexIsRefusedWithTheNextOne() {
        String id = started(1, 2);
        server.stub.step(TestServer.step(id, 2, TWO));
        for (long index : new long[] {1, 4, -1, Long.MAX_VALUE}) {
            ErrorDetail detail = TestServer.detail(TestServer.refused(
                    Status.Code.FAILED_PRECONDITION, () -> server.stub.step(TestServer.step(id, index, TWO))));
            assertEquals(Reason.REASON_STALE_STEP_INDEX, detail.getReason());
            assertEquals("step_index", detail.getField());
            assertEquals("3", detail.getBound());
            assertEquals(Long.toUnsignedString(index), detail.getValue());
        }
    }

    @Test
    void anEchoIsTheLastStepAndChangesNothing() {
        String id = started(1, 2);
        TestServer.refused(Status.Code.FAILED_PRECONDITION, () -> server.stub.echo(TestServer.step(id, 0, TWO)));
        StepResponse step = server.stub.step(TestServer.step(id, 2, TWO));
        assertEquals(step, server.stub.echo(TestServer.step(id, 2, TWO)));
        assertEquals(3, server.stub.step(TestServer.step(id, 3, TWO)).getStepIndex());
    }

    @Test
    void aSavedStateContinuesInAnotherSession() {
        String id = started(8, 9);
        server.stub.step(TestServer.step(id, 0, TWO));
        SaveResponse saved =
                server.stub.save(SaveRequest.newBuilder().setSessionId(id).build());
        String copy = server.open(2).getSessionId();
        var restored = server.stub.restore(RestoreRequest.newBuilder()
                .setSessionId(copy)
                .addAllStates(saved.getStatesList())
                .build());
        assertEquals(1, restored.getStepIndex());
        for (int step = 0; step < 9; step++) {
            StepResponse a = server.stub.step(TestServer.step(id, 0, TWO));
            StepResponse b = server.stub.step(TestServer.step(copy, 0, TWO));
            assertEquals(a.getObservations(), b.getObservations(), "step " + step + ", across the autoreset");
            assertEquals(a.getRewards(), b.getRewards());
            assertEquals(a.getInfos(), b.getInfos());
        }
        SaveResponse one =
                server.stub.save(SaveRequest.newBuilder().setSessionId(id).build());
        SaveResponse two =
                server.stub.save(SaveRequest.newBuilder().setSessionId(copy).build());
        assertEquals(one.getStateHashes(), two.getStateHashes());
    }

    @Test
    void aForkSharesThePastAndWithKeysNotTheFuture() {
        String id = started(3, 4);
        server.stub.step(TestServer.step(id, 0, TWO));
        ForkResponse same =
                server.stub.fork(ForkRequest.newBuilder().setSessionId(id).build());
        ForkResponse other = server.stub.fork(ForkRequest.newBuilder()
                .setSessionId(id)
                .setNewKeys(NumberArrays.of(new long[] {11, 12}, 2))
                .build());
        assertEquals(same.getObservations(), other.getObservations());
        String sameId = same.getSession().getSessionId();
        String otherId = other.getSession().getSessionId();
        StepResponse a = null;
        StepResponse b = null;
        StepResponse c = null;
        for (int step = 0; step < 4; step++) {
            a = server.stub.step(TestServer.step(id, 0, TWO));
            b = server.stub.step(TestServer.step(sameId, 0, TWO));
            c = server.stub.step(TestServer.step(otherId, 0, TWO));
            assertEquals(a.getInfos(), b.getInfos());
        }
        assertNotEquals(a.getInfos(), c.getInfos());
    }

    @Test
    void aRolloutIsTheStepsItStandsFor() {
        String id = started(21, 22);
        String alone = started(21, 22);
        float[] actions = {0.01f, 0f, 0f, 0.02f, 0.005f, -0.03f, 0f, 0f, 0.1f};
        RolloutRequest request = RolloutRequest.newBuilder()
                .setSessionId(id)
                .setStepIndex(2)
                .setSteps(8)
                .setRecord(true)
                .setPolicy(PolicySpec.newBuilder().setActions(NumberArrays.of(actions, 3, 3)))
                .build();
        RolloutResponse rollout = server.stub.rollout(request);
        assertEquals(rollout, server.stub.rollout(request), "a retry answers the same");
        double[] rewards = TestServer.doubles(rollout.getRewards());
        float[] observations = TestServer.floats(rollout.getObservations());
        boolean[] begins = TestServer.booleans(rollout.getBegins());
        int played = 0;
        for (int step = 0; step < 8; step++) {
            int at = Math.min(played++, 2) * 3;
            float[] both = new float[6];
            System.arraycopy(actions, at, both, 0, 3);
            System.arraycopy(actions, at, both, 3, 3);
            StepResponse one = server.stub.step(TestServer.step(alone, 0, both));
            assertArrayEquals(
                    TestServer.floats(one.getObservations()),
                    java.util.Arrays.copyOfRange(observations, step * 26, step * 26 + 26));
            assertEquals(TestServer.doubles(one.getRewards())[1], rewards[step * 2 + 1]);
            assertEquals(TestServer.booleans(one.getBegins())[0], begins[step * 2]);
        }
        assertTrue(begins[5 * 2], "five days, then a new episode");
    }

    @Test
    void seedsAreToldAndContinueByEpisode() {
        String id = server.open(2).getSessionId();
        ResetResponse drawn =
                server.stub.reset(ResetRequest.newBuilder().setSessionId(id).build());
        long[] seeds = TestServer.longs(drawn.getSeeds());
        ResetResponse again = server.stub.reset(ResetRequest.newBuilder()
                .setSessionId(id)
                .setSeeds(NumberArrays.of(seeds, 2))
                .build());
        assertEquals(drawn.getObservations(), again.getObservations());
        ResetResponse next =
                server.stub.reset(ResetRequest.newBuilder().setSessionId(id).build());
        assertNotEquals(drawn.getSeeds(), next.getSeeds());
        ResetResponse whole = server.stub.reset(
                ResetRequest.newBuilder().setSessionId(id).setSessionSeed(0).build());
        ResetResponse wholeAgain = server.stub.reset(
                ResetRequest.newBuilder().setSessionId(id).setSessionSeed(0).build());
        assertEquals(whole.getInfos(), wholeAgain.getInfos());
    }

    @Test
    void infoCanBeChosen() {
        var session = server.stub.createSession(CreateSessionRequest.newBuilder()
                .setWorld(TestServer.world())
                .setInfoMode(InfoMode.INFO_MODE_SELECTED)
                .addInfoFields("capital_ratio")
                .addInfoFields("day")
                .build());
        ResetResponse start = server.reset(session.getSessionId(), 3);
        double[] info = TestServer.doubles(start.getInfos());
        assertEquals(2, info.length);
        assertEquals(0, info[1]);
        StepResponse step = server.stub.step(TestServer.step(session.getSessionId(), 0, new float[3]));
        assertEquals(1, TestServer.doubles(step.getInfos())[1]);
        assertTrue(TestServer.doubles(step.getInfos())[0] > 0.05);
    }

    @Test
    void closingTwiceIsFine() {
        String id = started(1);
        CloseRequest close = CloseRequest.newBuilder().setSessionId(id).build();
        assertTrue(server.stub.close(close).getClosed());
        assertEquals(false, server.stub.close(close).getClosed());
        TestServer.refused(Status.Code.NOT_FOUND, () -> server.stub.step(TestServer.step(id, 0, new float[3])));
    }
}
