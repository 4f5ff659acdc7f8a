package io.github.loantwin.env.macro;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads users' CSV files: the Federal Reserve's supervisory scenario format, or the four columns
 * {@code date, unemployment, house_price_index, rate_3m}; percent, quarterly.
 *
 * <p>In the Fed's format rows whose scenario name is "Actual" before others are history; otherwise the first row is the
 * start. Missing Fed columns and those the four columns lack are derived ({@link DerivedColumns}).
 */
final class ScenarioCsv {
    private static final Map<String, ScenarioColumn> FOUR = Map.of(
            "unemployment", ScenarioColumn.UNEMPLOYMENT,
            "house_price_index", ScenarioColumn.HPI,
            "rate_3m", ScenarioColumn.RATE_3M);

    private ScenarioCsv() {}

    /** Reads a file's text; {@code file} is the name in messages. */
    static Scenario read(String name, String text, String file) {
        String[] lines = text.strip().replace("\uFEFF", "").split("\\R");
        List<String> header = split(lines[0]);
        int date = find(header, "date");
        int label = find(header, "scenario name");
        if (date < 0) {
            throw new IllegalArgumentException("The header must have a column Date, got " + header + " (" + file
                    + ", line 1).\nMaybe the file is not comma-separated or has no header.");
        }
        Map<ScenarioColumn, Integer> columns = columns(header, file);
        QuarterRows rows = new QuarterRows(file, columns.keySet(), 1);
        Quarter start = new Quarter(0);
        boolean started = false;
        for (int i = 1; i < lines.length; i++) {
            String where = file + ", line " + (i + 1);
            List<String> cells = split(lines[i]);
            if (cells.size() != header.size()) {
                throw new IllegalArgumentException("A row must have " + header.size() + " cells as the header has, got "
                        + cells.size() + " (" + where + ").");
            }
            Quarter quarter = Quarter.parse(cells.get(date), where);
            rows.add(quarter, numbers(cells, columns, where), where);
            boolean actual = label >= 0 && cells.get(label).equalsIgnoreCase("actual");
            if (!started && !actual) {
                start = quarter;
                started = true;
            }
        }
        double[][] table = rows.complete();
        Scenario scenario =
                new Scenario(name, name, "User's file.", file, started ? start : rows.first(), rows.first(), table);
        return ScenarioHistory.prepend(scenario, file);
    }

    private static Map<ScenarioColumn, Integer> columns(List<String> header, String file) {
        Map<ScenarioColumn, Integer> columns = new EnumMap<>(ScenarioColumn.class);
        for (int i = 0; i < header.size(); i++) {
            for (ScenarioColumn column : ScenarioColumn.values()) {
                String cell = header.get(i);
                if (cell.equalsIgnoreCase(column.fedName()) || FOUR.get(cell.toLowerCase(Locale.ROOT)) == column) {
                    if (columns.put(column, i) != null) {
                        throw new IllegalArgumentException(
                                "Column " + column.key() + " is there twice (" + file + ", line 1).");
                    }
                }
            }
        }
        return columns;
    }

    private static int find(List<String> header, String name) {
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    private static double[] numbers(List<String> cells, Map<ScenarioColumn, Integer> columns, String where) {
        double[] values = new double[ScenarioColumn.COUNT];
        columns.forEach((column, index) -> values[column.ordinal()] = number(column, cells.get(index), where));
        return values;
    }

    private static double number(ScenarioColumn column, String cell, String where) {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            String help = cell.isEmpty() ? "\nMaybe drop the rows before the series begins." : "";
            throw new IllegalArgumentException(
                    column.key() + " must be a number, got '" + cell + "' (" + where + ")." + help, e);
        }
    }

    private static List<String> split(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.split(",", -1)) {
            String trimmed = cell.trim();
            boolean quoted = trimmed.length() >= 2 && trimmed.startsWith("\"") && trimmed.endsWith("\"");
            cells.add(quoted ? trimmed.substring(1, trimmed.length() - 1).trim() : trimmed);
        }
        return cells;
    }
}
