package io.github.loantwin.agents.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.github.loantwin.agents.policy.ActionHead;
import io.github.loantwin.agents.policy.Activation;
import io.github.loantwin.agents.policy.DenseNetwork;
import io.github.loantwin.agents.policy.Normaliser;
import io.github.loantwin.agents.policy.PolicyDescription;
import io.github.loantwin.agents.policy.TrainedPolicy;
import io.github.loantwin.env.ActionLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The steps of {@link TrainedPolicy} between memory and deadband as nodes of an ONNX graph.
 *
 * <p>A node has the name of its output; weights and biases have their names in {@code weights.npz}.
 */
final class PolicyGraph {
    private static final String INPUT = "features";
    private static final String OUTPUT = "action";

    private final PolicyDescription description;
    private final DenseNetwork network;
    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("policy");

    PolicyGraph(TrainedPolicy policy) {
        description = policy.description();
        network = policy.network();
    }

    GraphProto build() {
        boolean memory = description.memoryHalfLifeDays() > 0;
        String seen = "The observation, unscaled: "
                + String.join(", ", description.observation().names())
                + (memory ? "; then, in the same order, its distance to the slow mean." : ".");
        graph.addInput(rows(INPUT, network.inputs(), seen));
        String last = layers(normalised());
        if (description.head() == ActionHead.GRID) {
            gridHead(last);
        } else {
            tanhHead(last);
        }
        String wanted = String.join(", ", description.action().names()) + ", in the environment's units.";
        graph.addOutput(rows(OUTPUT, ActionLayout.SIZE, wanted));
        return graph.build();
    }

    /** clip((x - mean) / scale, -clip, clip). */
    private String normalised() {
        Normaliser normaliser = description.normaliser();
        floats("mean", normaliser.mean(), network.inputs());
        floats("scale", normaliser.scale(), network.inputs());
        floats("clip_low", new float[] {-normaliser.clip()});
        floats("clip_high", new float[] {normaliser.clip()});
        String centred = node("Sub", "centred", INPUT, "mean");
        String scaled = node("Div", "scaled", centred, "scale");
        return node("Clip", "normalised", scaled, "clip_low", "clip_high");
    }

    private String layers(String input) {
        int[] sizes = network.sizes();
        String value = input;
        for (int i = 0; i < network.layers(); i++) {
            String layer = "layer" + i;
            floats(layer + "_weight", network.weights(i), sizes[i], sizes[i + 1]);
            floats(layer + "_bias", network.biases(i), sizes[i + 1]);
            value = node("Gemm", layer + "_sum", value, layer + "_weight", layer + "_bias");
            value = activated(network.activations().get(i), layer, value);
        }
        return value;
    }

    private String activated(Activation activation, String layer, String sum) {
        return switch (activation) {
            case TANH -> node("Tanh", layer + "_tanh", sum);
            case RELU -> node("Relu", layer + "_relu", sum);
            case IDENTITY -> sum;
        };
    }

    /** Bound times share times tanh of the first outputs; those behind them (a log standard deviation) are not used. */
    private void tanhHead(String outputs) {
        String means = outputs;
        if (network.outputs() > ActionLayout.SIZE) {
            integers("first", 0);
            integers("behind_last", ActionLayout.SIZE);
            integers("columns", 1);
            means = node("Slice", "means", outputs, "first", "behind_last", "columns");
        }
        float[] largest = new float[ActionLayout.SIZE];
        for (int c = 0; c < largest.length; c++) {
            largest[c] = description.actionShare() * ActionLayout.bound(c);
        }
        floats("largest_action", largest, largest.length);
        node("Mul", OUTPUT, node("Tanh", "share_of_largest", means), "largest_action");
    }

    /** The row of the table of actions that belongs to the first of the largest outputs. */
    private void gridHead(String values) {
        float[] table = new float[ActionHead.GRID_POINTS * ActionLayout.SIZE];
        float[] action = new float[ActionLayout.SIZE];
        for (int point = 0; point < ActionHead.GRID_POINTS; point++) {
            ActionHead.gridAction(point, action);
            for (int c = 0; c < action.length; c++) {
                table[point * action.length + c] = action[c] * description.actionShare() * ActionLayout.bound(c);
            }
        }
        floats("grid_actions", table, ActionHead.GRID_POINTS, ActionLayout.SIZE);
        add(named("ArgMax", "best_point", values)
                .addAttribute(attribute("axis", 1))
                .addAttribute(attribute("keepdims", 0)));
        add(named("Gather", OUTPUT, "grid_actions", "best_point").addAttribute(attribute("axis", 0)));
    }

    private String node(String operator, String output, String... inputs) {
        return add(named(operator, output, inputs));
    }

    private String add(NodeProto.Builder node) {
        graph.addNode(node);
        return node.getOutput(0);
    }

    private static NodeProto.Builder named(String operator, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addOutput(output)
                .addAllInput(List.of(inputs));
    }

    private static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    /** Adds an array, or without a shape a number. */
    private void floats(String name, float[] values, int... shape) {
        ByteBuffer bytes = littleEndian(Float.BYTES * values.length);
        for (float value : values) {
            bytes.putFloat(value);
        }
        TensorProto.Builder tensor = tensor(name, TensorProto.DataType.FLOAT, bytes);
        for (int size : shape) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor);
    }

    private void integers(String name, long value) {
        ByteBuffer bytes = littleEndian(Long.BYTES).putLong(value);
        graph.addInitializer(tensor(name, TensorProto.DataType.INT64, bytes).addDims(1));
    }

    /** ONNX keeps raw numbers in this order on every machine. */
    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static TensorProto.Builder tensor(String name, TensorProto.DataType type, ByteBuffer bytes) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(bytes.flip()));
    }

    private static ValueInfoProto rows(String name, int columns, String meaning) {
        TensorShapeProto shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(columns))
                .build();
        TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                .setShape(shape)
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setDocString(meaning)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
