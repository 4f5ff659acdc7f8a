package io.github.loantwin.server.grpc;

import io.github.loantwin.agents.policy.Activation;
import io.github.loantwin.agents.policy.DenseNetwork;
import io.github.loantwin.proto.v1.NetworkPolicy;
import io.github.loantwin.proto.v1.Reason;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads uploaded weights: a NumPy archive whose arrays are known beforehand, by name and shape, from the declared layers. Of
 * each entry no more bytes are unpacked than its shape needs, so that no archive can unpack to more than it declares.
 */
final class PolicyWeights {
    private static final int LARGEST_ARCHIVE = 4 << 20;
    private static final int MOST_LAYERS = 8;
    private static final int WIDEST = 1024;
    private static final int LARGEST_HEADER = 4096;
    private static final int HEADER_AT = 10;
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final Pattern SHAPE = Pattern.compile("'shape': *\\(([0-9, ]*)\\)");

    private final int[] sizes;
    private final Map<String, float[]> arrays = new HashMap<>();

    private PolicyWeights(int[] sizes) {
        this.sizes = sizes;
    }

    /** Returns the network of a request. */
    static DenseNetwork network(String field, NetworkPolicy request, int inputs, int outputs) {
        int[] sizes = sizes(field, request, inputs, outputs);
        List<Activation> activations = new ArrayList<>();
        for (int layer = 0; layer < sizes.length - 1; layer++) {
            boolean last = layer == sizes.length - 2;
            activations.add(activation(
                    field + (last ? ".output" : ".hidden"),
                    last ? request.getOutputValue() : request.getHiddenValue()));
        }
        DenseNetwork network = new DenseNetwork(sizes, activations);
        PolicyWeights weights = new PolicyWeights(sizes);
        weights.read(field + ".npz", request.getNpz().toByteArray());
        for (int layer = 0; layer < network.layers(); layer++) {
            weights.copy(field + ".npz", "w" + layer, network.weights(layer));
            weights.copy(field + ".npz", "b" + layer, network.biases(layer));
        }
        return network;
    }

    private static int[] sizes(String field, NetworkPolicy request, int inputs, int outputs) {
        int[] sizes =
                request.getLayerSizesList().stream().mapToInt(Integer::intValue).toArray();
        boolean fits = sizes.length >= 2
                && sizes.length <= MOST_LAYERS + 1
                && sizes[0] == inputs
                && sizes[sizes.length - 1] == outputs;
        for (int size : sizes) {
            fits &= size >= 1 && size <= WIDEST;
        }
        if (!fits) {
            throw Refusal.badValue(
                    field + ".layer_sizes",
                    inputs + ", sizes of up to " + (MOST_LAYERS - 1) + " hidden layers in [1, " + WIDEST + "], "
                            + outputs,
                    NumberArrays.text(request.getLayerSizesList()));
        }
        return sizes;
    }

    private static Activation activation(String field, int value) {
        return switch (value) {
            case 0, 1 -> Activation.TANH;
            case 2 -> Activation.RELU;
            case 3 -> Activation.IDENTITY;
            default -> throw Refusal.badValue(field, "0 to 3", value);
        };
    }

    private void read(String field, byte[] archive) {
        if (archive.length > LARGEST_ARCHIVE) {
            throw Refusal.of(
                    Status.Code.RESOURCE_EXHAUSTED,
                    Reason.REASON_TOO_LARGE,
                    field,
                    "at most " + LARGEST_ARCHIVE + " bytes",
                    archive.length,
                    "");
        }
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                readEntry(field, entry.getName(), zip);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(field, "a damaged archive");
        }
    }

    private void readEntry(String field, String entry, ZipInputStream zip) throws IOException {
        String name = entry.endsWith(".npy") ? entry.substring(0, entry.length() - 4) : "";
        int[] shape = shape(name);
        if (shape.length == 0 || arrays.containsKey(name)) {
            throw damaged(field, "an entry '" + entry + "'");
        }
        int count = shape[0] * (shape.length > 1 ? shape[1] : 1);
        byte[] bytes = zip.readNBytes(HEADER_AT + LARGEST_HEADER + count * Double.BYTES + 1);
        arrays.put(name, numbers(field, entry, bytes, shape, count));
    }

    /** Returns the shape that an array of this name must have; empty for a name that the layers do not have. */
    private int[] shape(String name) {
        if (!name.matches("[wb][0-7]")) {
            return new int[0];
        }
        int layer = name.charAt(1) - '0';
        if (layer >= sizes.length - 1) {
            return new int[0];
        }
        return name.charAt(0) == 'w' ? new int[] {sizes[layer], sizes[layer + 1]} : new int[] {sizes[layer + 1]};
    }

    private static float[] numbers(String field, String entry, byte[] bytes, int[] shape, int count) {
        if (bytes.length < HEADER_AT || !java.util.Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw damaged(field, "an entry '" + entry + "' that is no .npy of version 1.0");
        }
        int length = (bytes[MAGIC.length] & 0xFF) | (bytes[MAGIC.length + 1] & 0xFF) << 8;
        int at = HEADER_AT + length;
        String header =
                new String(bytes, HEADER_AT, Math.min(length, bytes.length - HEADER_AT), StandardCharsets.US_ASCII);
        boolean single = header.contains("'<f4'");
        boolean known = (single || header.contains("'<f8'")) && header.contains("'fortran_order': False");
        long wanted = at + (long) count * (single ? Float.BYTES : Double.BYTES);
        if (!known || !sameShape(header, shape) || bytes.length != wanted) {
            throw NumberArrays.badShape(
                    field + ": " + entry,
                    "float32 or float64 of shape " + java.util.Arrays.toString(shape) + " in C order",
                    header.strip());
        }
        return finite(
                field,
                entry,
                ByteBuffer.wrap(bytes, at, bytes.length - at).order(ByteOrder.LITTLE_ENDIAN),
                single,
                count);
    }

    private static boolean sameShape(String header, int[] shape) {
        Matcher found = SHAPE.matcher(header);
        if (!found.find()) {
            return false;
        }
        String wanted = java.util.Arrays.toString(shape).replaceAll("[\\[\\] ]", "");
        return found.group(1).replaceAll("[ ]", "").replaceAll(",$", "").equals(wanted);
    }

    private static float[] finite(String field, String entry, ByteBuffer in, boolean single, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = single ? in.getFloat() : (float) in.getDouble();
            if (!(Math.abs(values[i]) <= Float.MAX_VALUE)) {
                throw Refusal.of(
                        Status.Code.INVALID_ARGUMENT,
                        Reason.REASON_NOT_FINITE,
                        field + ": " + entry + "[" + i + "]",
                        "a finite number",
                        values[i],
                        "");
            }
        }
        return values;
    }

    private void copy(String field, String name, float[] to) {
        float[] from = arrays.get(name);
        if (from == null) {
            throw damaged(field, "none of the name " + name);
        }
        System.arraycopy(from, 0, to, 0, to.length);
    }

    private static Refusal damaged(String field, String got) {
        return Refusal.badValue(field, "a NumPy archive (.npz) with the arrays w0, b0, w1, b1, ... of the layers", got);
    }
}
