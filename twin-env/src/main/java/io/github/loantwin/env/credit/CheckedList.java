package io.github.loantwin.env.credit;

import io.github.loantwin.env.check.ArgCheck;
import java.util.List;

/** A list of config numbers with a fixed length and range. */
final class CheckedList {
    private CheckedList() {}

    /** Returns an immutable copy of a list that has the given length and lies in [low, high]. */
    static List<Double> within(String name, List<Double> values, int length, double low, double high) {
        ArgCheck.notNull(name, values);
        ArgCheck.that(values.size() == length, name + " must have " + length + " numbers", values.size());
        for (int i = 0; i < length; i++) {
            String element = name + "[" + i + "]";
            ArgCheck.fraction(element, ArgCheck.notNull(element, values.get(i)), low, high);
        }
        return List.copyOf(values);
    }
}
