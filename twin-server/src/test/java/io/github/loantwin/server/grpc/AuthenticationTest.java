package io.github.loantwin.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import io.github.loantwin.proto.v1.CloseRequest;
import io.github.loantwin.proto.v1.HandshakeRequest;
import io.github.loantwin.proto.v1.LoanTwinGrpc;
import io.github.loantwin.proto.v1.Reason;
import io.github.loantwin.proto.v1.ServerInfoRequest;
import io.github.loantwin.proto.v1.Service;
import io.github.loantwin.proto.v1.StepRequest;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what; the methods come from the descriptor, so that a new one cannot be forgotten. */
class AuthenticationTest {
    @TempDir
    private Path folder;

    private Tokens tokens;
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        tokens = Tokens.in(folder.resolve("tokens.json"));
        server = new TestServer(Map.of(), Security.NONE.with(tokens));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static List<MethodDescriptor> methods() {
        return Service.getDescriptor().findServiceByName("LoanTwin").getMethods();
    }

    /** Calls a method with an empty message. */
    private static void call(ManagedChannel channel, MethodDescriptor method, CallOptions options) {
        call(channel, method, options, DynamicMessage.getDefaultInstance(method.getInputType()));
    }

    private static void call(
            ManagedChannel channel, MethodDescriptor method, CallOptions options, DynamicMessage request) {
        io.grpc.MethodDescriptor<DynamicMessage, DynamicMessage> wire =
                io.grpc.MethodDescriptor.<DynamicMessage, DynamicMessage>newBuilder()
                        .setType(
                                method.isClientStreaming()
                                        ? io.grpc.MethodDescriptor.MethodType.BIDI_STREAMING
                                        : io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
                        .setFullMethodName(LoanTwinGrpc.SERVICE_NAME + "/" + method.getName())
                        .setRequestMarshaller(ProtoUtils.marshaller(request))
                        .setResponseMarshaller(
                                ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(method.getOutputType())))
                        .build();
        if (method.isClientStreaming()) {
            stream(channel, wire, options);
        } else {
            ClientCalls.blockingServerStreamingCall(channel, wire, options, request)
                    .forEachRemaining(answer -> {});
        }
    }

    private static void stream(
            ManagedChannel channel,
            io.grpc.MethodDescriptor<DynamicMessage, DynamicMessage> wire,
            CallOptions options) {
        var failed = new java.util.concurrent.CompletableFuture<Void>();
        var calls = ClientCalls.asyncBidiStreamingCall(
                channel.newCall(wire, options), new io.grpc.stub.StreamObserver<DynamicMessage>() {
                    @Override
                    public void onNext(DynamicMessage answer) {}

                    @Override
                    public void onError(Throwable e) {
                        failed.completeExceptionally(e);
                    }

                    @Override
                    public void onCompleted() {
                        failed.complete(null);
                    }
                });
        calls.onCompleted();
        try {
            failed.join();
        } catch (java.util.concurrent.CompletionException e) {
            throw (StatusRuntimeException) e.getCause();
        }
    }

    @Test
    void everyMethodHasAScope() {
        assertTrue(methods().size() >= 19);
        for (MethodDescriptor method : methods()) {
            assertTrue(Scope.ofMethod(method.getName()).isPresent(), method.getName());
        }
        assertTrue(Scope.ofMethod("SomethingNew").isEmpty());
    }

    @Test
    void noMethodAnswersWithoutAToken() {
        for (MethodDescriptor method : methods()) {
            StatusRuntimeException e = TestServer.refused(
                    Status.Code.UNAUTHENTICATED, () -> call(server.channel, method, CallOptions.DEFAULT));
            assertEquals(Reason.REASON_UNAUTHENTICATED, TestServer.detail(e).getReason(), method.getName());
        }
    }

