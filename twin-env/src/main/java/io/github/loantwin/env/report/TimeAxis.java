package io.github.loantwin.env.report;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;

/**
 * The time axis below a panel, with ticks on dates that people expect: days, month starts or new years, as fits.
 *
 * <p>XChart puts the ticks of a date axis at even distances in milliseconds, which meet no month's start, and leaves
 * out those on the edges.
 */
final class TimeAxis {
    /** Height of the strip that holds ticks and labels. */
    static final int HEIGHT = 26;

    private static final int[] DAY_STEPS = {1, 2, 7, 14};
    private static final int[] MONTH_STEPS = {1, 2, 3, 6, 12, 24, 60, 120, 240, 600};
    private static final int DAY_ROOM = 90;
    private static final int MONTH_ROOM = 68;
    private static final int TICK = 5;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private final LocalDate first;
    private final LocalDate last;

    /** Creates an axis over the given dates, both included. */
    TimeAxis(LocalDate first, LocalDate last) {
        this.first = first;
        this.last = last;
    }

    /** Returns the dates of the ticks for a width in pixels. */
    List<LocalDate> ticks(double width) {
        double pixelsPerDay = width / Math.max(1, last.toEpochDay() - first.toEpochDay());
        for (int step : DAY_STEPS) {
            if (step * pixelsPerDay >= DAY_ROOM) {
                return days(step);
            }
        }
        for (int step : MONTH_STEPS) {
            if (step * 30.4 * pixelsPerDay >= MONTH_ROOM) {
                return months(step);
            }
        }
        return months(MONTH_STEPS[MONTH_STEPS.length - 1]);
    }

    private List<LocalDate> days(int step) {
        List<LocalDate> ticks = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(step)) {
            ticks.add(day);
        }
        return ticks;
    }

    private List<LocalDate> months(int step) {
        List<LocalDate> ticks = new ArrayList<>();
        for (LocalDate month = first.withDayOfMonth(1); !month.isAfter(last); month = month.plusMonths(1)) {
            boolean whole = (12 * month.getYear() + month.getMonthValue() - 1) % step == 0;
            if (whole && !month.isBefore(first)) {
                ticks.add(month);
            }
        }
        return ticks;
    }

    /**
     * Paints line, ticks and labels below a chart that has just been painted and whose x is the day since 1970-01-01.
     */
    void paint(Graphics2D graphics, XYChart chart) {
        double left = chart.getScreenXFromChart(first.toEpochDay());
        double right = chart.getScreenXFromChart(last.toEpochDay());
        int top = chart.getHeight();
        graphics.setStroke(new BasicStroke(1f));
        graphics.setColor(Palette.SOURCE);
        graphics.drawLine((int) left, top, (int) right, top);
        graphics.setFont(FONT);
        List<LocalDate> ticks = ticks(right - left);
        boolean byDay = ticks.size() > 1 && ticks.get(0).plusDays(20).isAfter(ticks.get(1));
        for (LocalDate tick : ticks) {
            int x = (int) Math.rint(chart.getScreenXFromChart(tick.toEpochDay()));
            String label = byDay ? tick.toString() : tick.toString().substring(0, 7);
            double width = FONT.getStringBounds(label, Legend.CONTEXT).getWidth();
            graphics.setColor(Palette.SOURCE);
            graphics.drawLine(x, top, x, top + TICK);
            graphics.setColor(Palette.BLACK);
            double start = Math.min(x - width / 2, chart.getWidth() - width - 2);
            graphics.drawString(label, (float) start, top + TICK + 14);
        }
    }
}
