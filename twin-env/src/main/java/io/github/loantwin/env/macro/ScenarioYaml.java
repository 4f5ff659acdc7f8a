package io.github.loantwin.env.macro;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads scenario YAML files strictly: every key known, every needed key there, every cell a number. */
final class ScenarioYaml {
    private static final Set<String> KEYS =
            Set.of("title", "description", "source", "units", "start", "history", "columns", "rows", "window");
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ScenarioYaml() {}

    /** Reads a file's text; {@code file} is the name in messages. */
    static Scenario read(String name, String text, String file) {
        JsonNode root = parse(text, file);
        for (String key : root.propertyNames()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("Unknown key '" + key + "' (" + file + ").\nMaybe one of title, "
                        + "description, source, units, start, history, columns, rows, window was meant.");
            }
        }
        return root.has("window") ? readWindow(name, root, file) : readRows(name, root, file);
    }

    private static JsonNode parse(String text, String file) {
        try {
            JsonNode root = MAPPER.readTree(text);
            if (!root.isObject()) {
                throw new IllegalArgumentException("A scenario file must be a YAML mapping (" + file + ").");
            }
            return root;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "A scenario file must be valid YAML: " + e.getOriginalMessage() + " (" + file + ").", e);
        }
    }

    private static Scenario readWindow(String name, JsonNode root, String file) {
        JsonNode window = root.get("window");
        String where = file + ", window";
        Scenario table = ScenarioLibrary.load(text(window, "table", where));
        Quarter from = Quarter.parse(text(window, "from", where), where);
        Quarter to = Quarter.parse(text(window, "to", where), where);
        if (from.index() < table.first().index() || to.index() > table.last().index() || from.index() > to.index()) {
            throw new IllegalArgumentException("A window must lie within " + table.first() + " to " + table.last()
                    + " with from <= to, got " + from + " to " + to + " (" + where + ").");
        }
        double[][] rows = new double[to.index() - table.first().index() + 1][];
        System.arraycopy(table.rows(), 0, rows, 0, rows.length);
        return new Scenario(
                name,
                text(root, "title", file),
                text(root, "description", file),
                text(root, "source", file),
                from,
                table.first(),
                rows);
    }

    private static Scenario readRows(String name, JsonNode root, String file) {
        List<ScenarioColumn> columns = columns(array(root, "columns", file), file);
        QuarterRows rows = new QuarterRows(file, EnumSet.copyOf(columns), scale(text(root, "units", file), file));
        int number = 0;
        for (JsonNode row : array(root, "rows", file)) {
            readRow(row, columns, rows, file + ", rows[" + number + "]");
            number++;
        }
        Scenario scenario = new Scenario(
                name,
                text(root, "title", file),
                text(root, "description", file),
                text(root, "source", file),
                Quarter.parse(text(root, "start", file), file + ", start"),
                rows.first(),
                rows.complete());
        return switch (text(root, "history", file)) {
            case "none" -> scenario;
            case ScenarioLibrary.HISTORY -> ScenarioHistory.prepend(scenario, file);
            default -> throw new IllegalArgumentException(
                    "history must be us-history or none, got '" + text(root, "history", file) + "' (" + file + ").");
        };
    }

    private static double scale(String units, String file) {
        return switch (units) {
            case "percent" -> 1;
            case "fraction" -> 100;
            default -> throw new IllegalArgumentException(
                    "units must be percent or fraction, got '" + units + "' (" + file + ").");
        };
    }

    private static List<ScenarioColumn> columns(JsonNode names, String file) {
        List<ScenarioColumn> columns = new ArrayList<>();
        if (names.isEmpty() || !"quarter".equals(names.get(0).asString(""))) {
            throw new IllegalArgumentException("The first of columns must be 'quarter' (" + file + ").");
        }
        for (int i = 1; i < names.size(); i++) {
            ScenarioColumn column = ScenarioColumn.ofKey(names.get(i).asString(""), file + ", columns[" + i + "]");
            if (columns.contains(column)) {
                throw new IllegalArgumentException("Column " + column.key() + " is named twice (" + file + ").");
            }
            columns.add(column);
        }
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("columns must name more than 'quarter' (" + file + ").");
        }
        return columns;
    }

    private static void readRow(JsonNode row, List<ScenarioColumn> columns, QuarterRows rows, String where) {
        if (!row.isArray() || row.size() != columns.size() + 1) {
            throw new IllegalArgumentException("A row must be a list of " + (columns.size() + 1)
                    + " cells, as many as columns, got " + row + " (" + where + ").");
        }
        double[] values = new double[ScenarioColumn.COUNT];
        for (int i = 0; i < columns.size(); i++) {
            JsonNode cell = row.get(i + 1);
            if (!cell.isNumber()) {
                throw new IllegalArgumentException(
                        columns.get(i).key() + " must be a number, got " + cell + " (" + where + ").");
            }
            values[columns.get(i).ordinal()] = cell.asDouble();
        }
        rows.add(Quarter.parse(row.get(0).asString(""), where), values, where);
    }

    private static JsonNode array(JsonNode node, String key, String file) {
        if (!node.has(key) || !node.get(key).isArray()) {
            throw new IllegalArgumentException("Key '" + key + "' must be there and hold a list (" + file + ").");
        }
        return node.get(key);
    }

    private static String text(JsonNode node, String key, String file) {
        if (!node.has(key)
                || !node.get(key).isString()
                || node.get(key).asString().isBlank()) {
            throw new IllegalArgumentException("Key '" + key + "' must be there and hold text (" + file + ").");
        }
        return node.get(key).asString().trim();
    }
}
