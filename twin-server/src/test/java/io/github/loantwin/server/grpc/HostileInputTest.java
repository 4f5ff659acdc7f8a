package io.github.loantwin.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.github.loantwin.proto.v1.ActRequest;
import io.github.loantwin.proto.v1.CreateSessionRequest;
import io.github.loantwin.proto.v1.ErrorDetail;
import io.github.loantwin.proto.v1.LoanTwinGrpc;
import io.github.loantwin.proto.v1.NetworkPolicy;
import io.github.loantwin.proto.v1.OptimizeRequest;
import io.github.loantwin.proto.v1.PolicySpec;
import io.github.loantwin.proto.v1.Reason;
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

    /** Returns the paths to the fields of texts in a message. */
    private static List<List<FieldDescriptor>> texts(Descriptor type, List<FieldDescriptor> above) {
        List<List<FieldDescriptor>> paths = new ArrayList<>();
        for (FieldDescriptor field : type.getFields()) {
            List<FieldDescriptor> path = new ArrayList<>(above);
            path.add(field);
            if (field.getJavaType() == FieldDescriptor.JavaType.STRING) {
                paths.add(path);
            } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                paths.addAll(texts(field.getMessageType(), path));
            }
        }
        return paths;
    }

    private static Message with(Descriptor type, List<FieldDescriptor> path, String text) {
        FieldDescriptor field = path.get(0);
        Object value = path.size() == 1 ? text : with(field.getMessageType(), path.subList(1, path.size()), text);
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        return (field.isRepeated() ? message.addRepeatedField(field, value) : message.setField(field, value)).build();
    }

    /** Every text of every request, found by the descriptor: the refusal must reach a client that takes 8 KiB of trailers. */
    @Test
    void aTextOfAMegabyteIsRefusedInAFewWords() {
        int fields = 0;
        for (MethodDescriptor method :
                Service.getDescriptor().findServiceByName("LoanTwin").getMethods()) {
            List<List<FieldDescriptor>> paths =
                    method.isClientStreaming() ? List.of() : texts(method.getInputType(), List.of());
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
