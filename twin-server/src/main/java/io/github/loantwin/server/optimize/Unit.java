package io.github.loantwin.server.optimize;

import io.github.loantwin.env.report.TableColumn;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** What a number is measured in. */
enum Unit {
    /** A fraction, shown as percent. */
    PERCENT,
    /** Currency units. */
    MONEY,
    /** A plain number. */
    NUMBER;

    /** Returns what a number in full precision is in. */
    String inFiles() {
        return switch (this) {
            case PERCENT -> "fraction";
            case MONEY -> "money";
            case NUMBER -> "";
        };
    }

    /** Returns a value for people, with its unit. */
    String shown(double value) {
        if (!Double.isFinite(value)) {
            return TableColumn.MISSING;
        }
        return switch (this) {
            case PERCENT -> String.format(Locale.ROOT, "%.4f %%", clean(100 * value, 1e-5));
            case MONEY -> Math.abs(value) >= 10_000
                    ? String.format(Locale.ROOT, "%,.0f", value)
                    : String.format(Locale.ROOT, "%,.2f", clean(value, 1e-3));
            case NUMBER -> digits(value);
        };
    }

    /** Returns a change for people: percentage points, money or a number, with its sign. */
    String change(double value) {
        String text = this == PERCENT
                ? String.format(Locale.ROOT, "%.4f percentage points", clean(100 * value, 1e-5))
                : shown(value);
        return value > 0 ? "+" + text : text;
    }

    /** Returns a column of this unit. */
    TableColumn column(String key, String title) {
        return switch (this) {
            case PERCENT -> TableColumn.percent(key, title, 4);
            case MONEY -> TableColumn.number(key, title, "money", 0, 1);
            case NUMBER -> TableColumn.number(key, title, "", 6, 1);
        };
    }

    /** What rounds to zero is zero, without a sign. */
    private static double clean(double value, double least) {
        return Math.abs(value) < least ? 0 : value;
    }

    /** Returns a number with six significant digits. */
    static String digits(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(6));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
