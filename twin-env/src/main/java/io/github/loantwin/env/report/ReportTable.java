package io.github.loantwin.env.report;

import io.github.loantwin.env.check.ArgCheck;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Results in rows and columns, before anyone decides how they are written: aligned on a terminal, as JSON, by
 * {@link TableFiles} as CSV and XLSX, by {@link HtmlReport} as a table of a page.
 *
 * <p>Values are strings and numbers in natural units (money in currency units, rates as fractions); the columns say how
 * people see them. Example:
 *
 * <pre>{@code
 * ReportTable losses = new ReportTable("Losses over nine quarters",
 *                 TableColumn.text("product", "Product"),
 *                 TableColumn.millions("loss", "Loss"),
 *                 TableColumn.percent("loss_rate", "Loss rate", 1))
 *         .row("Mortgage", 104_000.0, 0.013)
 *         .row("Card", 310_000.0, 0.171).breach("loss_rate")
 *         .sum("All", 414_000.0, 0.042);
 * }</pre>
 */
public final class ReportTable {
    private record Cell(int row, int column) {}

    private final String title;
    private final List<TableColumn> columns;
    private final List<Object[]> rows = new ArrayList<>();
    private final Set<Integer> sums = new HashSet<>();
    private final Set<Cell> breaches = new HashSet<>();

    /** Creates a table without rows; the title may be empty. */
    public ReportTable(String title, List<TableColumn> columns) {
        this.title = ArgCheck.notNull("title", title);
        this.columns = List.copyOf(ArgCheck.notEmpty("columns", columns));
    }

    /** Creates a table without rows; the title may be empty. */
    public ReportTable(String title, TableColumn... columns) {
        this(title, List.of(columns));
    }

    /** Adds a row of strings and numbers, one per column. */
    public ReportTable row(Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException("A row must have one value per column, " + columns.size() + ", got "
                    + values.length + " (table " + title + ").");
        }
        rows.add(values.clone());
        return this;
    }

    /** Adds a row that sums up the rows above it; pages and spreadsheets show it in bold. */
    public ReportTable sum(Object... values) {
        row(values);
        sums.add(rows.size() - 1);
        return this;
    }

    /** Marks a value of the last row as one that breaks a limit. */
    public ReportTable breach(String key) {
        breaches.add(new Cell(rows.size() - 1, index(key)));
        return this;
    }

    /** Marks a value of the last row as one that breaks a limit, if it does. */
    public ReportTable breachIf(boolean broken, String key) {
        return broken ? breach(key) : this;
    }

    private int index(String key) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).key().equals(key)) {
                return i;
            }
        }
        throw new IllegalArgumentException("The table " + title + " must have the column, got '" + key + "'.");
    }

    /** Returns what the table shows; may be empty. */
    public String title() {
        return title;
    }

    /** Returns the columns. */
    public List<TableColumn> columns() {
        return columns;
    }

    /** Returns the rows, one value per column. */
    public List<Object[]> rows() {
        return rows;
    }

    /** Returns whether a row sums up others. */
    public boolean isSum(int row) {
        return sums.contains(row);
    }

    /** Returns whether a value breaks a limit. */
    public boolean isBreach(int row, int column) {
        return breaches.contains(new Cell(row, column));
    }

    /** Returns whether any value breaks a limit. */
    boolean hasBreach() {
        return !breaches.isEmpty();
    }

    /** Returns whether any column names a unit. */
    public boolean hasUnits() {
        return columns.stream().anyMatch(column -> !column.unit().isEmpty());
    }
}
