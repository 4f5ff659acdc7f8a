package io.github.loantwin.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.report.EpisodeContext;
import io.github.loantwin.env.report.EpisodeReport;
import io.github.loantwin.env.report.EpisodeStory;
import io.github.loantwin.env.report.Figure;
import io.github.loantwin.env.report.FigureFiles;
import io.github.loantwin.env.report.Limits;
import io.github.loantwin.env.report.LoanHistory;
import io.github.loantwin.env.report.TableFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Reports of real episodes: whole, self-contained, and with the numbers that were recorded. */
class EpisodeReportTest {
    private static final Limits LIMITS = new Limits(0.15, 0.025, 0.05, 0.08, 0.05, 0.40, 1, 1, 0.1, 0.02, 0.1);
    private static final List<String> SECTIONS = List.of(
            "Summary",
            "Balances",
            "Delinquency",
            "Roll rates",
            "Vintages",
            "Charge-offs and recoveries",
            "Income statement",
            "Profit attribution",
            "Balance sheet",
            "Capital and liquidity",
            "Value at risk",
            "Economy",
            "Reward",
            "Policy in force");

    private record Run(LoanEnv env, LoanHistory history, EpisodeContext context) {
        EpisodeReport report() {
            return new EpisodeReport(env.history(), history, LIMITS, context);
        }

        EpisodeStory story() {
            return new EpisodeStory(env.history(), LIMITS, context);
        }
    }

    private static Run run(TwinConfig config, int days, Optional<String> failure, boolean interrupted) {
        LoanEnv env = new LoanEnv(config.with("episode.initialLoans", 400));
        env.reset(42);
        LoanHistory history = new LoanHistory(env.review());
        env.watch(history);
        boolean over = false;
        for (int day = 0; day < days && !over; day++) {
            StepResult step = env.step(new float[3]);
            over = step.terminated() || step.truncated();
        }
        int planned = config.episode().simulationDays();
        return new Run(
                env,
                history,
                new EpisodeContext("test", "var", "hold", "", 42, planned, failure, interrupted, "LoanTwin"));
    }

    private static Run run(int days) {
        return run(TwinConfig.defaults().with("episode.simulationDays", days), days, Optional.empty(), false);
    }

    private static Document parsed(String html) throws Exception {
        String xml = html.replaceFirst("<!DOCTYPE html>", "");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    @Test
    void aYearHasEverySectionAndFetchesNothing() throws Exception {
        EpisodeReport report = run(365).report();
        String html = report.page().html();
        Document page = parsed(html);
        assertEquals(SECTIONS.size(), page.getElementsByTagName("h2").getLength());
        for (int i = 0; i < SECTIONS.size(); i++) {
            assertEquals(
                    SECTIONS.get(i), page.getElementsByTagName("h2").item(i).getTextContent());
        }
        assertEquals(0, page.getElementsByTagName("script").getLength());
        String own = html.replace("http://www.w3.org/1999/xhtml", "").replace("http://www.w3.org/2000/svg", "");
        assertFalse(own.contains("http:") || own.contains("https:"), "no address");
        assertFalse(html.contains("NaN") || html.contains("Infinity"));
        assertTrue(html.length() < 1_500_000, "a page of " + html.length());
        assertEquals(html, run(365).report().page().html(), "the same run gives the same bytes");
    }

    /** Recomputed from the recorded days without the classes of the report. */
    @Test
    void theSummaryHasTheRecordedNumbers() {
        Run run = run(365);
        double income = 0;
        double equity = 0;
        double lowest = 1;
        for (int row = 0; row < 365; row++) {
            income += run.env().history().value("net_income", row);
            equity += run.env().history().value("equity", row) / 365;
            lowest = Math.min(lowest, run.env().history().value("capital_ratio", row));
        }
        String words = run.story().opening();
        assertTrue(words.contains(String.format(Locale.ROOT, "%.1f thousand", Math.abs(income) / 1e3)), words);
        assertTrue(words.contains(String.format(Locale.ROOT, "%.1f %%", Math.abs(100 * income / equity))), words);
        String page = run.report().page().html();
        assertTrue(page.contains(String.format(Locale.ROOT, "<p class=\"value\">%.2f <small>%%", 100 * lowest)), words);
    }

    @Test
    void everyTableIsAFileThatReadsBack(@TempDir Path folder) throws IOException {
        EpisodeReport report = run(120).report();
        List<Path> files = TableFiles.writeCsvs(report.page().tables(), folder);
        assertEquals(report.page().tables().size(), files.size());
        for (int i = 0; i < files.size(); i++) {
            List<String> lines = Files.readAllLines(files.get(i));
            assertEquals(
                    report.page().tables().get(i).rows().size() + 1,
                    lines.size(),
                    files.get(i).toString());
            int width = report.page().tables().get(i).columns().size();
            for (String line : lines) {
                assertEquals(width, fields(line), line);
            }
        }
        assertTrue(Files.exists(folder.resolve("income-statement-by-quarter.csv")));
        TableFiles.writeXlsx(report.page().tables(), folder.resolve("report.xlsx"));
    }

    private static int fields(String line) {
        int fields = 1;
        boolean quoted = false;
        for (char c : line.toCharArray()) {
            quoted ^= c == '"';
            fields += c == ',' && !quoted ? 1 : 0;
        }
        return fields;
    }

    @Test
    void everyFigureOfThePageIsDrawn(@TempDir Path folder) throws IOException {
        List<Figure> figures = run(120).report().figures();
        assertEquals(15, figures.size());
        for (Path file : FigureFiles.write(figures.subList(0, 4), folder)) {
            assertTrue(Files.size(file) > 5_000, file.toString());
        }
        assertEquals(0, FigureFiles.write(figures, folder, () -> true).size(), "stopped before the first");
    }

    @Test
    void aShortRunSaysSoAndLeavesOutWhatItCannotKnow() throws Exception {
        for (int days : new int[] {2, 30}) {
            String html = run(days).report().page().html();
            parsed(html);
            assertTrue(html.contains("The run is short"));
            assertTrue(html.contains("too short to compare its halves"));
            assertTrue(html.contains("no whole month"));
            assertFalse(html.contains("NaN"));
        }
    }

    @Test
    void aFailedLenderIsCalledSo() {
        TwinConfig config =
                TwinConfig.defaults().with("reward.capitalFloor", 0.119).with("episode.simulationDays", 300);
        Run run = run(config, 300, Optional.of("its capital ratio was under the floor"), false);
        int days = run.env().history().days();
        assertTrue(days < 300, "it fails in this run");
        String words = run.story().opening();
        assertTrue(words.contains("It failed on "), words);
        assertTrue(words.contains("day " + days + " of 300: its capital ratio was under the floor."), words);
        assertTrue(words.contains("It was a bad period"), words);
    }

    @Test
    void aStoppedRunIsCalledSo() {
        TwinConfig config = TwinConfig.defaults().with("episode.simulationDays", 365);
        String words = run(config, 100, Optional.empty(), true).story().opening();
        assertTrue(words.contains("The run was stopped on 2026-04-10, day 100 of 365"), words);
    }
}
