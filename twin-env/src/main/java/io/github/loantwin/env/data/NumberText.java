package io.github.loantwin.env.data;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as text for CSV and JSON: short, the same on every Java version, and read back to the same double.
 *
 * <p>{@code Double.toString} changed its digits in Java 19, so files would differ between versions; here a number gets
 * the fewest of 15 to 17 digits that identify it.
 */
public final class NumberText {
    private static final double EXACT = 0x1.0p53;
    private static final double MONEY_UNITS = 10_000;

    private NumberText() {}

    /** Returns a number in the fewest digits that read back to it; empty for NaN, a word for the infinities. */
    public static String number(double value) {
        if (!(Math.abs(value) <= Double.MAX_VALUE)) {
            return Double.isNaN(value) ? "" : Double.toString(value);
        }
        if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            return value == 0 && 1 / value < 0 ? "-0.0" : Long.toString((long) value);
        }
        return shortest(value);
    }

    /**
     * Returns money with two to four decimals when it is a whole number of ten-thousandths (as all money of the ledger
     * is), else as {@link #number(double)}, so that the text always reads back to the same double.
     */
    public static String money(double value) {
        double units = Math.rint(value * MONEY_UNITS);
        if (!(Math.abs(units) < EXACT) || units / MONEY_UNITS != value || value == 0 && 1 / value < 0) {
            return number(value);
        }
        return money((long) units);
    }

    /** Returns money given in ten-thousandths with two to four decimals. */
    public static String money(long units) {
        BigDecimal exact = BigDecimal.valueOf(units, 4);
        int decimals = units % 100 == 0 ? 2 : units % 10 == 0 ? 3 : 4;
        return exact.setScale(decimals, RoundingMode.UNNECESSARY).toPlainString();
    }

    /** Returns a number as a JSON value: as {@link #number(double)}, and null for NaN and the infinities. */
    public static String json(double value) {
        return Math.abs(value) <= Double.MAX_VALUE ? number(value) : "null";
    }

    private static String shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 15; digits < 17; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == value) {
                return text(rounded);
            }
        }
        return text(exact.round(new MathContext(17)));
    }

    private static String text(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale();
        return exponent > -6 && exponent <= 21 ? stripped.toPlainString() : stripped.toString();
    }
}
