package io.github.loantwin.env.report;

import io.github.loantwin.env.check.ArgCheck;

/**
 * One figure that a reader should remember, shown large on a page.
 *
 * @param label what it is
 * @param value the number as people read it
 * @param unit its unit, may be empty
 * @param remark what it is to be held against, such as its limit; may be empty
 * @param mood whether it is good, bad or neither; a bad one also needs a remark that says so in words
 */
public record KeyFigure(String label, String value, String unit, String remark, Mood mood) {
    /** How a figure is meant. */
    public enum Mood {
        GOOD,
        NEUTRAL,
        BAD
    }

    public KeyFigure {
        ArgCheck.notBlank("label", label);
        ArgCheck.notBlank("value", value);
        ArgCheck.notNull("unit", unit);
        ArgCheck.notNull("remark", remark);
        ArgCheck.that(mood != Mood.BAD || !remark.isBlank(), "a bad figure must have a remark", "none for " + label);
    }

    /** Returns a figure that is neither good nor bad. */
    public static KeyFigure of(String label, String value, String unit, String remark) {
        return new KeyFigure(label, value, unit, remark, Mood.NEUTRAL);
    }

    /** Returns a figure that is held against a limit. */
    public static KeyFigure limited(String label, String value, String unit, String remark, boolean kept) {
        return new KeyFigure(label, value, unit, remark, kept ? Mood.GOOD : Mood.BAD);
    }
}
