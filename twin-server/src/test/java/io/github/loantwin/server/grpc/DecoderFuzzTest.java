package io.github.loantwin.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.github.loantwin.proto.v1.EnvState;
import io.github.loantwin.proto.v1.HandshakeRequest;
import io.github.loantwin.proto.v1.LoanTwinGrpc;
import io.github.loantwin.proto.v1.RestoreRequest;
import io.github.loantwin.proto.v1.SaveRequest;
import io.github.loantwin.proto.v1.Service;
import io.github.loantwin.proto.v1.StepStreamResponse;
import io.grpc.CallOptions;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/**
 * Sends seeded nonsense to every method: bytes that are no message, and messages whose fields hold anything. The server may
 * refuse it in any way but one: INTERNAL and UNKNOWN are faults of its own.
 */
class DecoderFuzzTest {
    private static final long SECONDS = Long.getLong("loantwin.fuzz.seconds", 60);
    private static final Set<Status.Code> FAULTS = EnumSet.of(Status.Code.INTERNAL, Status.Code.UNKNOWN);
    private static final Set<String> LONG_ONES = Set.of("ReplayScenario", "Counterfactual", "Optimize", "Rollout");
    private static final List<String> TEXTS = List.of(
            "",
            "default",
            "hold",
            "random",
            "gfc",
            "loantwin/LoanPortfolioNormalized-v0",
            "weekly",
            "\0",
            "../..",
            "constant:0.1,0,0",
            "constant:NaN,,",
            "extends: default",
            "extends: weekly\nepisode: {simulationDays: 2}",
            "a: &a [*a]",
            "model: loan-allocation",
            "crisis",
            "day",
            "{choice: [1, 2]}",
            "1e999",
            "-1");

    private final Random random = new Random(20_261_126);
    private final Map<Status.Code, Integer> seen = new EnumMap<>(Status.Code.class);
    private String session = "";

    /** Messages as bytes, so that broken ones can be sent too. */
    private enum Bytes implements io.grpc.MethodDescriptor.Marshaller<byte[]> {
        AS_THEY_ARE;

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Status send(TestServer server, MethodDescriptor method, byte[] bytes) {
        io.grpc.MethodDescriptor<byte[], byte[]> wire = io.grpc.MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(
                        method.isServerStreaming()
                                ? io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING
                                : io.grpc.MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(LoanTwinGrpc.SERVICE_NAME + "/" + method.getName())
                .setRequestMarshaller(Bytes.AS_THEY_ARE)
                .setResponseMarshaller(Bytes.AS_THEY_ARE)
                .build();
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS);
        try {
            if (method.isServerStreaming()) {
                Status last = Status.OK;
                var answers = ClientCalls.blockingServerStreamingCall(server.channel, wire, options, bytes);
                while (answers.hasNext()) {
                    byte[] answer = answers.next();
                    last = method.isClientStreaming() ? inStream(answer) : last;
                }
                return last;
            } else {
                ClientCalls.blockingUnaryCall(server.channel, wire, options, bytes);
            }
            return Status.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus();
        }
    }

    /** A stream refuses in its answers. */
    private static Status inStream(byte[] answer) {
        try {
            StepStreamResponse response = StepStreamResponse.parseFrom(answer);
            return response.hasError()
                    ? Status.fromCodeValue(response.getError().getCode())
                    : Status.OK;
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private Message message(Descriptor type, int depth) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        for (FieldDescriptor field : type.getFields()) {
            if (random.nextInt(3) == 0 || depth > 4) {
                continue;
            }
            if (field.isRepeated()) {
                for (int i = random.nextInt(4); i > 0; i--) {
                    message.addRepeatedField(field, value(field, depth));
                }
            } else {
                message.setField(field, value(field, depth));
            }
        }
        return message.build();
    }

    private Object value(FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case INT -> small();
            case LONG -> random.nextInt(3) == 0 ? random.nextLong() : (long) random.nextInt(3);
            case FLOAT -> (float) number();
            case DOUBLE -> number();
            case BOOLEAN -> random.nextBoolean();
            case STRING -> field.getName().equals("session_id") && random.nextInt(8) > 0
                    ? session
                    : TEXTS.get(random.nextInt(TEXTS.size()));
            case BYTE_STRING -> bytes(random.nextInt(60));
            case ENUM -> field.getEnumType().findValueByNumberCreatingIfUnknown(random.nextInt(8));
            case MESSAGE -> message(field.getMessageType(), depth + 1);
        };
    }

