package io.github.loantwin.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.report.Column;
import io.github.loantwin.env.report.EpisodeRecorder;
import io.github.loantwin.env.report.PeriodProfit;
import io.github.loantwin.env.report.ProfitAttribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The days of an episode in memory, its summary, and what two scenarios share. */
class EpisodeHistoryTest {
    private static final TwinConfig CONFIG = TwinConfig.defaults().with("episode.initialLoans", 200);

    private static LoanEnv play(long seed, int days) {
        LoanEnv env = new LoanEnv(CONFIG);
        env.reset(seed);
        SavedStateTest.run(env, 0, days);
        return env;
    }

    @Test
    void everyDayIsRecorded() {
        LoanEnv env = play(1, 70);
        EpisodeRecorder history = env.history();
        assertEquals(70, history.rows());
        assertEquals(InfoField.COUNT + 1, InfoColumns.all().size());
        assertEquals(env.info().get(InfoField.EQUITY), history.last("equity"));
        Column column = InfoColumns.of(InfoField.NET_INCOME);
        assertEquals(Column.Kind.FLOW, column.kind());
        assertEquals(
                history.total("net_income") - history.total("dividends"),
                history.last("equity") - history.opening("equity"),
                1e-4);
        assertTrue(env.performanceSummary().columns().rowCount() >= InfoField.COUNT);
        env.reset(2);
        assertNotSame(history, env.history());
        assertEquals(70, history.rows());
        assertEquals(0, env.history().rows());
    }

    @Test
    void recordingCanBeSwitchedOffAndBeginsAnewWithARestore() {
        LoanEnv env = new LoanEnv(CONFIG).recordHistory(false);
        assertThrows(IllegalStateException.class, env::history);
        env.reset(1);
        env.recordHistory(true);
        env.step(new float[3]);
        assertThrows(IllegalStateException.class, env::history);
        byte[] state = env.save();
        env.reset(1);
        env.step(new float[3]);
        env.restore(state);
        env.step(new float[3]);
        assertEquals(1, env.history().rows());
        assertThrows(IllegalStateException.class, () -> env.fork().history());
    }

    @Test
    void profitAttributionOfTwoPeriodsAndTwoEpisodesSumsExactly() {
        LoanEnv env = play(1, 90);
        LocalDate first = env.history().date(0);
        ProfitAttribution split =
                env.profitAttribution(first, first.plusDays(29), first.plusDays(30), first.plusDays(59));
        assertEquals(0, split.otherUnits());
        assertNotEquals(0, split.changeUnits());
        ProfitAttribution episodes = ProfitAttribution.between(
                PeriodProfit.of("one", env.history()),
                PeriodProfit.of("two", play(2, 90).history()));
        assertEquals(0, episodes.otherUnits());
    }

    /** Nothing looks ahead: scenarios that agree up to June give equal states up to 30 June, and others on 1 July. */
    @Test
    void twoScenariosThatAgreeUpToADayGiveEqualHashesUpToIt(@TempDir Path folder) throws IOException {
        Path bundled =
                Path.of(System.getProperty("loantwin.root"), "configs", "scenarios", "severely-adverse-2026.yaml");
        String text = Files.readString(bundled);
        Path same = Files.writeString(folder.resolve("same.yaml"), text);
        String other = text.replaceAll("(- \\[202(6Q[34]|7Q\\d|8Q\\d|9Q1)), [-0-9.]+, [0-9.]+", "$1, 2.5, 4.1");
        assertNotEquals(text, other);
        Path changed = Files.writeString(folder.resolve("changed.yaml"), other);
        LoanEnv a = new LoanEnv(CONFIG.withScenario(same.toString()));
        LoanEnv b = new LoanEnv(CONFIG.withScenario(changed.toString()));
        a.reset(6);
        b.reset(6);
        int julyFirst = (int) (LocalDate.of(2026, 7, 1).toEpochDay()
                - LocalDate.of(2025, 12, 31).toEpochDay());
        for (int day = 1; day < julyFirst; day++) {
            a.step(SavedStateTest.action(3, day));
            b.step(SavedStateTest.action(3, day));
            assertEquals(a.stateHash(), b.stateHash(), "day " + day);
        }
        a.step(new float[3]);
        b.step(new float[3]);
        assertNotEquals(a.stateHash(), b.stateHash());
    }
}
