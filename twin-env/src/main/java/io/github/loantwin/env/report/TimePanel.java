package io.github.loantwin.env.report;

import io.github.loantwin.env.report.Legend.Mark;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.time.LocalDate;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A panel over time: lines, stacked areas and dashed limits of an episode. */
final class TimePanel implements ChartPanel {
    private static final BasicStroke SOLID = new BasicStroke(1.9f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    /** XChart leaves out a tick that lies on the edge, so the edge is moved out by this share. */
    private static final double EDGE = 0.005;

    /** Part of a day by which the first point is early; far below a pixel. */
    private static final double UNEVEN = 0.02;

    private final EpisodeRecorder recorder;
    private final String title;
    private final XYChart chart;
    private final Legend legend = new Legend();
    private final double[] places;
    private final TimeAxis time;
    private final double scale;
    private final Regimes regimes;
    private boolean laidOut;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    /**
     * Starts a panel.
     *
     * @param axis title of the vertical axis, with the unit
     * @param scale from recorded to shown numbers: 100 for percent, 1e-6 for millions
     */
    TimePanel(EpisodeRecorder recorder, String title, String axis, double scale, int width, int height) {
        this.recorder = recorder;
        this.title = title;
        this.scale = scale;
        this.places = new double[recorder.rows()];
        this.regimes = Regimes.of(recorder);
        this.chart = new XYChartBuilder()
                .width(width)
                .height(height - TimeAxis.HEIGHT)
                .yAxisTitle(axis)
                .build();
        ChartPanel.style(chart.getStyler());
        for (int row = 0; row < places.length; row++) {
            places[row] = recorder.date(row).toEpochDay();
        }
        // Of evenly spaced days XChart would try each as a tick, which takes most of the time of a long episode.
        places[0] -= UNEVEN;
        // The axis ends where the last day does.
        double end = places[places.length - 1] + 1;
        this.time = new TimeAxis(recorder.date(0), LocalDate.ofEpochDay((long) end));
        chart.getStyler().setPlotContentSize(1);
        chart.getStyler().setXAxisTicksVisible(false);
        chart.getStyler().setXAxisDecimalPattern("0");
        chart.getStyler().setXAxisMin((double) recorder.date(0).toEpochDay()).setXAxisMax(end);
    }

    /** Adds a column as a line under the given name. */
    TimePanel line(String key, String name, Color color) {
        return line(recorder.values(key), name, color);
    }

    /** Adds numbers, one per row, as a line. */
    TimePanel line(double[] recorded, String name, Color color) {
        add(places, scaled(recorded), color).setLineStyle(SOLID);
        legend.add(name, color, Mark.LINE);
        return this;
    }

    /** Adds a dashed horizontal line at a recorded value. */
    TimePanel limit(double recorded, String name) {
        legend.add(name, Palette.LIMIT, Mark.DASHED);
        return limit(recorded);
    }

    /** Adds a dashed horizontal line that the legend does not name again. */
    TimePanel limit(double recorded) {
        // Two points only: dashes start anew at every point.
        double[] ends = {places[0], places[places.length - 1]};
        add(ends, scaled(new double[] {recorded, recorded}), Palette.LIMIT).setLineStyle(Legend.DASHES);
        return this;
    }

    /** Adds columns as areas on top of each other; the first lies on the axis. */
    TimePanel stack(List<String> keys, List<String> names, List<Color> colors) {
        double[][] tops = new double[keys.size()][];
        double[] top = new double[recorder.rows()];
        for (int i = 0; i < keys.size(); i++) {
            double[] values = recorder.values(keys.get(i));
            for (int row = 0; row < top.length; row++) {
                top[row] += values[row];
            }
            tops[i] = scaled(top);
        }
        // Areas reach down to the axis, so the tallest is drawn first.
        for (int i = keys.size() - 1; i >= 0; i--) {
            XYSeries series = add(places, tops[i], colors.get(i));
            series.setLineStyle(SOLID);
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
            series.setFillColor(colors.get(i));
            legend.add(names.get(i), colors.get(i), Mark.AREA);
        }
        return fromZero();
    }

    /** Sets the vertical range in shown numbers. */
    TimePanel range(double from, double to) {
        double room = EDGE * (to - from);
        chart.getStyler().setYAxisMin(from - room).setYAxisMax(to + room);
        return this;
    }

    /** Makes the vertical axis start at zero, or at the lowest number below it, with room above. */
    TimePanel fromZero() {
        return range(low < 0 ? low * 1.08 : 0, high > 0 ? high * 1.08 : 1);
    }

    /** Makes the vertical axis fit the numbers, with room at both ends. */
    TimePanel fit() {
        double room = high > low ? 0.08 * (high - low) : Math.max(0.05 * Math.abs(high), 0.05);
        return range(low - room, high + room);
    }

    private double[] scaled(double[] recorded) {
        double[] shown = new double[recorded.length];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = recorded[i] * scale;
            if (!Double.isNaN(shown[i])) {
                low = Math.min(low, shown[i]);
                high = Math.max(high, shown[i]);
            }
        }
        return shown;
    }

    private XYSeries add(double[] x, double[] shown, Color color) {
        XYSeries series =
                chart.addSeries("series " + chart.getSeriesCollection().size(), x, shown);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(color);
        return series;
    }

    @Override
    public int axisHeight() {
        return TimeAxis.HEIGHT;
    }

    @Override
    public void paintAxis(Graphics2D graphics) {
        paintZero(graphics);
        time.paint(graphics, chart);
    }

    /** Shades regimes behind the lines; where the plot stands in the chart is known once the chart has been painted. */
    @Override
    public void paintBehind(Graphics2D graphics) {
        if (regimes.any()) {
            if (!laidOut) {
                chart.paint(new SvgGraphics("layout"), chart.getWidth(), chart.getHeight());
                laidOut = true;
            }
            regimes.paint(graphics, chart);
        }
    }

    /** Where numbers of both signs are shown, zero is a thin line. */
    private void paintZero(Graphics2D graphics) {
        if (low < 0 && high > 0) {
            int y = (int) Math.rint(chart.getScreenYFromChart(0));
            graphics.setColor(Palette.SOURCE);
            graphics.setStroke(new BasicStroke(1f));
            int left =
                    (int) Math.rint(chart.getScreenXFromChart(recorder.date(0).toEpochDay()));
            graphics.drawLine(left, y, (int) Math.rint(chart.getScreenXFromChart(places[places.length - 1] + 1)), y);
        }
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public XYChart chart() {
        return chart;
    }

    @Override
    public Legend legend() {
        return legend;
    }
}
