package io.github.loantwin.env.macro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.calendar.SimulationCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioTest {
    private static final Path ROOT = Path.of(System.getProperty("loantwin.root", ".."));

    static List<String> names() {
        return ScenarioLibrary.names();
    }

    static MacroConfig.Scenario config(String scenario) {
        MacroConfig.Scenario c = (MacroConfig.Scenario) MacroFixtures.config("scenario");
        return new MacroConfig.Scenario(
                scenario, c.startQuarter(), c.beyondEnd(), c.noise(), c.noiseModel(), c.publicationLags(), c.market());
    }

    private static Economy economy(MacroConfig.Scenario config) {
        return new Economy(MacroModel.compile(config), MacroFixtures.calendar());
    }

    private static void walkTo(Economy economy, int month) {
        economy.reset(1, MacroConfig.StartRegime.STATIONARY);
        for (int day = 0; economy.month() < month || day == 0; day++) {
            economy.startDay(day);
        }
    }

    @Test
    void namesAreTheFilesOfTheFolder() throws IOException {
        Path folder = ROOT.resolve("configs/scenarios");
        try (Stream<Path> files = Files.list(folder)) {
            List<String> found = files.map(f -> f.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList();
            assertEquals(ScenarioLibrary.names(), found);
        }
    }

    /** Every named scenario covers 1,095 days (36 months), the longer of the two evaluation horizons. */
    @ParameterizedTest
    @MethodSource("names")
    void everyScenarioRunsForThreeYears(String name) {
        ScenarioLibrary.Entry entry = ScenarioLibrary.describe(name);
        assertTrue(entry.months() >= 36, entry.toString());
        assertFalse(entry.source().isBlank());
        MacroModel model = MacroModel.compile(config(name));
        model.requireMonths(35);
        Economy economy = new Economy(model, MacroFixtures.calendar());
        economy.reset(3, MacroConfig.StartRegime.STATIONARY);
        assertEquals(100.0, economy.published(MacroSeries.HPI, 0));
        for (int day = 0; day < 1095; day++) {
            economy.startDay(day);
            assertTrue(economy.unemployment() > 0.02 && economy.unemployment() < 0.14);
            assertTrue(economy.rate3m() >= 0 && economy.rate3m() < 0.1);
            assertTrue(economy.mortgageRate() > economy.rate10y());
            assertTrue(economy.vix() >= 9 && economy.vix() <= 90);
            assertTrue(economy.bbbSpread() > 0.005 && economy.bbbSpread() < 0.08);
        }
    }

    /** Credit model C7, Fed 2026 proposed severely adverse: the quarter's figure stands in the quarter's last month. */
    @ParameterizedTest
    @CsvSource({"2, 5.9, 2.5, 3.2, 6.1, 295.5", "5, 7.2, 0.1, 2.7, 6.0, 277.1", "20, 10.0, 0.1, 2.3, 5.4, 232.8"})
    void severelyAdverseHitsItsQuarterlyFigures(
            int month, double unemployment, double rate3m, double rate10y, double mortgage, double index) {
        Economy economy = economy(config("severely-adverse-2026"));
        walkTo(economy, month + 1);
        assertEquals(unemployment / 100, economy.history(MacroSeries.UNEMPLOYMENT, 1), 1e-12);
        assertEquals(rate3m / 100, economy.history(MacroSeries.RATE_3M, 1), 1e-12);
        assertEquals(rate10y / 100, economy.history(MacroSeries.RATE_10Y, 1), 1e-12);
        assertEquals(mortgage / 100, economy.history(MacroSeries.MORTGAGE_RATE, 1), 1e-12);
        double growth = index / 314.9;
        double base = economy.history(MacroSeries.HPI, 1 + month + 1);
        assertEquals(growth, economy.history(MacroSeries.HPI, 1) / base, 1e-12);
    }

    /** Fed history, table of 2026: unemployment 2009Q4 9.9 against 6.9 a year before; house prices 140.6 against 143.5. */
    @Test
    void crisisReplayGivesFourQuarterChanges() {
        Economy economy = economy(config("gfc"));
        walkTo(economy, 36);
        assertEquals(0.099 - 0.069, economy.unemploymentChange4q(1), 1e-12);
        assertEquals(140.6 / 143.5 - 1, economy.hpiGrowth4q(1), 1e-12);
        double growth = StrictMath.pow(0.955 * 0.993 * 1.014 * 1.044, 0.25) - 1;
        assertEquals(growth, economy.history(MacroSeries.GDP_GROWTH_4Q, 1), 1e-12);
    }

    /** Crisis quarters of credit model C3.2: 2008Q3-2009Q2 and 2020Q1-Q2; the rule finds them and no other. */
    @Test
    void regimeRuleFindsTheCrisisQuartersOfHistory() {
        MonthTable table = ScenarioMonths.table(ScenarioLibrary.load("us-history"), true);
        Quarter first = ScenarioLibrary.load("us-history").first();
        StringBuilder crises = new StringBuilder();
        int[] count = new int[Regime.COUNT];
        for (int i = 2; i < table.regimes().length; i += 3) {
            count[table.regimes()[i]]++;
            if (table.regimes()[i] == Regime.CRISIS.ordinal()) {
                crises.append(first.plus(i / 3)).append(' ');
            }
        }
        assertEquals("2008Q3 2008Q4 2009Q1 2009Q2 2020Q1 2020Q2 ", crises.toString());
        assertTrue(count[1] >= 10 && count[1] <= 24, "recession quarters " + count[1]);
    }

    @Test
    void anyWindowOfHistoryCanBeChosen() {
        MacroConfig.Scenario c = config("us-history");
        Economy economy = economy(new MacroConfig.Scenario(
                c.scenario(), "2001Q1", c.beyondEnd(), 0, c.noiseModel(), c.publicationLags(), c.market()));
        walkTo(economy, 3);
        assertEquals(0.042, economy.history(MacroSeries.UNEMPLOYMENT, 1), 1e-12, "2001Q1 in the Fed's table");
    }

    @Test
    void pathThatEndsEarlyIsAnErrorUnlessHeld() {
        MacroConfig.Scenario c = config("severely-adverse-2026");
        MacroModel model = MacroModel.compile(c);
        assertEquals(38, model.lastMonth());
        Exception e = assertThrows(IllegalArgumentException.class, () -> model.requireMonths(39));
        assertTrue(e.getMessage().contains("\nMaybe"), e.getMessage());
        MacroConfig.Scenario held = new MacroConfig.Scenario(
                c.scenario(), "file", MacroConfig.BeyondEnd.HOLD, 0, c.noiseModel(), c.publicationLags(), c.market());
        Economy economy = economy(held);
        walkTo(economy, 60);
        assertEquals(0.08, economy.unemployment(), 1e-12);
        assertEquals(economy.hpiGrowth4q(3), economy.hpiGrowth4q(0), 1e-9);
    }

    /** The files of configs/scenarios hold what the Fed's CSV files hold, when those are at hand. */
    @ParameterizedTest
    @CsvSource({
        "severely-adverse-2026, 2026_Proposed_Supervisory_Severely_Adverse_Domestic.csv",
        "baseline-2026, 2026_Proposed_Supervisory_Baseline_Domestic.csv",
        "severely-adverse-2025, 2025-Table_3A_Supervisory_Severely_Adverse_Domestic.csv",
        "baseline-2025, 2025-Table_2A_Supervisory_Baseline_Domestic.csv"
    })
    void namedScenariosEqualTheFedsFiles(String name, String csv) {
        Path file = ROOT.resolve("../shared/data/fed-stress-test").resolve(csv);
        Assumptions.assumeTrue(Files.exists(file), "the Federal Reserve's files are not beside this repository");
        Scenario expected = ScenarioLibrary.load(file.toString());
        Scenario found = ScenarioLibrary.load(name);
        assertEquals(expected.start(), found.start());
        assertEquals(expected.last(), found.last());
        for (int q = found.start().index(); q <= found.last().index(); q++) {
            for (ScenarioColumn column : ScenarioColumn.values()) {
                assertEquals(expected.value(new Quarter(q), column), found.value(new Quarter(q), column), 1e-9);
            }
        }
    }

    /** Quarterly interpolation lags the monthly record by about a month: root mean square error under half a point. */
    @Test
    void replayFollowsMonthlyUnemployment() throws IOException {
        Path file = ROOT.resolve("../shared/data/fred-macro/UNRATE.csv");
        Assumptions.assumeTrue(Files.exists(file), "the monthly unemployment record is not beside this repository");
        List<String> lines = Files.readAllLines(file);
        Economy economy = economy(config("gfc"));
        SimulationCalendar calendar = MacroFixtures.calendar();
        economy.reset(1, MacroConfig.StartRegime.STATIONARY);
        double sum = 0;
        for (int day = 0; day < 1800; day++) {
            economy.startDay(day);
            if (calendar.isMonthStart(day)) {
                LocalDate then = LocalDate.of(2007, 1, 1).plusMonths(economy.month());
                String line = lines.stream()
                        .filter(l -> l.startsWith(then.toString()))
                        .findFirst()
                        .orElseThrow();
                double error = economy.unemployment() * 100 - Double.parseDouble(line.split(",")[1]);
                sum += error * error;
            }
        }
        assertEquals(0, Math.sqrt(sum / 60), 0.5);
    }

    /** Noise draws are keyed: same key same path, other key another; standard deviation after a year near the VAR's. */
    @Test
    void noiseMovesThePathAroundItself() {
        MacroConfig.Scenario c = config("typical");
        Economy economy = economy(new MacroConfig.Scenario(
                c.scenario(), "file", c.beyondEnd(), 1.0, c.noiseModel(), c.publicationLags(), c.market()));
        double sum = 0;
        double squares = 0;
        int n = 2000;
        for (int seed = 0; seed < n; seed++) {
            MacroFixtures.walk(economy, seed, 360);
            double deviation = economy.unemployment() - 0.044;
            sum += deviation;
            squares += deviation * deviation;
        }
        double sd = Math.sqrt(squares / n);
        assertEquals(0, sum / n, 4.5 * sd / Math.sqrt(n));
        assertTrue(sd > 0.001 && sd < 0.01, "sd " + sd);
    }
}
