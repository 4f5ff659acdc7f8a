package io.github.loantwin.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.github.loantwin.proto.v1.ActRequest;
import io.github.loantwin.proto.v1.CloseRequest;
import io.github.loantwin.proto.v1.CounterfactualRequest;
import io.github.loantwin.proto.v1.CreateSessionRequest;
import io.github.loantwin.proto.v1.ErrorDetail;
import io.github.loantwin.proto.v1.LoanTwinGrpc;
import io.github.loantwin.proto.v1.NetworkPolicy;
import io.github.loantwin.proto.v1.PolicySpec;
import io.github.loantwin.proto.v1.Reason;
import io.github.loantwin.proto.v1.ReplayScenarioRequest;
import io.github.loantwin.proto.v1.RolloutRequest;
import io.github.loantwin.proto.v1.RolloutResponse;
import io.github.loantwin.proto.v1.StepRequest;
import io.github.loantwin.proto.v1.StepResponse;
import io.github.loantwin.proto.v1.StepStreamRequest;
import io.github.loantwin.proto.v1.StepStreamResponse;
import io.github.loantwin.proto.v1.World;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Idleness, deadlines, waiting calls, slow readers and the end of the server. */
class SessionLimitsTest {
    private static ErrorDetail detail(Status.Code code, Runnable call) {
        return TestServer.detail(TestServer.refused(code, call));
    }

    /** The server has a deadline of its own for callers that have none. */
    @Test
    void aCallWithoutADeadlineEndsAtTheServers() throws Exception {
        try (TestServer server = new TestServer(Map.of("calls.maxSeconds", "0.3"))) {
            String id = server.openLarge();
            int steps = server.stub
                    .rollout(RolloutRequest.newBuilder()
                            .setSessionId(id)
                            .setSteps(100_000)
                            .build())
                    .getSteps();
            assertTrue(steps >= 1 && steps < 100_000, "a rollout answers with what it made: " + steps);
            World years = TestServer.largeWorld().toBuilder()
                    .putOverrides("episode.simulationDays", "3650")
                    .build();
            ReplayScenarioRequest replay =
                    ReplayScenarioRequest.newBuilder().setWorld(years).build();
            ErrorDetail detail = detail(
                    Status.Code.DEADLINE_EXCEEDED,
                    () -> server.stub.replayScenario(replay).forEachRemaining(item -> {}));
            assertEquals(Reason.REASON_CANCELLED, detail.getReason());
            CounterfactualRequest pair =
                    CounterfactualRequest.newBuilder().setWorld(years).build();
            detail(Status.Code.DEADLINE_EXCEEDED, () -> server.stub.counterfactual(pair));
            detail(Status.Code.DEADLINE_EXCEEDED, () -> server.stub.act(wide()));
        }
    }

    /** Asks a network of eight layers of a thousand for thousands of actions: minutes of work. */
    private static ActRequest wide() {
        NetworkPolicy.Builder network = NetworkPolicy.newBuilder().addLayerSizes(13);
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        int before = 13;
        for (int layer = 0; layer < 8; layer++) {
            int size = layer < 7 ? 1_024 : 3;
            network.addLayerSizes(size);
            arrays.put("w" + layer + ".npy", NpzFiles.npy(new int[] {before, size}, new float[before * size]));
            arrays.put("b" + layer + ".npy", NpzFiles.npy(new int[] {size}, new float[size]));
            before = size;
        }
        return ActRequest.newBuilder()
                .setPolicy(
                        PolicySpec.newBuilder().setNetwork(network.setNpz(ByteString.copyFrom(NpzFiles.npz(arrays)))))
                .setObservations(NumberArrays.of(new float[13 * 20_000], 20_000, 13))
                .build();
    }

    @Test
    void anIdleSessionIsClosedAndItsLateCallerIsToldWhy() throws Exception {
        try (TestServer server = new TestServer(Map.of("sessions.idleMinutes", "0.02"))) {
            String id = server.open(1).getSessionId();
            server.reset(id, 1);
            Thread.sleep(2_500);
            ErrorDetail detail =
                    detail(Status.Code.NOT_FOUND, () -> server.stub.step(TestServer.step(id, 0, new float[3])));
            assertEquals(Reason.REASON_SESSION_EXPIRED, detail.getReason());
            assertEquals(0, server.server.openSessions());
            assertTrue(server.server.metrics().contains("loantwin_sessions_reaped 1.0"), server.server.metrics());
        }
    }

