package io.github.loantwin.env.macro;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A calendar quarter.
 *
 * @param index quarters since the first quarter of year 0
 */
record Quarter(int index) {
    private static final Pattern FORM = Pattern.compile("(\\d{4})[ -]?[Qq]([1-4])");

    /** Reads 2026Q1, 2026 Q1, 2026-Q1 or any ISO date of the quarter. */
    static Quarter parse(String text, String where) {
        Matcher matcher = FORM.matcher(text.trim());
        if (matcher.matches()) {
            return new Quarter(Integer.parseInt(matcher.group(1)) * 4 + Integer.parseInt(matcher.group(2)) - 1);
        }
        try {
            LocalDate date = LocalDate.parse(text.trim());
            return new Quarter(date.getYear() * 4 + (date.getMonthValue() - 1) / 3);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "A quarter must look like 2026Q1 (or 2026 Q1, or an ISO date), got '" + text + "' (" + where + ").",
                    e);
        }
    }

    Quarter plus(int quarters) {
        return new Quarter(index + quarters);
    }

    @Override
    public String toString() {
        return index / 4 + "Q" + (index % 4 + 1);
    }
}
