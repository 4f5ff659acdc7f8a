package io.github.loantwin.server.optimize;

/**
 * One figure of a decision, such as its expected return.
 *
 * @param key name in JSON
 * @param label name for people
 * @param value the figure
 * @param unit what it is measured in
 */
record Measure(String key, String label, double value, Unit unit) {
    /** Returns the label inside a sentence: small, unless it begins with a name or an abbreviation. */
    String lowLabel() {
        boolean name =
                label.startsWith("Sharpe") || label.matches("[A-Za-z]?[A-Z].*") && !label.matches("[A-Z][a-z].*");
        return name ? label : label.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + label.substring(1);
    }

    String shown() {
        return unit.shown(value);
    }
}
