package io.github.loantwin.agents.policy;

import io.github.loantwin.env.check.InvalidValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The two files of a policy's folder. */
final class PolicyFiles {
    static final String DESCRIPTION = "policy.json";
    static final String WEIGHTS = "weights.npz";
    private static final String BEST = "best";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private PolicyFiles() {}

    static void write(Path folder, PolicyDescription description, DenseNetwork network) throws IOException {
        Files.createDirectories(folder);
        Npz.write(folder.resolve(WEIGHTS), arrays(network));
        Files.writeString(folder.resolve(DESCRIPTION), JSON.writeValueAsString(description) + "\n");
    }

    private static Map<String, Npz.NumberArray> arrays(DenseNetwork network) {
        int[] sizes = network.sizes();
        Map<String, Npz.NumberArray> arrays = new LinkedHashMap<>();
        for (int layer = 0; layer < network.layers(); layer++) {
            int[] shape = {sizes[layer], sizes[layer + 1]};
            arrays.put(weightName(layer), new Npz.NumberArray(shape, network.weights(layer)));
            arrays.put(biasName(layer), new Npz.NumberArray(new int[] {shape[1]}, network.biases(layer)));
        }
        return arrays;
    }

    private static String weightName(int layer) {
        return "layer" + layer + "_weight";
    }

    private static String biasName(int layer) {
        return "layer" + layer + "_bias";
    }

    static PolicyDescription description(Path folder) {
        Path file = required(folder, DESCRIPTION);
        try {
            JsonNode tree = JSON.readTree(Files.readString(file));
            int format = tree.path("format").asInt(0);
            if (format > PolicyDescription.FORMAT) {
                throw new InvalidValueException(
                                file + " must have a format up to " + PolicyDescription.FORMAT,
                                Integer.toString(format),
                                "")
                        .withHelp("Maybe a newer LoanTwin wrote it: update this one.");
            }
            if (format == 1 && tree instanceof ObjectNode first) {
                first.put("actionShare", 1);
            }
            return JSON.treeToValue(tree, PolicyDescription.class);
        } catch (JacksonException e) {
            throw damaged(file, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IllegalArgumentException damaged(Path file, JacksonException e) {
        String reason = e.getCause() instanceof IllegalArgumentException rule
                ? rule.getMessage()
                : e.getOriginalMessage().split("\n")[0];
        return new IllegalArgumentException(file + " is no description of a policy: " + reason, e);
    }

    /** Reads the weights into a network of the description's shape. */
    static DenseNetwork network(Path folder, PolicyDescription description) {
        Path file = required(folder, WEIGHTS);
        DenseNetwork network = new DenseNetwork(description.layers(), description.activations());
        try {
            Map<String, Npz.NumberArray> arrays = Npz.read(file);
            int[] sizes = network.sizes();
            for (int layer = 0; layer < network.layers(); layer++) {
                copy(file, arrays, weightName(layer), network.weights(layer), sizes[layer], sizes[layer + 1]);
                copy(file, arrays, biasName(layer), network.biases(layer), sizes[layer + 1]);
            }
            if (!arrays.isEmpty()) {
                throw mismatch(file, "no arrays beside those of " + network.layers() + " layers", arrays.keySet() + "");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return network;
    }

    private static void copy(Path file, Map<String, Npz.NumberArray> arrays, String name, float[] to, int... shape) {
        Npz.NumberArray array = arrays.remove(name);
        String rule = name + " of shape " + Arrays.toString(shape);
        if (array == null) {
            throw mismatch(file, rule, "none");
        }
        if (!Arrays.equals(array.shape(), shape)) {
            throw mismatch(file, rule, Arrays.toString(array.shape()));
        }
        for (int i = 0; i < to.length; i++) {
            if (!(Math.abs(array.values()[i]) <= Float.MAX_VALUE)) {
                throw mismatch(file, name + " of finite numbers", array.values()[i] + " at position " + i);
            }
        }
        System.arraycopy(array.values(), 0, to, 0, to.length);
    }

    private static InvalidValueException mismatch(Path file, String rule, String got) {
        return new InvalidValueException(file + " must hold " + rule, got, "")
                .withHelp("Maybe " + DESCRIPTION + " and " + WEIGHTS + " come from different runs.");
    }

    /** Returns the folder itself, or of a training run its best policy. */
    static Path home(Path folder) {
        boolean run = !Files.exists(folder.resolve(DESCRIPTION)) && Files.isDirectory(folder.resolve(BEST));
        return run ? folder.resolve(BEST) : folder;
    }

    private static Path required(Path folder, String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new InvalidValueException(
                            "the folder of a policy must hold " + DESCRIPTION + " and " + WEIGHTS,
                            "no " + name + " in " + folder,
                            "")
                    .withHelp("Maybe the training has not yet saved a policy, or another folder is meant.");
        }
        return file;
    }
}
