package io.github.loantwin.env.macro;

import io.github.loantwin.env.math.PortableMath;

/**
 * Fills columns that a user's file lacks, by regressions on the Federal Reserve's historic table, 1990-2025 (growth and
 * spread without 2020Q1-2021Q3): crude, and stated here so that nobody mistakes them for data.
 *
 * <p>GDP growth = 2.45 - 4.28 x change of unemployment (R2 0.27); inflation = 1.94 + 0.256 x 3-month rate (0.07); 10-year =
 * -0.175 + 0.872 x 3-month + 0.384 x unemployment (0.77); ln spread = 0.480 + 0.138 x four-quarter change of unemployment
 * - 0.0099 x four-quarter house price growth (0.21); mortgage = 1.75 + 0.924 x 10-year + 0.139 x spread (0.97); prime =
 * 3-month + 3.2; ln quarterly-maximum VIX = 2.963 + 0.548 x ln spread (0.37).
 */
final class DerivedColumns {
    private static final int U = ScenarioColumn.UNEMPLOYMENT.ordinal();
    private static final int R3 = ScenarioColumn.RATE_3M.ordinal();
    private static final int R10 = ScenarioColumn.RATE_10Y.ordinal();
    private static final int BBB = ScenarioColumn.BBB_YIELD.ordinal();
    private static final int HPI = ScenarioColumn.HPI.ordinal();

    private DerivedColumns() {}

    /** Replaces NaN cells, row by row; the four-quarter changes of the first rows use what there is, pro rata. */
    static void fill(double[][] table) {
        for (int i = 0; i < table.length; i++) {
            double[] row = table[i];
            int back = Math.min(i, 4);
            double[] yearAgo = table[i - back];
            double change = back == 0 ? 0 : (row[U] - yearAgo[U]) * 4 / back;
            double growth = back == 0 ? 4 : 100 * (row[HPI] / yearAgo[HPI] - 1) * 4 / back;
            double quarterChange = i == 0 ? 0 : row[U] - table[i - 1][U];
            set(row, ScenarioColumn.GDP_GROWTH, 2.45 - 4.28 * quarterChange);
            set(row, ScenarioColumn.INFLATION, 1.94 + 0.256 * row[R3]);
            set(row, ScenarioColumn.RATE_10Y, Math.max(0.3, -0.175 + 0.872 * row[R3] + 0.384 * row[U]));
            set(row, ScenarioColumn.BBB_YIELD, row[R10] + spread(change, growth));
            double spread = row[BBB] - row[R10];
            set(row, ScenarioColumn.MORTGAGE, 1.75 + 0.924 * row[R10] + 0.139 * spread);
            set(row, ScenarioColumn.PRIME, row[R3] + 3.2);
            set(row, ScenarioColumn.VIX_MAX, PortableMath.exp(2.963 + 0.548 * PortableMath.log(Math.max(spread, 0.3))));
        }
    }

    private static double spread(double change, double growth) {
        return Math.min(8, PortableMath.exp(0.480 + 0.138 * change - 0.0099 * growth));
    }

    private static void set(double[] row, ScenarioColumn column, double value) {
        if (Double.isNaN(row[column.ordinal()])) {
            row[column.ordinal()] = value;
        }
    }
}
