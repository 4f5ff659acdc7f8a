package io.github.loantwin.env.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;

/** The recessions and crises of an episode, shaded behind what is drawn over time. */
final class Regimes {
    /** Names of the regimes by number; an expansion is not shaded. */
    static final List<String> NAMES = List.of("expansion", "recession", "crisis");

    private static final Color[] SHADES = {Color.WHITE, new Color(0xE6E9EC), new Color(0xF7E3E0)};

    /** Days of one regime on end, as days since 1970-01-01, the last excluded. */
    private record Stretch(int regime, long from, long to) {}

    private final List<Stretch> stretches = new ArrayList<>();

    /** Returns the regimes of an episode; none where they were not recorded. */
    static Regimes of(EpisodeRecorder recorder) {
        Regimes regimes = new Regimes();
        if (!recorder.has("regime")) {
            return regimes;
        }
        double[] values = recorder.values("regime");
        int from = 0;
        for (int row = 1; row <= values.length; row++) {
            if (row == values.length || values[row] != values[from]) {
                regimes.add((int) values[from], recorder, from, row);
                from = row;
            }
        }
        return regimes;
    }

    private void add(int regime, EpisodeRecorder recorder, int from, int to) {
        if (regime > 0 && regime < SHADES.length) {
            long end = recorder.date(to - 1).toEpochDay() + 1;
            stretches.add(new Stretch(regime, recorder.date(from).toEpochDay(), end));
        }
    }

    /** Returns whether anything is shaded. */
    boolean any() {
        return !stretches.isEmpty();
    }

    /** Returns what the shades mean, as a sentence for the line under a figure; empty if nothing is shaded. */
    String explained() {
        boolean recession = stretches.stream().anyMatch(stretch -> stretch.regime() == 1);
        boolean crisis = stretches.stream().anyMatch(stretch -> stretch.regime() == 2);
        if (!recession && !crisis) {
            return "";
        }
        return "Shaded: " + (recession ? "recession grey" : "") + (recession && crisis ? ", " : "")
                + (crisis ? "crisis red" : "") + ".";
    }

    /** Shades the plot of a chart that has been painted before and whose x is the day since 1970-01-01. */
    void paint(Graphics2D graphics, XYChart chart) {
        double top = chart.getScreenYFromChart(chart.getStyler().getYAxisMax());
        double bottom = chart.getScreenYFromChart(chart.getStyler().getYAxisMin());
        for (Stretch stretch : stretches) {
            double left = chart.getScreenXFromChart(stretch.from());
            double right = chart.getScreenXFromChart(stretch.to());
            graphics.setColor(SHADES[stretch.regime()]);
            graphics.fill(new Rectangle2D.Double(left, top, right - left, bottom - top));
        }
    }
}