    @Test
    void aSessionServesOneCallAtATimeAndLetsFewWait() throws Exception {
        try (TestServer server = new TestServer(Map.of("sessions.waiting", "2"))) {
            String id = server.openLarge();
            RolloutRequest slow = RolloutRequest.newBuilder()
                    .setSessionId(id)
                    .setSteps(20_000)
                    .build();
            Future<RolloutResponse> running =
                    LoanTwinGrpc.newFutureStub(server.channel).rollout(slow);
            Thread.sleep(300);
            var futures = LoanTwinGrpc.newFutureStub(server.channel);
            List<Future<?>> waiting = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                waiting.add(futures.step(TestServer.step(id, 0, new float[3])));
            }
            int busy = 0;
            for (int i = 0; i < 600 && waiting.stream().filter(Future::isDone).count() < 3; i++) {
                Thread.sleep(50);
            }
            running.cancel(true); // lets the one that waits go on
            for (Future<?> one : waiting) {
                try {
                    one.get(60, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    StatusRuntimeException status = (StatusRuntimeException) e.getCause();
                    assertEquals(
                            Status.Code.RESOURCE_EXHAUSTED, status.getStatus().getCode());
                    assertEquals(Reason.REASON_QUOTA, TestServer.detail(status).getReason());
                    busy++;
                }
            }
            assertEquals(3, busy, "one runs, one waits, three are refused");
        }
    }

    /** With one thread for studies and room for one more, the third is refused at once with a hint when to try again. */
    @Test
    void onlySoManyStudiesWait() throws Exception {
        try (TestServer server = new TestServer(Map.of("threads.study", "1", "threads.studyQueue", "1"))) {
            RolloutRequest[] slow = new RolloutRequest[3];
            for (int i = 0; i < slow.length; i++) {
                String id = server.stub
                        .createSession(CreateSessionRequest.newBuilder()
                                .setWorld(TestServer.largeWorld())
                                .build())
                        .getSessionId();
                server.reset(id, i);
                slow[i] = RolloutRequest.newBuilder()
                        .setSessionId(id)
                        .setSteps(20_000)
                        .build();
            }
            var futures = LoanTwinGrpc.newFutureStub(server.channel);
            Future<RolloutResponse> runs = futures.rollout(slow[0]);
            awaitWaiting(server, 0, 300);
            Future<RolloutResponse> waits = futures.rollout(slow[1]);
            awaitWaiting(server, 1, 10_000);
            ErrorDetail detail = detail(Status.Code.RESOURCE_EXHAUSTED, () -> server.stub.rollout(slow[2]));
            assertEquals(Reason.REASON_QUOTA, detail.getReason());
            assertTrue(detail.getRetryAfterMs() > 0);
            assertFalse(runs.isDone() || waits.isDone());
            runs.cancel(true);
            waits.cancel(true);
        }
    }

    /** Waits for at least some milliseconds, until so many calls wait. */
    private static void awaitWaiting(TestServer server, int calls, int millis) throws InterruptedException {
        for (int i = 0; i < millis / 20; i++) {
            Thread.sleep(20);
            if (calls > 0 && server.server.metrics().contains("loantwin_calls_waiting " + calls + ".0")) {
                return;
            }
        }
        assertEquals(0, calls, "no call waits");
    }