    private int small() {
        return random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(14);
    }

    private double number() {
        double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, -0.0, 1e308, 0.1, 1};
        return odd[random.nextInt(odd.length)];
    }

    private ByteString bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }

    private byte[] damaged(byte[] good) {
        byte[] bad = good.clone();
        for (int i = random.nextInt(4); i >= 0 && bad.length > 0; i--) {
            bad[random.nextInt(bad.length)] = (byte) random.nextInt();
        }
        return bad;
    }

    @Test
    void nonsenseIsRefusedAndNothingBreaks() throws IOException {
        List<MethodDescriptor> methods =
                Service.getDescriptor().findServiceByName("LoanTwin").getMethods();
        try (TestServer server = new TestServer(Map.of("calls.maxSeconds", "2", "sessions.perClient", "50"))) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            int sent = 0;
            while (System.nanoTime() < end) {
                if (sent % 200 == 0) {
                    freshSession(server);
                }
                MethodDescriptor method = methods.get(random.nextInt(methods.size()));
                if (LONG_ONES.contains(method.getName()) && random.nextInt(10) > 0) {
                    continue;
                }
                byte[] bytes = message(method.getInputType(), 0).toByteArray();
                bytes = random.nextInt(3) == 0 ? damaged(bytes) : bytes;
                Status status = send(server, method, bytes);
                seen.merge(status.getCode(), 1, Integer::sum);
                assertFalse(FAULTS.contains(status.getCode()), method.getName() + " " + status + " after " + sent);
                sent++;
            }
            assertEquals(
                    "test",
                    server.stub.handshake(HandshakeRequest.getDefaultInstance()).getServerVersion());
            assertTrue(seen.containsKey(Status.Code.OK) && seen.get(Status.Code.INVALID_ARGUMENT) > 5, "" + seen);
        }
    }

    private void freshSession(TestServer server) {
        server.stub
                .serverInfo(io.github.loantwin.proto.v1.ServerInfoRequest.getDefaultInstance())
                .getOwnList()
                .forEach(own -> server.stub.close(io.github.loantwin.proto.v1.CloseRequest.newBuilder()
                        .setSessionId(own.getSessionId())
                        .build()));
        session = server.open(2).getSessionId();
        server.reset(session, 1, 2);
    }

    /** States whose checksum is right and whose content is not: the session may be spoilt, the server never. */
    @Test
    void forgedStatesSpoilAtMostTheirOwnSession() throws IOException {
        try (TestServer server = new TestServer(Map.of())) {
            session = server.open(1).getSessionId();
            server.reset(session, 1);
            byte[] good = server.stub
                    .save(SaveRequest.newBuilder().setSessionId(session).build())
                    .getStates(0)
                    .getState()
                    .toByteArray();
            for (int i = 0; i < 300; i++) {
                byte[] forged = good.clone();
                for (int k = 0; k <= random.nextInt(6); k++) {
                    forged[48 + random.nextInt(good.length - 52)] = (byte) random.nextInt();
                }
                CRC32C crc = new CRC32C();
                crc.update(forged, 0, forged.length - 4);
                ByteBuffer.wrap(forged).putInt(forged.length - 4, (int) crc.getValue());
                restoreAndStep(server, forged);
            }
            server.reset(session, 1);
            server.stub.step(TestServer.step(session, 0, new float[3]));
        }
    }

    private void restoreAndStep(TestServer server, byte[] forged) {
        var stub = server.stub.withDeadlineAfter(20, TimeUnit.SECONDS);
        try {
            stub.restore(RestoreRequest.newBuilder()
                    .setSessionId(session)
                    .addStates(EnvState.newBuilder().setState(ByteString.copyFrom(forged)))
                    .build());
            stub.step(TestServer.step(session, 0, new float[3]));
        } catch (StatusRuntimeException e) {
            Status.Code code = e.getStatus().getCode();
            assertTrue(code != Status.Code.DEADLINE_EXCEEDED && code != Status.Code.UNAVAILABLE, "" + e.getStatus());
        }
    }
}
