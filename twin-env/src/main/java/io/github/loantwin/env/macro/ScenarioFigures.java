package io.github.loantwin.env.macro;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * The quarterly figures of a scenario from its first quarter on, as fractions, for tables and plots.
 *
 * @param quarters names such as 2026Q1
 * @param quarterEnds last day of each quarter
 * @param unemployment rate
 * @param gdpGrowth real output against four quarters before
 * @param inflation consumer prices against four quarters before
 * @param housePriceIndex 100 in the quarter before the first
 * @param rate3m 3-month rate
 * @param rate10y 10-year yield
 * @param mortgageRate 30-year mortgage rate
 * @param primeRate prime rate
 * @param bbbSpread BBB yield less the 10-year yield
 * @param volatilityIndex highest close of the quarter, points
 */
public record ScenarioFigures(
        List<String> quarters,
        List<LocalDate> quarterEnds,
        double[] unemployment,
        double[] gdpGrowth,
        double[] inflation,
        double[] housePriceIndex,
        double[] rate3m,
        double[] rate10y,
        double[] mortgageRate,
        double[] primeRate,
        double[] bbbSpread,
        double[] volatilityIndex) {

    private static final double PERCENT = 100;
    private static final int YEAR = 4;

    /** Returns the figures of a named scenario or of a user's file. */
    public static ScenarioFigures of(String nameOrPath) {
        return of(ScenarioLibrary.load(nameOrPath));
    }

    static ScenarioFigures of(Scenario scenario) {
        List<String> names = new ArrayList<>();
        List<LocalDate> ends = new ArrayList<>();
        for (Quarter q = scenario.start(); q.index() <= scenario.last().index(); q = q.plus(1)) {
            names.add(q.toString());
            ends.add(YearMonth.of(q.index() / YEAR, 3 * (q.index() % YEAR) + 3).atEndOfMonth());
        }
        return new ScenarioFigures(
                List.copyOf(names),
                List.copyOf(ends),
                rates(scenario, ScenarioColumn.UNEMPLOYMENT),
                growth(scenario, ScenarioColumn.GDP_GROWTH),
                growth(scenario, ScenarioColumn.INFLATION),
                houses(scenario),
                rates(scenario, ScenarioColumn.RATE_3M),
                rates(scenario, ScenarioColumn.RATE_10Y),
                rates(scenario, ScenarioColumn.MORTGAGE),
                rates(scenario, ScenarioColumn.PRIME),
                spread(scenario),
                levels(scenario, ScenarioColumn.VIX_MAX));
    }

    private static double[] levels(Scenario scenario, ScenarioColumn column) {
        double[] levels = new double[scenario.last().index() - scenario.start().index() + 1];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = scenario.value(scenario.start().plus(i), column);
        }
        return levels;
    }

    private static double[] rates(Scenario scenario, ScenarioColumn column) {
        double[] rates = levels(scenario, column);
        for (int i = 0; i < rates.length; i++) {
            rates[i] /= PERCENT;
        }
        return rates;
    }

    private static double[] spread(Scenario scenario) {
        double[] spread = rates(scenario, ScenarioColumn.BBB_YIELD);
        double[] tenYear = rates(scenario, ScenarioColumn.RATE_10Y);
        for (int i = 0; i < spread.length; i++) {
            spread[i] -= tenYear[i];
        }
        return spread;
    }

    private static double[] houses(Scenario scenario) {
        double[] index = levels(scenario, ScenarioColumn.HPI);
        boolean history = scenario.start().index() > scenario.first().index();
        double base = history ? scenario.value(scenario.start().plus(-1), ScenarioColumn.HPI) : index[0];
        for (int i = 0; i < index.length; i++) {
            index[i] *= PERCENT / base;
        }
        return index;
    }

    /** Four quarterly growth rates at annual rates, chained; quarters before the first known one count as the first. */
    private static double[] growth(Scenario scenario, ScenarioColumn column) {
        double[] growth = new double[scenario.last().index() - scenario.start().index() + 1];
        for (int i = 0; i < growth.length; i++) {
            double level = 1;
            for (int back = 0; back < YEAR; back++) {
                int index = Math.max(scenario.first().index(), scenario.start().index() + i - back);
                level *= 1 + scenario.value(new Quarter(index), column) / PERCENT;
            }
            growth[i] = Math.sqrt(Math.sqrt(level)) - 1;
        }
        return growth;
    }
}