    @Test
    void noMethodAnswersToAWrongExpiredOrRevokedToken() {
        String expired = tokens.create(
                        "old", Set.of(Scope.values()), Optional.of(Instant.now().minus(Duration.ofSeconds(1))))
                .token();
        Tokens.Fresh gone = tokens.create("gone", Set.of(Scope.values()), Optional.empty());
        assertTrue(tokens.revoke(gone.entry().id()));
        for (String wrong : List.of("", "x", "ltw_" + "A".repeat(43), expired, gone.token(), gone.token() + "x")) {
            for (MethodDescriptor method : methods()) {
                TestServer.refused(
                        Status.Code.UNAUTHENTICATED,
                        () -> call(
                                server.channel,
                                method,
                                CallOptions.DEFAULT.withCallCredentials(TestServer.bearer(wrong))));
            }
        }
    }

    @Test
    void aScopeAllowsItsMethodsOnly() {
        String read =
                tokens.create("reader", Set.of(Scope.READ), Optional.empty()).token();
        CallOptions options = CallOptions.DEFAULT.withCallCredentials(TestServer.bearer(read));
        for (MethodDescriptor method : methods()) {
            if (Scope.ofMethod(method.getName()).orElseThrow() == Scope.READ) {
                call(server.channel, method, options);
            } else {
                StatusRuntimeException e =
                        TestServer.refused(Status.Code.PERMISSION_DENIED, () -> call(server.channel, method, options));
                assertEquals(Reason.REASON_NO_SCOPE, TestServer.detail(e).getReason());
            }
        }
    }

    @Test
    void anotherTokensSessionIsUnknown() {
        var alice = server.stub.withCallCredentials(TestServer.bearer(
                tokens.create("alice", Set.of(Scope.values()), Optional.empty()).token()));
        var bob = server.stub.withCallCredentials(TestServer.bearer(
                tokens.create("bob", Set.of(Scope.values()), Optional.empty()).token()));
        String id = alice.createSession(io.github.loantwin.proto.v1.CreateSessionRequest.newBuilder()
                        .setWorld(TestServer.world())
                        .build())
                .getSessionId();
        assertTrue(id.matches("[0-9a-f]{32}"));
        StepRequest step = TestServer.step(id, 0, new float[3]);
        StatusRuntimeException e = TestServer.refused(Status.Code.NOT_FOUND, () -> bob.step(step));
        assertEquals(Reason.REASON_UNKNOWN_SESSION, TestServer.detail(e).getReason());
        assertFalse(
                bob.close(CloseRequest.newBuilder().setSessionId(id).build()).getClosed());
        assertEquals(1, alice.serverInfo(ServerInfoRequest.getDefaultInstance()).getOwnSessions());
        assertEquals(0, bob.serverInfo(ServerInfoRequest.getDefaultInstance()).getOwnCount());
        assertTrue(
                alice.close(CloseRequest.newBuilder().setSessionId(id).build()).getClosed());
    }

    /** By no method can a caller tell another's session from one that there is not: details differ in the id alone. */
    @Test
    void anotherTokensSessionAnswersAsOneThatThereIsNot() {
        var alice = server.stub.withCallCredentials(TestServer.bearer(
                tokens.create("alice", Set.of(Scope.values()), Optional.empty()).token()));
        CallOptions bob = CallOptions.DEFAULT.withCallCredentials(TestServer.bearer(
                tokens.create("bob", Set.of(Scope.values()), Optional.empty()).token()));
        String id = alice.createSession(io.github.loantwin.proto.v1.CreateSessionRequest.newBuilder()
                        .setWorld(TestServer.world())
                        .build())
                .getSessionId();
        int refused = 0;
        for (MethodDescriptor method : methods()) {
            if (method.getInputType().findFieldByName("session_id") != null) {
                String hers = answer(method, bob, id);
                assertEquals(
                        hers.replace(id, "ID"),
                        answer(method, bob, "0".repeat(32)).replace("0".repeat(32), "ID"));
                refused += hers.contains("NOT_FOUND") ? 1 : 0;
            }
        }
        assertTrue(refused >= 8, "all but Close: " + refused);
        assertTrue(
                alice.close(CloseRequest.newBuilder().setSessionId(id).build()).getClosed(), "bob's Close did nothing");
    }

