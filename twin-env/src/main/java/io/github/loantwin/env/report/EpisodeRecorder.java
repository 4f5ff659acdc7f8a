package io.github.loantwin.env.report;

import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.check.InvalidValueException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * The days of one episode in memory: a row a step, a growing column of doubles for each quantity.
 *
 * <p>Before the first row an opening may be recorded: the levels at the close of the day before the episode. Its flows
 * do not count. Recording allocates only when the columns grow. Not thread-safe.
 */
public final class EpisodeRecorder {
    private static final int FIRST_CAPACITY = 512;

    private final List<Column> columns;
    private final Map<String, Integer> indexOfKey = new HashMap<>();
    private final double[] opening;
    private double[][] values;
    private int[] epochDays = new int[FIRST_CAPACITY];
    private int rows;
    private int openingDay;
    private boolean opened;

    /** Creates a recorder of the given quantities, whose keys must differ. */
    public EpisodeRecorder(List<Column> columns) {
        this.columns = List.copyOf(ArgCheck.notEmpty("columns", columns));
        for (int i = 0; i < columns.size(); i++) {
            String key = columns.get(i).key();
            ArgCheck.that(indexOfKey.put(key, i) == null, "column keys must differ", "'" + key + "' twice");
        }
        this.opening = new double[columns.size()];
        this.values = new double[columns.size()][FIRST_CAPACITY];
    }

    /**
     * Records the levels before the first row.
     *
     * @param date the day at whose close they hold, before the first row's
     * @param row one number per column; flows are ignored
     */
    public void open(LocalDate date, double[] row) {
        ArgCheck.that(rows == 0 && !opened, "the opening must come first and once", rows + " rows before it");
        ArgCheck.length("row", row, columns.size());
        System.arraycopy(row, 0, opening, 0, row.length);
        openingDay = (int) date.toEpochDay();
        opened = true;
    }

    /**
     * Records a row.
     *
     * @param date the day that was simulated (of a step of several days the last one), after the day of the row before
     * @param row one number per column, in order; it is copied
     */
    public void add(LocalDate date, double[] row) {
        add(date.toEpochDay(), row);
    }

    /** Records a row as {@link #add(LocalDate, double[])} does; the date is given as days since 1970-01-01. */
    public void add(long epochDay, double[] row) {
        ArgCheck.length("row", row, columns.size());
        if ((rows > 0 || opened) && epochDay <= previousDay(rows)) {
            throw new InvalidValueException(
                    "rows must be in order of date, after " + LocalDate.ofEpochDay(previousDay(rows)),
                    LocalDate.ofEpochDay(epochDay).toString(),
                    "Maybe a new episode needs a new recorder.");
        }
        if (rows == epochDays.length) {
            grow();
        }
        epochDays[rows] = (int) epochDay;
        for (int i = 0; i < row.length; i++) {
            values[i][rows] = row[i];
        }
        rows++;
    }

    private void grow() {
        int capacity = 2 * rows;
        epochDays = Arrays.copyOf(epochDays, capacity);
        for (int i = 0; i < values.length; i++) {
            values[i] = Arrays.copyOf(values[i], capacity);
        }
    }

    private int previousDay(int row) {
        if (row > 0) {
            return epochDays[row - 1];
        }
        return opened ? openingDay : epochDays[0] - 1;
    }

    /** Returns the recorded quantities, in order. */
    public List<Column> columns() {
        return columns;
    }

    /** Returns the quantity with the given key; throws if it was not recorded. */
    public Column column(String key) {
        return columns.get(index(key));
    }

    /** Returns whether every one of the keys was recorded. */
    public boolean has(String... keys) {
        for (String key : keys) {
            if (!indexOfKey.containsKey(key)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the number of rows, the opening not counted. */
    public int rows() {
        return rows;
    }

    /** Returns the date of a row. */
    public LocalDate date(int row) {
        return LocalDate.ofEpochDay(epochDays[checkedRow(row)]);
    }

    /** Returns the dates of all rows. */
    public List<LocalDate> dates() {
        List<LocalDate> dates = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            dates.add(LocalDate.ofEpochDay(epochDays[row]));
        }
        return dates;
    }

    /**
     * Returns the number of days that a row covers: from the row before (or the opening), 1 for a first row without.
     */
    public int days(int row) {
        return epochDays[checkedRow(row)] - previousDay(row);
    }

    /** Returns the number of days that all rows cover. */
    public int days() {
        return rows == 0 ? 0 : epochDays[rows - 1] - previousDay(0);
    }

    /** Returns one number. */
    public double value(String key, int row) {
        return values[index(key)][checkedRow(row)];
    }

    /** Returns a copy of a column's numbers. */
    public double[] values(String key) {
        return Arrays.copyOf(values[index(key)], rows);
    }

    /** Returns whether an opening was recorded. */
    public boolean hasOpening() {
        return opened;
    }

    /** Returns a level before the first row; throws if no opening was recorded. */
    public double opening(String key) {
        ArgCheck.that(opened, "an opening must have been recorded", "none");
        return opening[index(key)];
    }

    /** Returns the last number of a column. */
    public double last(String key) {
        return value(key, rows - 1);
    }

    /** Returns the sum over all rows; of money exactly, in ten-thousandths. */
    public double total(String key) {
        return total(key, 0, rows);
    }

    /** Returns the sum over the rows from (included) .. to (excluded). */
    double total(String key, int from, int to) {
        int index = index(key);
        if (columns.get(index).unit() == Column.Unit.MONEY) {
            return FixedMoney.money(totalUnits(key, from, to));
        }
        double sum = 0;
        for (int row = from; row < to; row++) {
            sum += values[index][row];
        }
        return sum;
    }

    /** Returns the sum of money over the rows from (included) .. to (excluded), in ten-thousandths. */
    long totalUnits(String key, int from, int to) {
        double[] column = values[index(key)];
        long sum = 0;
        for (int row = from; row < to; row++) {
            sum += FixedMoney.units(column[row]);
        }
        return sum;
    }

    /** Returns the mean over the rows from (included) .. to (excluded), each weighted with its days. */
    double mean(String key, int from, int to) {
        double[] column = values[index(key)];
        double sum = 0;
        int weight = 0;
        for (int row = from; row < to; row++) {
            sum += column[row] * days(row);
            weight += days(row);
        }
        return sum / weight;
    }

    /** Returns all rows as a table: a date column and one of doubles per quantity, named by key. */
    public Table toTable(String name) {
        Table table = Table.create(name);
        table.addColumns(DateColumn.create("date", dates()));
        for (Column column : columns) {
            table.addColumns(DoubleColumn.create(column.key(), values(column.key())));
        }
        return table;
    }

    private int index(String key) {
        Integer index = indexOfKey.get(key);
        if (index == null) {
            throw new InvalidValueException("key must be a recorded column", "'" + key + "'", "");
        }
        return index;
    }

    private int checkedRow(int row) {
        return ArgCheck.inClosed("row", row, 0, rows - 1);
    }
}
