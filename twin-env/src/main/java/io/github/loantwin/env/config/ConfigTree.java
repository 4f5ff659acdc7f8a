package io.github.loantwin.env.config;

import io.github.loantwin.env.math.PortableMath;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Operations on a configuration as a tree: merge, change by key path, find and draw distributions. */
final class ConfigTree {
    private ConfigTree() {}

    /** Merges changes into a tree, mapping by mapping; anything else is replaced. */
    static void merge(ObjectNode into, ObjectNode changes) {
        for (Map.Entry<String, JsonNode> entry : changes.properties()) {
            JsonNode old = into.get(entry.getKey());
            boolean bothMaps = old instanceof ObjectNode && entry.getValue() instanceof ObjectNode;
            if (bothMaps && !isDistribution(entry.getValue())) {
                merge((ObjectNode) old, (ObjectNode) entry.getValue());
            } else {
                into.set(entry.getKey(), entry.getValue().deepCopy());
            }
        }
    }

    /** Replaces the value at a dotted path that exists. */
    static void set(ObjectNode root, String path, JsonNode value) {
        String[] keys = path.split("\\.", -1);
        ObjectNode at = root;
        for (int i = 0; i < keys.length - 1; i++) {
            JsonNode next = at.get(keys[i]);
            if (!(next instanceof ObjectNode child)) {
                throw unknownKey(path, keys[i], at);
            }
            at = child;
        }
        String last = keys[keys.length - 1];
        if (!at.has(last)) {
            throw unknownKey(path, last, at);
        }
        at.set(last, value);
    }

    private static ConfigException unknownKey(String path, String key, ObjectNode at) {
        return new ConfigException("config key '" + path + "' does not exist: no '" + key + "' here; allowed are "
                + String.join(", ", at.propertyNames()) + ".");
    }

    /** Returns whether a node stands for a distribution: a mapping with the single key uniform, normal or choice. */
    static boolean isDistribution(JsonNode node) {
        return node instanceof ObjectNode map
                && map.size() == 1
                && map.properties().iterator().next().getValue() instanceof ArrayNode
                && (map.has("uniform") || map.has("normal") || map.has("choice"));
    }

    /** Returns whether any parameter is a distribution. */
    static boolean hasDistribution(JsonNode node) {
        if (isDistribution(node)) {
            return true;
        }
        for (JsonNode child : node) {
            if (hasDistribution(child)) {
                return true;
            }
        }
        return false;
    }

    /** Returns a copy in which every distribution is replaced by its draw for a key. */
    static JsonNode draw(JsonNode node, String path, Draws draws) {
        if (isDistribution(node)) {
            return drawOne((ObjectNode) node, path, draws);
        }
        if (node instanceof ObjectNode map) {
            ObjectNode copy = map.objectNode();
            for (Map.Entry<String, JsonNode> entry : map.properties()) {
                copy.set(entry.getKey(), draw(entry.getValue(), path + "." + entry.getKey(), draws));
            }
            return copy;
        }
        if (node instanceof ArrayNode list) {
            ArrayNode copy = list.arrayNode();
            for (int i = 0; i < list.size(); i++) {
                copy.add(draw(list.get(i), path + "[" + i + "]", draws));
            }
            return copy;
        }
        return node;
    }

    /** Returns a copy in which every distribution is replaced by its lowest or highest value; normal laws by their mean. */
    static JsonNode corner(JsonNode node, boolean high) {
        if (isDistribution(node)) {
            JsonNode arguments = node.iterator().next();
            JsonNode found = arguments.get(0);
            for (JsonNode argument : arguments) {
                boolean further =
                        high ? argument.asDouble() > found.asDouble() : argument.asDouble() < found.asDouble();
                found = further && !node.has("normal") ? argument : found;
            }
            return found;
        }
        if (node instanceof ObjectNode map) {
            ObjectNode copy = map.objectNode();
            map.properties().forEach(entry -> copy.set(entry.getKey(), corner(entry.getValue(), high)));
            return copy;
        }
        if (node instanceof ArrayNode list) {
            ArrayNode copy = list.arrayNode();
            list.forEach(element -> copy.add(corner(element, high)));
            return copy;
        }
        return node;
    }

    private static JsonNode drawOne(ObjectNode node, String path, Draws draws) {
        Map.Entry<String, JsonNode> law = node.properties().iterator().next();
        JsonNode arguments = law.getValue();
        for (JsonNode argument : arguments) {
            if (!argument.isNumber()) {
                throw new ConfigException(path.substring(1) + ": a distribution takes numbers, got " + node + ".");
            }
        }
        double uniform = draws.uniform(Stream.CONFIG, hash(path), 0);
        if (law.getKey().equals("choice")) {
            if (arguments.isEmpty()) {
                throw new ConfigException(path.substring(1) + ": choice needs at least one number, got none.");
            }
            return arguments.get((int) (uniform * arguments.size()));
        }
        if (arguments.size() != 2) {
            throw new ConfigException(
                    path.substring(1) + ": " + law.getKey() + " takes two numbers, got " + arguments + ".");
        }
        double a = arguments.get(0).asDouble();
        double b = arguments.get(1).asDouble();
        if (law.getKey().equals("uniform") ? a > b : b < 0) {
            throw new ConfigException(path.substring(1) + ": " + law.getKey()
                    + (law.getKey().equals("uniform")
                            ? " needs low <= high, got "
                            : " needs a standard deviation >= 0, got ")
                    + arguments + ".");
        }
        double value =
                law.getKey().equals("uniform") ? a + uniform * (b - a) : a + b * PortableMath.normalQuantile(uniform);
        return node.numberNode(value);
    }

    private static long hash(String path) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b) * 0x100000001b3L;
        }
        return hash;
    }
}
