package io.github.loantwin.server.cli;

/**
 * One column of a result table.
 *
 * @param key name in JSON and CSV
 * @param title heading for people
 * @param unit second heading line for people, may be empty
 * @param decimals digits after the point for people
 * @param scale factor for people: 100 shows a fraction as percent, 1e-6 money in millions
 * @param numeric whether values are numbers, which are aligned to the right
 */
record Column(String key, String title, String unit, int decimals, double scale, boolean numeric) {
    /** Returns a column of words. */
    static Column text(String key, String title) {
        return new Column(key, title, "", 0, 1, false);
    }

    /** Returns a column of numbers. */
    static Column number(String key, String title, String unit, int decimals, double scale) {
        return new Column(key, title, unit, decimals, scale, true);
    }

    /** Returns a column of fractions, shown to people as percent. */
    static Column percent(String key, String title, int decimals) {
        return number(key, title, "%", decimals, 100);
    }

    /** Returns a column of money in currency units, shown to people in millions. */
    static Column millions(String key, String title) {
        return number(key, title, "million", 2, 1e-6);
    }
}
