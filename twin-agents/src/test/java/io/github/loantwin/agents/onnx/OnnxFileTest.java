package io.github.loantwin.agents.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.github.loantwin.agents.policy.SamplePolicies;
import io.github.loantwin.agents.policy.TrainedPolicy;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file as bytes; that its actions are the policy's is shown with ONNX Runtime, in twin-python/tests/test_onnx.py. */
class OnnxFileTest {
    @TempDir
    private Path folder;

    private ModelProto written(TrainedPolicy policy) throws Exception {
        OnnxFile.write(folder, policy);
        return ModelProto.parseFrom(Files.readAllBytes(folder.resolve("policy.onnx")));
    }

    private static float[] floats(GraphProto graph, String name) {
        TensorProto tensor = graph.getInitializerList().stream()
                .filter(found -> found.getName().equals(name))
                .findFirst()
                .orElseThrow();
        FloatBuffer buffer = tensor.getRawData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    private static List<String> operators(GraphProto graph) {
        return graph.getNodeList().stream().map(NodeProto::getOpType).toList();
    }

    @Test
    void equalPoliciesGiveEqualFiles() throws Exception {
        written(SamplePolicies.weekly(4));
        byte[] first = Files.readAllBytes(folder.resolve("policy.onnx"));
        written(SamplePolicies.weekly(4).copy());
        assertArrayEquals(first, Files.readAllBytes(folder.resolve("policy.onnx")));
        written(SamplePolicies.weekly(5));
        assertFalse(java.util.Arrays.equals(first, Files.readAllBytes(folder.resolve("policy.onnx"))));
    }

    @Test
    void holdsTheWeightsUnderTheirNamesInTheArchive() throws Exception {
        TrainedPolicy policy = SamplePolicies.weekly(4);
        GraphProto graph = written(policy).getGraph();
        for (int layer = 0; layer < policy.network().layers(); layer++) {
            assertArrayEquals(policy.network().weights(layer), floats(graph, "layer" + layer + "_weight"));
            assertArrayEquals(policy.network().biases(layer), floats(graph, "layer" + layer + "_bias"));
        }
        assertArrayEquals(policy.description().normaliser().mean(), floats(graph, "mean"));
        assertArrayEquals(policy.description().normaliser().scale(), floats(graph, "scale"));
        assertArrayEquals(new float[] {0.1f, 0.02f, 0.1f}, floats(graph, "largest_action"));
    }

    /** Format: a node's inputs are the graph's, initializers, or outputs of nodes before it. */
    @Test
    void everyNameIsKnownBeforeItIsUsed() throws Exception {
        for (TrainedPolicy policy : List.of(SamplePolicies.weekly(1), SamplePolicies.grid(1))) {
            GraphProto graph = written(policy).getGraph();
            Set<String> known = new HashSet<>(Set.of(graph.getInput(0).getName()));
            graph.getInitializerList().forEach(tensor -> assertTrue(known.add(tensor.getName()), tensor.getName()));
            for (NodeProto node : graph.getNodeList()) {
                assertTrue(known.containsAll(node.getInputList()), node.toString());
                assertTrue(known.add(node.getOutput(0)), node.toString());
            }
            assertEquals("features", graph.getInput(0).getName());
            assertEquals("action", graph.getOutput(0).getName());
            assertTrue(known.contains("action"));
        }
    }

    @Test
    void theStepsAreThoseOfThePolicy() throws Exception {
        List<String> body = List.of("Sub", "Div", "Clip", "Gemm", "Tanh", "Gemm", "Tanh", "Gemm");
        List<String> tanh = operators(written(SamplePolicies.weekly(1)).getGraph());
        assertEquals(body, tanh.subList(0, body.size()));
        assertEquals(List.of("Tanh", "Mul"), tanh.subList(body.size(), tanh.size()));
        List<String> further =
                operators(written(SamplePolicies.withUnusedOutputs(1)).getGraph());
        assertEquals(List.of("Slice", "Tanh", "Mul"), further.subList(body.size(), further.size()));
        GraphProto grid = written(SamplePolicies.grid(1)).getGraph();
        List<String> points = operators(grid);
        assertEquals(List.of("Gemm", "ArgMax", "Gather"), points.subList(points.size() - 3, points.size()));
        float[] actions = floats(grid, "grid_actions");
        assertEquals(27 * 3, actions.length);
        // point 5 = 2 + 3 * 1 + 9 * 0: high, zero, low, at half the bounds 0.1, 0.02, 0.1
        assertArrayEquals(new float[] {0.05f, 0f, -0.05f}, java.util.Arrays.copyOfRange(actions, 15, 18));
    }

    @Test
    void tellsWhatStaysOutsideTheGraph() throws Exception {
        Map<String, String> told = written(SamplePolicies.weekly(4)).getMetadataPropsList().stream()
                .collect(Collectors.toMap(StringStringEntryProto::getKey, StringStringEntryProto::getValue));
        assertEquals("60.0", told.get("memoryHalfLifeDays"));
        assertEquals("7", told.get("decisionDays"));
        assertEquals("0.0", told.get("deadband"));
        assertEquals("0123", told.get("configHash"));
        assertEquals("2", told.get("format"));
        assertEquals("credit_policy,pricing,rebalancing", told.get("action"));
        assertTrue(told.get("observation").startsWith("portfolio_value,expected_loss_rate,"));
    }
}
