package io.github.loantwin.env.report;

import io.github.loantwin.env.report.Legend.Mark;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A panel of stacked bars, gains up and losses down, by period or by line of a table. */
final class BarPanel implements ChartPanel {
    /** Labels like 2026-01 that fit side by side. */
    static final int MOST_BARS = 14;

    /** Room left and right of the bars, as the house's style has it. */
    private static final int LEFT = 64;

    private static final int RIGHT = 10;

    private final CategoryChart chart;
    private final Legend legend = new Legend();
    private final List<String> labels;
    private final String title;
    private boolean negative;

    BarPanel(List<String> labels, String axis, int width, int height) {
        this("", labels, axis, width, height);
    }

    BarPanel(String title, List<String> labels, String axis, int width, int height) {
        this.title = title;
        this.labels = labels;
        this.chart = new CategoryChartBuilder()
                .width(width)
                .height(height)
                .yAxisTitle(axis)
                .build();
        ChartPanel.style(chart.getStyler());
        chart.getStyler().setStacked(true);
        chart.getStyler().setAvailableSpaceFill(0.75);
        chart.getStyler().setXAxisMaxLabelCount(MOST_BARS);
    }

    /** Adds bars on top of those before (below them where negative). */
    BarPanel bars(String name, double[] shown, Color color) {
        add(shown).setFillColor(color);
        legend.add(name, color, Mark.AREA);
        return this;
    }

    /** Adds a line with points. */
    BarPanel line(String name, double[] shown, Color color) {
        CategorySeries series = add(shown);
        series.setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.Line);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(color);
        series.setLineColor(color);
        series.setLineStyle(new BasicStroke(2f));
        legend.add(name, color, Mark.LINE);
        return this;
    }

    /** Adds a dashed line at one height. */
    BarPanel limit(String name, double shown) {
        double[] level = new double[labels.size()];
        Arrays.fill(level, shown);
        CategorySeries series = add(level);
        series.setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.Line);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(Palette.LIMIT);
        series.setLineStyle(Legend.DASHES);
        legend.add(name, Palette.LIMIT, Mark.DASHED);
        return this;
    }

    private CategorySeries add(double[] shown) {
        negative |= Arrays.stream(shown).anyMatch(value -> value < 0);
        String name = "series " + chart.getSeriesCollection().size();
        return chart.addSeries(name, labels, Arrays.stream(shown).boxed().toList());
    }

    @Override
    public String title() {
        return title;
    }

    /** Paints the line from which bars go up and down. */
    @Override
    public void paintAxis(Graphics2D graphics) {
        if (negative) {
            int y = (int) Math.rint(chart.getScreenYFromChart(0));
            graphics.setColor(Palette.SOURCE);
            graphics.setStroke(new BasicStroke(1f));
            graphics.drawLine(LEFT, y, chart.getWidth() - RIGHT, y);
        }
    }

    @Override
    public CategoryChart chart() {
        return chart;
    }

    @Override
    public Legend legend() {
        return legend;
    }
}
