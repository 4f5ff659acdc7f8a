package io.github.loantwin.optimizer.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of a line with the columns where they begin; remembers which one was looked at last, for errors. */
final class QpsFields {
    private static final int[][] FIXED = {{1, 3}, {4, 12}, {14, 22}, {24, 36}, {39, 47}, {49, 61}};
    private static final Pattern WORD = Pattern.compile("\\S+");

    private final List<String> texts = new ArrayList<>();
    private final List<Integer> columns = new ArrayList<>();
    private int last;

    private QpsFields() {}

    /** Cuts a line at blanks. */
    static QpsFields free(String line) {
        QpsFields fields = new QpsFields();
        Matcher words = WORD.matcher(line);
        while (words.find()) {
            fields.add(words.group(), words.start());
        }
        return fields;
    }

    /** Cuts a line at the columns of the format; empty fields are kept out. */
    static QpsFields fixed(String line) {
        QpsFields fields = new QpsFields();
        for (int[] field : FIXED) {
            String part = field[0] >= line.length() ? "" : line.substring(field[0], Math.min(field[1], line.length()));
            if (!part.isBlank()) {
                fields.add(
                        part.strip(),
                        field[0] + part.length() - part.stripLeading().length());
            }
        }
        return fields;
    }

    private void add(String text, int start) {
        texts.add(text);
        columns.add(start + 1);
    }

    int size() {
        return texts.size();
    }

    String text(int field) {
        last = field;
        return texts.get(field);
    }

    double number(int field) {
        String text = text(field);
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.matches("[+-]?inf(inity)?")) {
            return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (!lower.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([ed][+-]?\\d+)?")) {
            throw new IllegalArgumentException("a number is needed here, got '" + text + "'.");
        }
        return Double.parseDouble(lower.replace('d', 'e'));
    }

    /** Returns the column, from 1, of the field looked at last. */
    int column() {
        return columns.isEmpty() ? 1 : columns.get(Math.min(last, columns.size() - 1));
    }

    @Override
    public String toString() {
        return "'" + String.join(" ", texts) + "'";
    }
}