    private String answer(MethodDescriptor method, CallOptions options, String session) {
        DynamicMessage request = DynamicMessage.newBuilder(method.getInputType())
                .setField(method.getInputType().findFieldByName("session_id"), session)
                .build();
        try {
            call(server.channel, method, options, request);
            return "answered";
        } catch (StatusRuntimeException e) {
            return e.getStatus() + "\n" + TestServer.detail(e);
        }
    }

    @Test
    void aRunningServerSeesARevocation() throws InterruptedException {
        Tokens.Fresh fresh = tokens.create("soon-gone", Set.of(Scope.READ), Optional.empty());
        var stub = server.stub.withCallCredentials(TestServer.bearer(fresh.token()));
        stub.handshake(HandshakeRequest.getDefaultInstance());
        assertTrue(Tokens.in(folder.resolve("tokens.json")).revoke(fresh.entry().id()));
        Thread.sleep(1_500);
        TestServer.refused(Status.Code.UNAUTHENTICATED, () -> stub.handshake(HandshakeRequest.getDefaultInstance()));
    }

    /** While the file cannot be read nobody of it comes in: who is revoked is not known. */
    @Test
    void aDamagedFileLetsNobodyInUntilItIsMended() throws Exception {
        Path file = folder.resolve("tokens.json");
        var stub = server.stub.withCallCredentials(TestServer.bearer(
                tokens.create("alice", Set.of(Scope.READ), Optional.empty()).token()));
        stub.handshake(HandshakeRequest.getDefaultInstance());
        String good = Files.readString(file);
        Files.writeString(file, good.substring(0, good.length() / 2));
        Thread.sleep(1_500);
        for (int i = 0; i < 3; i++) {
            TestServer.refused(
                    Status.Code.UNAUTHENTICATED, () -> stub.handshake(HandshakeRequest.getDefaultInstance()));
        }
        Files.writeString(file, good);
        Thread.sleep(1_500);
        stub.handshake(HandshakeRequest.getDefaultInstance());
    }

    /** Several programs change the file at once; none undoes what another did. */
    @Test
    void changesOfTheFileAtTheSameTimeAreAllKept() throws Exception {
        Path file = folder.resolve("shared.json");
        Tokens.Fresh doomed = Tokens.in(file).create("doomed", Set.of(Scope.READ), Optional.empty());
        List<Thread> makers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int number = i;
            makers.add(new Thread(() -> {
                Tokens own = Tokens.in(file);
                for (int k = 0; k < 10; k++) {
                    own.create("maker-" + number, Set.of(Scope.READ), Optional.empty());
                }
            }));
        }
        makers.forEach(Thread::start);
        assertTrue(Tokens.in(file).revoke(doomed.entry().id()));
        for (Thread maker : makers) {
            maker.join();
        }
        List<Tokens.Entry> entries = Tokens.in(file).entries();
        assertEquals(81, entries.size());
        assertTrue(entries.get(0).revoked(), "and stays so");
    }

    @Test
    void theFileHoldsNoSecret() throws IOException {
        Tokens.Fresh fresh = tokens.create("carol", Set.of(Scope.READ), Optional.empty());
        Path file = folder.resolve("tokens.json");
        String text = Files.readString(file);
        assertFalse(text.contains(fresh.token()));
        assertFalse(text.contains(fresh.token().substring(4)));
        assertTrue(text.contains(fresh.entry().sha256()));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(47, fresh.token().length(), "256 bits in base 64, and a prefix");
    }

    @Test
    void healthNeedsNoToken() {
        assertEquals(
                HealthCheckResponse.ServingStatus.SERVING,
                HealthGrpc.newBlockingStub(server.channel)
                        .check(HealthCheckRequest.newBuilder()
                                .setService(LoanTwinGrpc.SERVICE_NAME)
                                .build())
                        .getStatus());
    }
}
