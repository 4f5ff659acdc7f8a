package io.github.loantwin.env.calendar;

import java.time.LocalDate;

/**
 * The real (proleptic Gregorian) calendar seen from day 0 of an episode, by arithmetic and without allocation.
 *
 * <p>A <em>day</em> is the number of days since the start date (negative before it); a <em>month</em> is the number of
 * calendar months since the month that holds day 0. Years are counted from 1 March, so that the leap day comes last and
 * the months' lengths follow one linear formula. Immutable; safe to share between threads.
 */
public final class SimulationCalendar {
    /** Days from 1 March of year 0 to 1 January 1970. */
    private static final int EPOCH_SHIFT = 719_468;

    private static final int DAYS_PER_ERA = 146_097;

    private final int startEpochDay;
    private final int startMonth;

    /**
     * Creates the calendar of an episode.
     *
     * @param start the date of day 0, in the years 1 to 9999
     */
    public SimulationCalendar(LocalDate start) {
        if (start.getYear() < 1 || start.getYear() > 9999) {
            throw new IllegalArgumentException("startDate must be in the years 1 to 9999, got " + start + ".");
        }
        this.startEpochDay = (int) start.toEpochDay();
        this.startMonth = start.getYear() * 12 + start.getMonthValue() - 1;
    }

    /** Returns the date of day 0. */
    public LocalDate start() {
        return LocalDate.ofEpochDay(startEpochDay);
    }

    /** Returns the date of a day; allocates, for reports only. */
    public LocalDate date(int day) {
        return LocalDate.ofEpochDay(epochDay(day));
    }

    /** Returns the day number of a date. */
    public int dayOf(LocalDate date) {
        return Math.toIntExact(date.toEpochDay() - startEpochDay);
    }

    /** Returns the days from 1 January 1970 to the given day. */
    public int epochDay(int day) {
        return startEpochDay + day;
    }

    /** Returns the calendar year. */
    public int year(int day) {
        return Math.floorDiv(absoluteMonth(day), 12);
    }

    /** Returns the month of the year, 1 to 12. */
    public int monthOfYear(int day) {
        return Math.floorMod(absoluteMonth(day), 12) + 1;
    }

    /** Returns the month number: calendar months since the month that holds day 0. */
    public int monthIndex(int day) {
        return absoluteMonth(day) - startMonth;
    }

    /** Returns the day of the month, 1 to 31. */
    public int dayOfMonth(int day) {
        int marchDay = dayOfMarchYear(epochDay(day));
        int marchMonth = (5 * marchDay + 2) / 153;
        return marchDay - (153 * marchMonth + 2) / 5 + 1;
    }

    /** Returns the length of the month that holds the day, 28 to 31. */
    public int daysInMonth(int day) {
        int month = monthIndex(day);
        return firstDayOfMonth(month + 1) - firstDayOfMonth(month);
    }

    /** Returns the day of the week, 1 for Monday to 7 for Sunday. */
    public int dayOfWeek(int day) {
        return Math.floorMod(epochDay(day) + 3, 7) + 1;
    }

    /** Returns whether the day is a Saturday or Sunday. */
    public boolean isWeekend(int day) {
        return dayOfWeek(day) >= 6;
    }

    /** Returns whether the day is the first of its month. */
    public boolean isMonthStart(int day) {
        return dayOfMonth(day) == 1;
    }

    /** Returns whether the day is the last of its month. */
    public boolean isMonthEnd(int day) {
        return dayOfMonth(day + 1) == 1;
    }

    /** Returns whether the day is the last of March, June, September or December. */
    public boolean isQuarterEnd(int day) {
        return isMonthEnd(day) && isQuarterEndMonth(monthIndex(day));
    }

    /** Returns whether the day is 31 December. */
    public boolean isYearEnd(int day) {
        return isMonthEnd(day) && monthOfYear(day) == 12;
    }

    /** Returns the month of the year, 1 to 12, of a month number. */
    public int monthOfYearAt(int month) {
        return Math.floorMod(startMonth + month, 12) + 1;
    }

    /** Returns the calendar year of a month number. */
    public int yearAt(int month) {
        return Math.floorDiv(startMonth + month, 12);
    }

    /** Returns whether a month number is a March, June, September or December. */
    public boolean isQuarterEndMonth(int month) {
        return Math.floorMod(startMonth + month, 3) == 2;
    }

    /** Returns the day number of the first day of a month. */
    public int firstDayOfMonth(int month) {
        int marchMonths = startMonth + month - 2;
        int marchYear = Math.floorDiv(marchMonths, 12);
        int marchMonth = marchMonths - 12 * marchYear;
        int leapDays = Math.floorDiv(marchYear, 4) - Math.floorDiv(marchYear, 100) + Math.floorDiv(marchYear, 400);
        return 365 * marchYear + leapDays + (153 * marchMonth + 2) / 5 - EPOCH_SHIFT - startEpochDay;
    }

    /** Returns the months from January of year 0 to the month that holds the day. */
    private int absoluteMonth(int day) {
        int epochDay = epochDay(day);
        int marchDay = dayOfMarchYear(epochDay);
        int marchMonth = (5 * marchDay + 2) / 153;
        return 12 * marchYear(epochDay) + marchMonth + 2;
    }

    /** Returns the days since 1 March, 0 to 365. */
    private static int dayOfMarchYear(int epochDay) {
        int shifted = epochDay + EPOCH_SHIFT;
        int dayOfEra = Math.floorMod(shifted, DAYS_PER_ERA);
        int yearOfEra = yearOfEra(dayOfEra);
        return dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    }

    private static int marchYear(int epochDay) {
        int shifted = epochDay + EPOCH_SHIFT;
        return 400 * Math.floorDiv(shifted, DAYS_PER_ERA) + yearOfEra(Math.floorMod(shifted, DAYS_PER_ERA));
    }

    /** Returns the year within its 400-year era: the leap days are taken out, then 365 divides. */
    private static int yearOfEra(int dayOfEra) {
        return (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    }
}
