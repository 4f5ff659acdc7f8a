package io.github.loantwin.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.proto.v1.LoanTwinGrpc;
import io.github.loantwin.proto.v1.Reason;
import io.github.loantwin.proto.v1.StepRequest;
import io.github.loantwin.proto.v1.StepResponse;
import io.github.loantwin.proto.v1.StepStreamRequest;
import io.github.loantwin.proto.v1.StepStreamResponse;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How streams end that do not end well: broken messages, tokens that are taken back, cut connections, a server that stops. */
class StreamEndsTest {
    @TempDir
    private Path folder;

    /** What came of a stream: answers, and at its end a status. */
    private static final class Heard<A> implements StreamObserver<A> {
        private final BlockingQueue<Object> all = new LinkedBlockingQueue<>();

        @Override
        public void onNext(A answer) {
            all.add(answer);
        }

        @Override
        public void onError(Throwable e) {
            all.add(e);
        }

        @Override
        public void onCompleted() {
            all.add(Status.OK);
        }

        Object next() throws InterruptedException {
            Object next = all.poll(20, TimeUnit.SECONDS);
            assertTrue(next != null, "nothing came");
            return next;
        }
    }

    private static StepStreamRequest step(String session, long index) {
        return StepStreamRequest.newBuilder()
                .setStep(TestServer.step(session, index, new float[3]))
                .build();
    }

