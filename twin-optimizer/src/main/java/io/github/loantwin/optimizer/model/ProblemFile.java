package io.github.loantwin.optimizer.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads problems from YAML or JSON, strictly: unknown keys and wrong types are errors with file and key path. */
public final class ProblemFile {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private ProblemFile() {}

    /** Returns the name of the model that a file states in its key {@code model}. */
    public static String model(Path file) throws IOException {
        return tree(Files.readString(file), file.toString()).path("model").asString("");
    }

    /** Reads a problem of a given type from a file. */
    public static <T> T read(Path file, Class<T> type) throws IOException {
        return parse(Files.readString(file), file.toString(), type);
    }

    /** Reads a problem from text; `where` is what errors call it. */
    public static <T> T parse(String yaml, String where, Class<T> type) {
        ObjectNode tree = tree(yaml, where);
        tree.remove("model");
        try {
            return YAML.treeToValue(tree, type);
        } catch (DatabindException e) {
            throw new IllegalArgumentException(where + ": " + path(e) + rule(e), e);
        }
    }

    private static ObjectNode tree(String yaml, String where) {
        try {
            JsonNode tree = YAML.readTree(yaml);
            if (tree instanceof ObjectNode map) {
                return map;
            }
            throw new IllegalArgumentException(where + ": must hold a mapping, got " + tree.getNodeType() + ".");
        } catch (JacksonException e) {
            throw new IllegalArgumentException(where + ": " + e.getOriginalMessage(), e);
        }
    }

    private static String path(DatabindException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() != null) {
                path.append(path.length() == 0 ? "" : ".").append(step.getPropertyName());
            } else {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.length() == 0 ? "" : path + ": ";
    }

    private static String rule(DatabindException e) {
        if (e.getCause() instanceof IllegalArgumentException cause) {
            return cause.getMessage();
        }
        return e.getOriginalMessage()
                .split("\n")[0]
                .replaceAll(" ?\\(?(class |type )?[`']?[a-z]+\\.[\\w.$`']+\\)?", "");
    }
}
