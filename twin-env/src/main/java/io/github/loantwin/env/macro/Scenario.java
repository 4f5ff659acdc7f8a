package io.github.loantwin.env.macro;

/**
 * A named path of the economy: consecutive quarters of the ten {@link ScenarioColumn} figures.
 *
 * @param name file name without ending
 * @param title one line for people
 * @param description what happens and what is not modelled
 * @param source who published the figures, or that they are hand-made
 * @param start first quarter of the episode; earlier quarters are history
 * @param first quarter of the first row
 * @param rows figures by quarter and column, percent or level
 */
record Scenario(
        String name, String title, String description, String source, Quarter start, Quarter first, double[][] rows) {
    Scenario {
        if (start.index() < first.index() || start.index() >= first.index() + rows.length) {
            throw new IllegalArgumentException("start must be one of the quarters " + first + " to "
                    + first.plus(rows.length - 1) + ", got " + start + " (" + name + ").");
        }
    }

    /** Returns the last quarter with figures. */
    Quarter last() {
        return first.plus(rows.length - 1);
    }

    /** Returns the number of months from the start to the last quarter's end. */
    int months() {
        return 3 * (last().index() - start.index() + 1);
    }

    /** Returns one figure. */
    double value(Quarter quarter, ScenarioColumn column) {
        return rows[quarter.index() - first.index()][column.ordinal()];
    }

    /** Returns the same figures, begun at another quarter. */
    Scenario startingAt(Quarter newStart) {
        return new Scenario(name, title, description, source, newStart, first, rows);
    }
}
