package io.github.loantwin.env.macro;

import io.github.loantwin.env.check.ArgCheck;
import java.util.Locale;

/**
 * How far each driver of an economy goes from a mild path (0) to a severe one (1) and beyond (above 1).
 *
 * @param unemployment unemployment rate
 * @param housePrices house price index
 * @param markets interest rates, credit spread and volatility
 * @param output real output and consumer prices
 */
public record Severity(double unemployment, double housePrices, double markets, double output) {
    /** Highest share; far outside every range that the twin is made for. */
    public static final double HIGHEST = 10;

    public Severity {
        ArgCheck.inClosed("unemployment", unemployment, 0, HIGHEST);
        ArgCheck.inClosed("housePrices", housePrices, 0, HIGHEST);
        ArgCheck.inClosed("markets", markets, 0, HIGHEST);
        ArgCheck.inClosed("output", output, 0, HIGHEST);
    }

    /** Returns the same share for every driver. */
    public static Severity of(double share) {
        return new Severity(share, share, share, share);
    }

    /** Returns a short name for files, such as {@code u1.25-h1.25-m1.25-o1.25}. */
    String label() {
        return String.format(Locale.ROOT, "u%s-h%s-m%s-o%s", unemployment, housePrices, markets, output);
    }
}
