package io.github.loantwin.optimizer.io;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One pass over the lines of a file: cuts them into fields and hands each to its section. */
final class QpsText {
    /** What a line of a section must have. */
    private static final Map<String, String> FORM = Map.of(
            "ROWS", "a type and a name",
            "COLUMNS", "a variable and pairs of row and number",
            "RHS", "pairs of row and number, behind the set's name or without it",
            "RANGES", "pairs of row and number, behind the set's name or without it",
            "BOUNDS", "a type, the set's name or none, a variable and, for LO, UP and FX, a number",
            "QUADOBJ", "a variable and pairs of variable and number",
            "QSECTION", "a variable and pairs of variable and number",
            "QMATRIX", "a variable and pairs of variable and number",
            "OBJSENSE", "MIN or MAX");

    private static final List<String> WITH_VALUE = List.of("UP", "LO", "FX");

    private final String where;
    private final boolean fixed;
    private final QpsModel model = new QpsModel();
    private String section = "";
    private QpsFields fields = QpsFields.free("");
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
            require(
                    section.equals("ENDATA"),
                    "the last section must be ENDATA, got the end of the file in '" + section
                            + "'.\nMaybe the file was cut off.");
            return model.build();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    where + ", line " + line + ", column " + fields.column() + ": " + e.getMessage(), e);
        }
    }

    private void read(String text) {
        if (!Character.isWhitespace(text.charAt(0))) {
            fields = QpsFields.free(text);
            section = fields.text(0).toUpperCase(Locale.ROOT);
            openSection();
            return;
        }
        fields = fixed ? QpsFields.fixed(text) : QpsFields.free(text);
        switch (section) {
            case "ROWS" -> row();
            case "COLUMNS" -> column();
            case "RHS" -> pairs(model::side);
            case "RANGES" -> pairs(model::range);
            case "BOUNDS" -> bound();
            case "QUADOBJ", "QSECTION", "QMATRIX" -> quadratic();
            case "OBJSENSE" -> model.sense(fields.text(0));
            default -> throw new IllegalArgumentException("no section is open, or an unknown one: '" + section + "'.");
        }
    }

    private void openSection() {
        switch (section) {
            case "NAME" -> model.name(fields.size() > 1 ? fields.text(1) : "");
            case "OBJSENSE" -> {
                if (fields.size() > 1) {
                    model.sense(fields.text(1));
                }
            }
            case "ROWS", "COLUMNS", "RHS", "RANGES", "BOUNDS", "QUADOBJ", "QSECTION", "QMATRIX", "ENDATA" -> {}
            default -> throw new IllegalArgumentException(
                    "unknown section '" + section
                            + "'; read are NAME, OBJSENSE, ROWS, COLUMNS, RHS, RANGES, BOUNDS, QUADOBJ, QSECTION, QMATRIX, ENDATA.");
        }
    }

    private void row() {
        form(fields.size() == 2);
        String name = fields.text(1);
        model.row(fields.text(0), name);
    }

    private void column() {
        if (fields.size() > 2 && fields.text(1).contains("MARKER")) {
            throw new IllegalArgumentException("integer variables are not supported, got a MARKER.");
        }
        form(fields.size() >= 3 && fields.size() % 2 == 1);
        for (int i = 1; i < fields.size(); i += 2) {
            double value = fields.number(i + 1);
            model.coefficient(fields.text(0), fields.text(i), value);
        }
    }

    private interface Entry {
        void put(String row, double value);
    }

    /** Row and value pairs behind a set name, which may be missing. */
    private void pairs(Entry entry) {
        form(fields.size() >= 2);
        for (int i = fields.size() % 2; i < fields.size(); i += 2) {
            double value = fields.number(i + 1);
            entry.put(fields.text(i), value);
        }
    }

    private void bound() {
        String type = fields.text(0).toUpperCase(Locale.ROOT);
        model.requireBoundType(type);
        boolean valued = WITH_VALUE.contains(type);
        form(fields.size() <= 4 && fields.size() >= (valued ? 3 : 2));
        int last = fields.size() - 1;
        boolean spareValue = !valued && last == 3; // some files give FR a value that means nothing
        double value = valued ? fields.number(last) : 0;
        String variable = fields.text(valued || spareValue ? last - 1 : last);
        model.bound(type, variable, value);
    }

    private void quadratic() {
        form(fields.size() >= 3 && fields.size() % 2 == 1);
        for (int i = 1; i < fields.size(); i += 2) {
            double value = fields.number(i + 1);
            String first = fields.text(0);
            model.requireVariable(first);
            model.quadratic(first, fields.text(i), value, section.equals("QMATRIX"));
        }
    }

    private void form(boolean holds) {
        require(holds, "a line of " + section + " must have " + FORM.get(section) + ", got " + fields + ".");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
