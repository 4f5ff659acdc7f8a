package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The convex controllers in every command that takes a policy, and scenarios drawn from the twin in the optimizer's. */
class ConvexCommandsTest {
    private static final Path ROOT = Path.of(System.getProperty("loantwin.root", ".."));

    @RegisterExtension
    final RunsAside aside = new RunsAside();

    @Test
    void simulateSaysHowSolvesEnded() {
        for (String model : List.of("lp", "mv", "cvar", "robust")) {
            Cli result = Cli.run(
                    "simulate",
                    "--policy",
                    "convex:" + model,
                    "--loans",
                    "100",
                    "--days",
                    "65",
                    "--no-plots",
                    "--name",
                    model);
            assertEquals(ExitCode.OK, result.exitCode(), result.error());
            assertTrue(result.error().contains("Policy convex:" + model + ": 3 plans, all optimal."), result.error());
        }
    }

    @Test
    void theReportHasTheRemark() throws IOException {
        Cli result = Cli.run("simulate", "-p", "convex:lp", "--loans", "100", "--days", "65", "--name", "report");
        assertEquals(ExitCode.OK, result.exitCode(), result.error());
        String page = Files.readString(aside.folder().resolve("runs/report/report.html"));
        assertTrue(page.contains("convex:lp: 3 plans, all optimal."), "the report must say how solves ended");
    }

    @Test
    void stressAndCounterfactualTakeThem() {
        Cli stress = Cli.run(
                "stress",
                "--loans",
                "100",
                "--seeds",
                "1",
                "--scenarios",
                "severely-adverse",
                "--policies",
                "hold,convex:robust",
                "--no-report");
        assertEquals(ExitCode.OK, stress.exitCode(), stress.error());
        assertTrue(stress.error().contains("Policy convex:robust: 28 plans, all optimal."), stress.error());
        Cli counterfactual = Cli.run(
                "counterfactual",
                "--loans",
                "100",
                "--days",
                "70",
                "--from-day",
                "31",
                "--alt",
                "convex:lp",
                "--no-report");
        assertEquals(ExitCode.OK, counterfactual.exitCode(), counterfactual.error());
        assertTrue(counterfactual.error().contains("Policy convex:lp: 2 plans"), counterfactual.error());
    }

    @Test
    void aFileOfOnesOwnAndItsErrors() throws IOException {
        String defaults = Files.readString(ROOT.resolve("configs/policies/convex.yaml"));
        Path own = aside.folder().resolve("own.yaml");
        Files.writeString(own, defaults);
        Cli good = Cli.run(
                "simulate", "-p", "convex:mv@" + own, "--loans", "100", "--days", "35", "--no-plots", "--name", "own");
        assertEquals(ExitCode.OK, good.exitCode(), good.error());
        Files.writeString(own, defaults.replace("capitalTarget: 0.09", "capitalTarget: 9"));
        Cli bad = Cli.run("simulate", "-p", "convex:mv@" + own, "--loans", "100");
        assertEquals(ExitCode.BAD_INPUT, bad.exitCode());
        assertTrue(bad.error().contains("capitalTarget must be in [0.01, 1.0], got 9.0."), bad.error());
        assertTrue(bad.error().contains("Maybe the value is in percent"), bad.error());
        Cli unknown = Cli.run("simulate", "-p", "convex:qp");
        assertEquals(ExitCode.BAD_INPUT, unknown.exitCode());
        assertTrue(unknown.error().contains("convex:lp, convex:mv, convex:cvar or convex:robust"), unknown.error());
    }

    /** Two economies of two seeds give four scenarios: with level 0.5 CVaR is the mean of the two worst. */
    @Test
    void optimizeDrawsScenariosFromTheTwin() throws IOException {
        String example = Files.readString(ROOT.resolve("configs/optimizer/scenario-twin.yaml"));
        Path small = aside.folder().resolve("small.yaml");
        Files.writeString(
                small,
                example.replaceAll("seeds: \\d+", "seeds: 2")
                        .replaceAll("days: \\d+", "days: 60")
                        .replaceAll("loans: \\d+", "loans: 100")
                        .replaceAll("level: [0-9.]+", "level: 0.5")
                        .replaceAll("cvarLimit: [-0-9.]+", "cvarLimit: 0.5"));
        Cli result = Cli.run("optimize", small.toString(), "-o", "json");
        assertEquals(ExitCode.OK, result.exitCode(), result.error());
        JsonNode json = JsonMapper.shared().readTree(result.out());
        assertEquals("OPTIMAL", json.get("status").asString());
        assertEquals(6, json.get("allocation").size(), "five products and their sum");
        Files.writeString(small, example.replace("seeds:", "sedes:"));
        Cli bad = Cli.run("optimize", small.toString());
        assertTrue(bad.exitCode() != ExitCode.OK);
        assertTrue(bad.error().contains("scenarios.twin: 'sedes' is unknown"), bad.error());
    }
}
