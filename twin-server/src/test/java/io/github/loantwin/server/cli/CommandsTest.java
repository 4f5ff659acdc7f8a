package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.InfoField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands from end to end, on small lenders. */
class CommandsTest {
    @RegisterExtension
    final RunsAside aside = new RunsAside();

    private static Cli simulate(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("simulate", "--loans", "300", "--days", "40", "--no-plots", "--name", "first"));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private Path run() {
        return aside.folder().resolve("runs/first");
    }

    private JsonNode manifest() {
        return JsonMapper.shared().readTree(run().resolve("manifest.json").toFile());
    }

    @Test
    void simulatePrintsMonthsAndKeepsTheRun() throws IOException {
        Cli result = simulate();
        assertEquals(ExitCode.OK, result.exitCode(), result.error());
        assertTrue(result.out().contains("\n2026-01 "), result.out());
        assertTrue(result.out().contains("\n2026-02 "), result.out());
        assertTrue(result.out().contains("Net income"), result.out());
        assertEquals(41, Files.readAllLines(run().resolve("daily.csv")).size());
        assertEquals(3, Files.readAllLines(run().resolve("monthly.csv")).size());
        assertEquals(42, Files.readAllLines(run().resolve("episode.jsonl")).size(), "header, days, end");
        assertTrue(Files.readString(run().resolve("config.yaml")).contains("initialLoans: 300"));
    }

    @Test
    void manifestSaysHowTheRunCameAbout() {
        simulate("--policy", "constant:0.05,0,0", "--seed", "7");
        JsonNode manifest = manifest();
        assertEquals(7, manifest.get("seed").asLong());
        assertEquals("constant:0.05,0,0", manifest.get("policy").asString());
        assertEquals("simulate", manifest.get("command").get(0).asString());
        assertEquals(64, manifest.get("configHash").asString().length());
        assertEquals(40, manifest.get("days").asInt());
        assertTrue(manifest.get("truncated").asBoolean());
        manifest.get("files")
                .properties()
                .forEach(file -> assertEquals(
                        RunFolder.sha256(run().resolve(file.getKey())),
                        file.getValue().get("sha256").asString()));
        assertEquals(6, manifest.get("files").size());
    }

    @Test
    void plotsAreMadeUnlessUnwanted() {
        Cli result = Cli.run("simulate", "--loans", "300", "--days", "20", "--name", "first");
        assertEquals(ExitCode.OK, result.exitCode(), result.error());
        assertTrue(run().resolve("plots/balances.png").toFile().length() > 10_000);
        assertTrue(run().resolve("plots/capital_liquidity.svg").toFile().length() > 1_000);
        assertTrue(run().resolve("report.html").toFile().length() > 100_000);
        assertTrue(run().resolve("report.xlsx").toFile().length() > 1_000);
        assertTrue(run().resolve("tables/balance-sheet-by-quarter.csv").toFile().length() > 500);
        assertTrue(result.error().contains("Report: " + run().resolve("report.html")), result.error());
    }

    @Test
    void oneValueIsGivenOnce() {
        Cli result = simulate("--set", "episode.simulationDays=50");
        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        assertTrue(
                result.error()
                        .contains("One value must be given once, got --days 40 and --set episode.simulationDays=50."),
                result.error());
        assertTrue(result.error().contains("\nMaybe leave out one of the two."), result.error());
        assertEquals(ExitCode.OK, simulate("--set", "episode.simulationDays=40").exitCode(), "the same value twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hold", "random", "constant:-0.1,0.02,0.1"})
    void aRunReplaysBitForBit(String policy) {
        assertEquals(
                ExitCode.OK,
                simulate("--policy", policy, "--scenario", "gfc", "--audit").exitCode());
        Cli replay = Cli.run("replay", "first", "--verify", "-o", "csv");
        assertEquals(ExitCode.OK, replay.exitCode(), replay.error());
        assertTrue(replay.out().endsWith(",40,yes\n"), replay.out());
    }

