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
    String shown() {
        return unit.shown(value);
    }
}
