package io.github.loantwin.env.stress;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The horizon of a supervisory stress test: nine calendar quarters after the evening of day 0. */
final class NineQuarters {
    static final int QUARTERS = 9;

    private NineQuarters() {}

    /** Returns the days of the nine quarters after day 0, which is the last day of a month. */
    static int days(LocalDate day0) {
        return (int) ChronoUnit.DAYS.between(day0, end(day0, QUARTERS));
    }

    /** Returns the day of the episode on which each quarter ends, day 0 first. */
    static List<Integer> ends(LocalDate day0) {
        List<Integer> ends = new ArrayList<>();
        for (int quarter = 0; quarter <= QUARTERS; quarter++) {
            ends.add((int) ChronoUnit.DAYS.between(day0, end(day0, quarter)));
        }
        return ends;
    }

    private static LocalDate end(LocalDate day0, int quarters) {
        return YearMonth.from(day0).plusMonths(3L * quarters).atEndOfMonth();
    }

    /** Returns the name of the quarter that holds a day of the episode, such as 2027Q3. */
    static String quarterOf(LocalDate day0, int day) {
        LocalDate date = day0.plusDays(day);
        return date.getYear() + "Q" + (date.getMonthValue() + 2) / 3;
    }
}