    @Test
    void replayNamesTheFirstStepThatDiffers() throws IOException {
        simulate();
        Path recording = run().resolve("episode.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(recording));
        lines.set(17, lines.get(17).replace("\"action\":[0.0,", "\"action\":[0.1,"));
        Files.write(recording, lines);
        Cli replay = Cli.run("replay", run().toString(), "--verify");
        assertEquals(ExitCode.FAILED, replay.exitCode());
        assertTrue(replay.error().contains("differs at step 17"), replay.error());
    }

    @Test
    void replaySaysWhenARecordingHasNoEnd() throws IOException {
        simulate();
        Path recording = run().resolve("episode.jsonl");
        Files.write(recording, Files.readAllLines(recording).subList(0, 11));
        Cli replay = Cli.run("replay", "first", "--verify", "-o", "csv");
        assertEquals(ExitCode.OK, replay.exitCode(), replay.error());
        assertTrue(replay.out().endsWith(",10,yes\n"), replay.out());
        assertTrue(replay.error().contains("has no end"), replay.error());
    }

    @Test
    void replayRefusesABrokenRecording() throws IOException {
        simulate();
        Path recording = run().resolve("episode.jsonl");
        Files.writeString(recording, "{\"step\":0,\"seed\":1}");
        for (String verify : List.of("--verify", "--quiet")) {
            Cli replay = Cli.run("replay", "first", verify);
            assertEquals(ExitCode.BAD_INPUT, replay.exitCode());
            assertTrue(replay.error().contains("episode.jsonl cannot be replayed"), replay.error());
            assertTrue(replay.error().contains("(line 1)"), replay.error());
        }
    }

    @Test
    void replayPrintsTheSameMonths() {
        Cli first = simulate("-o", "csv");
        Cli again = Cli.run("replay", "first", "-o", "csv");
        assertEquals(first.out(), again.out());
    }

    @Test
    void jsonAndCsvHoldTheSameNumbers() {
        JsonNode months =
                JsonMapper.shared().readTree(simulate("-o", "json", "-q").out());
        assertEquals(2, months.size());
        double capital = months.get(1).get("capital_ratio").asDouble();
        assertTrue(capital > 0.05 && capital < 0.3, () -> "capital ratio " + capital);
        Cli csv = Cli.run("replay", "first", "-o", "csv");
        assertTrue(csv.out().lines().skip(2).findFirst().orElseThrow().contains("," + capital + ","), csv.out());
    }

    @Test
    void quietPrintsNothingBesideTheResult() {
        Cli result = simulate("--quiet");
        assertEquals("", result.error());
    }

    @Test
    void liveWithoutATerminalPrintsALineAMonth() {
        Cli result = simulate("--live", "-o", "csv");
        assertEquals(
                2,
                result.error()
                        .lines()
                        .filter(line -> line.contains("portfolio"))
                        .count(),
                result.error());
        assertTrue(result.out().startsWith("period,"), result.out());
    }

    @Test
    void sameNameTwiceIsRefused() {
        simulate();
        Cli again = simulate();
        assertEquals(ExitCode.BAD_INPUT, again.exitCode());
        assertTrue(again.error().contains("Maybe choose another --name"), again.error());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "simulate --policy greedy | or the folder of a trained policy, such as runs/NAME, got 'greedy'",
                "simulate --policy constant:0.2,0,0 | credit_policy must be a number in [-0.1, 0.1], got '0.2'",
                "simulate --days 0 | simulationDays must be in [1, 36500], got 0",
                "simulate --days many | Invalid value for option '--days'",
                "simulate --loans 3 | initialLoans must be in [20,",
                "simulate --loans 90000000 | must fit in memory",
                "simulate --set lender.taxRate=-1 | taxRate",
                "simulate --set lender.taxrate=0.2 | config key 'lender.taxrate' does not exist",
                "simulate --set lender.taxRate | should be in KEY=VALUE format",
                "simulate --scenario gcf | macro.scenario must be one of baseline-2025",
                "simulate --config missing.yaml | missing.yaml",
                "simulate --tape missing.csv | There is no file missing.csv",
                "simulate --name ../up | The name of a run must be",
                "replay nothing | A run must be a folder with the file episode.jsonl, got nothing",
                "scenarios show gcf | macro.scenario must be one of",
                "config explain nonsense | A key must be one of the configuration's, got 'nonsense'",
                "config show nonsense | config key 'nonsense' does not exist",
                "config | Say what to do: show, check or explain",
                "tape | Say what to do: export, check or import",
                "tape check missing.csv | There is no file missing.csv",
                "env --output xml | Invalid value for option '--output'",
            })
    void badInputIsRefusedWithOneClearMessage(String arguments, String message) {
        Cli result = Cli.run(arguments.strip().split(" "));
        assertEquals(ExitCode.BAD_INPUT, result.exitCode(), result.error());
        assertTrue(result.error().startsWith("twin: "), result.error());
        assertTrue(result.error().contains(message.strip()), result.error());
        assertTrue(result.error().contains("\nMaybe "), result.error());
        assertFalse(result.error().contains("\tat "), result.error());
        assertEquals("", result.out());
        assertFalse(Files.exists(aside.folder().resolve("runs")), "nothing is left behind");
    }