    /** With one thread for steps: a call that waits for a long one, and a Close, leave it to other sessions. */
    @Test
    void aCallThatWaitsHoldsNoThread() throws Exception {
        try (TestServer server = new TestServer(Map.of("threads.step", "1", "sessions.waiting", "3"))) {
            String busy = server.stub
                    .createSession(CreateSessionRequest.newBuilder()
                            .setWorld(TestServer.largeWorld())
                            .build())
                    .getSessionId();
            server.reset(busy, 1);
            var futures = LoanTwinGrpc.newFutureStub(server.channel);
            Future<RolloutResponse> running = futures.rollout(RolloutRequest.newBuilder()
                    .setSessionId(busy)
                    .setSteps(20_000)
                    .build());
            Thread.sleep(300);
            Future<StepResponse> waits = futures.step(TestServer.step(busy, 0, new float[3]));
            var late =
                    futures.withDeadlineAfter(300, TimeUnit.MILLISECONDS).step(TestServer.step(busy, 0, new float[3]));
            String other = server.open(1).getSessionId();
            server.reset(other, 1);
            server.stub.withDeadlineAfter(20, TimeUnit.SECONDS).step(TestServer.step(other, 0, new float[3]));
            assertThrows(ExecutionException.class, late::get, "its own deadline has passed");
            assertFalse(running.isDone() || waits.isDone(), "the other session was served meanwhile");
            assertTrue(server.stub
                    .withDeadlineAfter(20, TimeUnit.SECONDS)
                    .close(CloseRequest.newBuilder().setSessionId(busy).build())
                    .getClosed());
            running.cancel(true);
            ExecutionException e = assertThrows(ExecutionException.class, () -> waits.get(60, TimeUnit.SECONDS));
            assertEquals(
                    Status.Code.NOT_FOUND,
                    Status.fromThrowable(e.getCause()).getCode(),
                    "the session was closed while it waited");
        }
    }

