package io.github.loantwin.env.report;

import io.github.loantwin.env.check.ArgCheck;
import java.util.Locale;

/**
 * One column of a {@link ReportTable}.
 *
 * @param key name in JSON and CSV
 * @param title heading for people
 * @param unit second heading line for people, may be empty
 * @param decimals digits after the point for people
 * @param scale factor for people: 100 shows a fraction as percent, 1e-6 money in millions
 * @param numeric whether values are numbers, which are aligned to the right
 */
public record TableColumn(String key, String title, String unit, int decimals, double scale, boolean numeric) {
    /** What people see where a number is missing or not finite. */
    public static final String MISSING = "-";

    public TableColumn {
        ArgCheck.notBlank("key", key);
        ArgCheck.notNull("title", title);
        ArgCheck.notNull("unit", unit);
        ArgCheck.notNegative("decimals", decimals);
        ArgCheck.that(scale > 0 && Double.isFinite(scale), "scale must be positive and finite", scale);
    }

    /** Returns a column of words. */
    public static TableColumn text(String key, String title) {
        return new TableColumn(key, title, "", 0, 1, false);
    }

    /** Returns a column of numbers. */
    public static TableColumn number(String key, String title, String unit, int decimals, double scale) {
        return new TableColumn(key, title, unit, decimals, scale, true);
    }

    /** Returns a column of fractions, shown to people as percent. */
    public static TableColumn percent(String key, String title, int decimals) {
        return number(key, title, "%", decimals, 100);
    }

    /** Returns a column of money in currency units, shown to people in millions. */
    public static TableColumn millions(String key, String title) {
        return number(key, title, "million", 2, 1e-6);
    }

    /** Returns a column of money in currency units, shown to people in thousands. */
    public static TableColumn thousands(String key, String title) {
        return number(key, title, "thousand", 1, 1e-3);
    }

    /** Returns a column of whole numbers. */
    public static TableColumn count(String key, String title) {
        return number(key, title, "", 0, 1);
    }

    /** Returns whether a fraction stands in this column and people see percent. */
    boolean isPercent() {
        return numeric && scale == 100 && unit.equals("%");
    }

    /**
     * Returns a value as people see it: a number scaled, rounded, with grouped thousands and never as "-0"; a dash where
     * it is not finite; words as they are.
     */
    public String shown(Object value) {
        if (!numeric || !(value instanceof Number number)) {
            return String.valueOf(value);
        }
        double scaled = number.doubleValue() * scale;
        if (!Double.isFinite(scaled)) {
            return MISSING;
        }
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", scaled);
        boolean minusZero = text.startsWith("-") && text.chars().allMatch(c -> "-0.,".indexOf(c) >= 0);
        return minusZero ? text.substring(1) : text;
    }
}
