package io.github.loantwin.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.github.loantwin.proto.v1.ActRequest;
import io.github.loantwin.proto.v1.CreateSessionRequest;
import io.github.loantwin.proto.v1.DType;
import io.github.loantwin.proto.v1.ErrorDetail;
import io.github.loantwin.proto.v1.LoanTwinGrpc;
import io.github.loantwin.proto.v1.NDArray;
import io.github.loantwin.proto.v1.NetworkPolicy;
import io.github.loantwin.proto.v1.OptimizeRequest;
import io.github.loantwin.proto.v1.PolicySpec;
import io.github.loantwin.proto.v1.Reason;
import io.github.loantwin.proto.v1.SaveRequest;
import io.github.loantwin.proto.v1.Service;
import io.github.loantwin.proto.v1.World;
import io.grpc.CallOptions;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Input that is meant to hurt: texts of a megabyte, archives and YAML that unfold, paths, objects instead of numbers. */
class HostileInputTest {
    private static final Set<Status.Code> REFUSED =
            Set.of(Status.Code.INVALID_ARGUMENT, Status.Code.NOT_FOUND, Status.Code.RESOURCE_EXHAUSTED);

    @RegisterExtension
    static final TestServer server = TestServer.ofTheClass();

    private static Message call(MethodDescriptor method, Message request) {
        io.grpc.MethodDescriptor<Message, Message> wire = io.grpc.MethodDescriptor.<Message, Message>newBuilder()
                .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
                .setFullMethodName(LoanTwinGrpc.SERVICE_NAME + "/" + method.getName())
                .setRequestMarshaller(ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(method.getInputType())))
                .setResponseMarshaller(ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(method.getOutputType())))
                .build();
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(60, TimeUnit.SECONDS);
        var answers = ClientCalls.blockingServerStreamingCall(server.channel, wire, options, request);
        Message last = request;
        while (answers.hasNext()) {
            last = answers.next();
        }
        return last;
    }

    private static boolean isText(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.STRING;
    }

    private static boolean isArray(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && field.getMessageType().equals(NDArray.getDescriptor());
    }

    /** Returns the paths to the fields of a kind in a message. */
    private static List<List<FieldDescriptor>> paths(
            Descriptor type, Predicate<FieldDescriptor> kind, List<FieldDescriptor> above) {
        List<List<FieldDescriptor>> paths = new ArrayList<>();
        for (FieldDescriptor field : type.getFields()) {
            List<FieldDescriptor> path = new ArrayList<>(above);
            path.add(field);
            if (kind.test(field)) {
                paths.add(path);
            } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                paths.addAll(paths(field.getMessageType(), kind, path));
            }
        }
        return paths;
    }

    private static Message with(Descriptor type, List<FieldDescriptor> path, Object last) {
        FieldDescriptor field = path.get(0);
        Object value = path.size() == 1 ? last : with(field.getMessageType(), path.subList(1, path.size()), last);
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        return (field.isRepeated() ? message.addRepeatedField(field, value) : message.setField(field, value)).build();
    }

    /** Every text of every request, found by the descriptor: the refusal must reach a client that takes 8 KiB of trailers. */
    @Test
    void aTextOfAMegabyteIsRefusedInAFewWords() {
        int fields = 0;
        for (MethodDescriptor method :
                Service.getDescriptor().findServiceByName("LoanTwin").getMethods()) {
            List<List<FieldDescriptor>> paths = method.isClientStreaming()
                    ? List.of()
                    : paths(method.getInputType(), HostileInputTest::isText, List.of());
            for (List<FieldDescriptor> path : paths) {
                for (String text : List.of("x".repeat(1 << 20), "\u20ac\n".repeat(1 << 18))) {
                    String where =
                            method.getName() + " " + path.get(path.size() - 1).getFullName();
                    requireRefused(where, () -> call(method, with(method.getInputType(), path, text)));
                }
                fields++;
            }
        }
        assertTrue(fields > 40, "fields of texts: " + fields);
    }

    private static NDArray array(DType dtype, int bytes, int... shape) {
        NDArray.Builder array = NDArray.newBuilder().setDtype(dtype).setData(ByteString.copyFrom(new byte[bytes]));
        Arrays.stream(shape).forEach(array::addShape);
        return array.build();
    }

    /** Every array of every request, found by the descriptor: shapes that overflow, too many axes, no dtype, too few bytes. */
    @Test
    void anArrayThatContradictsItselfIsRefusedAndChangesNothing() {
        String id = server.open(2).getSessionId();
        server.reset(id, 1, 2);
        SaveRequest save = SaveRequest.newBuilder().setSessionId(id).build();
        var before = server.stub.save(save);
        List<NDArray> wrong = new ArrayList<>(List.of(array(DType.DTYPE_UNSPECIFIED, 24, 2, 3)));
        for (DType dtype : List.of(DType.DTYPE_FLOAT32, DType.DTYPE_INT64, DType.DTYPE_BOOL, DType.DTYPE_UINT8)) {
            wrong.add(array(dtype, 0, 1 << 16, 1 << 16, 3)); // 2^32 rows, which an int counts as none
            wrong.add(array(dtype, 0, 1 << 30, 4, 3));
            wrong.add(array(dtype, 24, -2, -3));
            wrong.add(array(dtype, 1, 2, 3));
            wrong.add(array(dtype, 0, 0));
            wrong.add(array(dtype, 0, 0, 3));
            wrong.add(array(dtype, 8, 1, 1, 1, 1, 1, 1, 1, 1));
        }
        int fields = 0;
        for (MethodDescriptor method :
                Service.getDescriptor().findServiceByName("LoanTwin").getMethods()) {
            if (method.isClientStreaming() || method.getName().equals("Echo")) { // Echo looks at no actions
                continue;
            }
            for (List<FieldDescriptor> path : paths(method.getInputType(), HostileInputTest::isArray, List.of())) {
                for (NDArray array : wrong) {
                    DynamicMessage.Builder request = DynamicMessage.newBuilder(method.getInputType())
                            .mergeFrom(with(method.getInputType(), path, array));
                    set(request, "session_id", id);
                    set(request, "steps", 3);
                    String where =
                            method.getName() + " " + path.get(path.size() - 1).getFullName() + " " + array;
                    assertFalse(
                            requireRefused(where, () -> call(method, request.build()))
                                    .getField()
                                    .isEmpty(),
                            where);
                }
                fields++;
            }
        }
        assertTrue(fields >= 9, "fields of arrays: " + fields);
        assertEquals(before, server.stub.save(save));
    }

    private static void set(DynamicMessage.Builder request, String field, Object value) {
        FieldDescriptor known = request.getDescriptorForType().findFieldByName(field);
        if (known != null) {
            request.setField(known, value);
        }
    }

    private static ErrorDetail requireRefused(String where, Runnable call) {
        try {
            call.run();
        } catch (StatusRuntimeException e) {
            assertTrue(REFUSED.contains(e.getStatus().getCode()), where + ": " + e.getStatus());
            return TestServer.detail(e);
        }
        throw new AssertionError(where + " was answered");
    }

    private static String unfolding() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 15; i++) {
            String each = "*a" + (i - 1);
            yaml.append(
                    "a" + i + ": &a" + i + " [" + String.join(", ", java.util.Collections.nCopies(10, each)) + "]\n");
        }
        return yaml.toString();
    }

    @Test
    void yamlUnfoldsToNothingAndNamesEveryKeyOnce() {
        for (String yaml : List.of(
                unfolding(),
                "extends: default\n" + unfolding(),
                "extends: default\nlender: &a [*a]",
                "[".repeat(200_000),
                "{a: ".repeat(50_000),
                "!!java.net.URL [\"http://localhost/\"]",
                "extends: default\nextends: weekly",
                "extends: default\nepisode: {simulationDays: 5, simulationDays: 6}",
                "extends: default\n---\nextends: weekly",
                "model: loan-cvar\nmodel: portfolio\n")) {
            String start = yaml.substring(0, Math.min(40, yaml.length()));
            requireRefused(
                    start,
                    () -> server.stub.createSession(CreateSessionRequest.newBuilder()
                            .setWorld(World.newBuilder().setYaml(yaml))
                            .build()));
            requireRefused(
                    start,
                    () -> server.stub.optimize(
                            OptimizeRequest.newBuilder().setYaml(yaml).build()));
        }
        ErrorDetail twice = requireRefused(
                "doubled key",
                () -> server.stub.optimize(OptimizeRequest.newBuilder()
                        .setYaml("model: loan-cvar\nmodel: portfolio\n")
                        .build()));
        assertEquals(Reason.REASON_BAD_CONFIG, twice.getReason());
    }

    @Test
    void onlyKeysOfTheConfigurationAreOverridden() {
        for (String key :
                List.of("", ".", "..", "episode.", ".episode", "episode", "episode..initialLoans", "a\0b", "*")) {
            requireRefused(
                    "'" + key + "'",
                    () -> server.stub.createSession(CreateSessionRequest.newBuilder()
                            .setWorld(World.newBuilder().putOverrides(key, "[1]"))
                            .build()));
        }
    }

    /** An object array of NumPy is a pickle, which runs code where it is read; here it is bytes of the wrong kind. */
    @Test
    void archivesHoldNumbersOfTheDeclaredNamesOnly() {
        byte[] pickle = NpzFiles.npy("|O", "(13, 3)", new byte[200]);
        byte[] good = NpzFiles.npy(new int[] {13, 3}, new float[39]);
        byte[] bias = NpzFiles.npy(new float[3]);
        Map<String, byte[]> archives = new LinkedHashMap<>();
        archives.put("pickle", NpzFiles.npz(Map.of("w0.npy", pickle, "b0.npy", bias)));
        archives.put("path", NpzFiles.npz(Map.of("../w0.npy", good, "b0.npy", bias)));
        archives.put("other shape", NpzFiles.npz(Map.of("w0.npy", NpzFiles.npy(new int[] {3, 13}, new float[39]))));
        archives.put("huge shape", NpzFiles.npz(Map.of("w0.npy", NpzFiles.npy("<f4", "(1073741824, 4)", new byte[8]))));
        archives.put("negative", NpzFiles.npz(Map.of("w0.npy", NpzFiles.npy("<f4", "(-13, -3)", new byte[156]))));
        archives.put("big-endian", NpzFiles.npz(Map.of("w0.npy", NpzFiles.npy(">f4", "(13, 3)", new byte[156]))));
        archives.put("NaN", NpzFiles.npz(Map.of("w0.npy", NpzFiles.npy(new int[] {13, 3}, nan()), "b0.npy", bias)));
        archives.put("one more", NpzFiles.npz(Map.of("w0.npy", good, "b0.npy", bias, "w1.npy", good)));
        archives.put("one less", NpzFiles.npz(Map.of("w0.npy", good)));
        archives.put("bomb behind", NpzFiles.npz(Map.of("w0.npy", good, "junk", new byte[64 << 20])));
        archives.put("cut", Arrays.copyOf(archives.get("one less"), 90));
        archives.put("empty", new byte[0]);
        archives.forEach((name, bytes) -> requireRefused(name, () -> server.stub.act(network(bytes))));
        server.stub.act(network(NpzFiles.npz(Map.of("w0.npy", good, "b0.npy", bias))));
    }

    private static float[] nan() {
        float[] values = new float[39];
        values[38] = Float.NaN;
        return values;
    }

    private static ActRequest network(byte[] npz) {
        return ActRequest.newBuilder()
                .setPolicy(PolicySpec.newBuilder()
                        .setNetwork(NetworkPolicy.newBuilder()
                                .addLayerSizes(13)
                                .addLayerSizes(3)
                                .setNpz(ByteString.copyFrom(npz))))
                .setObservations(NumberArrays.of(new float[13], 1, 13))
                .build();
    }

    /** A controller decides by the lender's published figures, which a batch of observations does not hold. */
    @Test
    void aControllerIsAskedInARolloutOnly() {
        for (String name : List.of("random", "convex:lp", "convex:mv", "convex:cvar", "convex:robust")) {
            ErrorDetail detail = requireRefused(
                    name,
                    () -> server.stub.act(ActRequest.newBuilder()
                            .setPolicy(PolicySpec.newBuilder().setName(name))
                            .setObservations(NumberArrays.of(new float[13], 1, 13))
                            .build()));
            assertEquals("policy", detail.getField());
            assertEquals(name, detail.getValue());
        }
    }
}
