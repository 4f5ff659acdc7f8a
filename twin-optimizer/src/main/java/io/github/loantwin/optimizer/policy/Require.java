package io.github.loantwin.optimizer.policy;

/** Checks of parameters; messages give rule, value and key. */
final class Require {
    private Require() {}

    static double inRange(String key, double value, double low, double high) {
        if (value >= low && value <= high) {
            return value;
        }
        boolean percent = value / 100 >= low && value / 100 <= high && high <= 2;
        throw new IllegalArgumentException(key + " must be in [" + low + ", " + high + "], got " + value + "."
                + (percent ? "\nMaybe the value is in percent: divide by 100." : ""));
    }

    static <T> T given(String key, T value) {
        that(value != null, key + " must be given", "nothing");
        return value;
    }

    static void that(boolean holds, String rule, Object got) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", got " + got + ".");
        }
    }
}
