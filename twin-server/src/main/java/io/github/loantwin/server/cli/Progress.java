package io.github.loantwin.server.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a long job is: a bar with rate and time left on a terminal, a line now and then elsewhere, or nothing. */
sealed interface Progress extends AutoCloseable {
    /** Tells how many units are done by now. */
    void at(long done);

    /** Shows a short text beside the progress, until the next one. */
    void say(String text);

    @Override
    void close();

    /** Starts progress of a job of {@code total} units. */
    static Progress of(String task, String unit, long total, Terminal terminal, PrintStream error, boolean quiet) {
        if (quiet) {
            return new Silent();
        }
        return terminal.error() ? new Bar(task, unit, total, terminal, error) : new Lines(task, unit, total, error);
    }

    /** Says nothing. */
    final class Silent implements Progress {
        @Override
        public void at(long done) {}

        @Override
        public void say(String text) {}

        @Override
        public void close() {}
    }

    /** A bar that redraws itself five times a second. */
    final class Bar implements Progress {
        private final ProgressBar bar;
        private final long total;

        private Bar(String task, String unit, long total, Terminal terminal, PrintStream error) {
            this.total = total;
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setUnit(" " + unit, 1)
                    .setUpdateIntervalMillis(200)
                    .setStyle(ProgressBarStyle.ASCII)
                    .continuousUpdate()
                    .showSpeed()
                    .clearDisplayOnFinish()
                    .setConsumer(new ConsoleProgressBarConsumer(error, Math.min(terminal.width(), 110)))
                    .build();
        }

        @Override
        public void at(long done) {
            bar.stepTo(Math.min(done, total)); // a round of many copies may pass the total
        }

        @Override
        public void say(String text) {
            bar.setExtraMessage(" " + text);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** A line of text every ten seconds. */
    final class Lines implements Progress {
        private static final long EVERY_NANOS = Duration.ofSeconds(10).toNanos();

        private final String task;
        private final String unit;
        private final long total;
        private final PrintStream error;
        private final long start = System.nanoTime();
        private long next = start + EVERY_NANOS;
        private String said = "";

        private Lines(String task, String unit, long total, PrintStream error) {
            this.task = task;
            this.unit = unit;
            this.total = total;
            this.error = error;
        }

        @Override
        public void at(long done) {
            long now = System.nanoTime();
            if (now >= next) {
                next = now + EVERY_NANOS;
                error.println(line(task, unit, done, total, (now - start) / 1e9) + said);
            }
        }

        @Override
        public void say(String text) {
            said = "; " + text;
        }

        static String line(String task, String unit, long done, long total, double seconds) {
            double rate = done / seconds;
            long shown = Math.min(done, total); // a round of many copies may pass the total
            String left = rate > 0 ? String.format(Locale.ROOT, "%.0f s left", (total - shown) / rate) : "?";
            return String.format(
                    Locale.ROOT, "%s: %,d of %,d %s, %,.0f per second, %s", task, shown, total, unit, rate, left);
        }

        @Override
        public void close() {}
    }
}
