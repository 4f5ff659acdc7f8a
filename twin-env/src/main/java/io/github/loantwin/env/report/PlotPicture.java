package io.github.loantwin.env.report;

import io.github.loantwin.env.check.ArgCheck;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.Locale;

/** What plots with a vertical axis share: title, unit above the axis, grid at round numbers, dashed limits, legend. */
abstract class PlotPicture implements Panel {
    static final int LEFT = 62;
    static final int RIGHT = 18;
    static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 14);
    private static final int TITLE = 26;
    private static final int UNIT = 24;
    private static final int TICKS = 5;
    private static final double LITTLE = 0.3;
    static final BasicStroke THIN = new BasicStroke(1f);

    private final String title;
    private final String unit;
    private final int width;
    private final int plotHeight;
    final Legend legend = new Legend();
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    /**
     * Starts a plot.
     *
     * @param title may be empty
     * @param unit what the vertical axis measures, with its unit
     */
    PlotPicture(String title, String unit, int width, int plotHeight) {
        this.title = ArgCheck.notNull("title", title);
        this.unit = ArgCheck.notBlank("unit", unit);
        this.width = width;
        this.plotHeight = plotHeight;
    }

    /** Makes room for a number on the vertical axis; one that is not finite needs none. */
    final void include(double value) {
        if (Math.abs(value) <= Double.MAX_VALUE) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
    }

    /** Returns the height of labels below the plot. */
    abstract int axisHeight();

    /** Paints the content, over the grid. */
    abstract void paintContent(Graphics2D graphics);

    @Override
    public final String title() {
        return title;
    }

    @Override
    public final int width() {
        return width;
    }

    @Override
    public final int height() {
        return bottom() + axisHeight() + legend.height(width);
    }

    final int top() {
        return (title.isEmpty() ? 0 : TITLE) + UNIT;
    }

    final int bottom() {
        return top() + plotHeight;
    }

    final int right() {
        return width - RIGHT;
    }

    /** Returns the height on the page of a number. */
    final double y(double value) {
        return bottom() - (value - lowEnd()) / (highEnd() - lowEnd()) * plotHeight;
    }

    /** The axis ends at a round number, unless little would stand in the last field of the grid. */
    private double lowEnd() {
        double step = step();
        double above = Math.ceil(low / step) * step;
        return above - low < LITTLE * step ? Math.min(low, above) : above - step;
    }

    private double highEnd() {
        double step = step();
        double below = Math.floor(high / step) * step;
        double end = high - below < LITTLE * step ? Math.max(high, below) : below + step;
        return Math.max(end, lowEnd() + step);
    }

    private double step() {
        return roundStep(Math.max(high - low, 1e-9) / TICKS);
    }

    /** Returns the round number (1, 2 or 5 times a power of ten) that is near a rough step between ticks. */
    static double roundStep(double rough) {
        double power = 1;
        while (power > rough) {
            power /= 10;
        }
        while (power * 10 <= rough) {
            power *= 10;
        }
        double digits = rough / power;
        return (digits > 7 ? 10 : digits > 3 ? 5 : digits > 1.5 ? 2 : 1) * power;
    }

    @Override
    public final void paint(Graphics2D graphics) {
        graphics.setColor(Palette.BLACK);
        graphics.setFont(BOLD);
        if (!title.isEmpty()) {
            centred(graphics, title, width / 2.0, TITLE - 9);
        }
        graphics.setFont(SMALL);
        graphics.setColor(Palette.SOURCE);
        graphics.drawString(unit, 8, top() - 10);
        paintGrid(graphics);
        paintContent(graphics);
        legend.paint(graphics, 0, bottom() + axisHeight(), width);
    }

    /** Returns the digits after the point that ticks at multiples of a step need. */
    static int decimals(double step) {
        int decimals = 0;
        for (double power = step; power < 0.999 && decimals < 4; power *= 10) {
            decimals++;
        }
        return decimals;
    }

    private void paintGrid(Graphics2D graphics) {
        double step = step();
        int decimals = decimals(step);
        graphics.setStroke(THIN);
        graphics.setFont(PLAIN);
        double first = Math.ceil(lowEnd() / step - 1e-9) * step;
        for (int i = 0; y(first + i * step) >= top() - 0.5; i++) {
            double value = first + i * step;
            int at = (int) Math.round(y(value));
            graphics.setColor(Math.abs(value) < step / 1e6 ? Palette.SOURCE : Palette.GRID);
            graphics.drawLine(LEFT, at, right(), at);
            graphics.setColor(Palette.BLACK);
            String label = number(value, decimals);
            graphics.drawString(label, (float) (LEFT - 6 - textWidth(PLAIN, label)), at + 4);
        }
    }

    /** Paints a dashed limit across the plot, with its name. */
    final void paintLimit(Graphics2D graphics, double value, String name) {
        int at = (int) Math.round(y(value));
        graphics.setColor(Palette.LIMIT);
        graphics.setStroke(Legend.DASHES);
        graphics.drawLine(LEFT, at, right(), at);
        graphics.setFont(SMALL);
        graphics.drawString(name, (float) (right() - textWidth(SMALL, name)), at - 4);
    }

    static String number(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        boolean minusZero = text.startsWith("-") && text.chars().allMatch(c -> "-0.,".indexOf(c) >= 0);
        return minusZero ? text.substring(1) : text.replace("-", "\u2212");
    }

    static double textWidth(Font font, String text) {
        return font.getStringBounds(text, Legend.CONTEXT).getWidth();
    }

    static void centred(Graphics2D graphics, String text, double x, double baseline) {
        graphics.drawString(text, (float) (x - textWidth(graphics.getFont(), text) / 2), (float) baseline);
    }

    static Color light(Color color) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), 56);
    }
}
