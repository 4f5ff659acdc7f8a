package io.github.loantwin.server.cli;

import java.util.ArrayList;
import java.util.List;

/** Results in rows and columns, before anyone decides how they are written. */
final class Table {
    private final String title;
    private final List<Column> columns;
    private final List<Object[]> rows = new ArrayList<>();

    Table(String title, List<Column> columns) {
        this.title = title;
        this.columns = List.copyOf(columns);
    }

    Table(String title, Column... columns) {
        this(title, List.of(columns));
    }

    /** Adds a row of strings and numbers, one per column. */
    Table row(Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(
                    "A row must have " + columns.size() + " values, got " + values.length + " (table " + title + ").");
        }
        rows.add(values.clone());
        return this;
    }

    String title() {
        return title;
    }

    List<Column> columns() {
        return columns;
    }

    List<Object[]> rows() {
        return rows;
    }
}
