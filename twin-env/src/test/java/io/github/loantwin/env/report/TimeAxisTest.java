package io.github.loantwin.env.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeAxisTest {
    private static List<LocalDate> ticks(LocalDate first, int days) {
        return new TimeAxis(first, first.plusDays(days)).ticks(860);
    }

    @Test
    void aYearHasATickOnEveryMonthsStart() {
        List<LocalDate> ticks = ticks(LocalDate.of(2026, 1, 1), 365);
        assertEquals(13, ticks.size());
        assertEquals(LocalDate.of(2027, 1, 1), ticks.get(12));
        assertEquals(
                LocalDate.of(2026, 2, 1), ticks(LocalDate.of(2026, 1, 15), 365).get(0));
    }

    @Test
    void longAndShortEpisodesHaveAFewTicks() {
        assertEquals(
                LocalDate.of(2026, 4, 1), ticks(LocalDate.of(2026, 1, 1), 1095).get(1));
        assertEquals(
                LocalDate.of(2026, 1, 8), ticks(LocalDate.of(2026, 1, 1), 45).get(1));
        for (int days = 2; days < 40_000; days += 1 + days / 5) {
            int count = ticks(LocalDate.of(2025, 11, 20), days).size();
            assertTrue(count >= 2 && count <= 14, count + " ticks for " + days + " days");
        }
    }

    @Test
    void moneyIsShownInAUnitThatKeepsNumbersShort() {
        assertEquals(MoneyScale.UNITS, MoneyScale.fitting(new double[] {1999.99, -3}));
        assertEquals(MoneyScale.THOUSANDS, MoneyScale.fitting(new double[] {-2000}));
        assertEquals(MoneyScale.MILLIONS, MoneyScale.fitting(new double[] {1}, new double[] {2e6}));
        assertEquals(MoneyScale.BILLIONS, MoneyScale.fitting(new double[] {3e9}));
        assertEquals(MoneyScale.UNITS, MoneyScale.fitting(new double[0]));
    }
}