    private static final MethodDescriptor.Marshaller<StepStreamRequest> NONSENSE = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(StepStreamRequest message) {
            return new ByteArrayInputStream("no message".getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public StepStreamRequest parse(InputStream bytes) {
            throw new IllegalStateException("a client reads no requests");
        }
    };

    /** Bytes that are no message end their stream, and leave nothing behind that the end of the server would stumble over. */
    @Test
    void nonsenseEndsItsStreamAndTheServerStillDrains() throws Exception {
        try (TestServer server = new TestServer(Map.of("calls.drainSeconds", "20"))) {
            Heard<StepStreamResponse> heard = new Heard<>();
            var wire = LoanTwinGrpc.getStepStreamMethod().toBuilder(
                            NONSENSE, LoanTwinGrpc.getStepStreamMethod().getResponseMarshaller())
                    .build();
            io.grpc.stub.ClientCalls.asyncBidiStreamingCall(server.channel.newCall(wire, CallOptions.DEFAULT), heard)
                    .onNext(StepStreamRequest.getDefaultInstance());
            StatusRuntimeException end = (StatusRuntimeException) heard.next();
            assertEquals(Status.Code.INVALID_ARGUMENT, end.getStatus().getCode());
            assertEquals(Reason.REASON_BAD_VALUE, TestServer.detail(end).getReason());
            server.server.drain();
        }
    }

    @Test
    void aStreamEndsWithItsToken() throws Exception {
        Tokens tokens = Tokens.in(folder.resolve("tokens.json"));
        Tokens.Fresh fresh = tokens.create("soon-gone", Set.of(Scope.values()), Optional.empty());
        try (TestServer server = new TestServer(Map.of("calls.drainSeconds", "20"), Security.NONE.with(tokens))) {
            Heard<StepStreamResponse> heard = new Heard<>();
            StreamObserver<StepStreamRequest> stream = LoanTwinGrpc.newStub(server.channel)
                    .withCallCredentials(TestServer.bearer(fresh.token()))
                    .stepStream(heard);
            stream.onNext(StepStreamRequest.getDefaultInstance());
            assertTrue(
                    ((StepStreamResponse) heard.next()).hasError(), "an empty message is refused, the stream goes on");
            assertTrue(Tokens.in(folder.resolve("tokens.json"))
                    .revoke(fresh.entry().id()));
            Thread.sleep(1_500);
            stream.onNext(StepStreamRequest.getDefaultInstance());
            StatusRuntimeException end = (StatusRuntimeException) heard.next();
            assertEquals(Status.Code.UNAUTHENTICATED, end.getStatus().getCode());
            assertEquals(Reason.REASON_UNAUTHENTICATED, TestServer.detail(end).getReason());
            server.server.drain();
        }
    }

    /** A client that never reads: the server has stepped and answered, the connection is cut, the retry gets that answer. */
    @Test
    void aRetryAfterACutConnectionGetsTheAnswerThatWasLost() throws Exception {
        try (TestServer server = new TestServer(Map.of())) {
            for (boolean stream : new boolean[] {false, true}) {
                String id = server.open(1).getSessionId();
                server.reset(id, 5);
                StepRequest step = TestServer.step(id, 2, new float[] {0.01f, 0, 0});
                ManagedChannel dying = server.channel();
                if (stream) {
                    sendUnread(
                            dying.newCall(LoanTwinGrpc.getStepStreamMethod(), CallOptions.DEFAULT),
                            StepStreamRequest.newBuilder().setStep(step).build());
                } else {
                    sendUnread(dying.newCall(LoanTwinGrpc.getStepMethod(), CallOptions.DEFAULT), step);
                }
                awaitStep(server, id, 2);
                dying.shutdownNow();
                StepResponse echo = server.stub.echo(step);
                StepResponse retried = stream ? overAStream(server, step) : server.stub.step(step);
                assertEquals(echo.toByteString(), retried.toByteString(), "stream " + stream);
                assertEquals(2, server.stepIndex(id), "it stepped once");
            }
        }
    }

    private static <Q, A> void sendUnread(ClientCall<Q, A> call, Q request) {
        call.start(new ClientCall.Listener<>() {}, new Metadata());
        call.sendMessage(request);
        call.halfClose();
    }

    private static StepResponse overAStream(TestServer server, StepRequest step) throws InterruptedException {
        Heard<StepStreamResponse> heard = new Heard<>();
        StreamObserver<StepStreamRequest> calls =
                LoanTwinGrpc.newStub(server.channel).stepStream(heard);
        calls.onNext(StepStreamRequest.newBuilder().setStep(step).build());
        calls.onCompleted();
        return ((StepStreamResponse) heard.next()).getStep();
    }

    private static void awaitStep(TestServer server, String id, long index) throws InterruptedException {
        for (int i = 0; i < 400 && server.stepIndex(id) < index; i++) {
            Thread.sleep(25);
        }
        assertEquals(index, server.stepIndex(id));
    }

    /** Who watches health is told, and does not hold up the end; nor does an open stream that nobody uses. */
    @Test
    void watchersAreToldAndDoNotHoldUpTheEnd() throws Exception {
        try (TestServer server = new TestServer(Map.of("calls.drainSeconds", "60"))) {
            Heard<HealthCheckResponse> health = new Heard<>();
            HealthGrpc.newStub(server.channel)
                    .watch(
                            HealthCheckRequest.newBuilder()
                                    .setService(LoanTwinGrpc.SERVICE_NAME)
                                    .build(),
                            health);
            assertEquals(ServingStatus.SERVING, ((HealthCheckResponse) health.next()).getStatus());
            Heard<StepStreamResponse> idle = new Heard<>();
            LoanTwinGrpc.newStub(server.channel).stepStream(idle);
            String id = server.open(1).getSessionId();
            server.reset(id, 1);
            assertNull(idle.all.poll());
            long start = System.nanoTime();
            server.server.drain();
            assertTrue(System.nanoTime() - start < 15e9, "of the 60 seconds that calls in flight would get");
            assertEquals(ServingStatus.NOT_SERVING, ((HealthCheckResponse) health.next()).getStatus());
            StatusRuntimeException end = (StatusRuntimeException) idle.next();
            assertEquals(Reason.REASON_DRAINING, TestServer.detail(end).getReason());
        }
    }

    /** The page of figures counts a call whose client went away, too. */
    @Test
    void aCallWhoseClientIsGoneIsCounted() throws Exception {
        try (TestServer server = new TestServer(Map.of())) {
            ManagedChannel dying = server.channel();
            Heard<StepStreamResponse> heard = new Heard<>();
            LoanTwinGrpc.newStub(dying).stepStream(heard).onNext(step("0".repeat(32), 1));
            assertTrue(((StepStreamResponse) heard.next()).hasError());
            dying.shutdownNow();
            String counted = "loantwin_calls_seconds_count{code=\"CANCELLED\",method=\"StepStream\"} 1";
            for (int i = 0; i < 200 && !server.server.metrics().contains(counted); i++) {
                Thread.sleep(25);
            }
            assertTrue(server.server.metrics().contains(counted), server.server.metrics());
        }
    }
}
