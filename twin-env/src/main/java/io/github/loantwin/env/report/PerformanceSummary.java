package io.github.loantwin.env.report;

import io.github.loantwin.env.check.ArgCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What an episode came to: a few headline figures, and for every recorded column count, mean, standard deviation,
 * minimum, quartiles and maximum.
 *
 * @param headline columns {@code figure}, {@code value}, {@code unit}; rates are fractions
 * @param columns one row per recorded quantity: {@code key}, {@code label}, {@code unit}, {@code count}, {@code mean},
 *     {@code std}, {@code min}, {@code 25 %}, {@code 50 %}, {@code 75 %}, {@code max}; NaN is left out of all of them
 */
public record PerformanceSummary(Table headline, Table columns) {

    /**
     * Statistics of a sample.
     *
     * @param count numbers that are not NaN
     * @param mean arithmetic mean; NaN of an empty sample, as are all that follow
     * @param std standard deviation with n - 1; NaN below two numbers
     * @param min smallest
     * @param lowerQuartile 25 % quantile, linear between order statistics at (n - 1) p
     * @param median 50 % quantile
     * @param upperQuartile 75 % quantile
     * @param max largest
     */
    public record Statistics(
            int count,
            double mean,
            double std,
            double min,
            double lowerQuartile,
            double median,
            double upperQuartile,
            double max) {

        /** Computes the statistics of a sample, which is left as it is. */
        public static Statistics of(double[] sample) {
            double[] sorted =
                    Arrays.stream(sample).filter(x -> !Double.isNaN(x)).sorted().toArray();
            int n = sorted.length;
            double mean = Arrays.stream(sorted).sum() / n;
            double squares = 0;
            for (double x : sorted) {
                squares += (x - mean) * (x - mean);
            }
            double std = n > 1 ? Math.sqrt(squares / (n - 1)) : Double.NaN;
            return new Statistics(
                    n,
                    mean,
                    std,
                    quantile(sorted, 0),
                    quantile(sorted, 0.25),
                    quantile(sorted, 0.5),
                    quantile(sorted, 0.75),
                    quantile(sorted, 1));
        }

        private static double quantile(double[] sorted, double p) {
            if (sorted.length == 0) {
                return Double.NaN;
            }
            double place = (sorted.length - 1) * p;
            int below = (int) place;
            int above = Math.min(below + 1, sorted.length - 1);
            return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
        }
    }

    /** Summarises an episode of at least one row; headline figures whose columns were not recorded are left out. */
    public static PerformanceSummary of(EpisodeRecorder recorder) {
        ArgCheck.that(recorder.rows() > 0, "at least one row must be recorded", "none");
        return new PerformanceSummary(Headline.of(recorder), describe(recorder));
    }

    private static Table describe(EpisodeRecorder recorder) {
        List<Column> columns = recorder.columns();
        List<Statistics> all = new ArrayList<>();
        columns.forEach(column -> all.add(Statistics.of(recorder.values(column.key()))));
        return Table.create(
                "Summary of the columns",
                StringColumn.create("key", columns.stream().map(Column::key)),
                StringColumn.create("label", columns.stream().map(Column::label)),
                StringColumn.create("unit", columns.stream().map(column -> unitName(column.unit()))),
                IntColumn.create("count", all.stream().mapToInt(Statistics::count)),
                DoubleColumn.create("mean", all.stream().mapToDouble(Statistics::mean)),
                DoubleColumn.create("std", all.stream().mapToDouble(Statistics::std)),
                DoubleColumn.create("min", all.stream().mapToDouble(Statistics::min)),
                DoubleColumn.create("25 %", all.stream().mapToDouble(Statistics::lowerQuartile)),
                DoubleColumn.create("50 %", all.stream().mapToDouble(Statistics::median)),
                DoubleColumn.create("75 %", all.stream().mapToDouble(Statistics::upperQuartile)),
                DoubleColumn.create("max", all.stream().mapToDouble(Statistics::max)));
    }

    static String unitName(Column.Unit unit) {
        return unit.name().toLowerCase(java.util.Locale.ROOT);
    }
}
