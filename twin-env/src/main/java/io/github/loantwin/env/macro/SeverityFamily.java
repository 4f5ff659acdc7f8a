package io.github.loantwin.env.macro;

import io.github.loantwin.env.math.PortableMath;
import java.util.Locale;

/**
 * The paths between a mild and a severe scenario, and beyond the severe one.
 *
 * <p>Of every quarter's figure x the path has {@code x = mild + share x (severe - mild)}: for unemployment, output growth,
 * inflation, short and long rates in percent; for BBB yield and mortgage rate as spreads over the 10-year yield, prime as
 * one over the 3-month rate; for house prices (each path measured from its own level before the start) and volatility in
 * logarithms. Share 0 gives the mild figures and share 1 the severe ones. The 3-month rate stops at 0 and the 10-year
 * yield at 0.3 percent. History before the start is the mild scenario's.
 */
public final class SeverityFamily {
    private static final double LOWEST_RATE_3M = 0;
    private static final double LOWEST_RATE_10Y = 0.3;

    private final Scenario mild;
    private final Scenario severe;
    private final int quarters;

    private SeverityFamily(Scenario mild, Scenario severe, int quarters) {
        this.mild = mild;
        this.severe = severe;
        this.quarters = quarters;
    }

    /**
     * Returns the family between two scenarios that start in the same quarter.
     *
     * @param mild name of a scenario, or a user's file
     * @param severe name of a scenario, or a user's file
     */
    public static SeverityFamily between(String mild, String severe) {
        Scenario from = ScenarioLibrary.load(mild);
        Scenario to = ScenarioLibrary.load(severe);
        if (from.start().index() != to.start().index()) {
            throw new IllegalArgumentException(
                    "A mild and a severe scenario must start in the same quarter, got " + mild
                            + " from " + from.start() + " and " + severe + " from " + to.start()
                            + ".\nMaybe take baseline-2026 and severely-adverse-2026.");
        }
        int last = Math.min(from.last().index(), to.last().index());
        return new SeverityFamily(from, to, last - from.start().index() + 1);
    }

    /** Returns a path's figures, as those of a scenario. */
    public ScenarioFigures figures(Severity severity) {
        return ScenarioFigures.of(path(severity));
    }

    /** Returns a path as the text of a CSV file in the Federal Reserve's format, which a scenario may name. */
    public String csv(Severity severity) {
        Scenario path = path(severity);
        StringBuilder text = new StringBuilder("Scenario Name,Date");
        for (ScenarioColumn column : ScenarioColumn.values()) {
            text.append(',').append(column.fedName());
        }
        text.append('\n');
        int first = Math.max(path.first().index(), path.start().index() - 1);
        for (Quarter q = new Quarter(first); q.index() <= path.last().index(); q = q.plus(1)) {
            text.append(q.index() < path.start().index() ? "Actual" : "Severity")
                    .append(',')
                    .append(q);
            for (ScenarioColumn column : ScenarioColumn.values()) {
                text.append(',').append(path.value(q, column));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private Scenario path(Severity severity) {
        int before = mild.start().index() - mild.first().index();
        double[][] rows = new double[before + quarters][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i < before ? mild.rows()[i] : row(mild.start().plus(i - before), severity);
        }
        String name = "severity-" + severity.label();
        String title = String.format(Locale.ROOT, "Between %s and %s", mild.name(), severe.name());
        return new Scenario(
                name, title, title, mild.source() + " " + severe.source(), mild.start(), mild.first(), rows);
    }

    private double[] row(Quarter quarter, Severity severity) {
        double[] row = new double[ScenarioColumn.COUNT];
        double markets = severity.markets();
        put(row, ScenarioColumn.UNEMPLOYMENT, linear(quarter, ScenarioColumn.UNEMPLOYMENT, severity.unemployment()));
        put(row, ScenarioColumn.GDP_GROWTH, linear(quarter, ScenarioColumn.GDP_GROWTH, severity.output()));
        put(row, ScenarioColumn.INFLATION, linear(quarter, ScenarioColumn.INFLATION, severity.output()));
        double shortRate = Math.max(LOWEST_RATE_3M, linear(quarter, ScenarioColumn.RATE_3M, markets));
        double longRate = Math.max(LOWEST_RATE_10Y, linear(quarter, ScenarioColumn.RATE_10Y, markets));
        put(row, ScenarioColumn.RATE_3M, shortRate);
        put(row, ScenarioColumn.RATE_10Y, longRate);
        put(row, ScenarioColumn.BBB_YIELD, longRate + spread(quarter, ScenarioColumn.BBB_YIELD, true, markets));
        put(row, ScenarioColumn.MORTGAGE, longRate + spread(quarter, ScenarioColumn.MORTGAGE, true, markets));
        put(row, ScenarioColumn.PRIME, shortRate + spread(quarter, ScenarioColumn.PRIME, false, markets));
        put(row, ScenarioColumn.HPI, housePrices(quarter, severity.housePrices()));
        put(row, ScenarioColumn.VIX_MAX, logarithmic(quarter, ScenarioColumn.VIX_MAX, markets));
        return row;
    }

    private static void put(double[] row, ScenarioColumn column, double value) {
        row[column.ordinal()] = value;
    }

    private double linear(Quarter quarter, ScenarioColumn column, double share) {
        return between(mild.value(quarter, column), severe.value(quarter, column), share);
    }

    private double logarithmic(Quarter quarter, ScenarioColumn column, double share) {
        double from = mild.value(quarter, column);
        return from * PortableMath.exp(share * PortableMath.log(severe.value(quarter, column) / from));
    }

    private double spread(Quarter quarter, ScenarioColumn column, boolean overLong, double share) {
        ScenarioColumn under = overLong ? ScenarioColumn.RATE_10Y : ScenarioColumn.RATE_3M;
        return between(
                mild.value(quarter, column) - mild.value(quarter, under),
                severe.value(quarter, column) - severe.value(quarter, under),
                share);
    }

    private double housePrices(Quarter quarter, double share) {
        double from = mild.value(quarter, ScenarioColumn.HPI);
        double fall = severe.value(quarter, ScenarioColumn.HPI) / levelBefore(severe) / (from / levelBefore(mild));
        return from * PortableMath.exp(share * PortableMath.log(fall));
    }

    /** House prices in the quarter before the start; of a file without one, in its first quarter. */
    private static double levelBefore(Scenario scenario) {
        int before = Math.max(scenario.first().index(), scenario.start().index() - 1);
        return scenario.value(new Quarter(before), ScenarioColumn.HPI);
    }

    /** Exactly {@code from} at share 0. */
    private static double between(double from, double to, double share) {
        return from + share * (to - from);
    }
}
