package io.github.loantwin.optimizer.model;

import java.util.List;

/** Checks of inputs; messages give rule, value and place, and on a second line what may be wrong. */
final class Require {
    private Require() {}

    static double inRange(String name, double value, double low, double high) {
        if (value >= low && value <= high) {
            return value;
        }
        boolean percent = value >= 2 && value / 100 >= low && value / 100 <= high && high <= 2;
        throw new IllegalArgumentException(name + " must be in [" + low + ", " + high + "], got " + value + "."
                + (percent ? "\nMaybe the value is in percent: divide by 100." : ""));
    }

    /** A confidence level: what share of outcomes is better. */
    static double level(String name, double value) {
        if (value > 0 && value < 1) {
            return value;
        }
        throw new IllegalArgumentException(name + " must be in (0, 1), got " + value + "."
                + (value > 1 && value < 100 ? "\nMaybe the level is in percent: divide by 100." : ""));
    }

    static double positive(String name, double value) {
        that(value > 0 && value < Double.POSITIVE_INFINITY, name + " must be a finite number above 0", value);
        return value;
    }

    static <T> List<T> some(String name, List<T> list) {
        that(list != null, name + " must be given", "nothing");
        that(!list.isEmpty(), name + " must have at least one element", "an empty list");
        that(list.stream().noneMatch(element -> element == null), name + " must have no empty element", "one");
        return List.copyOf(list);
    }

    /** Names that are there, not blank, and differ. */
    static List<String> names(String what, List<String> names) {
        List<String> all = some(what, names);
        for (int i = 0; i < all.size(); i++) {
            that(!all.get(i).isBlank(), "a name in " + what + " must not be blank", "number " + (i + 1));
            int first = all.indexOf(all.get(i));
            that(
                    first == i,
                    "names in " + what + " must differ",
                    "'" + all.get(i) + "' as numbers " + (first + 1) + " and " + (i + 1));
        }
        return all;
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
