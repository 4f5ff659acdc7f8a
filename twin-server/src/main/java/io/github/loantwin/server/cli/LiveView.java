package io.github.loantwin.server.cli;

import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.StepInfo;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Shows an episode while it runs: a screen redrawn in place on a terminal, a line a month elsewhere. */
final class LiveView {
    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";
    private static final String NEXT_LINE = "\u001b[K\n";
    private static final long FRAME_NANOS = 50_000_000L;

    private final PrintWriter out;
    private final boolean screen;
    private final int height;
    private final double daysPerSecond;
    private final Dashboard dashboard;
    private final long start = System.nanoTime();
    private long nextFrame;
    private boolean cleared;
    private int month = -1;

    LiveView(PrintWriter out, boolean screen, int height, double daysPerSecond, Dashboard dashboard) {
        this.out = out;
        this.screen = screen;
        this.height = height;
        this.daysPerSecond = daysPerSecond;
        this.dashboard = dashboard;
    }

    /** Takes a step, shows it if it is time, and waits so that the days pass at the wanted rate. */
    void show(StepInfo info, double reward, boolean last) {
        dashboard.update(info, reward);
        if (!screen) {
            showMonth(info);
            return;
        }
        waitFor(info.get(InfoField.DAY));
        long now = System.nanoTime();
        if (last || now >= nextFrame) {
            nextFrame = now + FRAME_NANOS;
            draw();
        }
    }

    private void draw() {
        List<String> lines = fitting(dashboard.lines());
        StringBuilder frame = new StringBuilder(cleared ? "\u001b[H" : HOME_AND_CLEAR);
        cleared = true;
        lines.forEach(line -> frame.append(line).append(NEXT_LINE));
        out.print(frame);
        out.flush();
    }

    /** On a low terminal blank lines go first, then the last ones: a screen that scrolls cannot be redrawn in place. */
    private List<String> fitting(List<String> lines) {
        if (lines.size() < height) {
            return lines;
        }
        List<String> filled = lines.stream().filter(line -> !line.isEmpty()).toList();
        return filled.subList(0, Math.min(filled.size(), height - 1));
    }

    private void waitFor(double day) {
        long due = start + (long) (day / daysPerSecond * 1e9);
        long left = due - System.nanoTime();
        if (left > 0) {
            try {
                Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void showMonth(StepInfo info) {
        LocalDate date = LocalDate.ofEpochDay((long) info.get(InfoField.EPOCH_DAY));
        if (date.getMonthValue() == month) {
            return;
        }
        month = date.getMonthValue();
        out.printf(
                Locale.ROOT,
                "%s  portfolio %,.2f m  30+ %.2f %%  capital %.2f %%  unemployment %.1f %%%n",
                date,
                info.get(InfoField.PORTFOLIO_VALUE) * 1e-6,
                info.get(InfoField.DELINQUENCY_RATE) * 100,
                info.get(InfoField.CAPITAL_RATIO) * 100,
                info.get(InfoField.UNEMPLOYMENT_RATE) * 100);
    }
}
