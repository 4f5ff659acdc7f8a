package io.github.loantwin.env.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class SimulationCalendarTest {
    /** Reference: java.time, every day from 1890 to 2110, so that 1900 (common) and 2000 (leap) are inside. */
    @Test
    void agreesWithJavaTimeOnEveryDay() {
        LocalDate start = LocalDate.of(2026, 1, 15);
        SimulationCalendar calendar = new SimulationCalendar(start);
        int last = calendar.dayOf(LocalDate.of(2110, 12, 31));
        for (int day = calendar.dayOf(LocalDate.of(1890, 1, 1)); day <= last; day++) {
            LocalDate date = start.plusDays(day);
            assertEquals(date.getYear(), calendar.year(day));
            assertEquals(date.getMonthValue(), calendar.monthOfYear(day));
            assertEquals(date.getDayOfMonth(), calendar.dayOfMonth(day));
            assertEquals(date.lengthOfMonth(), calendar.daysInMonth(day));
            assertEquals(date.getDayOfWeek().getValue(), calendar.dayOfWeek(day));
            assertEquals(
                    ChronoUnit.MONTHS.between(YearMonth.from(start), YearMonth.from(date)), calendar.monthIndex(day));
            assertEquals(date.getDayOfMonth() == date.lengthOfMonth(), calendar.isMonthEnd(day));
            assertEquals(date.getDayOfMonth() == 1, calendar.isMonthStart(day));
            assertEquals(date, calendar.date(day));
        }
    }

    @Test
    void monthsKnowTheirFirstDayAndQuarter() {
        SimulationCalendar calendar = new SimulationCalendar(LocalDate.of(2024, 2, 29));
        for (int month = -2000; month < 2000; month++) {
            YearMonth expected = YearMonth.of(2024, 2).plusMonths(month);
            int first = calendar.firstDayOfMonth(month);
            assertEquals(expected.atDay(1), calendar.date(first));
            assertEquals(month, calendar.monthIndex(first));
            assertEquals(expected.getMonthValue(), calendar.monthOfYearAt(month));
            assertEquals(expected.getYear(), calendar.yearAt(month));
            assertEquals(expected.getMonthValue() % 3 == 0, calendar.isQuarterEndMonth(month));
        }
        assertEquals(-28, calendar.firstDayOfMonth(0));
    }

    @Test
    void yearAndQuarterEnds() {
        SimulationCalendar calendar = new SimulationCalendar(LocalDate.of(2026, 1, 1));
        assertTrue(calendar.isYearEnd(364));
        assertTrue(calendar.isQuarterEnd(89));
        assertEquals(LocalDate.of(2026, 3, 31), calendar.date(89));
        assertTrue(calendar.isWeekend(2));
    }

    @Test
    void refusesYearsOutsideTheRange() {
        assertThrows(IllegalArgumentException.class, () -> new SimulationCalendar(LocalDate.of(0, 1, 1)));
        assertThrows(IllegalArgumentException.class, () -> new SimulationCalendar(LocalDate.of(10_000, 1, 1)));
    }
}
