package io.github.loantwin.env.macro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Collects the quarterly rows of one file, checks order, units and bounds, and derives the columns it lacks. */
final class QuarterRows {
    /** Columns without which nothing can be derived. */
    static final Set<ScenarioColumn> REQUIRED =
            EnumSet.of(ScenarioColumn.UNEMPLOYMENT, ScenarioColumn.RATE_3M, ScenarioColumn.HPI);

    private final String file;
    private final Set<ScenarioColumn> present;
    private final double scale;
    private final List<double[]> rows = new ArrayList<>();
    private Quarter first = new Quarter(0);

    /** Creates an empty collection; {@code scale} is 100 for files in fractions and 1 for percent. */
    QuarterRows(String file, Set<ScenarioColumn> present, double scale) {
        this.file = file;
        this.present = present;
        this.scale = scale;
        for (ScenarioColumn column : REQUIRED) {
            if (!present.contains(column)) {
                throw new IllegalArgumentException("A scenario must have the column " + column.key() + " (" + file
                        + ").\nMaybe the header is spelt otherwise: the Fed's files say '" + column.fedName() + "'.");
            }
        }
    }

    /** Adds a quarter; rows must be consecutive. */
    void add(Quarter quarter, double[] values, String where) {
        if (rows.isEmpty()) {
            first = quarter;
        } else if (quarter.index() != first.index() + rows.size()) {
            throw new IllegalArgumentException(
                    "Quarters must follow each other, got " + quarter + " after " + first.plus(rows.size() - 1) + " ("
                            + where + ").\nMaybe a row is missing, double or out of order.");
        }
        double[] row = new double[ScenarioColumn.COUNT];
        Arrays.fill(row, Double.NaN);
        for (ScenarioColumn column : present) {
            double value = values[column.ordinal()] * (column.level() ? 1 : scale);
            row[column.ordinal()] = column.check(value, where);
        }
        if (!rows.isEmpty()) {
            checkStep(rows.get(rows.size() - 1), row, where);
        }
        rows.add(row);
    }

    /** No quarter on record moved house prices by more than a tenth; a half or a double is a slip of the decimal point. */
    private static void checkStep(double[] before, double[] now, String where) {
        checkRatio(ScenarioColumn.HPI, before, now, 0.5, 2, where);
        checkRatio(ScenarioColumn.UNEMPLOYMENT, before, now, 0.25, 4.5, where);
    }

    private static void checkRatio(
            ScenarioColumn column, double[] before, double[] now, double low, double high, String where) {
        double ratio = now[column.ordinal()] / before[column.ordinal()];
        if (!(ratio >= low && ratio <= high)) {
            throw new IllegalArgumentException(column.key() + " must be " + low + " to " + high
                    + " times that of the quarter before, got " + now[column.ordinal()] + " after "
                    + before[column.ordinal()] + " (" + where
                    + ").\nMaybe the decimal point is misplaced, or the unit differs from the other rows.");
        }
    }

    /** Returns the complete rows. */
    double[][] complete() {
        if (rows.size() < 2) {
            throw new IllegalArgumentException(
                    "A scenario must have at least two quarters, got " + rows.size() + " (" + file + ").");
        }
        checkUnits();
        double[][] table = rows.toArray(double[][]::new);
        DerivedColumns.fill(table);
        for (int i = 0; i < table.length; i++) {
            for (ScenarioColumn column : ScenarioColumn.values()) {
                column.check(table[i][column.ordinal()], file + ", " + first.plus(i) + ", derived");
            }
        }
        return table;
    }

    Quarter first() {
        return first;
    }

    /** Unemployment has never averaged under 1 %: figures all below it are fractions said to be percent. */
    private void checkUnits() {
        double highest = 0;
        for (double[] row : rows) {
            highest = Math.max(highest, row[ScenarioColumn.UNEMPLOYMENT.ordinal()]);
        }
        if (highest < 1) {
            throw new IllegalArgumentException(
                    "unemployment must be in percent, but no quarter is above " + highest + " (" + file
                            + ").\nMaybe the file gives fractions: multiply by 100, or say 'units: fraction' in YAML.");
        }
    }
}
