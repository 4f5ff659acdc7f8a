package io.github.loantwin.env.report;

import java.util.List;
import java.util.Locale;

/** Numbers and lists as they stand in sentences. */
final class Words {
    private Words() {}

    /** Returns an amount in the unit that makes it short: 850, 254.0 thousand, 1.23 million, 4.56 billion. */
    static String money(double amount) {
        double size = Math.abs(amount);
        if (size >= 999_995_000) {
            return String.format(Locale.ROOT, "%,.2f billion", amount * 1e-9);
        }
        if (size >= 999_950) {
            return String.format(Locale.ROOT, "%,.2f million", amount * 1e-6);
        }
        if (size >= 999.5) {
            return String.format(Locale.ROOT, "%,.1f thousand", amount * 1e-3);
        }
        return String.format(Locale.ROOT, "%,.0f", size < 0.5 ? 0 : amount);
    }

    /** Returns an amount without its sign; the sentence says which way it goes. */
    static String size(double amount) {
        return money(Math.abs(amount));
    }

    /** Returns a fraction as percent. */
    static String percent(double fraction, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", 100 * fraction);
        boolean minusZero = text.startsWith("-") && text.chars().allMatch(c -> "-0.".indexOf(c) >= 0);
        return (minusZero ? text.substring(1) : text) + " %";
    }

    /** Returns a multiple of one. */
    static String multiple(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** Returns a count with its noun: 1 day, 12 days. */
    static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /** Joins parts: a, b and c. */
    static String list(List<String> parts) {
        if (parts.size() < 2) {
            return String.join("", parts);
        }
        int last = parts.size() - 1;
        return String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }
}
