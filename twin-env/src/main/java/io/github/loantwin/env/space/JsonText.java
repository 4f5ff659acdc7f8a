package io.github.loantwin.env.space;

import io.github.loantwin.env.check.ArgCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/** The few lines of JSON that a space needs; names are checked on the way in, so nothing has to be escaped. */
final class JsonText {
    private JsonText() {}

    static List<String> checkedNames(List<String> names) {
        ArgCheck.notEmpty("names", names);
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            boolean plain = name != null && name.matches("[A-Za-z][A-Za-z0-9_]*");
            ArgCheck.that(plain, "a name must be letters, digits and _, first a letter", "'" + name + "'");
            ArgCheck.that(seen.add(name), "names must differ", "'" + name + "' twice");
        }
        return List.copyOf(names);
    }

    static String names(List<String> names) {
        StringJoiner text = new StringJoiner("\", \"", "[\"", "\"]");
        names.forEach(text::add);
        return text.toString();
    }

    /** Infinite bounds become null: JSON has no infinity. */
    static String numbers(float[] values) {
        StringJoiner text = new StringJoiner(", ", "[", "]");
        for (float value : values) {
            text.add(Float.isInfinite(value) ? "null" : Float.toString(value));
        }
        return text.toString();
    }

    static String numbers(int[] values) {
        StringJoiner text = new StringJoiner(", ", "[", "]");
        for (int value : values) {
            text.add(Integer.toString(value));
        }
        return text.toString();
    }
}
