package io.github.loantwin.server.cli;

import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import io.github.loantwin.env.report.TableFiles;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a {@link ReportTable} for people (aligned), for programs (JSON) or for spreadsheets (CSV). */
final class TableWriter {
    private static final String GAP = "  ";

    private final PrintWriter out;
    private final Style style;
    private final int width;

    /** Creates a writer; on a terminal of {@code width} columns a wider table is written in blocks. */
    TableWriter(PrintWriter out, Style style, int width) {
        this.out = out;
        this.style = style;
        this.width = width;
    }

    /** Creates a writer for what is as wide as it needs to be. */
    TableWriter(PrintWriter out, Style style) {
        this(out, style, Integer.MAX_VALUE);
    }

    /** Writes a table in the given format. */
    void write(ReportTable table, OutputFormat format) {
        switch (format) {
            case TABLE -> writeAligned(table);
            case JSON -> writeJson(table);
            case CSV -> out.print(TableFiles.csv(table));
            default -> throw new IllegalStateException("Unknown format " + format + ".");
        }
        out.flush();
    }

    private void writeAligned(ReportTable table) {
        List<String[]> body = new ArrayList<>();
        for (Object[] row : table.rows()) {
            body.add(cells(table.columns(), row));
        }
        int[] widths = widths(table.columns(), body);
        if (!table.title().isEmpty()) {
            out.println(style.bold(table.title()));
        }
        List<int[]> blocks = blocks(widths);
        for (int i = 0; i < blocks.size(); i++) {
            if (i > 0) {
                out.println();
            }
            writeBlock(table, body, widths, blocks.get(i));
        }
    }

    /** Splits columns that do not fit side by side into blocks, each with the first column before it. */
    private List<int[]> blocks(int[] widths) {
        List<int[]> blocks = new ArrayList<>();
        int from = 1;
        do {
            int used = widths[0];
            int to = from;
            while (to < widths.length && (to == from || used + GAP.length() + widths[to] <= width)) {
                used += GAP.length() + widths[to++];
            }
            int[] block = new int[1 + to - from];
            for (int i = 1; i < block.length; i++) {
                block[i] = from + i - 1;
            }
            blocks.add(block);
            from = to;
        } while (from < widths.length);
        return blocks;
    }

    private void writeBlock(ReportTable table, List<String[]> body, int[] widths, int[] block) {
        List<TableColumn> columns = table.columns();
        out.println(style.bold(line(columns, widths, block, titles(table))));
        if (Arrays.stream(block).anyMatch(i -> !columns.get(i).unit().isEmpty())) {
            out.println(style.faint(line(columns, widths, block, units(table))));
        }
        out.println(style.faint(rule(widths, block)));
        for (int row = 0; row < body.size(); row++) {
            String line = line(columns, widths, block, body.get(row));
            out.println(table.isSum(row) ? style.bold(line) : line);
        }
    }

    private static String[] titles(ReportTable table) {
        return table.columns().stream().map(TableColumn::title).toArray(String[]::new);
    }

    private static String[] units(ReportTable table) {
        return table.columns().stream().map(TableColumn::unit).toArray(String[]::new);
    }

    private static String[] cells(List<TableColumn> columns, Object[] row) {
        String[] cells = new String[row.length];
        for (int i = 0; i < row.length; i++) {
            cells[i] = columns.get(i).shown(row[i]);
        }
        return cells;
    }

    private static int[] widths(List<TableColumn> columns, List<String[]> body) {
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

    private static String line(List<TableColumn> columns, int[] widths, int[] block, String[] cells) {
        StringBuilder line = new StringBuilder();
        for (int i : block) {
            String padding = " ".repeat(widths[i] - cells[i].length());
            line.append(i == 0 ? "" : GAP);
            line.append(columns.get(i).numeric() ? padding + cells[i] : cells[i] + padding);
        }
        return line.toString().stripTrailing();
    }

    private static String rule(int[] widths, int[] block) {
        StringBuilder rule = new StringBuilder();
        for (int i : block) {
            rule.append(i == 0 ? "" : GAP).append("-".repeat(widths[i]));
        }
        return rule.toString();
    }

    private void writeJson(ReportTable table) {
        writeJson(objects(table));
    }

    /** Writes any tree of maps, lists and values as JSON. */
    void writeJson(Object tree) {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        out.println(mapper.writeValueAsString(tree));
        out.flush();
    }

    /** Returns a table's rows as maps from key to value; what is not a finite number is null. */
    static List<Map<String, Object>> objects(ReportTable table) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Object[] row : table.rows()) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int i = 0; i < row.length; i++) {
                boolean number = row[i] instanceof Double value && !Double.isFinite(value);
                object.put(table.columns().get(i).key(), number ? null : row[i]);
            }
            rows.add(object);
        }
        return rows;
    }
}
