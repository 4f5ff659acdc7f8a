package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command optimize, on the examples that come with LoanTwin and on files made here. */
class OptimizeCommandTest {
    private static final Path LOANS =
            Path.of(System.getProperty("loantwin.root", ".."), "configs", "optimizer", "loan-allocation.yaml");

    @TempDir
    private Path folder;

    @Test
    void loanAllocationAsJson() {
        Cli result = Cli.run(
                "optimize", LOANS.toString(), "--what-if", "pd*1.5", "--sensitivity", "--frontier", "5", "-o", "json");
        assertEquals(ExitCode.OK, result.exitCode(), result.error());
        JsonNode json = JsonMapper.shared().readTree(result.out());
        assertEquals("OPTIMAL", json.get("status").asString());
        assertEquals(0.08318835, json.get("expected_return").asDouble(), 5e-9);
        assertEquals(3_000_000, json.get("allocation").get(1).get("amount").asDouble(), 1);
        assertEquals(
                0.05821965, json.get("what_if").get(3).get("expected_return").asDouble(), 5e-9);
        assertEquals(5, json.get("frontier").size());
        assertEquals(5, json.get("sensitivity").size());
        assertTrue(json.get("gap").asDouble() < 1e-9);
    }

    @Test
    void infeasibleSaysWhatWouldHelp() throws IOException {
        Path file = folder.resolve("tight.yaml");
        Files.writeString(file, Files.readString(LOANS).replace("variance: 0.002 ", "variance: 0.001 "));
        Cli result = Cli.run("optimize", file.toString());
        assertEquals(ExitCode.FAILED, result.exitCode());
        assertTrue(
                result.out().contains("variance limit 0.001 is below the smallest attainable 0.00118"), result.out());
    }

    @Test
    void reportIsWritten() throws IOException {
        Path report = folder.resolve("report");
        assertEquals(
                ExitCode.OK,
                Cli.run("optimize", LOANS.toString(), "--report", report.toString())
                        .exitCode());
        assertTrue(Files.readString(report.resolve("report.html")).contains("small-business"));
        assertTrue(Files.size(report.resolve("report.xlsx")) > 3_000);
        assertTrue(Files.readString(report.resolve("allocation.csv")).startsWith("name,amount"));
    }

    /** Every example runs, ends optimal and prints valid JSON. */
    @Test
    void everyExampleRuns() throws IOException {
        try (Stream<Path> files = Files.list(LOANS.getParent())) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                Cli result = Cli.run("optimize", file.toString(), "-o", "json");
                assertEquals(ExitCode.OK, result.exitCode(), file + ": " + result.error());
                JsonNode json = JsonMapper.shared().readTree(result.out());
                assertEquals("OPTIMAL", json.get("status").asString(), file.toString());
                assertEquals(ExitCode.OK, Cli.run("optimize", file.toString()).exitCode());
            }
        }
    }

    /** min x^2 / 2 - x, x <= 0.5: x = 0.5, value -0.375. */
    @Test
    void quadraticProgramAsJson() throws IOException {
        Path file = folder.resolve("small.qps");
        Files.writeString(
                file,
                "NAME SMALL\nROWS\n N obj\n L r\nCOLUMNS\n x obj -1 r 1\nRHS\n rhs r 0.5\nQUADOBJ\n x x 1\nENDATA\n");
        Cli result = Cli.run("optimize", file.toString(), "-o", "json");
        assertEquals(ExitCode.OK, result.exitCode(), result.error());
        JsonNode json = JsonMapper.shared().readTree(result.out());
        assertEquals("OPTIMAL", json.get("status").asString());
        assertEquals(-0.375, json.get("objective").asDouble(), 1e-9);
        for (String field : new String[] {"primal_residual", "dual_residual", "gap", "iterations", "milliseconds"}) {
            assertTrue(json.get(field).isNumber(), field);
        }
    }

    @Test
    void badInputIsToldByFileAndKey() throws IOException {
        Path file = folder.resolve("bad.yaml");
        Files.writeString(file, Files.readString(LOANS).replace("pd: 0.05", "pd: 5"));
        Cli result = Cli.run("optimize", file.toString());
        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        assertTrue(result.error().contains("bad.yaml: loans[1]: pd of personal must be in [0.0, 1.0]"), result.error());
        assertEquals(ExitCode.BAD_INPUT, Cli.run("optimize", "nothing.yaml").exitCode());
    }
}
