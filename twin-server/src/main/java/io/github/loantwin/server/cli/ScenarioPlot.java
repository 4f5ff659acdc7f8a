package io.github.loantwin.server.cli;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.InfoColumns;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.macro.ScenarioFigures;
import io.github.loantwin.env.macro.ScenarioLibrary;
import io.github.loantwin.env.report.EpisodeFigures;
import io.github.loantwin.env.report.EpisodeRecorder;
import io.github.loantwin.env.report.FigureFiles;
import io.github.loantwin.env.report.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Plots a scenario's quarters with the panels that also show the economy of an episode. */
final class ScenarioPlot {
    private ScenarioPlot() {}

    /** Writes {@code folder/<name>.png} and returns it. */
    static Path write(ScenarioLibrary.Entry scenario, ScenarioFigures figures, Path folder) {
        Path file = folder.resolve(scenario.name() + ".png");
        EpisodeFigures panels = new EpisodeFigures(recorded(figures), NO_LIMITS, firstSentence(scenario.source()));
        try {
            Files.createDirectories(folder);
            FigureFiles.writePng(panels.economy("scenario", scenario.title()), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** Limits are not drawn beside an economy. */
    private static final Limits NO_LIMITS = new Limits(
            0,
            1,
            1,
            0,
            1,
            1,
            0,
            0,
            ActionLayout.bound(ActionLayout.CREDIT_POLICY),
            ActionLayout.bound(ActionLayout.PRICING),
            ActionLayout.bound(ActionLayout.REBALANCING));

    private static EpisodeRecorder recorded(ScenarioFigures figures) {
        Map<InfoField, double[]> series = new LinkedHashMap<>();
        series.put(InfoField.UNEMPLOYMENT_RATE, figures.unemployment());
        series.put(InfoField.GDP_GROWTH, figures.gdpGrowth());
        series.put(InfoField.INFLATION_RATE, figures.inflation());
        series.put(InfoField.BASE_RATE, figures.primeRate());
        series.put(InfoField.RATE_3M, figures.rate3m());
        series.put(InfoField.RATE_10Y, figures.rate10y());
        series.put(InfoField.MORTGAGE_RATE, figures.mortgageRate());
        series.put(InfoField.HOUSING_PRICE_INDEX, figures.housePriceIndex());
        series.put(InfoField.CREDIT_SPREAD, figures.bbbSpread());
        series.put(InfoField.VOLATILITY_INDEX, figures.volatilityIndex());
        EpisodeRecorder recorder = new EpisodeRecorder(
                series.keySet().stream().map(InfoColumns::of).toList());
        for (int i = 0; i < figures.quarters().size(); i++) {
            int quarter = i;
            recorder.add(
                    figures.quarterEnds().get(i),
                    series.values().stream()
                            .mapToDouble(values -> values[quarter])
                            .toArray());
        }
        return recorder;
    }

    private static String firstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }
}
