package io.github.loantwin.agents.compare;

import java.util.Locale;

/**
 * A figure with its 95 % bootstrap interval.
 *
 * @param value of the sample
 * @param low lower end
 * @param high upper end
 */
public record Estimate(double value, double low, double high) {
    /** Returns whether the interval lies above a number. */
    public boolean above(double number) {
        return low > number;
    }

    /** Returns whether the interval lies below a number. */
    public boolean below(double number) {
        return high < number;
    }

    /** Returns the figure for people, as {@code 3.1 [0.8, 5.3]}. */
    public String shown(int decimals) {
        return number(value, decimals) + " [" + number(low, decimals) + ", " + number(high, decimals) + "]";
    }

    private static String number(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        boolean minusZero = text.startsWith("-") && text.chars().allMatch(c -> "-0.,".indexOf(c) >= 0);
        return minusZero ? text.substring(1) : text;
    }
}
