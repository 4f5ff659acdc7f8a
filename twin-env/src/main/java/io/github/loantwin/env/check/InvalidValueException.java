package io.github.loantwin.env.check;

/**
 * A value that breaks a rule, told as rule, value got, place, and on a second line help.
 *
 * <p>The message reads {@code <rule>, got <value> <place>.} and, when there is help, a second line that starts with
 * "Maybe". Whoever knows more about the place (the loan, the file, the line) catches the exception and throws
 * {@link #at(String)} instead.
 */
public final class InvalidValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String rule;
    private final String got;
    private final String place;
    private final String help;

    /**
     * Creates an exception without a place.
     *
     * @param rule the rule, with the name of the value: {@code ltvRatio must be in (0, 2]}
     * @param got the value as text
     * @param help a sentence that starts with "Maybe", or an empty text
     */
    public InvalidValueException(String rule, String got, String help) {
        this(rule, got, "", help);
    }

    private InvalidValueException(String rule, String got, String place, String help) {
        super(message(rule, got, place, help));
        this.rule = rule;
        this.got = got;
        this.place = place;
        this.help = help;
    }

    private static String message(String rule, String got, String place, String help) {
        String first = rule + ", got " + got + (place.isEmpty() ? "" : " " + place) + ".";
        return help.isEmpty() ? first : first + "\n" + help;
    }

    /** Returns the rule that was broken. */
    public String rule() {
        return rule;
    }

    /** Returns the value that broke it, as text. */
    public String got() {
        return got;
    }

    /** Returns where the value was met; empty if unknown. */
    public String place() {
        return place;
    }

    /** Returns the help line; empty if there is none. */
    public String help() {
        return help;
    }

    /** Returns the same exception with a place added behind the one it has, such as {@code for loan 17}. */
    public InvalidValueException at(String morePlace) {
        return copy(place.isEmpty() ? morePlace : place + " " + morePlace, help);
    }

    /** Returns the same exception with another help line. */
    public InvalidValueException withHelp(String newHelp) {
        return copy(place, newHelp);
    }

    private InvalidValueException copy(String newPlace, String newHelp) {
        InvalidValueException copy = new InvalidValueException(rule, got, newPlace, newHelp);
        copy.setStackTrace(getStackTrace());
        return copy;
    }
}
