package io.github.loantwin.server.grpc;

import io.github.loantwin.env.InfoColumns;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.report.EpisodeRecorder;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Four panels of an episode so far: the book, what is past due, capital against its minimum, the return. */
final class EpisodeChart {
    private static final Color BLUE = new Color(0x0072B2);
    private static final Color ORANGE = new Color(0xD55E00);
    private static final Color GREEN = new Color(0x009E73);
    private static final Color LIMIT = new Color(0x555555);
    private static final int TICK_SPACING = 70;
    private static final int SMALLEST_FONT = 9;
    private static final int LARGEST_FONT = 13;

    private final EpisodeRecorder days;
    private final double minCapital;

    EpisodeChart(EpisodeRecorder days, TwinConfig config) {
        this.days = days;
        minCapital = WatchedLimit.of(config).get(0).bound();
    }

    BufferedImage draw(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        int w = width / 2;
        int h = height / 2;
        List<XYChart> panels = days.rows() == 0
                ? List.of()
                : List.of(book(w, h), late(width - w, h), capital(w, height - h), reward(width - w, height - h));
        for (int i = 0; i < panels.size(); i++) {
            XYChart panel = panels.get(i);
            Graphics2D part = (Graphics2D) graphics.create(i % 2 * w, i / 2 * h, panel.getWidth(), panel.getHeight());
            panel.paint(part, panel.getWidth(), panel.getHeight());
            part.dispose();
        }
        if (panels.isEmpty()) {
            graphics.setColor(Color.DARK_GRAY);
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
            graphics.drawString("The episode has just begun.", 24, 40);
        }
        graphics.dispose();
        return image;
    }

    private XYChart book(int width, int height) {
        XYChart chart = panel(width, height, "Portfolio, million");
        line(chart, "Unpaid principal", values(InfoField.PORTFOLIO_VALUE, 1e-6), BLUE);
        return chart;
    }

    private XYChart late(int width, int height) {
        XYChart chart = panel(width, height, "Balance past due, %");
        line(chart, "30 days and more", values(InfoField.DELINQUENCY_RATE, 100), ORANGE);
        line(chart, "90 days and more", values(InfoField.DELINQUENCY_RATE_90, 100), BLUE);
        chart.getStyler().setLegendVisible(true);
        chart.getStyler().setYAxisMin(0.0);
        return chart;
    }

    private XYChart capital(int width, int height) {
        XYChart chart = panel(width, height, "Capital, % of risk-weighted assets");
        line(chart, "Capital ratio", values(InfoField.CAPITAL_RATIO, 100), BLUE);
        double[] limit = new double[days.rows()];
        Arrays.fill(limit, 100 * minCapital);
        line(chart, "Minimum", limit, LIMIT).setLineStyle(new BasicStroke(1.2f, 0, 0, 1, new float[] {5, 4}, 0));
        chart.getStyler().setLegendVisible(true);
        chart.getStyler().setYAxisMin(0.0);
        return chart;
    }

    private XYChart reward(int width, int height) {
        XYChart chart = panel(width, height, "Return so far (sum of rewards)");
        double[] sum = days.values(InfoColumns.REWARD);
        for (int i = 1; i < sum.length; i++) {
            sum[i] += sum[i - 1];
        }
        line(chart, "Return", sum, GREEN);
        return chart;
    }

    private double[] values(InfoField field, double scale) {
        double[] values = days.values(field.key());
        Arrays.setAll(values, i -> values[i] * scale);
        return values;
    }

    private static XYChart panel(int width, int height, String title) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .xAxisTitle("Day")
                .build();
        int size = Math.max(SMALLEST_FONT, Math.min(LARGEST_FONT, height / 25));
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, size);
        Styler styler = chart.getStyler();
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitleFont(font.deriveFont(Font.BOLD, size + 1f));
        styler.setLegendVisible(false);
        styler.setLegendFont(font);
        styler.setLegendPosition(Styler.LegendPosition.OutsideS); // inside it would hide lines
        styler.setLegendLayout(Styler.LegendLayout.Horizontal);
        styler.setLegendBorderColor(new Color(0, true));
        chart.getStyler().setAxisTickLabelsFont(font);
        chart.getStyler().setAxisTitleFont(font);
        chart.getStyler().setPlotGridLinesColor(new Color(0xDDDDDD));
        chart.getStyler().setXAxisDecimalPattern("0");
        chart.getStyler().setXAxisTickMarkSpacingHint(TICK_SPACING);
        chart.getStyler().setXAxisMin(0.0);
        return chart;
    }

    /** XChart puts the ticks of even distances on every n-th of them, crowded and on odd days; otherwise on round ones. */
    private double[] unevenDays() {
        double[] day = days.values(InfoField.DAY.key());
        day[0] -= 0.01;
        return day;
    }

    private XYSeries line(XYChart chart, String name, double[] values, Color color) {
        double[] day = unevenDays();
        XYSeries series = chart.addSeries(name, day, values);
        series.setMarker(day.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setLineColor(color);
        series.setMarkerColor(color);
        series.setLineWidth(1.8f);
        return series;
    }
}
