package io.github.loantwin.env.report;

import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.report.Legend.Mark;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A picture of horizontal bars, one row per name, each with its number at its end: shares, contributions, a tornado. */
public final class RowBarsPicture implements Panel {
    private record Bars(double[] values, Color color) {}

    private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final int WIDEST_NAME = 230;
    private static final int TOP = 28;
    private static final int AXIS = 40;
    private static final int BAR = 13;
    private static final int GAP = 11;
    private static final int NUMBER = 64;

    private final String title;
    private final String unit;
    private final List<String> names;
    private final int width;
    private final int decimals;
    private final boolean overlaid;
    private final List<Bars> series = new ArrayList<>();
    private final Legend legend = new Legend();

    /**
     * Starts a picture.
     *
     * @param title may be empty
     * @param unit what the bars measure, with its unit
     * @param names one per row, from the top
     * @param decimals digits after the point of the numbers at the bars' ends
     * @param overlaid whether a row's bars lie on one line (a tornado: one goes left, one right) instead of below each other
     */
    public RowBarsPicture(String title, String unit, List<String> names, int width, int decimals, boolean overlaid) {
        this.title = ArgCheck.notNull("title", title);
        this.unit = ArgCheck.notBlank("unit", unit);
        this.names = List.copyOf(ArgCheck.notEmpty("names", names));
        this.width = width;
        this.decimals = decimals;
        this.overlaid = overlaid;
    }

    /** Adds a bar to every row; one that is not a number is not drawn. */
    public RowBarsPicture bars(String name, double[] values, Color color) {
        ArgCheck.length("values", values, names.size());
        series.add(new Bars(values.clone(), color));
        legend.add(name, color, Mark.AREA);
        return this;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return bottom() + AXIS + legend.height(width);
    }

    private int rowHeight() {
        return (overlaid ? 1 : series.size()) * BAR + GAP;
    }

    private int top() {
        return titleHeight() + TOP;
    }

    private int bottom() {
        return top() + names.size() * rowHeight();
    }

    private int left() {
        double widest = names.stream()
                .mapToDouble(name -> PlotPicture.textWidth(PLAIN, name))
                .max()
                .orElse(0);
        return 18 + (int) Math.ceil(Math.min(WIDEST_NAME, widest)) + (low() < 0 ? NUMBER : 0);
    }

    private int right() {
        return width - NUMBER;
    }

    private double low() {
        return Math.min(0, values().min().orElse(0));
    }

    private double high() {
        return Math.max(0, values().max().orElse(0));
    }

    private java.util.stream.DoubleStream values() {
        return series.stream()
                .flatMapToDouble(bars -> Arrays.stream(bars.values()))
                .filter(Double::isFinite);
    }

    private double x(double value) {
        double span = Math.max(high() - low(), 1e-12);
        return left() + (value - low()) / span * (right() - left());
    }

    @Override
    public void paint(Graphics2D graphics) {
        if (!title.isEmpty()) {
            Panel.paintTitle(graphics, title, width);
        }
        paintGrid(graphics);
        for (int row = 0; row < names.size(); row++) {
            paintRow(graphics, row);
        }
        int zero = (int) Math.round(x(0));
        graphics.setColor(Palette.SOURCE);
        graphics.setStroke(PlotPicture.THIN);
        graphics.drawLine(zero, top() - 4, zero, bottom());
        legend.paint(graphics, 0, bottom() + AXIS, width);
    }

    private void paintGrid(Graphics2D graphics) {
        double step = step();
        int digits = PlotPicture.decimals(step);
        graphics.setFont(SMALL);
        graphics.setStroke(new BasicStroke(1f));
        for (double at = Math.ceil(low() / step - 1e-9) * step; at <= high() + 1e-9 * step; at += step) {
            int x = (int) Math.round(x(at));
            graphics.setColor(Palette.GRID);
            graphics.drawLine(x, top() - 4, x, bottom());
            graphics.setColor(Palette.BLACK);
            PlotPicture.centred(graphics, PlotPicture.number(at, digits), x, bottom() + 15);
        }
        graphics.setColor(Palette.SOURCE);
        PlotPicture.centred(graphics, unit, (left() + right()) / 2.0, bottom() + 32);
    }

    private double step() {
        return PlotPicture.roundStep(Math.max(high() - low(), 1e-9) / 5);
    }

    private void paintRow(Graphics2D graphics, int row) {
        int y = top() + row * rowHeight();
        graphics.setFont(PLAIN);
        graphics.setColor(Palette.BLACK);
        String name = fitted(names.get(row));
        double nameRight = left() - 10 - (low() < 0 ? NUMBER - 8 : 0);
        int middle = y + (overlaid ? 1 : series.size()) * BAR / 2 + 4;
        graphics.drawString(name, (float) (nameRight - PlotPicture.textWidth(PLAIN, name)), middle);
        List<Bars> longestFirst = new ArrayList<>(series);
        if (overlaid) {
            longestFirst.sort(Comparator.comparingDouble(bars -> -Math.abs(bars.values()[row])));
        }
        for (int s = 0; s < longestFirst.size(); s++) {
            paintBar(graphics, longestFirst.get(s), row, y + (overlaid ? 0 : s * BAR));
        }
    }

    /** Returns whether a longer bar lies over the same place, so that only that one has room for its number. */
    private boolean covered(Bars bars, int row) {
        double value = bars.values()[row];
        return overlaid
                && series.stream()
                        .filter(other -> other != bars)
                        .mapToDouble(other -> other.values()[row])
                        .anyMatch(other -> other < 0 == value < 0 && Math.abs(other) > Math.abs(value));
    }

    private void paintBar(Graphics2D graphics, Bars bars, int row, int y) {
        double value = bars.values()[row];
        if (!Double.isFinite(value)) {
            return;
        }
        double zero = x(0);
        double end = x(value);
        graphics.setColor(bars.color());
        graphics.fill(new Rectangle2D.Double(Math.min(zero, end), y + 1, Math.max(0.5, Math.abs(end - zero)), BAR - 2));
        if (covered(bars, row)) {
            return;
        }
        graphics.setFont(SMALL);
        graphics.setColor(Palette.BLACK);
        String text = PlotPicture.number(value, decimals);
        boolean toLeft = value < 0;
        double at = toLeft ? end - 4 - PlotPicture.textWidth(SMALL, text) : end + 4;
        graphics.drawString(text, (float) at, y + BAR - 3);
    }

    private static String fitted(String name) {
        String text = name;
        while (text.length() > 1 && PlotPicture.textWidth(PLAIN, text) > WIDEST_NAME) {
            text = text.substring(0, text.length() - 2) + "\u2026";
        }
        return text;
    }
}
