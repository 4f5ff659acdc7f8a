package io.github.loantwin.optimizer.model;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
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
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private static final String MISSING = "must be given, got nothing.";

    private ProblemFile() {}

    /** Returns the name of the model that a file states in its key {@code model}. */
    public static String model(Path file) throws IOException {
        return tree(file).path("model").asString("");
    }

    /** Reads a problem of a given type from a file. */
    public static <T> T read(Path file, Class<T> type) throws IOException {
        return parse(Files.readString(file), file.toString(), type);
    }

    /** Reads a problem from text; `where` is what errors call it. */
    public static <T> T parse(String yaml, String where, Class<T> type) {
        return problem(tree(yaml, where), where, type);
    }

    /** Reads the keys and values of a file, for those who want to change some before the problem is made. */
    public static ObjectNode tree(Path file) throws IOException {
        return tree(Files.readString(file), file.toString());
    }

    /** Makes a problem of keys and values; `where` is what errors call them. */
    public static <T> T problem(ObjectNode tree, String where, Class<T> type) {
        ObjectNode rest = tree.deepCopy();
        rest.remove("model");
        try {
            return YAML.treeToValue(rest, type);
        } catch (DatabindException e) {
            String path = path(e);
            String rule = e.getCause() instanceof NullPointerException ? absent(rest, type) : rule(e);
            boolean twice = !path.isEmpty() && rule.startsWith(path + ".");
            String place = path.isEmpty() || twice ? "" : path + ": ";
            throw new IllegalArgumentException(where + ": " + place + rule + slip(rest, e, rule), e);
        }
    }

    /** Says which keys of a problem are not there. */
    private static String absent(ObjectNode tree, Class<?> type) {
        List<String> absent = Stream.of(type.getRecordComponents())
                .filter(part -> !part.getType().getSimpleName().startsWith("Optional"))
                .map(RecordComponent::getName)
                .filter(name -> !tree.hasNonNull(name))
                .toList();
        return String.join(", ", absent) + " must be given, got nothing.";
    }

    /** A key that is missing may be there with a slip of the pen. */
    private static String slip(JsonNode tree, DatabindException e, String rule) {
        if (!rule.equals(MISSING) || e.getPath().isEmpty()) {
            return "";
        }
        JsonNode parent = tree;
        for (JacksonException.Reference step :
                e.getPath().subList(0, e.getPath().size() - 1)) {
            boolean element = step.getPropertyName() == null;
            parent = element ? parent.path(step.getIndex()) : parent.path(step.getPropertyName());
        }
        String missing = e.getPath().get(e.getPath().size() - 1).getPropertyName();
        return nearest(missing == null ? "" : missing, parent.propertyNames())
                .filter(name -> !name.equals(missing))
                .map(name -> "\nMaybe '" + name + "' is a slip of the pen for it.")
                .orElse("");
    }

    private static ObjectNode tree(String yaml, String where) {
        try {
            JsonNode tree = YAML.readTree(yaml);
            if (tree instanceof ObjectNode map) {
                return map;
            }
            throw new IllegalArgumentException(where + ": must hold a mapping of keys to values, got "
                    + (tree == null || tree.isMissingNode()
                            ? "nothing"
                            : tree.getNodeType().name().toLowerCase(Locale.ROOT))
                    + ".\nMaybe start from one of configs/optimizer/.");
        } catch (JacksonException e) {
            String place =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw new IllegalArgumentException(where + place + ": " + syntax(e.getOriginalMessage()), e);
        }
    }

    private static String syntax(String message) {
        String first = message.split("\n")[0];
        if (first.startsWith("Malformed numeric value")) {
            return "a number must be finite and plain, got " + first.replaceAll("^[^']*'([^' :]*).*", "'$1'") + ".";
        }
        if (first.startsWith("Duplicate property")) {
            return "a key must stand only once in a mapping, got " + first.replaceAll("^[^\"]*\"([^\"]*)\".*", "'$1'")
                    + " twice.";
        }
        return "must be YAML: " + first + ".\nMaybe the indentation, a bracket or a colon is wrong.";
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
        return path.toString();
    }

    private static String rule(DatabindException e) {
        if (e.getCause() instanceof IllegalArgumentException cause) {
            return cause.getMessage();
        }
        if (e instanceof UnrecognizedPropertyException unknown) {
            return unknown(unknown);
        }
        String message = e.getOriginalMessage().split("\n")[0];
        if (message.startsWith("Cannot map `null` into type")
                || message.startsWith("Cannot map Null value into type")) {
            return MISSING;
        }
        if (message.startsWith("Cannot coerce ") || message.startsWith("Cannot deserialize value of type")) {
            return value(message);
        }
        return message.replaceAll(" ?\\(?(class |type )?[`']?[a-z]+\\.[\\w.$`']+\\)?", "");
    }

    private static String value(String message) {
        String wanted = wanted(message);
        String got = got(message);
        String rule = "must be " + wanted + ", got " + got + ".";
        if (!wanted.startsWith("one of ")) {
            return rule;
        }
        List<String> names = List.of(wanted.substring("one of ".length()).split(", "));
        return nearest(got.replace("'", ""), names)
                .map(name -> rule + "\nMaybe '" + name + "' was meant.")
                .orElse(rule);
    }

    private static String unknown(UnrecognizedPropertyException e) {
        Collection<Object> known = e.getKnownPropertyIds();
        String rule = "must be one of "
                + String.join(
                        ", ", known.stream().map(Object::toString).sorted().toList()) + ", got '" + e.getPropertyName()
                + "'.";
        return nearest(e.getPropertyName(), known.stream().map(Object::toString).toList())
                .map(name -> rule + "\nMaybe '" + name + "' was meant.")
                .orElse(rule);
    }

    private static String wanted(String message) {
        boolean list = message.contains("double[]") || message.contains("List");
        boolean number = message.contains("double") || message.contains("int") || message.contains("long");
        boolean oneOf = message.contains("not one of the values accepted");
        if (oneOf) {
            return "one of " + message.replaceAll("(?s).*Enum class: \\[(.*)].*", "$1");
        }
        boolean whole =
                message.contains("Floating-point value") || message.contains("`int`") || message.contains("`long`");
        return list ? "a list" : whole ? "a whole number" : number ? "a number" : "a mapping of keys to values";
    }

    private static String got(String message) {
        String quoted = message.replaceAll(
                "(?s).*?(?:from String|String value \\()\\s*\\(?(?:value )?[\"'(]*([^\"')]*).*", "$1");
        if (!quoted.equals(message)) {
            return "'" + quoted + "'";
        }
        return message.contains("Array") ? "a list" : message.contains("Object") ? "a mapping" : "something else";
    }

    /** Returns the name that is nearest to a mistyped one, if one is near: by the number of letters to change. */
    public static Optional<String> nearest(String typed, Collection<String> names) {
        return names.stream()
                .filter(name -> distance(plain(typed), plain(name)) <= Math.max(1, name.length() / 3)
                        || plain(name).startsWith(plain(typed)) && typed.length() > 2)
                .min(Comparator.comparingInt((String name) -> distance(plain(typed), plain(name)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = corner + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
