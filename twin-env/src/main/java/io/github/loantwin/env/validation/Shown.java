package io.github.loantwin.env.validation;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How figures of a check are written.
 *
 * @param scale factor for people: 100 shows a fraction as percent
 * @param decimals digits after the point
 * @param unit behind the number, may be empty
 */
record Shown(double scale, int decimals, String unit) {
    static Shown percent(int decimals) {
        return new Shown(100, decimals, " %");
    }

    static Shown number(int decimals) {
        return new Shown(1, decimals, "");
    }

    String of(double value) {
        if (Double.isNaN(value)) {
            return "none";
        }
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value * scale);
        return (text.matches("-0\\.?0*") ? text.substring(1) : text) + unit;
    }

    /** Returns a tolerance: in these digits where they hold it, else in powers of ten. */
    String step(double value) {
        double shown = Math.abs(value * scale);
        double kept = Double.parseDouble(String.format(Locale.ROOT, "%." + decimals + "f", shown));
        return Math.abs(kept - shown) > 0.05 * shown
                ? String.format(Locale.ROOT, "%.1e%s", shown, unit)
                : of(Math.abs(value));
    }

    String all(double[] values) {
        Shown bare = new Shown(scale, decimals, "");
        return Arrays.stream(values).mapToObj(bare::of).collect(Collectors.joining(" / ")) + unit;
    }
}
