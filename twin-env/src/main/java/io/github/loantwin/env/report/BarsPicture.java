package io.github.loantwin.env.report;

import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.report.Legend.Mark;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** A picture of bars side by side in groups, with whiskers that show a band. */
public final class BarsPicture extends PlotPicture {
    private static final int SECOND_ROW = 16;

    private record Bars(double[] values, double[] low, double[] high, Color color) {}

    private final List<String> groups;
    private final List<Bars> series = new ArrayList<>();
    private double limit = Double.NaN;
    private String limitName = "";

    /**
     * Starts a picture.
     *
     * @param unit what the vertical axis measures, with its unit
     * @param groups names below the groups
     */
    public BarsPicture(String title, String unit, List<String> groups, int width, int plotHeight) {
        super(title, unit, width, plotHeight);
        this.groups = List.copyOf(ArgCheck.notEmpty("groups", groups));
        include(0);
    }

    /** Adds a bar to every group; a whisker that is not a number is not drawn. */
    public BarsPicture bars(String name, double[] values, double[] low, double[] high, Color color) {
        ArgCheck.length("values", values, groups.size());
        series.add(new Bars(values.clone(), low.clone(), high.clone(), color));
        legend.add(name, color, Mark.AREA);
        for (int i = 0; i < values.length; i++) {
            include(values[i]);
            include(low[i]);
            include(high[i]);
        }
        return this;
    }

    /** Draws a dashed limit across the bars. */
    public BarsPicture limit(double value, String name) {
        limit = value;
        limitName = name;
        include(value);
        return this;
    }

    @Override
    int axisHeight() {
        return crowded() ? 28 + SECOND_ROW : 28;
    }

    private double room() {
        return (double) (right() - LEFT) / groups.size();
    }

    /** Returns whether names in one row would run into each other; then every second one stands a row lower. */
    private boolean crowded() {
        return groups.stream().anyMatch(name -> textWidth(PLAIN, name) + 6 > room());
    }

    @Override
    void paintContent(Graphics2D graphics) {
        double room = room();
        int lower = crowded() ? SECOND_ROW : 0;
        double bar = Math.min(46, 0.78 * room / series.size());
        for (int g = 0; g < groups.size(); g++) {
            double middle = LEFT + (g + 0.5) * room;
            for (int s = 0; s < series.size(); s++) {
                paint(graphics, series.get(s), g, middle + (s - series.size() / 2.0) * bar, 0.9 * bar);
            }
            graphics.setColor(Palette.BLACK);
            graphics.setFont(PLAIN);
            centred(graphics, groups.get(g), middle, bottom() + 18 + g % 2 * lower);
        }
        if (!Double.isNaN(limit)) {
            paintLimit(graphics, limit, limitName);
        }
    }

    private void paint(Graphics2D graphics, Bars bars, int group, double left, double width) {
        double zero = y(0);
        double end = y(bars.values()[group]);
        graphics.setColor(bars.color());
        graphics.fill(new Rectangle2D.Double(left, Math.min(zero, end), width, Math.abs(end - zero)));
        if (!Double.isNaN(bars.low()[group])) {
            int at = (int) Math.round(left + width / 2);
            int low = (int) Math.round(y(bars.low()[group]));
            int high = (int) Math.round(y(bars.high()[group]));
            graphics.setColor(Palette.BLACK);
            graphics.setStroke(THIN);
            graphics.drawLine(at, low, at, high);
            graphics.drawLine(at - 4, low, at + 4, low);
            graphics.drawLine(at - 4, high, at + 4, high);
        }
    }
}