    @Test
    void aFileThatIsNoTextIsRefusedByName() throws IOException {
        Path run = Files.createDirectories(aside.folder().resolve("binary"));
        Files.write(run.resolve("episode.jsonl"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        String file = run.resolve("episode.jsonl").toString();
        for (List<String> arguments : List.of(
                List.of("tape", "check", file),
                List.of("replay", run.toString()),
                List.of("simulate", "--config", file),
                List.of("simulate", "--tape", file))) {
            Cli result = Cli.run(arguments.toArray(String[]::new));
            assertEquals(ExitCode.BAD_INPUT, result.exitCode(), result.error());
            assertTrue(result.error().contains("must be text in UTF-8"), result.error());
            assertTrue(result.error().contains("episode.jsonl"), result.error());
            assertTrue(result.error().contains("\nMaybe "), result.error());
        }
    }

    @Test
    void debugShowsTheStackTrace() {
        Cli result = Cli.run("simulate", "--days", "0", "--debug");
        assertTrue(result.error().contains("\tat "), result.error());
    }

    @Test
    void aTapeIsExportedCheckedImportedAndSimulated() throws IOException {
        String tape = aside.folder().resolve("book.csv").toString();
        Cli export = Cli.run("tape", "export", tape, "--loans", "200", "-o", "json");
        assertEquals(ExitCode.OK, export.exitCode(), export.error());
        Cli check = Cli.run("tape", "check", tape, "-o", "json");
        assertEquals(export.out(), check.out());
        Cli imported = Cli.run("tape", "import", tape, "-o", "csv");
        assertTrue(imported.out().contains("loan_count,Number of loans,200"), imported.out());
        assertEquals(ExitCode.OK, simulate("--tape", tape).exitCode());
        assertEquals(ExitCode.OK, Cli.run("replay", "first", "--verify").exitCode());
        Files.writeString(Path.of(tape), Files.readString(Path.of(tape)).replace("creditScore", "score"));
        Cli broken = Cli.run("tape", "check", tape);
        assertEquals(ExitCode.BAD_INPUT, broken.exitCode());
        assertTrue(broken.error().contains("creditScore"), broken.error());
    }

    @Test
    void scenariosAreListedShownAndPlotted() {
        JsonNode all =
                JsonMapper.shared().readTree(Cli.run("scenarios", "-o", "json").out());
        assertTrue(all.size() >= 16, all::toString);
        Cli shown = Cli.run("scenarios", "show", "gfc");
        // Federal Reserve, 2026 supervisory scenarios, historic domestic: unemployment 9.9 % in 2009Q4
        assertTrue(shown.out().lines().anyMatch(line -> line.matches("2009Q4 +9\\.9 .*")), shown.out());
        Cli plotted = Cli.run(
                "scenarios", "plot", "gfc", "covid", "--to", aside.folder().toString());
        assertEquals(ExitCode.OK, plotted.exitCode(), plotted.error());
        assertTrue(aside.folder().resolve("gfc.png").toFile().length() > 10_000);
        assertTrue(aside.folder().resolve("covid.png").toFile().length() > 10_000);
    }

    @Test
    void configIsShownCheckedAndExplained() throws IOException {
        Cli shown = Cli.run("config", "show", "--set", "lender.taxRate=0.31");
        assertTrue(shown.out().contains("taxRate: 0.31"), shown.out());
        assertEquals(
                "0.31\n",
                Cli.run("config", "show", "lender.taxRate", "-s", "lender.taxRate=0.31")
                        .out());
        Path file =
                Files.writeString(aside.folder().resolve("mine.yaml"), "extends: default\nlender: {taxRate: 0.3}\n");
        assertEquals(ExitCode.OK, Cli.run("config", "check", file.toString()).exitCode());
        Files.writeString(file, "extends: default\nlender: {taxRates: 0.3}\n");
        Cli bad = Cli.run("config", "check", file.toString());
        assertEquals(ExitCode.BAD_INPUT, bad.exitCode());
        assertTrue(bad.error().contains("taxRates"), bad.error());
        Cli explained = Cli.run("config", "explain", "simulationDays");
        assertTrue(explained.out().contains("episode.simulationDays = 365"), explained.out());
        assertTrue(explained.out().contains("configs/episode.yaml:"), explained.out());
    }

    @Test
    void envListsSpacesAndInfo() {
        JsonNode spaces =
                JsonMapper.shared().readTree(Cli.run("env", "-o", "json").out());
        assertEquals(16, spaces.size());
        assertEquals(0.02, spaces.get(14).get("high").asDouble());
        assertEquals(
                InfoField.COUNT + 1,
                Cli.run("env", "--info", "-o", "csv").out().lines().count());
    }
}
