package io.github.loantwin.env.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.Locale;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;

/** A panel that holds a chart with its legend. */
interface ChartPanel extends Panel {
    /** The background of a chart: the figure's shows through. */
    Color CLEAR = new Color(255, 255, 255, 0);

    /** Returns the chart, finished; it shows neither title nor legend. */
    Chart<?, ?> chart();

    /** Returns the legend. */
    Legend legend();

    /** Returns the height of an axis painted below the chart. */
    default int axisHeight() {
        return 0;
    }

    /** Paints what stands behind the chart, whose own background is clear; the origin is its upper left corner. */
    default void paintBehind(Graphics2D graphics) {}

    /** Paints an axis below the chart, which has been painted; the origin is the chart's upper left corner. */
    default void paintAxis(Graphics2D graphics) {}

    @Override
    default int width() {
        return chart().getWidth();
    }

    @Override
    default int height() {
        return titleHeight() + chart().getHeight() + axisHeight() + legend().height(width());
    }

    @Override
    default void paint(Graphics2D graphics) {
        Panel.paintTitle(graphics, title(), width());
        graphics.translate(0, titleHeight());
        Chart<?, ?> chart = chart();
        paintBehind(graphics);
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        paintAxis(graphics);
        legend().paint(graphics, 0, chart.getHeight() + axisHeight(), chart.getWidth());
    }

    /** Gives a chart the house's style; its own title and legend are off. */
    static void style(AxesChartStyler styler) {
        Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        styler.setLocale(Locale.ENGLISH);
        styler.setChartTitleVisible(false);
        styler.setAxisTitleFont(plain);
        styler.setAxisTickLabelsFont(plain);
        styler.setLegendVisible(false);
        styler.setChartBackgroundColor(CLEAR);
        styler.setPlotBackgroundColor(CLEAR);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(Palette.GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1f));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setYAxisDecimalPattern("#,##0.####");
        styler.setYAxisLeftWidthHint(64);
    }
}
