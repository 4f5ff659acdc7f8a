package io.github.loantwin.env.macro;

import io.github.loantwin.env.math.PortableMath;

/**
 * Turns a scenario's quarters into months: a quarter's figure is reached in its last month.
 *
 * <p>Levels in percent and the volatility index go in straight lines from one quarter's figure to the next, house prices
 * log-linearly, growth rates hold for the three months of their quarter. So a month depends on its own quarter and the one
 * before, never on a later one: two scenarios that agree up to a quarter give the same economy up to its last day.
 */
final class ScenarioMonths {
    /** A crisis month has a BBB spread of at least this many points ... */
    static final double CRISIS_SPREAD = 3.0;
    /** ... or a quarterly maximum of the volatility index of at least this. */
    static final double CRISIS_VIX = 50;
    /** A recession month has unemployment up at least this many points in a year, or output below a year ago. */
    static final double RECESSION_RISE = 0.5;

    private final Scenario scenario;

    private ScenarioMonths(Scenario scenario) {
        this.scenario = scenario;
    }

    static MonthTable table(Scenario scenario, boolean hold) {
        return new ScenarioMonths(scenario).build(hold);
    }

    private MonthTable build(boolean hold) {
        int count = 3 * scenario.rows().length;
        double[][] rows = new double[count][];
        int[] regimes = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = month(i);
        }
        for (int i = 0; i < count; i++) {
            regimes[i] = regime(rows, i).ordinal();
        }
        int firstMonth = 3 * (scenario.first().index() - scenario.start().index());
        return new MonthTable(firstMonth, rows, regimes, hold);
    }

    private double[] month(int i) {
        double[] row = new double[MonthPath.SIZE];
        double tenYear = line(i, ScenarioColumn.RATE_10Y);
        row[MonthPath.UNEMPLOYMENT] = 0.01 * line(i, ScenarioColumn.UNEMPLOYMENT);
        row[MonthPath.GDP_FACTOR] = VarPath.monthFactor(at(i / 3, ScenarioColumn.GDP_GROWTH));
        row[MonthPath.PRICE_FACTOR] = VarPath.monthFactor(at(i / 3, ScenarioColumn.INFLATION));
        row[MonthPath.HPI_FACTOR] = houseFactor(i / 3);
        row[MonthPath.RATE_3M] = Math.max(0, 0.01 * line(i, ScenarioColumn.RATE_3M));
        row[MonthPath.RATE_10Y] = 0.01 * tenYear;
        row[MonthPath.MORTGAGE] = 0.01 * line(i, ScenarioColumn.MORTGAGE);
        row[MonthPath.PRIME_SPREAD] = 0.01 * (line(i, ScenarioColumn.PRIME) - line(i, ScenarioColumn.RATE_3M));
        row[MonthPath.SPREAD] = 0.01 * (line(i, ScenarioColumn.BBB_YIELD) - tenYear);
        row[MonthPath.LN_VIX_MAX] = PortableMath.log(line(i, ScenarioColumn.VIX_MAX));
        return row;
    }

    private double at(int quarter, ScenarioColumn column) {
        return scenario.rows()[quarter][column.ordinal()];
    }

    private double line(int month, ScenarioColumn column) {
        int quarter = month / 3;
        int part = month % 3 + 1;
        double now = at(quarter, column);
        if (part == 3 || quarter == 0) {
            return now;
        }
        double before = at(quarter - 1, column);
        return before + part * (now - before) / 3;
    }

    /** The first quarter has no quarter before it and takes the growth of the second. */
    private double houseFactor(int quarter) {
        int to = Math.max(1, quarter);
        double growth = PortableMath.log(at(to, ScenarioColumn.HPI) / at(to - 1, ScenarioColumn.HPI));
        return PortableMath.exp(growth / 3);
    }

    private Regime regime(double[][] rows, int i) {
        double[] row = rows[i];
        if (row[MonthPath.SPREAD] >= 0.01 * CRISIS_SPREAD - 1e-12
                || row[MonthPath.LN_VIX_MAX] >= PortableMath.log(CRISIS_VIX)) {
            return Regime.CRISIS;
        }
        int from = Math.max(0, i - 12);
        double output = 1;
        for (int k = from + 1; k <= i; k++) {
            output *= rows[k][MonthPath.GDP_FACTOR];
        }
        double rise = row[MonthPath.UNEMPLOYMENT] - rows[from][MonthPath.UNEMPLOYMENT];
        return rise >= 0.01 * RECESSION_RISE || output < 1 ? Regime.RECESSION : Regime.EXPANSION;
    }
}
