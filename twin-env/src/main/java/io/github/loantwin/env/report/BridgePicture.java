package io.github.loantwin.env.report;

import io.github.loantwin.env.check.ArgCheck;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** A picture of how one number leads to another: a bar for the first, a floating one for every step, one for the last. */
public final class BridgePicture extends PlotPicture {
    private record Step(String label, double from, double to, Color color, String shown) {}

    private final List<Step> steps = new ArrayList<>();
    /** Part of a bar's height that its number needs above it. */
    private static final double NUMBER_ROOM = 1.08;

    private final int decimals;
    private double level;

    /**
     * Starts a picture.
     *
     * @param unit what the vertical axis measures, with its unit
     * @param decimals of the numbers at the bars
     */
    public BridgePicture(String title, String unit, int decimals, int width, int plotHeight) {
        super(title, unit, width, plotHeight);
        this.decimals = decimals;
        include(0);
    }

    /** Adds a bar from zero: the start, the end, or where the steps have led to. */
    public BridgePicture total(String label, double value) {
        level = value;
        steps.add(new Step(label, 0, value, Palette.BLUE, number(value, decimals)));
        include(NUMBER_ROOM * value);
        return this;
    }

    /** Adds a step up or down from where the last bar ended. */
    public BridgePicture step(String label, double change) {
        String sign = change > 0 ? "+" : "";
        Color color = change < 0 ? Palette.RED : Palette.GREEN;
        steps.add(new Step(label, level, level + change, color, sign + number(change, decimals)));
        include(NUMBER_ROOM * Math.max(level, level + change));
        level += change;
        include(level);
        return this;
    }

    @Override
    int axisHeight() {
        return 44;
    }

    @Override
    void paintContent(Graphics2D graphics) {
        ArgCheck.notEmpty("steps", steps);
        double room = (double) (right() - LEFT) / steps.size();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            double left = LEFT + (i + 0.14) * room;
            double upper = Math.min(y(step.from()), y(step.to()));
            double lower = Math.max(y(step.from()), y(step.to()));
            graphics.setColor(step.color());
            graphics.fill(new Rectangle2D.Double(left, upper, 0.72 * room, Math.max(1, lower - upper)));
            graphics.setColor(Palette.SOURCE);
            graphics.setStroke(THIN);
            int at = (int) Math.round(y(step.to()));
            if (i < steps.size() - 1) {
                graphics.drawLine((int) (left + 0.72 * room), at, (int) (left + room), at);
            }
            graphics.setColor(Palette.BLACK);
            graphics.setFont(SMALL);
            centred(graphics, step.shown(), left + 0.36 * room, upper - 4);
            paintLabel(graphics, step.label(), left + 0.36 * room, room);
        }
    }

    /** A label too long for its place goes on two lines. */
    private void paintLabel(Graphics2D graphics, String label, double middle, double room) {
        graphics.setFont(SMALL);
        int cut = label.indexOf(' ', Math.max(0, label.length() / 2 - 4));
        cut = cut < 0 ? label.lastIndexOf(' ') : cut;
        if (textWidth(SMALL, label) < room - 4 || cut < 0) {
            centred(graphics, label, middle, bottom() + 16);
        } else {
            centred(graphics, label.substring(0, cut), middle, bottom() + 16);
            centred(graphics, label.substring(cut + 1), middle, bottom() + 30);
        }
    }
}
