package io.github.loantwin.env.report;

import io.github.loantwin.env.report.Legend.Mark;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A panel of curves over a whole number, such as months since origination. */
final class CurvePanel implements ChartPanel {
    private final String title;
    private final XYChart chart;
    private final Legend legend = new Legend();
    private final double scale;
    private double high;
    private int last = 1;

    CurvePanel(String title, String xAxis, String yAxis, double scale, int width, int height) {
        this.title = title;
        this.scale = scale;
        this.chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .xAxisTitle(xAxis)
                .yAxisTitle(yAxis)
                .build();
        ChartPanel.style(chart.getStyler());
        chart.getStyler().setXAxisDecimalPattern("0").setPlotContentSize(1);
    }

    /** Adds a curve whose first value stands at 0. */
    CurvePanel curve(String name, double[] values, Color color) {
        double[] x = new double[values.length];
        double[] y = new double[values.length];
        Arrays.setAll(x, i -> i);
        Arrays.setAll(y, i -> scale * values[i]);
        XYSeries series =
                chart.addSeries("series " + chart.getSeriesCollection().size(), x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(color);
        series.setLineStyle(new BasicStroke(1.9f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        legend.add(name, color, Mark.LINE);
        high = Math.max(high, Arrays.stream(y).max().orElse(0));
        last = Math.max(last, values.length - 1);
        return this;
    }

    /** Sets the axes when all curves are there. */
    CurvePanel fromZero() {
        chart.getStyler().setYAxisMin(-0.005 * high).setYAxisMax(high > 0 ? 1.08 * high : 1.0);
        chart.getStyler().setXAxisMin(-0.005 * last).setXAxisMax(1.005 * last);
        return this;
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
