package io.github.loantwin.optimizer.model;

import java.util.List;

/** Checks of inputs; messages give rule, value and place, and on a second line what may be wrong. */
final class Require {
    private Require() {}

    static double inRange(String name, double value, double low, double high) {
        if (value >= low && value <= high) {
            return value;
        }
        boolean percent = value / 100 >= low && value / 100 <= high && high <= 2;
        throw new IllegalArgumentException(name + " must be in [" + low + ", " + high + "], got " + value + "."
                + (percent ? "\nMaybe the value is in percent: divide by 100." : ""));
    }

    static double positive(String name, double value) {
        that(value > 0 && value < Double.POSITIVE_INFINITY, name + " must be a finite number above 0", value);
        return value;
    }

    static <T> List<T> some(String name, List<T> list) {
        that(list != null && !list.isEmpty(), name + " must have at least one element", list);
        return List.copyOf(list);
    }

    static <T> T given(String name, T value) {
        that(value != null, name + " must be given", "nothing");
        return value;
    }

    static void that(boolean holds, String rule, Object got) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", got " + got + ".");
        }
    }
}
