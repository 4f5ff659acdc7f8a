package io.github.loantwin.env.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.report.Column.Kind;
import io.github.loantwin.env.report.Column.Unit;
import io.github.loantwin.env.report.PeriodTable.Length;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class EpisodeRecorderTest {
    private static final LocalDate START = LocalDate.of(2026, 1, 30);
    private static final List<Column> COLUMNS = List.of(
            new Column("income", "Income", Unit.MONEY, Kind.FLOW),
            new Column("loans", "Loans", Unit.MONEY, Kind.STOCK),
            new Column("score", "Score", Unit.SCORE, Kind.RATIO));

    private static EpisodeRecorder days(int days) {
        EpisodeRecorder recorder = new EpisodeRecorder(COLUMNS);
        recorder.open(START.minusDays(1), new double[] {99, 1000, 0});
        for (int day = 0; day < days; day++) {
            recorder.add(START.plusDays(day), new double[] {0.1, 1000 + day, day});
        }
        return recorder;
    }

    @Test
    void keepsRowsBeyondItsFirstCapacity() {
        EpisodeRecorder recorder = days(1500);
        assertEquals(1500, recorder.rows());
        assertEquals(1500, recorder.days());
        assertEquals(START.plusDays(1499), recorder.date(1499));
        assertEquals(2499, recorder.last("loans"));
        assertEquals(1000, recorder.opening("loans"));
        assertEquals(1500, recorder.dates().size());
        assertEquals(1500, recorder.toTable("episode").rowCount());
        assertTrue(recorder.has("income", "loans"));
        assertFalse(recorder.has("income", "cash"));
    }

    /** 0.1 summed 1,500 times is not 150 in doubles; in ten-thousandths it is. The opening's flow does not count. */
    @Test
    void sumsMoneyExactly() {
        EpisodeRecorder recorder = days(1500);
        double naive = 0;
        for (double value : recorder.values("income")) {
            naive += value;
        }
        assertFalse(naive == 150.0);
        assertEquals(150.0, recorder.total("income"));
    }

    /** 30 and 31 January, 1-28 February, 1-30 March of 60 days from 30 January 2026. */
    @Test
    void sumsFlowsTakesLastStocksAndAveragesRatiosByMonth() {
        Table months = PeriodTable.monthly(days(60));
        assertEquals(
                List.of("2026-01", "2026-02", "2026-03"),
                months.stringColumn("period").asList());
        assertEquals(List.of(2, 28, 30), months.intColumn("days").asList());
        assertEquals(List.of(0.2, 2.8, 3.0), months.doubleColumn("income").asList());
        assertEquals(
                List.of(1001.0, 1029.0, 1059.0), months.doubleColumn("loans").asList());
        assertEquals(List.of(0.5, 15.5, 44.5), months.doubleColumn("score").asList()); // means of 0-1, 2-29, 30-59
        assertEquals(
                List.of("2026-Q1"),
                PeriodTable.of(days(60), Length.QUARTER).stringColumn("period").asList());
        assertEquals(
                List.of("2026", "2027"),
                PeriodTable.of(days(400), Length.YEAR).stringColumn("period").asList());
        assertEquals("2026-Q4", Length.QUARTER.periodOf(LocalDate.of(2026, 10, 1)));
        assertEquals("2026-12", Length.MONTH.periodOf(LocalDate.of(2026, 12, 31)));
    }

    @Test
    void stepsOfSeveralDaysWeighTheirDays() {
        EpisodeRecorder recorder = new EpisodeRecorder(COLUMNS);
        recorder.open(START.minusDays(1), new double[3]);
        recorder.add(START, new double[] {1, 1, 10});
        recorder.add(START.plusDays(7), new double[] {7, 1, 20});
        assertEquals(1, recorder.days(0));
        assertEquals(7, recorder.days(1));
        assertEquals((10 + 7 * 20) / 8.0, recorder.mean("score", 0, 2));
    }

    @Test
    void refusesDisorder() {
        EpisodeRecorder recorder = days(2);
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> recorder.add(START, new double[3]));
        assertEquals(
                "rows must be in order of date, after 2026-01-31, got 2026-01-30.\n"
                        + "Maybe a new episode needs a new recorder.",
                error.getMessage());
        assertThrows(IllegalArgumentException.class, () -> recorder.add(START.plusDays(9), new double[2]));
        assertThrows(IllegalArgumentException.class, () -> recorder.open(START, new double[3]));
        assertThrows(IllegalArgumentException.class, () -> recorder.values("cash"));
        assertThrows(IllegalArgumentException.class, () -> recorder.value("loans", 2));
        assertThrows(IllegalArgumentException.class, () -> new EpisodeRecorder(List.of()));
        assertThrows(
                IllegalArgumentException.class, () -> new EpisodeRecorder(List.of(COLUMNS.get(0), COLUMNS.get(0))));
        assertThrows(IllegalArgumentException.class, () -> new Column("Bad Key", "x", Unit.RATE, Kind.FLOW));
        assertThrows(IllegalArgumentException.class, () -> PeriodTable.monthly(new EpisodeRecorder(COLUMNS)));
    }
}