    @Test
    void callsOfASessionKeepTheirOrder() throws Exception {
        try (TestServer server = new TestServer(Map.of("sessions.waiting", "50"))) {
            String id = server.open(1).getSessionId();
            server.reset(id, 1);
            var futures = LoanTwinGrpc.newFutureStub(server.channel);
            List<Future<StepResponse>> sent = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                sent.add(futures.step(TestServer.step(id, 2 + i, new float[3])));
            }
            for (int i = 0; i < 40; i++) {
                assertEquals(2 + i, sent.get(i).get(30, TimeUnit.SECONDS).getStepIndex());
            }
        }
    }

    @Test
    void aRolloutWhoseTimeRunsOutCanBeAskedForAgain() throws Exception {
        try (TestServer server = new TestServer(Map.of())) {
            String id = server.openLarge();
            RolloutRequest long1 = RolloutRequest.newBuilder()
                    .setSessionId(id)
                    .setStepIndex(2)
                    .setSteps(20_000)
                    .setPolicy(PolicySpec.newBuilder().setName("random"))
                    .build();
            Optional<RolloutResponse> early = within(500, server, long1);
            RolloutResponse kept =
                    server.stub.withDeadlineAfter(20, TimeUnit.SECONDS).rollout(long1);
            early.ifPresent(answer -> assertEquals(answer, kept));
            assertTrue(kept.getSteps() >= 1 && kept.getSteps() < 20_000, "steps " + kept.getSteps());
            assertEquals(
                    3, server.stub.step(TestServer.step(id, 3, new float[3])).getStepIndex());
        }
    }

    /** What a client gets within its time: nothing, unless the part that was done in it just arrives. */
    private static Optional<RolloutResponse> within(int millis, TestServer server, RolloutRequest request) {
        try {
            return Optional.of(
                    server.stub.withDeadlineAfter(millis, TimeUnit.MILLISECONDS).rollout(request));
        } catch (StatusRuntimeException e) {
            assertEquals(Status.Code.DEADLINE_EXCEEDED, e.getStatus().getCode());
            return Optional.empty();
        }
    }

    /** A client that asks without reading: the stream stands still, and takes no memory. */
    @Test
    void aSlowReaderHoldsUpItsOwnStreamOnly() throws Exception {
        try (TestServer server = new TestServer(Map.of())) {
            String id = server.open(64).getSessionId();
            long[] seeds = new long[64];
            server.reset(id, seeds);
            AtomicInteger answers = new AtomicInteger();
            CompletableFuture<ClientCallStreamObserver<StepStreamRequest>> call = new CompletableFuture<>();
            LoanTwinGrpc.newStub(server.channel)
                    .stepStream(new ClientResponseObserver<StepStreamRequest, StepStreamResponse>() {
                        @Override
                        public void beforeStart(ClientCallStreamObserver<StepStreamRequest> stream) {
                            stream.disableAutoRequestWithInitial(0);
                            call.complete(stream);
                        }

                        @Override
                        public void onNext(StepStreamResponse answer) {
                            answers.incrementAndGet();
                        }

                        @Override
                        public void onError(Throwable e) {}

                        @Override
                        public void onCompleted() {}
                    });
            ClientCallStreamObserver<StepStreamRequest> stream = call.get();
            StepStreamRequest step = StepStreamRequest.newBuilder()
                    .setStep(TestServer.step(id, 0, new float[192]))
                    .build();
            for (int i = 0; i < 400; i++) {
                stream.onNext(step);
            }
            long made = standstill(server, id);
            assertTrue(made < 100, "answers that nobody reads: " + made);
            String other = server.open(1).getSessionId();
            server.reset(other, 1);
            server.stub.step(TestServer.step(other, 0, new float[3]));
            stream.request(400);
            for (int i = 0; i < 1200 && answers.get() < 400; i++) { // a busy machine takes its time
                Thread.sleep(50);
            }
            assertEquals(400, answers.get());
            stream.onCompleted();
        }
    }

    /** Returns the steps of a session when there were none for a second. */
    private static long standstill(TestServer server, String id) throws InterruptedException {
        long before = -1;
        for (int i = 0; i < 60; i++) {
            long now = server.stepIndex(id);
            if (now == before && now > 0) {
                return now;
            }
            before = now;
            Thread.sleep(1_000);
        }
        throw new AssertionError("steps are made without end: " + before);
    }

    /** A rollout that runs, and a step over a stream that waits for it: both are answered, then the stream ends. */
    @Test
    void drainingFinishesCallsInFlightAndRefusesNewOnes() throws Exception {
        try (TestServer server = new TestServer(Map.of("calls.drainSeconds", "60"))) {
            String id = server.openLarge();
            RolloutRequest slow = RolloutRequest.newBuilder()
                    .setSessionId(id)
                    .setSteps(10_000)
                    .build();
            Future<RolloutResponse> running =
                    LoanTwinGrpc.newFutureStub(server.channel).rollout(slow);
            Thread.sleep(200);
            CompletableFuture<StepStreamResponse> answer = new CompletableFuture<>();
            CompletableFuture<Status> end = new CompletableFuture<>();
            stream(server, answer, end)
                    .onNext(StepStreamRequest.newBuilder()
                            .setStep(TestServer.step(id, 3, new float[3]))
                            .build());
            Thread.sleep(200);
            assertFalse(running.isDone() || answer.isDone(), "both are in flight");
            server.server.drain();
            assertEquals(10_000, running.get(1, TimeUnit.SECONDS).getSteps());
            assertEquals(3, answer.get(1, TimeUnit.SECONDS).getStep().getStepIndex());
            assertEquals(Status.Code.UNAVAILABLE, end.get(1, TimeUnit.SECONDS).getCode());
            StepRequest step = TestServer.step(id, 0, new float[3]);
            TestServer.refused(
                    Status.Code.UNAVAILABLE,
                    () -> server.stub.withDeadlineAfter(5, TimeUnit.SECONDS).step(step));
        }
    }

    private static StreamObserver<StepStreamRequest> stream(
            TestServer server, CompletableFuture<StepStreamResponse> answer, CompletableFuture<Status> end) {
        return LoanTwinGrpc.newStub(server.channel).stepStream(new StreamObserver<>() {
            @Override
            public void onNext(StepStreamResponse response) {
                answer.complete(response);
            }

            @Override
            public void onError(Throwable e) {
                end.complete(Status.fromThrowable(e));
            }

            @Override
            public void onCompleted() {
                end.complete(Status.OK);
            }
        });
    }

    @Test
    void healthSaysServing() throws Exception {
        try (TestServer server = new TestServer(Map.of())) {
            assertEquals(
                    HealthCheckResponse.ServingStatus.SERVING,
                    HealthGrpc.newBlockingStub(server.channel)
                            .check(HealthCheckRequest.getDefaultInstance())
                            .getStatus());
            server.open(1);
            String metrics = server.server.metrics();
            assertTrue(metrics.contains("loantwin_sessions_open 1.0"), metrics);
            assertTrue(
                    metrics.contains("loantwin_calls_seconds_count{code=\"OK\",method=\"CreateSession\"} 1"), metrics);
        }
    }
}
