package io.github.loantwin.env.macro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.loantwin.env.calendar.SimulationCalendar;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has not happened cannot be seen: not in the hash, not in published figures, not in true values. */
class NoLookAheadTest {
    /** Two scenarios that agree up to a quarter give one economy up to that quarter's last day, and two the day after. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 9})
    void scenariosAreEqualUntilTheyDiffer(int quartersShared) {
        Scenario original = ScenarioLibrary.load("severely-adverse-2026");
        double[][] rows = new double[original.rows().length][];
        int changedFrom = original.start().index() - original.first().index() + quartersShared;
        for (int i = 0; i < rows.length; i++) {
            rows[i] = original.rows()[i].clone();
            for (int k = 0; i >= changedFrom && k < rows[i].length; k++) {
                rows[i][k] *= 1.1;
            }
        }
        Scenario changed = new Scenario("x", "x", "x", "x", original.start(), original.first(), rows);
        Economy a = economy(original);
        Economy b = economy(changed);
        a.reset(9, MacroConfig.StartRegime.STATIONARY);
        b.reset(9, MacroConfig.StartRegime.STATIONARY);
        int firstDifferentDay = MacroFixtures.calendar().firstDayOfMonth(3 * quartersShared);
        for (int day = 0; day < firstDifferentDay; day++) {
            a.startDay(day);
            b.startDay(day);
            assertEquals(a.hash(0), b.hash(0), "day " + day);
            for (MacroSeries series : MacroSeries.values()) {
                assertEquals(a.published(series, 0), b.published(series, 0));
            }
        }
        if (quartersShared > 0) {
            a.startDay(firstDifferentDay);
            b.startDay(firstDifferentDay);
        }
        assertNotEquals(a.hash(0), b.hash(0), "day " + firstDifferentDay);
        assertEquals(a.published(MacroSeries.UNEMPLOYMENT, 0), b.published(MacroSeries.UNEMPLOYMENT, 0));
        assertNotEquals(a.unemployment(), b.unemployment());
    }

    private static Economy economy(Scenario scenario) {
        MonthTable table = ScenarioMonths.table(scenario, false);
        return new Economy(MacroModel.of(ScenarioTest.config("typical"), table), MacroFixtures.calendar());
    }

    /** Under the VAR a month's end is decided on its first day; a fork of the month's luck changes nothing seen before. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nextMonthsLuckIsNotInTodaysState(long key) {
        SimulationCalendar calendar = new SimulationCalendar(LocalDate.of(2026, 1, 1));
        MacroModel model = MacroModel.compile(MacroFixtures.config("var"));
        Economy a = new Economy(model, calendar);
        Economy b = new Economy(model, calendar);
        a.reset(key, MacroConfig.StartRegime.STATIONARY);
        b.reset(key, MacroConfig.StartRegime.STATIONARY);
        for (int day = 0; day <= 30; day++) {
            a.startDay(day);
            b.startDay(day);
        }
        b.rekey(key + 1000);
        assertEquals(a.hash(5), b.hash(5));
        a.startDay(31);
        b.startDay(31);
        assertNotEquals(a.hash(5), b.hash(5));
        assertEquals(a.published(MacroSeries.UNEMPLOYMENT, 0), b.published(MacroSeries.UNEMPLOYMENT, 0));
        assertEquals(a.published(MacroSeries.HPI, 0), b.published(MacroSeries.HPI, 0));
        assertEquals(a.published(MacroSeries.GDP_GROWTH_4Q, 0), b.published(MacroSeries.GDP_GROWTH_4Q, 0));
    }
}
