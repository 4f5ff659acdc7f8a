package io.github.loantwin.env.macro;

import java.util.Arrays;

/**
 * The months of a path that is data, one row of {@link MonthPath} figures per month.
 *
 * @param firstMonth month number of the first row; month 0 holds day 0
 * @param rows figures of each month, in the layout of {@link MonthPath}
 * @param regimes regime index of each month
 * @param hold whether the last row repeats beyond the end
 */
record MonthTable(int firstMonth, double[][] rows, int[] regimes, boolean hold) {
    MonthTable {
        if (rows.length == 0 || rows.length != regimes.length) {
            throw new IllegalArgumentException("a month table needs as many regimes as rows and at least one, got "
                    + rows.length + " rows and " + regimes.length + " regimes.");
        }
    }

    /** Returns the last month that the data covers. */
    int lastMonth() {
        return firstMonth + rows.length - 1;
    }

    /** Returns the last month that can be asked for: no end when the last row holds. */
    int lastCoveredMonth() {
        return hold ? Integer.MAX_VALUE : lastMonth();
    }

    /** Returns a digest of all figures. */
    long contentHash() {
        long hash = firstMonth * 31L + (hold ? 1 : 0);
        for (double[] row : rows) {
            hash = hash * 31 + Arrays.hashCode(row);
        }
        return hash * 31 + Arrays.hashCode(regimes);
    }

    /** Returns the row of a month: the first row stands for all months before it. */
    int index(int month) {
        int index = month - firstMonth;
        if (index >= rows.length && !hold) {
            throw new IllegalStateException("The scenario has figures to month " + lastMonth() + ", month " + month
                    + " was asked for.\nMaybe shorten simulationDays or set macro.beyondEnd: hold.");
        }
        return Math.max(0, Math.min(index, rows.length - 1));
    }

    /** Returns the table of an economy that stands still. */
    static MonthTable constant(MacroConfig.Constant c) {
        double[] row = new double[MonthPath.SIZE];
        row[MonthPath.UNEMPLOYMENT] = c.unemployment();
        row[MonthPath.GDP_FACTOR] = VarPath.monthFactor(100 * c.gdpGrowth());
        row[MonthPath.PRICE_FACTOR] = VarPath.monthFactor(100 * c.inflation());
        row[MonthPath.HPI_FACTOR] = VarPath.monthFactor(100 * c.housePriceGrowth());
        row[MonthPath.RATE_3M] = c.rate3m();
        row[MonthPath.RATE_10Y] = c.rate10y();
        row[MonthPath.MORTGAGE] = c.mortgageRate();
        row[MonthPath.PRIME_SPREAD] = c.primeRate() - c.rate3m();
        row[MonthPath.SPREAD] = c.bbbSpread();
        row[MonthPath.LN_VIX_MAX] = c.market().lnVixMax(c.volatilityIndex());
        return new MonthTable(0, new double[][] {row}, new int[] {Regime.EXPANSION.ordinal()}, true);
    }
}
