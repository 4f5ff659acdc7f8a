package io.github.loantwin.env.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class BandTest {
    /** Type 7 of Hyndman and Fan (1996): position 1 + (n - 1) p, so of 1..10 at p = .05 1.45 and at .95 9.55. */
    @Test
    void bandEndsAreQuantilesBetweenOrderStatistics() {
        Band band = Band.of(new double[] {10, 2, 3, 1, 5, 4, 7, 6, 9, 8});
        assertEquals(5.5, band.mean(), 1e-15);
        assertEquals(1.45, band.low(), 1e-12);
        assertEquals(9.55, band.high(), 1e-12);
    }

    @Test
    void oneValueIsItsOwnBand() {
        assertEquals(new Band(3, 3, 3), Band.of(new double[] {3}));
    }

    @Test
    void noValuesHaveNoBand() {
        assertThrows(IllegalArgumentException.class, () -> Band.of(new double[0]));
    }

    /** 365 days of 2026, 365 of 2027 and 31 + 29 + 31 of the leap year 2028. */
    @Test
    void nineQuartersFollowTheCalendar() {
        LocalDate day0 = LocalDate.of(2025, 12, 31);
        assertEquals(821, NineQuarters.days(day0));
        assertEquals(List.of(0, 90, 181, 273, 365, 455, 546, 638, 730, 821), NineQuarters.ends(day0));
        assertEquals("2025Q4", NineQuarters.quarterOf(day0, 0));
        assertEquals("2026Q1", NineQuarters.quarterOf(day0, 1));
        assertEquals("2026Q1", NineQuarters.quarterOf(day0, 90));
        assertEquals("2028Q1", NineQuarters.quarterOf(day0, 821));
    }
}
