package io.github.loantwin.env.check;

import java.util.Collection;

/**
 * Argument checks that return their argument, so that a check and an assignment are one line.
 *
 * <p>Every failure is an {@link InvalidValueException} (an {@link IllegalArgumentException}) that names the rule and
 * the value got. NaN fails every check of a double. A check that passes allocates nothing.
 */
public final class ArgCheck {
    private ArgCheck() {}

    /** Returns the value if it is in [low, high]. */
    public static double inClosed(String name, double value, double low, double high) {
        if (value >= low && value <= high) {
            return value;
        }
        throw outside(name, "[" + low + ", " + high + "]", Double.toString(value));
    }

    /** Returns the value if it is in (low, high]. */
    public static double inOpenClosed(String name, double value, double low, double high) {
        if (value > low && value <= high) {
            return value;
        }
        throw outside(name, "(" + low + ", " + high + "]", Double.toString(value));
    }

    /** Returns the value if it is in [low, high). */
    public static double inClosedOpen(String name, double value, double low, double high) {
        if (value >= low && value < high) {
            return value;
        }
        throw outside(name, "[" + low + ", " + high + ")", Double.toString(value));
    }

    /** Returns the value if it is in (low, high). */
    public static double inOpen(String name, double value, double low, double high) {
        if (value > low && value < high) {
            return value;
        }
        throw outside(name, "(" + low + ", " + high + ")", Double.toString(value));
    }

    /** Returns the value if it is in [low, high]. */
    public static int inClosed(String name, int value, int low, int high) {
        if (value >= low && value <= high) {
            return value;
        }
        throw outside(name, "[" + low + ", " + high + "]", Integer.toString(value));
    }

    /** Returns the value if it is in [low, high]. */
    public static long inClosed(String name, long value, long low, long high) {
        if (value >= low && value <= high) {
            return value;
        }
        throw outside(name, "[" + low + ", " + high + "]", Long.toString(value));
    }

    /**
     * Returns the value if it is a fraction in [low, high]; help says that percent may have been given when a hundredth
     * of the value would be in range.
     */
    public static double fraction(String name, double value, double low, double high) {
        if (value >= low && value <= high) {
            return value;
        }
        boolean percent = value / 100 >= low && value / 100 <= high;
        InvalidValueException error = outside(name, "[" + low + ", " + high + "]", Double.toString(value));
        throw percent ? error.withHelp("Maybe the value is in percent: divide by 100.") : error;
    }

    /** Returns the value if it is neither infinite nor NaN. */
    public static double finite(String name, double value) {
        if (Math.abs(value) <= Double.MAX_VALUE) {
            return value;
        }
        throw new InvalidValueException(name + " must be a finite number", Double.toString(value), "");
    }

    /** Returns the value if it is finite and above zero. */
    public static double positive(String name, double value) {
        if (value > 0 && value <= Double.MAX_VALUE) {
            return value;
        }
        throw new InvalidValueException(name + " must be a finite number above 0", Double.toString(value), "");
    }

    /** Returns the value if it is above zero. */
    public static int positive(String name, int value) {
        if (value > 0) {
            return value;
        }
        throw new InvalidValueException(name + " must be above 0", Integer.toString(value), "");
    }

    /** Returns the value if it is above zero. */
    public static long positive(String name, long value) {
        if (value > 0) {
            return value;
        }
        throw new InvalidValueException(name + " must be above 0", Long.toString(value), "");
    }

    /** Returns the value if it is finite and not below zero. */
    public static double notNegative(String name, double value) {
        if (value >= 0 && value <= Double.MAX_VALUE) {
            return value;
        }
        throw new InvalidValueException(name + " must be a finite number of at least 0", Double.toString(value), "");
    }

    /** Returns the value if it is not below zero. */
    public static int notNegative(String name, int value) {
        if (value >= 0) {
            return value;
        }
        throw new InvalidValueException(name + " must be at least 0", Integer.toString(value), "");
    }

    /** Returns the value if it is not below zero. */
    public static long notNegative(String name, long value) {
        if (value >= 0) {
            return value;
        }
        throw new InvalidValueException(name + " must be at least 0", Long.toString(value), "");
    }

    /** Returns the reference if there is one. */
    public static <T> T notNull(String name, T value) {
        if (value != null) {
            return value;
        }
        throw new InvalidValueException(name + " must be given", "nothing", "");
    }

    /** Returns the text if it holds more than white space. */
    public static String notBlank(String name, String value) {
        if (!notNull(name, value).isBlank()) {
            return value;
        }
        throw new InvalidValueException(name + " must be a text that is not blank", "'" + value + "'", "");
    }

    /** Returns the collection if it has elements. */
    public static <C extends Collection<?>> C notEmpty(String name, C value) {
        if (!notNull(name, value).isEmpty()) {
            return value;
        }
        throw new InvalidValueException(name + " must have at least one element", "none", "");
    }

    /** Returns the array if it has the given length. */
    public static double[] length(String name, double[] value, int length) {
        checkLength(name, notNull(name, value).length, length);
        return value;
    }

    /** Returns the array if it has the given length. */
    public static float[] length(String name, float[] value, int length) {
        checkLength(name, notNull(name, value).length, length);
        return value;
    }

    /** Returns the array if it has the given length and every element is finite. */
    public static double[] finite(String name, double[] value, int length) {
        length(name, value, length);
        for (int i = 0; i < length; i++) {
            if (!(Math.abs(value[i]) <= Double.MAX_VALUE)) {
                throw new InvalidValueException(
                        name + "[" + i + "] must be a finite number", Double.toString(value[i]), "");
            }
        }
        return value;
    }

    /** Returns the array if each element is larger than the one before it. */
    public static double[] increasing(String name, double[] value) {
        for (int i = 1; i < notNull(name, value).length; i++) {
            if (!(value[i] > value[i - 1])) {
                throw new InvalidValueException(
                                name + " must increase strictly", value[i] + " behind " + value[i - 1], "")
                        .at("at index " + i);
            }
        }
        return value;
    }

    /** Returns the array if its elements sum to a total within a tolerance. */
    public static double[] sumsTo(String name, double[] value, double total, double tolerance) {
        double sum = 0;
        for (double element : notNull(name, value)) {
            sum += element;
        }
        if (Math.abs(sum - total) <= tolerance) {
            return value;
        }
        throw new InvalidValueException(name + " must sum to " + total, Double.toString(sum), "");
    }

    /** Throws if a rule does not hold; both texts are built by the caller, so keep this off hot paths. */
    public static void that(boolean holds, String rule, Object got) {
        if (!holds) {
            throw new InvalidValueException(rule, String.valueOf(got), "");
        }
    }

    private static void checkLength(String name, int got, int length) {
        if (got != length) {
            throw new InvalidValueException(name + " must have " + length + " elements", Integer.toString(got), "");
        }
    }

    private static InvalidValueException outside(String name, String interval, String got) {
        return new InvalidValueException(name + " must be in " + interval, got, "");
    }
}
