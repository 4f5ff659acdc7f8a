package io.github.loantwin.env.report;

import io.github.loantwin.env.report.Legend.Mark;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A panel of return over standard deviation, both in percent: a frontier and single portfolios. */
final class FrontierPanel implements ChartPanel {
    private static final double PERCENT = 100;

    private final XYChart chart;
    private final Legend legend = new Legend();

    FrontierPanel(int width, int height) {
        this.chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .xAxisTitle("Standard deviation, % a year")
                .yAxisTitle("Expected return, % a year")
                .build();
        ChartPanel.style(chart.getStyler());
        chart.getStyler().setXAxisDecimalPattern("0.0");
    }

    /** Adds a curve through portfolios. */
    FrontierPanel curve(String name, double[] deviations, double[] returns, Color color) {
        XYSeries series = add(deviations, returns);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(color);
        series.setLineStyle(new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        legend.add(name, color, Mark.LINE);
        return this;
    }

    /** Adds portfolios as points. */
    FrontierPanel points(String name, double[] deviations, double[] returns, Color color) {
        XYSeries series = add(deviations, returns);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(color);
        series.setLineColor(color);
        series.setLineStyle(new BasicStroke(0f));
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        legend.add(name, color, Mark.AREA);
        return this;
    }

    private XYSeries add(double[] deviations, double[] returns) {
        double[] x = Arrays.stream(deviations).map(value -> PERCENT * value).toArray();
        double[] y = Arrays.stream(returns).map(value -> PERCENT * value).toArray();
        return chart.addSeries("series " + chart.getSeriesCollection().size(), x, y);
    }

    @Override
    public String title() {
        return "";
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
