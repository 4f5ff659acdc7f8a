package io.github.loantwin.server.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.loantwin.proto.v1.CreateSessionRequest;
import io.github.loantwin.proto.v1.CreateSessionResponse;
import io.github.loantwin.proto.v1.ErrorDetail;
import io.github.loantwin.proto.v1.LoanTwinGrpc;
import io.github.loantwin.proto.v1.NDArray;
import io.github.loantwin.proto.v1.ResetRequest;
import io.github.loantwin.proto.v1.ResetResponse;
import io.github.loantwin.proto.v1.RpcStatus;
import io.github.loantwin.proto.v1.ServerInfoRequest;
import io.github.loantwin.proto.v1.StepRequest;
import io.github.loantwin.proto.v1.World;
import io.grpc.CallCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server on a real socket, and a client of it; as a static extension of a test class, one for all its tests. */
final class TestServer implements AutoCloseable, AfterAllCallback {
    static final Metadata.Key<byte[]> DETAILS =
            Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);
    static final int LARGE = 64 << 20;

    final LoanServer server;
    final ManagedChannel channel;
    final LoanTwinGrpc.LoanTwinBlockingStub stub;

    TestServer(Map<String, String> changes) throws IOException {
        this(changes, Security.NONE);
    }

    /** Returns a server with the default limits that ends with the tests of its class. */
    static TestServer ofTheClass() {
        try {
            return new TestServer(Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        close();
    }

    TestServer(Map<String, String> changes, Security security) throws IOException {
        this(changes, security, Optional.empty());
    }

    TestServer(Map<String, String> changes, Security security, Optional<Path> policies) throws IOException {
        Map<String, String> all = new java.util.LinkedHashMap<>(Map.of("port", "0"));
        all.putAll(changes);
        server = LoanServer.start(ServerConfig.with(all), security, Doors.TCP, policies, "test");
        channel = channel();
        stub = LoanTwinGrpc.newBlockingStub(channel);
    }

    /** Returns a new connection. */
    ManagedChannel channel() {
        return NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                .usePlaintext()
                .maxInboundMessageSize(LARGE)
                .build();
    }

    /** Returns a world whose days take a hundred microseconds. */
    static World largeWorld() {
        return World.newBuilder()
                .putOverrides("episode.initialLoans", "20000")
                .putOverrides("episode.maxPortfolioSize", "40000")
                .build();
    }

    /** Returns the index of the last call of one of the caller's sessions. */
    long stepIndex(String id) {
        return stub.serverInfo(ServerInfoRequest.getDefaultInstance()).getOwnList().stream()
                .filter(own -> own.getSessionId().equals(id))
                .findFirst()
                .orElseThrow()
                .getStepIndex();
    }

    /** Opens a session of one large world, reset once; returns its id. */
    String openLarge() {
        String id = stub.createSession(
                        CreateSessionRequest.newBuilder().setWorld(largeWorld()).build())
                .getSessionId();
        reset(id, 1);
        return id;
    }

    /** Returns a small and quick world. */
    static World world() {
        return World.newBuilder()
                .putOverrides("episode.initialLoans", "60")
                .putOverrides("episode.simulationDays", "5")
                .build();
    }

    CreateSessionResponse open(int n) {
        return stub.createSession(CreateSessionRequest.newBuilder()
                .setWorld(world())
                .setNumEnvs(n)
                .build());
    }

    ResetResponse reset(String session, long... seeds) {
        return stub.reset(ResetRequest.newBuilder()
                .setSessionId(session)
                .setSeeds(NumberArrays.of(seeds, seeds.length))
                .build());
    }

    static StepRequest step(String session, long index, float[] actions) {
        return StepRequest.newBuilder()
                .setSessionId(session)
                .setStepIndex(index)
                .setActions(NumberArrays.of(actions, actions.length / 3, 3))
                .build();
    }

    static double[] doubles(NDArray array) {
        double[] values = new double[array.getData().size() / Double.BYTES];
        array.getData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer()
                .get(values);
        return values;
    }

    static float[] floats(NDArray array) {
        float[] values = new float[array.getData().size() / Float.BYTES];
        array.getData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }

    static long[] longs(NDArray array) {
        long[] values = new long[array.getData().size() / Long.BYTES];
        array.getData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .get(values);
        return values;
    }

    static boolean[] booleans(NDArray array) {
        boolean[] values = new boolean[array.getData().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.getData().byteAt(i) != 0;
        }
        return values;
    }

    /** Returns the detail of a refused call, and checks that code and message travel the same way twice. */
    static ErrorDetail detail(StatusRuntimeException e) {
        byte[] bytes = e.getTrailers() == null ? null : e.getTrailers().get(DETAILS);
        if (bytes == null) {
            throw new AssertionError("no details in " + e, e);
        }
        try {
            RpcStatus status = RpcStatus.parseFrom(bytes);
            if (status.getCode() != e.getStatus().getCode().value()) {
                throw new AssertionError("code " + status.getCode() + " in details of " + e);
            }
            return status.getDetails(0).unpack(ErrorDetail.class);
        } catch (InvalidProtocolBufferException broken) {
            throw new AssertionError(broken);
        }
    }

    /** Runs a call that must be refused. */
    static StatusRuntimeException refused(Status.Code code, Runnable call) {
        try {
            call.run();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == code) {
                return e;
            }
            throw new AssertionError("expected " + code + ", got " + e.getStatus(), e);
        }
        throw new AssertionError("expected " + code + ", got an answer");
    }

    /** Returns credentials that show a token. */
    static CallCredentials bearer(String token) {
        return new CallCredentials() {
            @Override
            public void applyRequestMetadata(RequestInfo info, Executor executor, MetadataApplier applier) {
                Metadata headers = new Metadata();
                headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
                applier.apply(headers);
            }
        };
    }

    @Override
    public void close() {
        channel.shutdownNow();
        try {
            channel.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.close();
    }
}
