package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that run many lenders, from end to end, on small ones. */
class StudyCommandsTest {
    @RegisterExtension
    final RunsAside aside = new RunsAside();

    private static Cli stress(String... more) {
        List<String> arguments = new ArrayList<>(List.of("stress", "--loans", "100", "--seeds", "2", "--quiet"));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private static JsonNode json(Cli result) {
        assertEquals(ExitCode.OK, result.exitCode(), result.error());
        return JsonMapper.shared().readTree(result.out());
    }

    @Test
    void stressTakesTheSizeOfTheBookOnce() {
        Cli result = stress("--set", "episode.initialLoans=200");
        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        assertTrue(result.error().contains("got --loans 100 and --set episode.initialLoans=200."), result.error());
    }

    @Test
    void stressShowsSupervisoryTablesAndLeavesAReport() throws IOException {
        Path out = aside.folder().resolve("study");
        Cli result = stress("--scenarios", "severely-adverse,baseline", "--out", out.toString());
        assertEquals(ExitCode.OK, result.exitCode(), result.error());
        for (String text : List.of(
                "Losses by type of loan, nine quarters",
                "Pre-provision net revenue",
                "Against the baseline on the same seeds",
                "severely-adverse-2026",
                "baseline-2026",
                "Under 8 %")) {
            assertTrue(result.out().contains(text), text + " in\n" + result.out());
        }
        for (String file : List.of(
                "report.html",
                "report.xlsx",
                "figures.csv",
                "runs.csv",
                "capital_path.csv",
                "economies.csv",
                "config-baseline-2026.yaml",
                "manifest.json",
                "plots/capital_path.png",
                "plots/capital_bridge.svg")) {
            assertTrue(Files.size(out.resolve(file)) > 500, file);
        }
        assertEquals(1 + 2 * 2, Files.readAllLines(out.resolve("runs.csv")).size(), "heading, scenarios x seeds");
        assertEquals(
                1 + 2 * 10, Files.readAllLines(out.resolve("capital_path.csv")).size());
    }

    @Test
    void policiesMayHaveCommas() {
        JsonNode figures = json(stress(
                "--scenarios", "baseline", "--policies", "hold,constant:0.05,0,-0.1", "--no-report", "-o", "json"));
        List<String> policies = IntStream.range(0, figures.size())
                .mapToObj(i -> figures.get(i).get("policy").asString())
                .distinct()
                .toList();
        assertEquals(List.of("hold", "constant:0.05,0,-0.1"), policies);
        assertFalse(Files.exists(aside.folder().resolve("runs")), "no report was wanted");
    }

    /** Of a baseline and a copy of it every paired difference is 0. */
    @Test
    void aScenarioOfOnesOwnIsRead() throws IOException {
        Path mine = aside.folder().resolve("mine.csv");
        Files.writeString(mine, fourColumns("4.5", 12));
        Cli result = stress("--scenarios", "baseline", "--scenario-file", mine.toString(), "--no-report", "-o", "csv");
        assertEquals(ExitCode.OK, result.exitCode(), result.error());
        assertTrue(result.out().contains("\nmine,hold,loss_rate,fraction,"), result.out());
    }

    private static String fourColumns(String unemployment, int quarters) {
        StringBuilder text = new StringBuilder("date,unemployment,house_price_index,rate_3m\n");
        for (int q = 0; q < quarters; q++) {
            text.append(2026 + q / 4).append('Q').append(q % 4 + 1).append(',');
            text.append(q == 2 ? unemployment : "4.5").append(",315.0,3.6\n");
        }
        return text.toString();
    }

    @Test
    void aBadFileIsRefusedWithItsLine() throws IOException {
        Path mine = aside.folder().resolve("mine.csv");
        Files.writeString(mine, fourColumns("four", 12));
        Cli result = stress("--scenarios", mine.toString());
        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        assertTrue(
                result.error().contains("unemployment must be a number, got 'four' (mine.csv, line 4)"),
                result.error());
    }

    @Test
    void aFileShorterThanNineQuartersIsRefused() throws IOException {
        Path mine = aside.folder().resolve("mine.csv");
        Files.writeString(mine, fourColumns("4.5", 6));
        Cli result = stress("--scenarios", mine.toString());
        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        assertTrue(result.error().contains("within the scenario's 18 months"), result.error());
    }

    @Test
    void unknownScenariosNameTheKnownOnes() {
        Cli result = stress("--scenarios", "severely-advers");
        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        assertTrue(result.error().contains("Maybe 'severely-adverse-2025' was meant"), result.error());
    }

    @Test
    void aFolderWithContentIsRefusedBeforeTheWork() throws IOException {
        Files.writeString(aside.folder().resolve("something.txt"), "here");
        Cli result = stress("--out", aside.folder().toString());
        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        assertTrue(result.error().contains("must be new or empty"), result.error());
    }

    @Test
    void reverseStressNamesTheMildestBreakingEconomy() throws IOException {
        Path out = aside.folder().resolve("reverse");
        Cli result = stress("--reverse", "--ratio", "0.1", "--resolution", "0.5", "--out", out.toString());
        assertEquals(ExitCode.OK, result.exitCode(), result.error());
        assertTrue(
                result.out().contains("Whole economy: the mean lowest ratio is under 10 % from severity"),
                result.out());
        assertTrue(result.out().contains("not reached up to severity"), result.out());
        assertTrue(Files.size(out.resolve("report.html")) > 10_000);
        Cli again =
                Cli.run("scenarios", "show", out.resolve("breaking-economy.csv").toString());
        assertEquals(ExitCode.OK, again.exitCode(), again.error());
    }

    @Test
    void reverseStressTakesOnePolicy() {
        Cli result = stress("--reverse", "--policies", "hold,random");
        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        assertTrue(result.error().contains("takes one policy"), result.error());
    }

    private static Cli counterfactual(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("counterfactual", "--loans", "200", "--days", "120", "--from-day", "40", "--quiet"));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    @Test
    void counterfactualShowsWhatDifferedAndLeavesAReport() throws IOException {
        Path out = aside.folder().resolve("what-if");
        Cli result = counterfactual("--alt", "constant:0.1,0.02,0", "--out", out.toString());
        assertEquals(ExitCode.OK, result.exitCode(), result.error());
        for (String text : List.of("Loans matched one by one", "Net income by line", "From day 40 (2026-02-09) on")) {
            assertTrue(result.out().contains(text), text + " in\n" + result.out());
        }
        for (String file : List.of(
                "report.html",
                "report.xlsx",
                "profit.csv",
                "cells.csv",
                "groups.csv",
                "manifest.json",
                "plots/profit_bridge.png",
                "plots/bands.svg")) {
            assertTrue(Files.size(out.resolve(file)) > 200, file);
        }
        assertTrue(Files.readAllLines(out.resolve("cells.csv")).stream().noneMatch(line -> line.startsWith("2026-01")));
    }

    @Test
    void counterfactualGivesNumbersForPrograms() {
        JsonNode figures = json(counterfactual("--seeds", "3", "--no-report", "-o", "json"));
        JsonNode last = figures.get(figures.size() - 1);
        assertEquals("net_income", last.get("figure").asString());
        double difference = last.get("difference").asDouble();
        assertEquals(last.get("alternative").asDouble() - last.get("base").asDouble(), difference, 1e-6);
        assertTrue(last.get("low_95").asDouble() < difference);
    }

    @Test
    void aChangeAfterTheEndIsRefused() {
        Cli result = Cli.run("counterfactual", "--from-day", "121", "--days", "120");
        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        assertTrue(result.error().contains("days 1 to 120, got 121"), result.error());
    }

    @Test
    void baselinesHaveNames() {
        for (String policy : List.of("rule", "best-constant", "random")) {
            JsonNode figures =
                    json(stress("--scenarios", "baseline", "--policies", policy, "--no-report", "--output", "json"));
            assertTrue(figures.toString().contains('"' + policy + '"'), figures.toString());
        }
        Cli wrong = stress("--policies", "ruler");
        assertEquals(ExitCode.BAD_INPUT, wrong.exitCode());
        assertTrue(wrong.error().contains("got 'ruler'"), wrong.error());
    }

    @Test
    void theBestConstantIsSearchedTheSameWayTwice() {
        String[] quick = {"baseline", "--candidates", "6", "--first-seeds", "2", "--stages", "2", "--quiet"};
        Cli first = Cli.run(quick);
        assertEquals(ExitCode.OK, first.exitCode(), first.error());
        assertTrue(first.out().startsWith("# Written by: ./twin baseline --candidates 6"), first.out());
        assertEquals(first.out(), Cli.run(quick).out());
    }
}
