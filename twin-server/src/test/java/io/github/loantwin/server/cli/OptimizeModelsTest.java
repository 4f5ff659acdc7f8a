package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers of the command optimize, model by model. */
class OptimizeModelsTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("loantwin.root", ".."), "configs", "optimizer");

    @TempDir
    private Path folder;

    private static JsonNode json(Path file, String... options) {
        List<String> arguments = new ArrayList<>(List.of("optimize", file.toString(), "-o", "json"));
        arguments.addAll(List.of(options));
        Cli result = Cli.run(arguments.toArray(String[]::new));
        assertEquals(ExitCode.OK, result.exitCode(), result.error());
        return JsonMapper.shared().readTree(result.out());
    }

    private static JsonNode example(String name, String... options) {
        return json(EXAMPLES.resolve(name + ".yaml"), options);
    }

    private Path changed(String old, String with) throws IOException {
        Path file = folder.resolve("changed.yaml");
        Files.writeString(
                file, Files.readString(EXAMPLES.resolve("loan-allocation.yaml")).replace(old, with));
        return file;
    }

    private static void assertShares(JsonNode answer, double... shares) {
        for (int i = 0; i < shares.length; i++) {
            assertEquals(shares[i], answer.get("allocation").get(i).get("share").asDouble(), 5e-7, "share " + i);
        }
    }

    /** The five cases of the loan-allocation model; values of an independent solver (Clarabel), six digits. */
    @Test
    void fiveCasesOfLoanAllocation() throws IOException {
        JsonNode basic = example("loan-allocation");
        assertShares(basic, 0.062573, 0.300000, 0.294475, 0.180103, 0.162849);
        assertEquals(0.08318835, basic.get("expected_return").asDouble(), 5e-9);
        assertEquals(0.002, basic.get("variance").asDouble(), 1e-9);

        assertEquals(
                0.08218375,
                json(changed("atLeast: 0.2", "atLeast: 0.4"))
                        .get("expected_return")
                        .asDouble(),
                5e-9);

        JsonNode whatIf = example("loan-allocation", "--what-if", "pd*1.5").get("what_if");
        assertEquals(0.06558792, whatIf.get(1).get("expected_return").asDouble(), 5e-9);
        assertEquals(0.06562517, whatIf.get(2).get("expected_return").asDouble(), 5e-9);
        assertEquals(0.05821965, whatIf.get(3).get("expected_return").asDouble(), 5e-9);
        assertEquals("broken", whatIf.get(1).get("limits").asString());

        JsonNode loose = json(changed("variance: 0.002 ", "variance: 0.01 "));
        assertShares(loose, 0, 0.2, 0.2, 0.3, 0.3);
        assertEquals(0.09332, loose.get("expected_return").asDouble(), 1e-9);

        JsonNode small = json(changed("budget: 10000000 ", "budget: 100000 "));
        assertShares(small, 0.062573, 0.300000, 0.294475, 0.180103, 0.162849);
        assertEquals(30_000, small.get("allocation").get(1).get("amount").asDouble(), 0.1);
    }

    /** The fields that docs/optimizer.md promises for every model. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "loan-allocation",
                "loan-cvar",
                "portfolio-mean-variance",
                "portfolio-risk-parity",
                "portfolio-trading-costs",
                "scenario-cvar",
                "quarterly-rebalancing",
                "two-level-bank"
            })
    void everyModelHasTheCommonFields(String name) {
        JsonNode answer = example(name);
        assertEquals("OPTIMAL", answer.get("status").asString());
        for (String field : List.of("model", "title")) {
            assertTrue(answer.get(field).isString(), field);
        }
        for (String field : List.of(
                "primal_residual",
                "dual_residual",
                "gap",
                "iterations",
                "milliseconds",
                "herfindahl",
                "effective_number")) {
            assertTrue(answer.get(field).isNumber(), field);
        }
        for (String field : List.of("sentences", "binding", "conflicts")) {
            assertTrue(answer.get(field).isArray(), field);
        }
        String decision =
                name.equals("quarterly-rebalancing") ? "moves" : name.equals("two-level-bank") ? "loans" : "allocation";
        assertTrue(answer.get(decision).size() > 2, decision);
        assertTrue(answer.get(decision).get(0).get("name").isString());
    }

    /** Price of a limit: what the objective gains when the limit is relaxed a little and everything is solved again. */
    @ParameterizedTest
    @CsvSource({
        "loan-allocation, limits.variance+0.000001, expected_return, 0.000001, variance",
        "loan-cvar, cvarLimit+0.0001, expected_return, 0.0001, CVaR",
        "portfolio-mean-variance, unsecured cap.atMost+0.0001, utility, 0.0001, unsecured cap",
        "scenario-cvar, cvarLimit+0.0001, expected_return, 0.0001, CVaR",
        "portfolio-sharpe, limits.cap+0.0001, sharpe_ratio, 0.0001, cap",
        "portfolio-robust-box, limits.cap+0.0001, utility, 0.0001, cap",
        "portfolio-robust-ellipsoid, limits.cap+0.0001, utility, 0.0001, cap",
        "portfolio-trading-costs, trading.turnover+0.0001, utility, 0.0001, turnover",
        "quarterly-rebalancing, expand+0.0001, profit, 0.0001, growth of an asset type",
        "quarterly-rebalancing, glideStep-0.0001, profit, 0.0001, glide step",
        "two-level-bank, bank.cvarLimit+0.01, expected_return, 0.01, CVaR limit of the bank",
    })
    void pricesAreDifferencesOfOptima(String name, String change, String objective, double step, String limit) {
        JsonNode answer = example(name, "--what-if", change);
        JsonNode cases = answer.get("what_if");
        double before = cases.get(0).get(objective).asDouble();
        double after = cases.get(cases.size() - 1).get(objective).asDouble();
        double price = 0; // of a limit that counts for several names: the sum of theirs
        for (JsonNode binding : answer.get("binding")) {
            price += binding.get("limit").asString().equals(limit)
                    ? binding.get("price").asDouble()
                    : 0;
        }
        assertTrue(price > 0, answer.get("binding").toString());
        assertEquals(
                price,
                (after - before) / step,
                1e-3 * Math.abs(price) + 1e-7,
                answer.get("binding").toString());
    }

    /** Under a scenario the same allocation earns what the stressed inputs say, by the formula of the return. */
    @Test
    void stressMultipliesPdAndLgd() {
        JsonNode answer = example("loan-allocation", "--stress", "severely-adverse");
        assertEquals("severely-adverse-2026", answer.get("stress_scenario").asString());
        Map<String, Double> rates =
                Map.of("mortgage", 0.04, "personal", 0.12, "auto", 0.08, "small-business", 0.15, "credit-card", 0.18);
        double expected = 0;
        for (int i = 0; i < 5; i++) {
            JsonNode row = answer.get("stress_inputs").get(i);
            double pd = row.get("pd").asDouble() * row.get("pd_multiple").asDouble();
            double lgd = row.get("lgd").asDouble() * row.get("lgd_multiple").asDouble();
            assertEquals(pd, row.get("pd_stressed").asDouble(), 1e-12);
            double share = answer.get("allocation").get(i).get("share").asDouble();
            expected += share * (rates.get(row.get("loan").asString()) * (1 - pd) - pd * lgd);
        }
        assertEquals(
                expected, answer.get("stress").get(1).get("expected_return").asDouble(), 1e-9);
        assertTrue(expected < 0.05);
        assertFalse(answer.get("stress_remarks").isEmpty());
    }

    @Test
    void stressOfLoansUnderCvarDrawsScenariosAnew() {
        JsonNode cases = example("loan-cvar", "--stress", "mild-recession").get("stress");
        assertTrue(
                cases.get(1).get("cvar").asDouble() > cases.get(0).get("cvar").asDouble());
        assertTrue(cases.get(1).get("expected_return").asDouble()
                < cases.get(0).get("expected_return").asDouble());
    }

    /** The bolder profile never earns less and never has less risk; its limits hold. */
    @ParameterizedTest
    @ValueSource(strings = {"loan-allocation", "loan-cvar", "portfolio-mean-variance", "portfolio-robust-ellipsoid"})
    void profilesAreOrdered(String name) {
        double lastReturn = Double.NEGATIVE_INFINITY;
        double lastRisk = Double.NEGATIVE_INFINITY;
        for (String profile : List.of("conservative", "balanced", "aggressive")) {
            JsonNode answer = example(name, "--profile", profile);
            assertEquals(profile, answer.get("profile").asString());
            double expected = answer.get("expected_return").asDouble();
            double risk = answer.get("standard_deviation").asDouble();
            assertTrue(expected > lastReturn && risk > lastRisk, profile + " " + expected + " " + risk);
            lastReturn = expected;
            lastRisk = risk;
        }
    }

    /** The numbers of configs/risk-profiles.yaml: variance at most 0.0015, cap 30 %, 40 % in mortgage and auto. */
    @Test
    void conservativeProfileKeepsItsLimits() {
        JsonNode answer = example("loan-allocation", "--profile", "conservative");
        assertTrue(answer.get("variance").asDouble() <= 0.0015 + 1e-9);
        Map<String, Double> shares = new TreeMap<>();
        answer.get("allocation")
                .forEach(row ->
                        shares.put(row.get("name").asString(), row.get("share").asDouble()));
        shares.remove("All");
        shares.values().forEach(share -> assertTrue(share <= 0.30 + 1e-9));
        assertTrue(shares.get("mortgage") + shares.get("auto") >= 0.4 - 1e-9);
    }

    /** Parts of the risk sum to one, and are the budgets where budgets are given. */
    @Test
    void riskBudgetsAreMet() {
        JsonNode rows = example("portfolio-risk-budgets").get("allocation");
        double[] budgets = {0.30, 0.25, 0.15, 0.20, 0.10};
        for (int i = 0; i < budgets.length; i++) {
            assertEquals(budgets[i], rows.get(i).get("risk_share").asDouble(), 1e-9);
        }
        assertEquals(
                0.2,
                example("portfolio-risk-parity")
                        .get("allocation")
                        .get(3)
                        .get("risk_share")
                        .asDouble(),
                1e-9);
    }

    /** Without views the reference portfolio itself is the best: its implied returns make it so. */
    @Test
    void withoutViewsTheReferenceIsOptimal() throws IOException {
        String text = Files.readString(EXAMPLES.resolve("portfolio-black-litterman.yaml"));
        Path file = folder.resolve("reference.yaml");
        Files.writeString(
                file,
                text.replaceAll("(?m)^  views:.*\n", "").replaceAll("(?m)^    - \\{name: (cards|business).*\n", ""));
        JsonNode rows = json(file).get("allocation");
        double[] reference = {0.45, 0.20, 0.10, 0.15, 0.10};
        for (int i = 0; i < reference.length; i++) {
            assertEquals(reference[i], rows.get(i).get("share").asDouble(), 1e-7);
        }
    }

    /** A box no larger than zero is no box; the worst case of a box is below that of the ellipsoid inside it. */
    @Test
    void robustAnswersAreOrdered() throws IOException {
        double box = example("portfolio-robust-box").get("worst_return").asDouble();
        double ellipsoid =
                example("portfolio-robust-ellipsoid").get("worst_return").asDouble();
        assertTrue(box < ellipsoid, box + " " + ellipsoid);
        JsonNode certain = example("portfolio-robust-box", "--what-if", "uncertainty.radius=0")
                .get("what_if");
        JsonNode last = certain.get(certain.size() - 1);
        assertEquals(
                last.get("worst_return").asDouble(), last.get("expected_return").asDouble(), 1e-12);
    }

    @Test
    void sensitivityAndFrontierOfOtherModels() {
        JsonNode cvar = example("scenario-cvar", "--frontier", "4", "--sensitivity");
        assertEquals(4, cvar.get("frontier").size());
        assertTrue(cvar.get("frontier").get(3).get("cvar").asDouble()
                > cvar.get("frontier").get(0).get("cvar").asDouble());
        assertEquals(
                6,
                example("quarterly-rebalancing", "--what-if", "profit*0.5")
                        .get("what_if_decision")
                        .size());
    }

    /** CSV is one table: the allocation, or what was asked for. */
    @Test
    void csvIsOneTable() {
        String file = EXAMPLES.resolve("loan-allocation.yaml").toString();
        String plain = Cli.run("optimize", file, "-o", "csv").out();
        assertTrue(plain.startsWith("name,amount,share,expected_return,standard_deviation,risk_share\n"), plain);
        assertEquals(7, plain.lines().count());
        String frontier =
                Cli.run("optimize", file, "-o", "csv", "--frontier", "3").out();
        assertTrue(frontier.startsWith("standard_deviation,expected_return,mortgage,"), frontier);
        assertEquals(4, frontier.lines().count());
        Cli both = Cli.run("optimize", file, "-o", "csv", "--frontier", "3", "--sensitivity");
        assertEquals(ExitCode.BAD_INPUT, both.exitCode());
    }

    /** Every model prints its decision as CSV: a header, a row per name, and the sum. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "loan-cvar",
                "portfolio-risk-parity",
                "scenario-cvar",
                "quarterly-rebalancing",
                "two-level-bank",
                "two-level-bank-scenarios"
            })
    void csvOfEveryModel(String name) {
        String csv = Cli.run("optimize", EXAMPLES.resolve(name + ".yaml").toString(), "-o", "csv")
                .out();
        List<String> lines = csv.lines().toList();
        assertTrue(lines.get(0).startsWith("name,"), csv);
        assertTrue(lines.size() > 3 && lines.get(lines.size() - 1).startsWith("All,"), csv);
        String numbers = "(,-?[0-9.]+(E-?[0-9]+)?)+"; // names with a comma are quoted
        for (String line : lines.subList(1, lines.size())) {
            assertTrue(line.matches("(\"[^\"]+\"|[^,\"]+)" + numbers), line);
        }
    }

    /** VaR and CVaR of normal losses at 0.99 are 2.326348 and 2.665214 standard deviations above the mean loss. */
    @Test
    void bankHasVar() {
        JsonNode bank = example("two-level-bank");
        double mean = -bank.get("expected_return").asDouble();
        double atRisk = bank.get("value_at_risk").asDouble() - mean;
        double beyond = bank.get("cvar").asDouble() - mean;
        assertEquals(2.326347874 / 2.665214220, atRisk / beyond, 1e-8);
    }

    /** Capital is 8 % of the risk-weighted share of the book. */
    @Test
    void rebalancingHasCapital() {
        JsonNode moves = example("quarterly-rebalancing");
        double weighted =
                0.08 * moves.get("density").asDouble() * moves.get("book").asDouble();
        assertEquals(weighted, moves.get("capital").asDouble(), 1);
    }

    /** Every model writes its report, with plots. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "loan-cvar",
                "portfolio-black-litterman",
                "portfolio-trading-costs",
                "quarterly-rebalancing",
                "two-level-bank"
            })
    void everyModelWritesAReport(String name) throws IOException {
        Path report = folder.resolve(name);
        Cli result = Cli.run("optimize", EXAMPLES.resolve(name + ".yaml").toString(), "--report", report.toString());
        assertEquals(ExitCode.OK, result.exitCode(), result.error());
        String page = Files.readString(report.resolve("report.html"));
        assertTrue(page.contains("<svg") && page.contains("What limits cost") || name.contains("litterman"), name);
        assertFalse(page.contains("src=\"http"), "a report fetches nothing");
        assertTrue(Files.size(report.resolve("report.xlsx")) > 3_000);
        try (var files = Files.list(report)) {
            assertTrue(files.filter(file -> file.toString().endsWith(".png")).count() >= 1);
        }
    }

    @Test
    void helpShowsTheProfiles() {
        String help = Cli.run("optimize", "--help").out();
        assertTrue(help.replaceAll("\\s+", " ").contains("conservative, balanced or aggressive"), help);
        assertTrue(help.contains("--stress=SCENARIO"), help);
    }
}
