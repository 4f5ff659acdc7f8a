package io.github.loantwin.env.report;

import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.data.NumberText;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Tables as files: CSV in natural units with keys as headings, XLSX (one sheet per table) as people see them.
 *
 * <p>In CSV a number has the fewest digits that read back to the same double and a missing one is an empty cell. In
 * XLSX a fraction shown as percent keeps its value under a percent format; other numbers are in the unit of their
 * heading, in full precision under a rounding format; sums are bold and broken limits red. The same tables give the
 * same bytes of CSV; XLSX carries the time it was written.
 */
public final class TableFiles {
    private static final String APPLICATION = "LoanTwin";
    private static final int MOST_SHEET_NAME = 31;
    private static final String BREACH_COLOR = "8B0000";
    private static final String HEADING_COLOR = "E8EEF4";

    private TableFiles() {}

    /** Returns a table as CSV with a line of keys first. */
    public static String csv(ReportTable table) {
        StringBuilder text = new StringBuilder();
        line(text, table.columns().stream().map(column -> quoted(column.key())).toList());
        for (Object[] row : table.rows()) {
            line(text, Arrays.stream(row).map(TableFiles::cell).toList());
        }
        return text.toString();
    }

    /** Writes a table as CSV, UTF-8. */
    public static void writeCsv(ReportTable table, Path file) throws IOException {
        Files.writeString(file, csv(table), StandardCharsets.UTF_8);
    }

    /** Writes each table to a folder as CSV, named by its title; returns the files. */
    public static List<Path> writeCsvs(List<ReportTable> tables, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (ReportTable table : tables) {
            Path file = folder.resolve(fileName(table.title()) + ".csv");
            if (files.contains(file)) {
                throw new IllegalArgumentException(
                        "Tables must have titles of their own, got twice " + table.title() + ".");
            }
            writeCsv(table, file);
            files.add(file);
        }
        return files;
    }

    /** Returns a title as the name of a file: small letters, digits and dashes. */
    static String fileName(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append(String.join(",", cells)).append('\n');
    }

    private static String cell(Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isInfinite(number) ? "" : NumberText.number(number);
        }
        return quoted(String.valueOf(value));
    }

    /** Quotes a cell with a comma, a quote or a line break, as RFC 4180 says. */
    static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    /** Writes tables as the sheets of one XLSX file, each named by its title (shortened to 31 letters). */
    public static void writeXlsx(List<ReportTable> tables, Path file) throws IOException {
        ArgCheck.notEmpty("tables", tables);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                Workbook workbook = new Workbook(out, APPLICATION, "1.0")) {
            for (int i = 0; i < tables.size(); i++) {
                writeSheet(workbook.newWorksheet(sheetName(tables.get(i), i)), tables.get(i));
            }
        }
    }

    /** A sheet's name has no [ ] : * ? / \ and starts with its number, so that no two are alike. */
    private static String sheetName(ReportTable table, int index) {
        String name = (index + 1) + " "
                + table.title().replaceAll("[\\[\\]:*?/\\\\']", " ").strip();
        return name.substring(0, Math.min(name.length(), MOST_SHEET_NAME)).strip();
    }

    private static void writeSheet(Worksheet sheet, ReportTable table) {
        sheet.value(0, 0, table.title());
        sheet.style(0, 0).bold().fontSize(13).set();
        for (int i = 0; i < table.columns().size(); i++) {
            TableColumn column = table.columns().get(i);
            String unit = column.unit().isEmpty() ? "" : " (" + column.unit() + ")";
            sheet.value(2, i, column.title() + unit);
            sheet.style(2, i)
                    .bold()
                    .wrapText(true)
                    .fillColor(HEADING_COLOR)
                    .horizontalAlignment(column.numeric() ? "right" : "left")
                    .set();
            sheet.width(i, column.numeric() ? 15 : widest(table, i));
        }
        for (int row = 0; row < table.rows().size(); row++) {
            for (int i = 0; i < table.columns().size(); i++) {
                writeCell(sheet, table, row, i);
            }
        }
        sheet.freezePane(1, 3);
    }

    private static double widest(ReportTable table, int column) {
        int widest = table.columns().get(column).title().length();
        for (Object[] row : table.rows()) {
            widest = Math.max(widest, String.valueOf(row[column]).length());
        }
        return Math.min(60, widest + 2.0);
    }

    private static void writeCell(Worksheet sheet, ReportTable table, int row, int index) {
        int line = row + 3;
        TableColumn column = table.columns().get(index);
        Object value = table.rows().get(row)[index];
        StyleSetter style = sheet.style(line, index);
        if (column.numeric() && value instanceof Number number) {
            double shown = column.isPercent() ? number.doubleValue() : number.doubleValue() * column.scale();
            if (Double.isFinite(shown)) {
                sheet.value(line, index, shown);
            }
            style.format(format(column));
        } else {
            sheet.value(line, index, String.valueOf(value));
        }
        if (table.isSum(row)) {
            style.bold();
        }
        if (table.isBreach(row, index)) {
            style.bold().fontColor(BREACH_COLOR);
        }
        style.set();
    }

    private static String format(TableColumn column) {
        String digits = column.decimals() == 0 ? "" : "." + "0".repeat(column.decimals());
        return "#,##0" + digits + (column.isPercent() ? "%" : "");
    }
}
