package io.github.loantwin.server.optimize;

import io.github.loantwin.optimizer.model.ProblemFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A change of the numbers of a problem: {@code pd*1.5} (every PD), {@code mortgage.rate-0.01}, {@code limits.cap=0.4},
 * {@code card.returns+0.005}.
 *
 * <p>The left side is a key, after as many keys or names in front of it as are needed to tell which one is meant; {@code
 * bank.} in front means the problem's own key and none further in.
 *
 * @param text as written
 * @param path keys and names, the key last
 * @param how one of * + - =
 * @param by the number
 */
record Change(String text, List<String> path, char how, double by) {
    /** Stands for the problem itself, where a key also stands further in: bank.cvarLimit is not a branch's. */
    static final String ROOT = "bank";

    private static final Pattern SYNTAX =
            Pattern.compile("\\s*(.+?)\\s*([*+=-])\\s*([-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]+)?)\\s*");

    /** One number of the problem and the keys and names that lead to it. */
    private record Leaf(JsonNode parent, String key, int index, List<String> labels, String field) {
        double value() {
            return node().asDouble();
        }

        JsonNode node() {
            return parent instanceof ArrayNode list ? list.get(index) : parent.get(key);
        }

        void set(double value) {
            if (parent instanceof ArrayNode list) {
                list.set(index, value);
            } else if (node().isIntegralNumber() && value == Math.rint(value)) {
                ((ObjectNode) parent).put(key, (long) value);
            } else {
                ((ObjectNode) parent).put(key, value);
            }
        }
    }

    /** Reads a change as people write it. */
    static Change parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            String percent = text.contains("%") ? "10 percent more is *1.1, ten points more is +0.1." : "";
            throw new IllegalArgumentException(
                    "A change must read like pd*1.5, mortgage.rate-0.01 or limits.cap=0.4, got '" + text + "'.\nMaybe "
                            + (percent.isEmpty() ? "quote it, so that the shell leaves the star alone." : percent));
        }
        return new Change(
                text.strip(),
                List.of(matcher.group(1).split("\\.")),
                matcher.group(2).charAt(0),
                Double.parseDouble(matcher.group(3)));
    }

    /** Changes every number that is meant. */
    void apply(ObjectNode problem) {
        List<Leaf> leaves = leaves(problem).stream().filter(this::means).toList();
        if (leaves.isEmpty()) {
            throw unknown(problem);
        }
        for (Leaf leaf : leaves) {
            leaf.set(
                    switch (how) {
                        case '*' -> leaf.value() * by;
                        case '+' -> leaf.value() + by;
                        case '-' -> leaf.value() - by;
                        default -> by;
                    });
        }
    }

    /** Returns the number meant, of a change that means one. */
    double value(ObjectNode problem) {
        return leaves(problem).stream()
                .filter(this::means)
                .findFirst()
                .orElseThrow(() -> unknown(problem))
                .value();
    }

    private boolean means(Leaf leaf) {
        String key = path.get(path.size() - 1);
        boolean same = leaf.field().equals(key) || leaf.field().equals(key + "s");
        if (path.size() == 2 && path.get(0).equals(ROOT)) {
            return same && leaf.labels().size() == 1;
        }
        return same && path.subList(0, path.size() - 1).stream().allMatch(leaf.labels()::contains);
    }

    private IllegalArgumentException unknown(ObjectNode problem) {
        Set<String> keys = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        for (Leaf leaf : leaves(problem)) {
            keys.add(leaf.field());
            leaf.labels().forEach(names::add);
        }
        String key = path.get(path.size() - 1);
        boolean known = keys.contains(key) || keys.contains(key + "s");
        String wrong = known
                ? path.stream()
                        .filter(part -> !names.contains(part))
                        .findFirst()
                        .orElse(key)
                : key;
        String maybe = ProblemFile.nearest(wrong, known ? names : keys)
                .map(name -> "'" + name + "' was meant.")
                .orElse("the file lacks it: give it there first.");
        return new IllegalArgumentException("A change must name a number of the problem, one of "
                + String.join(", ", keys) + ", got '" + text + "'.\nMaybe " + maybe);
    }

    private static List<Leaf> leaves(ObjectNode problem) {
        List<Leaf> leaves = new ArrayList<>();
        List<String> assets = new ArrayList<>();
        problem.path("assets").forEach(name -> assets.add(name.asString("")));
        collect(problem, List.of(), assets, leaves);
        return leaves;
    }

    private static void collect(ObjectNode map, List<String> labels, List<String> assets, List<Leaf> leaves) {
        map.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            List<String> inside = with(labels, entry.getKey());
            if (value.isNumber()) {
                leaves.add(new Leaf(map, entry.getKey(), 0, inside, entry.getKey()));
            } else if (value instanceof ObjectNode child) {
                collect(child, inside, assets, leaves);
            } else if (value instanceof ArrayNode list) {
                collect(list, entry.getKey(), inside, assets, leaves);
            }
        });
    }

    private static void collect(
            ArrayNode list, String field, List<String> labels, List<String> assets, List<Leaf> leaves) {
        for (int i = 0; i < list.size(); i++) {
            JsonNode element = list.get(i);
            if (element.isNumber()) {
                String name = list.size() == assets.size() ? assets.get(i) : String.valueOf(i + 1);
                leaves.add(new Leaf(list, "", i, with(labels, name), field));
            } else if (element instanceof ObjectNode map) {
                collect(map, with(labels, map.path("name").asString(String.valueOf(i + 1))), assets, leaves);
            } else if (element instanceof ArrayNode row) {
                for (int j = 0; j < row.size(); j++) {
                    if (row.get(j).isNumber() && !(field.equals("correlations") && i == j)) {
                        leaves.add(new Leaf(row, "", j, labels, field));
                    }
                }
            }
        }
    }

    private static List<String> with(List<String> labels, String label) {
        List<String> more = new ArrayList<>(labels);
        more.add(label);
        return more;
    }
}
