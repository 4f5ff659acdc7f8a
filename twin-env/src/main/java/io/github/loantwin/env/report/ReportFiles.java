package io.github.loantwin.env.report;

import io.github.loantwin.env.data.NumberText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/**
 * Episodes and tables as CSV and JSON Lines, UTF-8, with numbers that read back to the same double.
 *
 * <p>Money has two to four decimals, other numbers the fewest digits that identify them. NaN is an empty cell in CSV
 * and null in JSON, as is infinity in JSON. The opening of an episode is not written: it has no day.
 */
public final class ReportFiles {
    private ReportFiles() {}

    /** Writes an episode as CSV: a column {@code date} and one per key, a line per row. */
    public static void writeCsv(EpisodeRecorder recorder, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            writeCsv(recorder, out);
        }
    }

    /** Writes an episode as CSV to a writer, which stays open. */
    public static void writeCsv(EpisodeRecorder recorder, Writer out) throws IOException {
        out.write("date");
        for (Column column : recorder.columns()) {
            out.write(',');
            out.write(column.key());
        }
        out.write('\n');
        for (int row = 0; row < recorder.rows(); row++) {
            out.write(recorder.date(row).toString());
            for (Column column : recorder.columns()) {
                out.write(',');
                out.write(text(column, recorder.value(column.key(), row)));
            }
            out.write('\n');
        }
    }

    /** Writes an episode as JSON Lines: one object per row with {@code date} and every key. */
    public static void writeJsonLines(EpisodeRecorder recorder, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            writeJsonLines(recorder, out);
        }
    }

    /** Writes an episode as JSON Lines to a writer, which stays open. */
    public static void writeJsonLines(EpisodeRecorder recorder, Writer out) throws IOException {
        for (int row = 0; row < recorder.rows(); row++) {
            out.write("{\"date\": \"" + recorder.date(row) + "\"");
            for (Column column : recorder.columns()) {
                double value = recorder.value(column.key(), row);
                boolean money = column.unit() == Column.Unit.MONEY && Math.abs(value) <= Double.MAX_VALUE;
                out.write(", \"" + column.key() + "\": " + (money ? NumberText.money(value) : NumberText.json(value)));
            }
            out.write("}\n");
        }
    }

    /** Writes a table as CSV; cells with a comma, a quote or a line break are quoted. */
    public static void writeCsv(Table table, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            writeLine(out, table.columnNames().stream().map(ReportFiles::quoted).toList());
            for (int row = 0; row < table.rowCount(); row++) {
                int line = row;
                writeLine(
                        out,
                        table.columns().stream()
                                .map(column -> cell(column, line))
                                .toList());
            }
        }
    }

    private static void writeLine(Writer out, List<String> cells) throws IOException {
        out.write(String.join(",", cells));
        out.write('\n');
    }

    private static String cell(tech.tablesaw.columns.Column<?> column, int row) {
        if (column instanceof NumericColumn<?> numbers) {
            return numbers.isMissing(row) ? "" : NumberText.number(numbers.getDouble(row));
        }
        return quoted(column.getUnformattedString(row));
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private static String text(Column column, double value) {
        return column.unit() == Column.Unit.MONEY ? NumberText.money(value) : NumberText.number(value);
    }
}
