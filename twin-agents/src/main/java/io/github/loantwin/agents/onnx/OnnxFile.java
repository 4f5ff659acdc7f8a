package io.github.loantwin.agents.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.CodedOutputStream;
import io.github.loantwin.agents.policy.PolicyDescription;
import io.github.loantwin.agents.policy.TrainedPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code policy.onnx}: what a trained policy wants, as a graph that ONNX Runtime and others run.
 *
 * <p>Input {@code features}, float32 of shape (batch, 13): the observation as the environment gives it, before any scaling; of a
 * policy with memory (batch, 26): the observation, then its distance to the slow mean. Output {@code action}, float32 of shape
 * (batch, 3), in the environment's units. Memory and deadband, which need the decisions before, stay outside; their figures are
 * among the metadata, under the names of {@code policy.json}.
 *
 * <p>Operator set 13, IR version 7 (ONNX 1.8, 2020). Equal policies give equal bytes.
 */
public final class OnnxFile {
    /** The file's name in the folder of a policy. */
    public static final String NAME = "policy.onnx";

    private static final int OPERATOR_SET = 13;
    private static final int IR_VERSION = 7;

    private OnnxFile() {}

    /**
     * Writes a policy's graph into its folder.
     *
     * @param folder of the policy; must exist
     * @param policy whose weights are written
     */
    public static void write(Path folder, TrainedPolicy policy) throws IOException {
        ModelProto model = model(policy);
        byte[] bytes = new byte[model.getSerializedSize()];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.useDeterministicSerialization();
        model.writeTo(out);
        out.checkNoSpaceLeft();
        Files.write(folder.resolve(NAME), bytes);
    }

    static ModelProto model(TrainedPolicy policy) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("LoanTwin")
                .setDocString("A trained policy of " + PolicyDescription.ENVIRONMENT
                        + ": the action it wants, before memory and deadband.")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
                .setGraph(new PolicyGraph(policy).build());
        metadata(policy.description())
                .forEach((key, value) -> model.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build();
    }

    /** Under the names of {@code policy.json}; lists are separated by commas. */
    private static Map<String, String> metadata(PolicyDescription description) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", Integer.toString(description.format()));
        metadata.put("algorithm", description.algorithm());
        metadata.put("environment", description.environment());
        metadata.put("configHash", description.configHash());
        metadata.put("observation", String.join(",", description.observation().names()));
        metadata.put("action", String.join(",", description.action().names()));
        metadata.put("decisionDays", Integer.toString(description.decisionDays()));
        metadata.put("memoryHalfLifeDays", Double.toString(description.memoryHalfLifeDays()));
        metadata.put("deadband", Double.toString(description.deadband()));
        return metadata;
    }
}
