package io.github.loantwin.server.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a {@link Table} for people (aligned), for programs (JSON) or for spreadsheets (CSV). */
final class TableWriter {
    private static final String GAP = "  ";

    private final PrintWriter out;
    private final Style style;

    TableWriter(PrintWriter out, Style style) {
        this.out = out;
        this.style = style;
    }

    /** Writes a table in the given format. */
    void write(Table table, OutputFormat format) {
        switch (format) {
            case TABLE -> writeAligned(table);
            case JSON -> writeJson(table);
            case CSV -> writeCsv(table);
            default -> throw new IllegalStateException("Unknown format " + format + ".");
        }
    }

    private void writeAligned(Table table) {
        List<String[]> body = new ArrayList<>();
        for (Object[] row : table.rows()) {
            body.add(cells(table.columns(), row));
        }
        int[] widths = widths(table.columns(), body);
        if (!table.title().isEmpty()) {
            out.println(style.bold(table.title()));
        }
        out.println(style.bold(line(table.columns(), widths, titles(table))));
        if (table.columns().stream().anyMatch(column -> !column.unit().isEmpty())) {
            out.println(style.faint(line(table.columns(), widths, units(table))));
        }
        out.println(style.faint(rule(widths)));
        for (String[] row : body) {
            out.println(line(table.columns(), widths, row));
        }
    }

    private static String[] titles(Table table) {
        return table.columns().stream().map(Column::title).toArray(String[]::new);
    }

    private static String[] units(Table table) {
        return table.columns().stream().map(Column::unit).toArray(String[]::new);
    }

    private static String[] cells(List<Column> columns, Object[] row) {
        String[] cells = new String[row.length];
        for (int i = 0; i < row.length; i++) {
            cells[i] = cell(columns.get(i), row[i]);
        }
        return cells;
    }

    /** Returns a value as people see it; in a column of numbers scaled, rounded, with grouped thousands, not-a-number a dash. */
    static String cell(Column column, Object value) {
        if (!column.numeric() || !(value instanceof Number number)) {
            return String.valueOf(value);
        }
        double scaled = number.doubleValue() * column.scale();
        if (!Double.isFinite(scaled)) {
            return "-";
        }
        String text = String.format(Locale.ROOT, "%,." + column.decimals() + "f", scaled);
        boolean minusZero = text.startsWith("-") && text.chars().allMatch(c -> "-0.,".indexOf(c) >= 0);
        return minusZero ? text.substring(1) : text;
    }

    private static int[] widths(List<Column> columns, List<String[]> body) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(
                    columns.get(i).title().length(), columns.get(i).unit().length());
            for (String[] row : body) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        return widths;
    }

    private static String line(List<Column> columns, int[] widths, String[] cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - cells[i].length());
            line.append(i == 0 ? "" : GAP);
            line.append(columns.get(i).numeric() ? padding + cells[i] : cells[i] + padding);
        }
        return line.toString().stripTrailing();
    }

    private static String rule(int[] widths) {
        StringBuilder rule = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            rule.append(i == 0 ? "" : GAP).append("-".repeat(widths[i]));
        }
        return rule.toString();
    }

    private void writeJson(Table table) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Object[] row : table.rows()) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int i = 0; i < row.length; i++) {
                boolean number = row[i] instanceof Double value && !Double.isFinite(value);
                object.put(table.columns().get(i).key(), number ? null : row[i]);
            }
            rows.add(object);
        }
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        out.println(mapper.writeValueAsString(rows));
    }

    private void writeCsv(Table table) {
        out.println(String.join(
                ",",
                table.columns().stream().map(column -> quoted(column.key())).toList()));
        for (Object[] row : table.rows()) {
            List<String> cells = new ArrayList<>();
            for (Object value : row) {
                boolean missing = value instanceof Double number && !Double.isFinite(number);
                cells.add(missing ? "" : quoted(String.valueOf(value)));
            }
            out.println(String.join(",", cells));
        }
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
