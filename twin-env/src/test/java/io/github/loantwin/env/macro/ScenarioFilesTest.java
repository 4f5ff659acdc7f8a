package io.github.loantwin.env.macro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users' own files, good and bad; every message names the rule, the value and the place. */
class ScenarioFilesTest {
    @TempDir
    Path folder;

    private Scenario load(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text.replace("|", "\n"));
        return ScenarioLibrary.load(file.toString());
    }

    @Test
    void fourColumnsAreEnough() throws IOException {
        Scenario s = load(
                "mine.csv",
                "date,unemployment,house_price_index,rate_3m|2026Q1,5.0,310,3.0|2026Q2,6.0,300,2.0|2026Q3,6.5,295,1.5");
        assertEquals("2026Q1", s.start().toString());
        assertEquals("2026Q3", s.last().toString());
        assertEquals("1990Q1", s.first().toString(), "the history table comes before it");
        Quarter q2 = new Quarter(s.start().index() + 1);
        assertEquals(2.45 - 4.28, s.value(q2, ScenarioColumn.GDP_GROWTH), 1e-12);
        assertEquals(-0.175 + 0.872 * 2 + 0.384 * 6, s.value(q2, ScenarioColumn.RATE_10Y), 1e-12);
        assertEquals(5.2, s.value(q2, ScenarioColumn.PRIME), 1e-12);
    }

    @Test
    void overlappingHistoryIsRescaledToTheFilesIndex() throws IOException {
        Scenario s = load(
                "mine.csv",
                "date,unemployment,house_price_index,rate_3m|2025Q3,4.3,100,4.2|2025Q4,4.5,99,4|2026Q1,5,98,3");
        assertEquals(100 * 320.9 / 317.6, s.value(new Quarter(2025 * 4 + 1), ScenarioColumn.HPI), 1e-9);
    }

    @Test
    void yamlMayGiveFractionsAndItsOwnStart() throws IOException {
        Scenario s = load(
                "mine.yaml",
                YAML.replace("percent", "fraction") + "  - [2026Q1, 0.05, 310, 0.03]|  - [2026Q2, 0.06, 300, 0.02]");
        assertEquals(5.0, s.value(s.start(), ScenarioColumn.UNEMPLOYMENT), 1e-12);
        assertEquals(310.0, s.value(s.start(), ScenarioColumn.HPI), 1e-12);
    }

    private static final String YAML = "title: t|description: d|source: s|units: percent|start: 2026Q1|history: none|"
            + "columns: [quarter, unemployment, housePriceIndex, rate3m]|rows:|";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "gap; date,unemployment,house_price_index,rate_3m|2026Q1,5,310,3|2026Q3,6,300,2; Quarters must follow; line 3",
                "double row; date,unemployment,house_price_index,rate_3m|2026Q1,5,310,3|2026Q1,6,300,2; got 2026Q1 after 2026Q1; line 3",
                "no house prices; date,unemployment,rate_3m|2026Q1,5,3|2026Q2,6,2; must have the column housePriceIndex; bad.csv",
                "fractions; date,unemployment,house_price_index,rate_3m|2026Q1,0.05,310,0.03|2026Q2,0.06,300,0.02; must be in percent; Maybe the file gives fractions",
                "basis points; date,unemployment,house_price_index,rate_3m|2026Q1,5,310,300|2026Q2,6,300,200; rate3m must be in [-2.0, 30.0] percent, got 300.0; line 2",
                "not a number; date,unemployment,house_price_index,rate_3m|2026Q1,n/a,310,3|2026Q2,6,300,2; unemployment must be a number, got 'n/a'; line 2",
                "empty cell; date,unemployment,house_price_index,rate_3m|2026Q1,,310,3|2026Q2,6,300,2; unemployment must be a number, got ''; Maybe drop the rows",
                "short row; date,unemployment,house_price_index,rate_3m|2026Q1,5,310|2026Q2,6,300,2; must have 4 cells; line 2",
                "bad date; date,unemployment,house_price_index,rate_3m|Q1 of 26,5,310,3|2026Q2,6,300,2; must look like 2026Q1; line 2",
                "no header; 2026Q1,5,310,3|2026Q2,6,300,2; must have a column Date; line 1",
                "one row; date,unemployment,house_price_index,rate_3m|2026Q1,5,310,3; at least two quarters; bad.csv",
                "other index base; date,unemployment,house_price_index,rate_3m|2026Q1,5,100,3|2026Q2,6,98,2; must be on the base of the Fed's table; Maybe add the quarter before",
                "same column twice; date,unemployment,Unemployment rate,house_price_index,rate_3m|2026Q1,5,5,310,3|2026Q2,6,6,300,2; unemployment is there twice; line 1"
            })
    void badCsvIsRefused(String label, String text, String rule, String place) {
        refused("bad.csv", text, rule, place);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "unknown key; colour: red; Unknown key 'colour'; Maybe",
                "double key; title: a|title: b; must be valid YAML; title",
                "not YAML; [; must be valid YAML; bad.yaml",
                "list; - 1; must be a YAML mapping; bad.yaml",
                "no rows; title: t|description: d|source: s|units: percent|start: 2026Q1|history: none|columns: [quarter, unemployment, housePriceIndex, rate3m]; Key 'rows'; bad.yaml",
                "no source; title: t|description: d|units: percent|start: 2026Q1|history: none|columns: [quarter, unemployment, housePriceIndex, rate3m]|rows: [[2026Q1, 5, 310, 3], [2026Q2, 5, 310, 3]]; Key 'source'; bad.yaml",
                "units; title: t|description: d|source: s|units: bps|start: 2026Q1|history: none|columns: [quarter, unemployment, housePriceIndex, rate3m]|rows: []; units must be percent or fraction; 'bps'",
                "column; title: t|description: d|source: s|units: percent|start: 2026Q1|history: none|columns: [quarter, jobless]|rows: []; A column must be one of gdpGrowth; columns[1]",
                "text cell; title: t|description: d|source: s|units: percent|start: 2026Q1|history: none|columns: [quarter, unemployment, housePriceIndex, rate3m]|rows: [[2026Q1, five, 310, 3]]; unemployment must be a number; rows[0]",
                "start outside; title: t|description: d|source: s|units: percent|start: 2030Q1|history: none|columns: [quarter, unemployment, housePriceIndex, rate3m]|rows: [[2026Q1, 5, 310, 3], [2026Q2, 5, 310, 3]]; start must be one of the quarters 2026Q1 to 2026Q2; got 2030Q1",
                "window; title: t|description: d|source: s|units: percent|window: {table: us-history, from: 1980Q1, to: 1985Q1}; A window must lie within 1990Q1; got 1980Q1"
            })
    void badYamlIsRefused(String label, String text, String rule, String place) {
        refused("bad.yaml", text, rule, place);
    }

    private void refused(String name, String text, String rule, String place) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> load(name, text));
        assertTrue(e.getMessage().contains(rule), e.getMessage());
        assertTrue(e.getMessage().contains(place), e.getMessage());
    }

    @Test
    void unknownNamesListTheKnown() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> ScenarioLibrary.load("severely-adverse"));
        assertTrue(e.getMessage().contains("gfc"), e.getMessage());
        assertTrue(e.getMessage().contains("Maybe 'severely-adverse-2025'"), e.getMessage());
    }

    @Test
    void configNumbersAreChecked() {
        MarketNoise m = MacroFixtures.config("var").market();
        PublicationLags lags = MacroFixtures.config("var").publicationLags();
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> new MacroConfig.Constant(4.4, .02, .02, .04, .036, .042, .063, .068, .0166, 18, lags, m));
        assertTrue(
                e.getMessage().contains("macro.unemployment must be in [0.0, 0.3], got 4.4.\nMaybe"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new PublicationLags(1, 1, 7, 2));
        assertThrows(IllegalArgumentException.class, () -> ModelLibrary.load("mars"));
    }
}
