package io.github.loantwin.agents.compare;

import io.github.loantwin.agents.compare.EpisodeRow.Field;
import java.util.List;

/**
 * All that a contestant did.
 *
 * @param contestant who
 * @param cells by scenario and run
 */
record Outcome(Contestant contestant, List<List<CellResult>> cells) {
    String name() {
        return contestant.name();
    }

    /** Returns a figure of every episode. */
    Scores scores(Field field) {
        return new Scores(cells.stream()
                .map(runs -> runs.stream()
                        .map(cell -> cell.rows().stream()
                                .mapToDouble(row -> row.get(field))
                                .toArray())
                        .toArray(double[][]::new))
                .toArray(double[][][]::new));
    }

    /** Returns the mean of a figure: over runs and worlds of every scenario, then over scenarios with equal weights. */
    double mean(Field field) {
        Scores scores = scores(field);
        double sum = 0;
        for (int s = 0; s < scores.scenarios(); s++) {
            sum += Statistics.mean(scores.all(s)) / scores.scenarios();
        }
        return sum;
    }

    /** Returns the number of episodes in which a figure is above zero. */
    int episodesWith(Field field) {
        return (int) rows().filter(row -> row.get(field) > 0).count();
    }

    /** Returns the share of episodes in which a field is above zero, percent: policies with more runs live more episodes. */
    double percentWith(Field field) {
        return 100.0 * episodesWith(field) / episodes();
    }

    int episodes() {
        return (int) rows().count();
    }

    private java.util.stream.Stream<EpisodeRow> rows() {
        return cells.stream().flatMap(List::stream).flatMap(cell -> cell.rows().stream());
    }

    double decisionMicros() {
        return cells.stream()
                .flatMap(List::stream)
                .mapToDouble(CellResult::decisionMicros)
                .average()
                .orElse(Double.NaN);
    }
}
