package io.github.loantwin.env.credit;

import java.util.List;

/** Checks of config values that return the value or say the rule, the value got and where. */
final class CreditRules {
    private CreditRules() {}

    /** Returns the value if it is in [low, high]. */
    static double within(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(name + " must be in [" + low + ", " + high + "], got " + value
                    + " in the credit config." + percentHelp(value, high));
        }
        return value;
    }

    /** Returns the value if it is in [low, high]. */
    static int within(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(
                    name + " must be in [" + low + ", " + high + "], got " + value + " in the credit config.");
        }
        return value;
    }

    /** Returns the section if it is there. */
    static <T> T present(String name, T section) {
        if (section == null) {
            throw new IllegalArgumentException(name + " must be given, got nothing in the credit config.\n"
                    + "Maybe copy the section from configs/credit.yaml.");
        }
        return section;
    }

    /** Returns an immutable copy of a list that has the given length and lies in [low, high]. */
    static List<Double> listWithin(String name, List<Double> values, int length, double low, double high) {
        present(name, values);
        if (values.size() != length) {
            throw new IllegalArgumentException(name + " must have " + length + " numbers, got " + values.size()
                    + " in the credit config.");
        }
        for (int i = 0; i < length; i++) {
            within(name + "[" + i + "]", present(name + "[" + i + "]", values.get(i)), low, high);
        }
        return List.copyOf(values);
    }

    private static String percentHelp(double value, double high) {
        boolean looksLikePercent = high <= 1 && value > 1 && value <= 100;
        return looksLikePercent ? "\nMaybe the value is in percent: divide by 100." : "";
    }
}
