package io.github.loantwin.env.report;

import io.github.loantwin.env.check.ArgCheck;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Rows of an episode put together by calendar month, quarter or year: flows are summed, of levels the last one counts,
 * ratios are averaged over days.
 *
 * <p>A row belongs to the period that holds its date, so with steps of several days a period's flows may be off by part
 * of a step. A first or last period that is not whole is shown as it is; the column {@code days} tells.
 */
public final class PeriodTable {
    /** How long a period is. */
    public enum Length {
        MONTH,
        QUARTER,
        YEAR;

        /** Returns the word for it, in lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the name of the period that holds a date: 2026-03, 2026-Q1 or 2026. */
        public String periodOf(LocalDate date) {
            String year = Integer.toString(date.getYear());
            int month = date.getMonthValue();
            return switch (this) {
                case MONTH -> year + (month < 10 ? "-0" : "-") + month;
                case QUARTER -> year + "-Q" + ((month + 2) / 3);
                case YEAR -> year;
            };
        }
    }

    /**
     * One period's rows.
     *
     * @param name as {@link Length#periodOf(LocalDate)} gives it
     * @param from first row, included
     * @param to last row, excluded
     */
    record Span(String name, int from, int to) {}

    private PeriodTable() {}

    /** Returns one row per month with the columns {@code period}, {@code days} and all recorded keys. */
    public static Table monthly(EpisodeRecorder recorder) {
        return of(recorder, Length.MONTH);
    }

    /** Returns one row per period with the columns {@code period}, {@code days} and all recorded keys. */
    public static Table of(EpisodeRecorder recorder, Length length) {
        List<Span> spans = spans(recorder, length);
        Table table = Table.create("By " + length.label());
        table.addColumns(
                StringColumn.create("period", spans.stream().map(Span::name)),
                IntColumn.create("days", spans.stream().mapToInt(span -> days(recorder, span))));
        for (Column column : recorder.columns()) {
            double[] values = spans.stream()
                    .mapToDouble(span -> value(recorder, column, span))
                    .toArray();
            table.addColumns(DoubleColumn.create(column.key(), values));
        }
        return table;
    }

    static List<Span> spans(EpisodeRecorder recorder, Length length) {
        ArgCheck.that(recorder.rows() > 0, "at least one row must be recorded", "none");
        List<Span> spans = new ArrayList<>();
        int from = 0;
        String name = length.periodOf(recorder.date(0));
        for (int row = 1; row < recorder.rows(); row++) {
            String next = length.periodOf(recorder.date(row));
            if (!next.equals(name)) {
                spans.add(new Span(name, from, row));
                from = row;
                name = next;
            }
        }
        spans.add(new Span(name, from, recorder.rows()));
        return spans;
    }

    static double value(EpisodeRecorder recorder, Column column, Span span) {
        return switch (column.kind()) {
            case FLOW -> recorder.total(column.key(), span.from(), span.to());
            case STOCK -> recorder.value(column.key(), span.to() - 1);
            case RATIO -> recorder.mean(column.key(), span.from(), span.to());
        };
    }

    private static int days(EpisodeRecorder recorder, Span span) {
        int days = 0;
        for (int row = span.from(); row < span.to(); row++) {
            days += recorder.days(row);
        }
        return days;
    }
}
