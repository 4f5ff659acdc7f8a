package io.github.loantwin.optimizer.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One pass over the lines of a file: cuts them into fields and hands each to its section. */
final class QpsText {
    private static final int[][] FIXED = {{1, 3}, {4, 12}, {14, 22}, {24, 36}, {39, 47}, {49, 61}};

    private final String where;
    private final boolean fixed;
    private final QpsModel model = new QpsModel();
    private String section = "";
    private int line;

    QpsText(String where, boolean fixed) {
        this.where = where;
        this.fixed = fixed;
    }

    QpsProblem parse(List<String> lines) {
        try {
            for (String text : lines) {
                line++;
                boolean comment = text.isBlank() || text.startsWith("*");
                if (!comment && !section.equals("ENDATA")) {
                    read(text);
                }
            }
            return model.build();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            String what = e instanceof NumberFormatException ? "must be a number: " + e.getMessage() : e.getMessage();
            throw new IllegalArgumentException(where + ", line " + line + ": " + what, e);
        }
    }

    private void read(String text) {
        if (!Character.isWhitespace(text.charAt(0))) {
            String[] words = text.trim().split("\\s+");
            section = words[0].toUpperCase(Locale.ROOT);
            openSection(words);
            return;
        }
        List<String> fields = fixed ? cut(text) : Arrays.asList(text.trim().split("\\s+"));
        switch (section) {
            case "ROWS" -> model.row(fields.get(0), fields.get(1));
            case "COLUMNS" -> column(fields);
            case "RHS" -> pairs(fields, model::side);
            case "RANGES" -> pairs(fields, model::range);
            case "BOUNDS" -> bound(fields);
            case "QUADOBJ", "QSECTION", "QMATRIX" -> quadratic(fields);
            case "OBJSENSE" -> model.sense(fields.get(0));
            default -> throw new IllegalArgumentException("no section is open, or an unknown one: '" + section + "'.");
        }
    }

    private void openSection(String[] words) {
        switch (section) {
            case "NAME" -> model.name(words.length > 1 ? words[1] : "");
            case "OBJSENSE" -> {
                if (words.length > 1) {
                    model.sense(words[1]);
                }
            }
            case "ROWS", "COLUMNS", "RHS", "RANGES", "BOUNDS", "QUADOBJ", "QSECTION", "QMATRIX", "ENDATA" -> {}
            default -> throw new IllegalArgumentException(
                    "unknown section '" + section
                            + "'; read are NAME, OBJSENSE, ROWS, COLUMNS, RHS, RANGES, BOUNDS, QUADOBJ, QSECTION, QMATRIX, ENDATA.");
        }
    }

    /** Cuts a line at the columns of the format; empty fields in front of the type are kept out. */
    private static List<String> cut(String text) {
        List<String> fields = new ArrayList<>();
        for (int[] field : FIXED) {
            String part = field[0] >= text.length()
                    ? ""
                    : text.substring(field[0], Math.min(field[1], text.length()))
                            .trim();
            if (!part.isEmpty()) {
                fields.add(part);
            }
        }
        return fields;
    }

    private void column(List<String> fields) {
        if (fields.size() > 2 && fields.get(1).contains("MARKER")) {
            throw new IllegalArgumentException("integer variables are not supported.");
        }
        String variable = fields.get(0);
        for (int i = 1; i + 1 < fields.size(); i += 2) {
            model.coefficient(variable, fields.get(i), number(fields.get(i + 1)));
        }
        requireOdd(fields);
    }

    private interface Entry {
        void put(String row, double value);
    }

    /** Row and value pairs behind a set name, which may be missing. */
    private static void pairs(List<String> fields, Entry entry) {
        for (int i = fields.size() % 2; i + 1 < fields.size(); i += 2) {
            entry.put(fields.get(i), number(fields.get(i + 1)));
        }
    }

    private void bound(List<String> fields) {
        String type = fields.get(0).toUpperCase(Locale.ROOT);
        boolean valued = List.of("UP", "LO", "FX").contains(type);
        int last = fields.size() - 1;
        boolean spareValue = !valued && last == 3; // some files give FR a value that means nothing
        String variable = fields.get(valued || spareValue ? last - 1 : last);
        model.bound(type, variable, valued ? number(fields.get(last)) : 0);
    }

    private void quadratic(List<String> fields) {
        for (int i = 1; i + 1 < fields.size(); i += 2) {
            model.quadratic(fields.get(0), fields.get(i), number(fields.get(i + 1)), section.equals("QMATRIX"));
        }
        requireOdd(fields);
    }

    private static void requireOdd(List<String> fields) {
        if (fields.size() % 2 == 0) {
            throw new IllegalArgumentException(
                    "a name must be followed by pairs of name and number, got " + fields + ".");
        }
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace('D', 'E').replace('d', 'e'));
    }
}
