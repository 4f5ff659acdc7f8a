package io.github.loantwin.env.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads configuration files strictly: unknown, missing, doubled and empty keys are errors with file and key path. */
final class ConfigLoader {
    private static final String BUNDLE = "/loantwin/configs/";

    private static final YAMLMapper YAML = StrictYaml.mapper();

    private ConfigLoader() {}

    /** Loads a preset by name, or a file by path. */
    static ObjectNode load(String name) {
        boolean path = name.endsWith(".yaml") || name.endsWith(".yml") || name.contains("/");
        if (path) {
            return load(Path.of(name));
        }
        if (ConfigLoader.class.getResource(BUNDLE + "experiments/" + name + ".yaml") == null) {
            throw new ConfigException("config '" + name
                    + "' does not exist.\nMaybe use default, weekly or three-years, or the path of a YAML file.");
        }
        return resolve(readBundled("experiments/" + name + ".yaml"), null, name);
    }

    /** Loads a file. */
    static ObjectNode load(Path file) {
        return resolve(readFile(file), file.toAbsolutePath().getParent(), file.toString());
    }

    /** Reads a configuration from text. */
    static ObjectNode parse(String yaml, String where) {
        try {
            return resolve(asMap(YAML.readTree(yaml), where), null, where);
        } catch (JacksonException e) {
            throw new ConfigException(where + ": " + firstLine(e), e);
        }
    }

    private static ObjectNode resolve(ObjectNode experiment, Path folder, String where) {
        JsonNode parent = experiment.remove("extends");
        ObjectNode tree = experiment.objectNode();
        if (parent != null) {
            tree = parent.asString().endsWith(".yaml") && folder != null
                    ? load(folder.resolve(parent.asString()))
                    : load(parent.asString());
        }
        ObjectNode changes = experiment.objectNode();
        for (Map.Entry<String, JsonNode> entry : experiment.properties()) {
            if (!TwinConfig.SECTIONS.contains(entry.getKey())) {
                throw new ConfigException(where + ": unknown key '" + entry.getKey() + "'; allowed are extends, "
                        + String.join(", ", TwinConfig.SECTIONS) + ".");
            }
            boolean whole = entry.getValue().isString() || entry.getValue().has("from");
            JsonNode section = section(entry.getKey(), entry.getValue(), folder, where);
            if (whole) {
                tree.set(entry.getKey(), section);
            } else {
                changes.set(entry.getKey(), section);
            }
        }
        ConfigTree.merge(tree, changes);
        return tree;
    }

    private static ObjectNode section(String key, JsonNode node, Path folder, String where) {
        if (node.isString()) {
            return readNamed(node.asString(), folder);
        }
        if (!(node instanceof ObjectNode map)) {
            throw new ConfigException(where + ": " + key + " must be a file name or a mapping, got " + node + ".");
        }
        JsonNode from = map.remove("from");
        if (from == null) {
            return map;
        }
        ObjectNode base = readNamed(from.asString(), folder);
        ConfigTree.merge(base, map);
        return base;
    }

    private static ObjectNode readNamed(String name, Path folder) {
        if (folder != null && Files.exists(folder.resolve(name))) {
            return readFile(folder.resolve(name));
        }
        return readBundled(name);
    }

    /** Reads a file that ships with the twin. */
    static ObjectNode readBundled(String name) {
        try (InputStream in = ConfigLoader.class.getResourceAsStream(BUNDLE + name)) {
            if (in == null) {
                throw new ConfigException(
                        "config file '" + name + "' does not exist, neither beside the file that names it"
                                + " nor among those that come with the twin.");
            }
            return asMap(YAML.readTree(in), name);
        } catch (IOException | JacksonException e) {
            throw new ConfigException(name + ": " + e.getMessage(), e);
        }
    }

    private static ObjectNode readFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ConfigException("config file '" + file + "' does not exist or is no file.");
        }
        try {
            return asMap(YAML.readTree(Files.readString(file)), file.toString());
        } catch (CharacterCodingException e) {
            throw new ConfigException(
                    file + ": a configuration must be text in UTF-8, got other bytes.\nMaybe it is another file.", e);
        } catch (IOException | JacksonException e) {
            throw new ConfigException(file + ": " + firstLine(e), e);
        }
    }

    private static ObjectNode asMap(JsonNode node, String where) {
        if (node instanceof ObjectNode map) {
            return map;
        }
        throw new ConfigException(where + ": must hold a mapping, got " + node.getNodeType() + ".");
    }

    static JsonNode parseValue(String path, String text) {
        try {
            return YAML.readTree(text);
        } catch (JacksonException e) {
            throw new ConfigException(path + ": cannot read the value '" + text + "': " + firstLine(e), e);
        }
    }

    static void requireSections(ObjectNode tree) {
        for (String section : TwinConfig.SECTIONS) {
            if (!tree.has(section)) {
                throw new ConfigException("config lacks the section '" + section
                        + "'.\nMaybe begin the file with 'extends: default' and give only what changes.");
            }
        }
    }

    /** Binds a section to its record; the record's own checks give the rule. */
    static <T> T bind(ObjectNode tree, String section, Class<T> type) {
        try {
            return YAML.treeToValue(tree.get(section), type);
        } catch (DatabindException e) {
            throw new ConfigException(describe(tree, section, e), e);
        }
    }

    private static String describe(ObjectNode tree, String section, DatabindException e) {
        StringBuilder path = new StringBuilder(section);
        JsonNode at = tree.get(section);
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() != null) {
                path.append('.').append(step.getPropertyName());
                at = at == null ? null : at.get(step.getPropertyName());
            } else if (step.getIndex() >= 0) {
                path.append('[').append(step.getIndex()).append(']');
                at = at == null ? null : at.get(step.getIndex());
            }
        }
        return path + ": " + rule(e, at);
    }

    private static String rule(DatabindException e, JsonNode got) {
        if (e.getCause() instanceof IllegalArgumentException cause) {
            return cause.getMessage();
        }
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "unknown key; allowed are "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(", ")) + ".";
        }
        if (e instanceof MismatchedInputException wrong
                && wrong.getTargetType() != null
                && got != null
                && !got.isNull()) {
            String kind = kind(wrong.getTargetType());
            if (!kind.isEmpty()) {
                return "must be " + kind + ", got " + got + ".";
            }
        }
        return firstLine(e);
    }

    private static String kind(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        return switch (type.getSimpleName()) {
            case "double" -> "a number";
            case "int", "long" -> "a whole number";
            case "boolean" -> "true or false";
            case "LocalDate" -> "a date such as 2026-01-31";
            default -> "";
        };
    }

    private static String firstLine(Exception e) {
        String message = e instanceof JacksonException jackson ? jackson.getOriginalMessage() : e.getMessage();
        return message == null ? e.toString() : message.split("\n")[0].replaceAll(" ?\\([a-z]+\\.[\\w.]+\\)", "");
    }

    static String toYaml(JsonNode tree) {
        return YAML.writeValueAsString(tree);
    }
}
