package io.github.loantwin.server.cli;

/** A line of small bars that shows how a figure moved: the recent past of a growing series. */
final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private final int width;
    private final double[] values;
    private int stride = 1;
    private int used;
    private long seen;

    /** Creates a line of at most {@code width} bars; when it is full, every second value is dropped. */
    Sparkline(int width) {
        this.width = width;
        this.values = new double[2 * width];
    }

    /** Adds the next value. */
    void add(double value) {
        if (seen++ % stride != 0) {
            return;
        }
        if (used == values.length) {
            halve();
        }
        values[used++] = value;
    }

    private void halve() {
        used /= 2;
        for (int i = 0; i < used; i++) {
            values[i] = values[2 * i];
        }
        stride *= 2;
    }

    /** Returns the bars, from the lowest value seen to the highest. */
    String bars() {
        int step = used > width ? 2 : 1;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < used; i++) {
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
        }
        StringBuilder bars = new StringBuilder(width);
        for (int i = 0; i < used; i += step) {
            bars.append(bar(values[i], low, high));
        }
        return bars.toString();
    }

    private static char bar(double value, double low, double high) {
        if (!(high > low)) {
            return BARS.charAt(0);
        }
        int last = BARS.length() - 1;
        return BARS.charAt((int) Math.round((value - low) / (high - low) * last));
    }
}
