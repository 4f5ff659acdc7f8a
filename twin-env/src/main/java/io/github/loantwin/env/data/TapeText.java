package io.github.loantwin.env.data;

import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.check.InvalidValueException;
import io.github.loantwin.env.loan.DelinquencyState;
import io.github.loantwin.env.loan.Product;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/** The cells of a tape as text, with the line each row came from; turns cells into numbers and dates. */
final class TapeText {
    private final String name;
    private final Table table;
    private final int[] lines;

    private TapeText(String name, Table table, int[] lines) {
        this.name = name;
        this.table = table;
        this.lines = lines;
    }

    static TapeText parse(String name, String text, List<String> columns) {
        List<String> kept = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        String[] all = withoutMark(text).split("\r\n|\n|\r", -1);
        for (int i = 0; i < all.length; i++) {
            if (!all[i].isBlank() && !all[i].startsWith("#")) {
                kept.add(all[i]);
                numbers.add(i + 1);
            }
        }
        if (kept.size() < 2) {
            throw new InvalidValueException(
                            "a loan tape must have a header line and at least one loan", kept.size() + " lines", "")
                    .at("(" + name + ")");
        }
        int[] lines = numbers.stream().mapToInt(Integer::intValue).toArray();
        checkWidths(name, kept, lines);
        TapeText tape = new TapeText(name, table(name, kept), lines);
        tape.checkColumns(columns);
        return tape;
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Table table(String name, List<String> lines) {
        CsvReadOptions options = CsvReadOptions.builderFromString(String.join("\n", lines) + "\n")
                .tableName(name)
                .columnTypes(column -> ColumnType.STRING)
                .separator(',')
                .lineEnding("\n")
                .missingValueIndicator("")
                .build();
        return Table.read().usingOptions(options);
    }

    /** The reader would count rows without the lines left out, so widths are compared here; quotes may hold commas. */
    private static void checkWidths(String name, List<String> kept, int[] lines) {
        int header = width(kept.get(0));
        for (int i = 1; i < lines.length; i++) {
            int width = width(kept.get(i));
            if (width != header) {
                throw new InvalidValueException(
                                "a line must have as many cells as the header, " + header,
                                Integer.toString(width),
                                "Maybe a number has a thousands separator, or a cell has a line break.")
                        .at("(" + name + ", line " + lines[i] + ")");
            }
        }
    }

    private static int width(String line) {
        int width = 1;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            quoted ^= c == '"';
            if (c == ',' && !quoted) {
                width++;
            }
        }
        return width;
    }

    private void checkColumns(List<String> columns) {
        List<String> got = table.columnNames();
        for (String column : columns) {
            if (!got.contains(column)) {
                throw new InvalidValueException(
                                "column " + column + " must be there", String.join(", ", got), near(column, got))
                        .at(headerPlace());
            }
        }
        for (String column : got) {
            if (!columns.contains(column)) {
                throw new InvalidValueException(
                                "columns must be among " + String.join(", ", columns),
                                "'" + column + "'",
                                "Maybe the column can be left out of the file.")
                        .at(headerPlace());
            }
        }
    }

    private static String near(String column, List<String> got) {
        for (String candidate : got) {
            if (plain(candidate).equals(plain(column))) {
                return "Maybe '" + candidate + "' is meant: write " + column + ".";
            }
        }
        return "";
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    int rows() {
        return table.rowCount();
    }

    int line(int row) {
        return lines[row + 1];
    }

    String place(int row) {
        return "(" + name + ", line " + line(row) + ")";
    }

    private String headerPlace() {
        return "(" + name + ", line " + lines[0] + ")";
    }

    private String cell(String column, int row) {
        String text = ((StringColumn) table.column(column)).get(row).trim();
        if (text.isEmpty()) {
            throw new InvalidValueException(
                    column + " must be given", "nothing", "Maybe the loan has none: write 0 where that is allowed.");
        }
        return text;
    }

    double number(String column, int row) {
        String text = cell(column, row);
        // Java would also read 0x1p3, 12d and NaN: a tape may not.
        if (!text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
            throw new InvalidValueException(column + " must be a number", "'" + text + "'", numberHelp(text));
        }
        return Double.parseDouble(text);
    }

    private static String numberHelp(String text) {
        if (text.endsWith("%")) {
            return "Maybe the file gives percent: drop the sign and divide by 100.";
        }
        return text.contains(",") || text.matches(".*\\d[ '_]\\d.*")
                ? "Maybe the number has a thousands separator or a decimal comma: write 1234.5."
                : "";
    }

    long whole(String column, int row) {
        String text = cell(column, row);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new InvalidValueException(column + " must be a whole number", "'" + text + "'", "");
        }
    }

    int integer(String column, int row) {
        return (int) ArgCheck.inClosed(column, whole(column, row), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    LocalDate date(String column, int row) {
        String text = cell(column, row);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidValueException(
                    column + " must be a date", "'" + text + "'", "Maybe it is not in ISO form: write 2024-03-31.");
        }
    }

    Product product(int row) {
        String text = cell("product", row);
        for (Product product : Product.values()) {
            if (product.key().equals(text)) {
                return product;
            }
        }
        throw new InvalidValueException(
                "product must be one of consumer, auto, mortgage, business, card", "'" + text + "'", "");
    }

    DelinquencyState state(int row) {
        String text = cell("state", row);
        for (DelinquencyState state : DelinquencyState.values()) {
            if (state.key().equals(text)) {
                return state;
            }
        }
        throw new InvalidValueException("state must be one of current, dpd30, dpd60, dpd90", "'" + text + "'", "");
    }
}
