package io.github.loantwin.env;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import io.github.loantwin.env.report.Column;
import io.github.loantwin.env.report.EpisodeRecorder;
import io.github.loantwin.env.report.PeriodProfit;
import io.github.loantwin.env.report.PeriodTable.Length;
import io.github.loantwin.env.report.ProfitAttribution;
import io.github.loantwin.env.report.Statements;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** What the environment reports in {@code info} must make statements that add up to the ten-thousandth. */
class EnvironmentReportTest {
    private static final int DAYS = 120;

    /** Plays with random actions; the info's date is that of the day after the one simulated. */
    private static EpisodeRecorder play(long seed) {
        List<Column> columns = new ArrayList<>();
        for (InfoField field : InfoField.values()) {
            columns.add(new Column(
                    field.key(),
                    field.label(),
                    Column.Unit.valueOf(field.unit().name()),
                    Column.Kind.valueOf(field.kind().name())));
        }
        EpisodeRecorder recorder = new EpisodeRecorder(columns);
        LoanEnv env = new LoanEnv(TwinConfig.defaults());
        StepInfo opening = env.reset(seed).info();
        recorder.open(LocalDate.ofEpochDay((long) opening.get(InfoField.EPOCH_DAY) - 1), opening.toArray());
        Draws draws = new Draws(seed);
        for (int day = 0; day < DAYS; day++) {
            int date = day / 10;
            StepInfo info = env.step(env.actionSpace().sample(i -> draws.uniform(Stream.POLICY, i, date)))
                    .info();
            recorder.add((long) info.get(InfoField.EPOCH_DAY) - 1, info.toArray());
        }
        return recorder;
    }

    @Test
    void statementsOfARandomPolicyAddUp() {
        EpisodeRecorder first = play(11);
        assertEquals(DAYS, first.days());
        for (Table table :
                List.of(Statements.income(first, Length.MONTH), Statements.balanceSheet(first, Length.MONTH))) {
            int last = table.rowCount() - 1;
            for (int column = 1; column < table.columnCount(); column++) {
                assertEquals(0, table.doubleColumn(column).get(last), table.name());
            }
        }
        ProfitAttribution split =
                ProfitAttribution.between(PeriodProfit.of("seed 11", first), PeriodProfit.of("seed 12", play(12)));
        assertEquals(0, split.otherUnits());
    }
}
