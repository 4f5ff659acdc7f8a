package io.github.loantwin.agents.settings;

import io.github.loantwin.env.config.StrictYaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads records from YAML, strictly: unknown, missing, doubled and empty keys are errors with file and key path. */
public final class Settings {
    private static final String BUNDLE = "/loantwin/configs/";

    private static final YAMLMapper YAML = StrictYaml.mapper();

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final JsonMapper LINE = JsonMapper.builder().build();

    private Settings() {}

    /**
     * Reads a file.
     *
     * @param name path of a file, or its place under {@code configs/}, such as {@code policies/rule.yaml}; without a file of
     *     that path the one that ships with the twin is taken
     */
    public static <T> T read(String name, Class<T> type) {
        return parse(text(name), name, type);
    }

    /** Returns the text of a file, found like {@link #read}. */
    public static String text(String name) {
        Path file = Path.of(name);
        try {
            if (Files.isRegularFile(file)) {
                return Files.readString(file);
            }
            String inside = name.startsWith("configs/") ? name.substring("configs/".length()) : name;
            try (InputStream in = Settings.class.getResourceAsStream(BUNDLE + inside)) {
                if (in == null) {
                    throw new IllegalArgumentException("the file '" + name
                            + "' does not exist, neither here nor among those that come with the twin."
                            + "\nMaybe the path is relative to another folder.");
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(name + ": must be a readable UTF-8 file, got: " + e.getMessage(), e);
        }
    }

    /** Reads a record from text; {@code where} is what errors call it. */
    public static <T> T parse(String yaml, String where, Class<T> type) {
        try {
            return YAML.readValue(yaml, type);
        } catch (DatabindException e) {
            throw new IllegalArgumentException(where + ": " + path(e) + rule(e), e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(where + ": " + e.getOriginalMessage(), e);
        }
    }

    /** Reads text as nested maps, in its order; {@code where} is what errors call it. */
    @SuppressWarnings("unchecked") // keys of YAML are texts
    public static Map<String, Object> toMap(String yaml, String where) {
        return parse(yaml, where, LinkedHashMap.class);
    }

    /** Returns a record as YAML. */
    public static String toYaml(Object value) {
        return YAML.writeValueAsString(value);
    }

    /** Returns a record as JSON, which {@link #read} reads too. */
    public static String toJson(Object value) {
        return JSON.writeValueAsString(value) + "\n";
    }

    /** Returns a value as JSON in one line for each of its keys. */
    public static String toCompactJson(Map<String, ?> value) {
        return value.entrySet().stream()
                .map(entry ->
                        LINE.writeValueAsString(entry.getKey()) + ": " + LINE.writeValueAsString(entry.getValue()))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }

    private static String path(DatabindException e) {
        String path = e.getPath().stream()
                .map(step ->
                        step.getPropertyName() != null ? "." + step.getPropertyName() : "[" + step.getIndex() + "]")
                .collect(Collectors.joining());
        return path.isEmpty() ? "" : path.substring(path.startsWith(".") ? 1 : 0) + ": ";
    }

    private static String rule(DatabindException e) {
        if (e.getCause() instanceof IllegalArgumentException cause) {
            return cause.getMessage();
        }
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "unknown key; allowed are "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "))
                    + ".";
        }
        if (e.getOriginalMessage().startsWith("Missing creator property")) {
            return "the key must be given.";
        }
        return e.getOriginalMessage()
                .split("\n")[0]
                .replaceAll(" ?\\(?(class |type )?[`']?[a-z]+\\.[\\w.$`']+\\)?", "");
    }
}
