package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the benchmark prints, not how fast it is. */
class BenchCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    private int run(String... arguments) {
        return Twin.commandLine(Terminal.ofProcess())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(error))
                .execute(arguments);
    }

    @Test
    void jsonHoldsTheFieldsOfEverySize() {
        assertEquals(
                0, run("bench", "env", "--loans", "300", "--envs", "1,3", "--seconds", "0.02", "-o", "json", "-q"));
        JsonNode rows = JsonMapper.shared().readTree(out.toString());
        assertEquals(2, rows.size());
        for (String field : List.of(
                "loans",
                "envs",
                "threads",
                "steps_per_second",
                "ns_per_step",
                "ns_per_due_loan",
                "ns_fixed",
                "bytes_per_loan",
                "bytes_allocated_per_step",
                "reset_microseconds")) {
            assertTrue(rows.get(0).has(field) && rows.get(1).has(field), field);
        }
        assertEquals(300, rows.get(0).get("loans").asInt());
        assertEquals(3, rows.get(1).get("envs").asInt());
        double perSecond = rows.get(0).get("steps_per_second").asDouble();
        assertEquals(1e9, perSecond * rows.get(0).get("ns_per_step").asDouble(), 1);
        assertTrue(rows.get(0).get("ns_marking").asDouble() > 0);
        assertTrue(rows.get(1).get("ns_marking").isNull(), "parts are those of a single environment");
        double due = rows.get(0).get("due_loans_per_step").asDouble();
        assertTrue(due > 300 / 30.4 * 0.8 && due < 300 / 30.4 * 1.3, "due loans " + due);
    }

    @Test
    void roundTripsStandBesideTheVectorWithoutAWire() {
        String[] small = {"--batches", "1,3", "--loans", "60", "--seconds", "0.05", "--python", "/no/python"};
        List<String> arguments = new ArrayList<>(List.of("bench", "grpc", "-o", "json", "-q"));
        arguments.addAll(List.of(small));
        assertEquals(2, run(arguments.toArray(String[]::new)), "a Python that is not there is bad input");
        arguments.set(arguments.size() - 1, "/bin/true");
        assertEquals(0, run(arguments.toArray(String[]::new)), error.toString());
        int batches = 0;
        for (JsonNode row : JsonMapper.shared().readTree(out.toString())) {
            boolean wire = row.get("client").asString().equals("java");
            assertTrue(wire || row.get("of_in_process").asDouble() == 1, row.toString());
            assertTrue(
                    !wire
                            || row.get("step_p50_us").asDouble()
                                    > row.get("simulator_us").asDouble(),
                    row.toString());
            assertEquals(
                    row.get("step_p50_us").asDouble() / row.get("batch").asInt(),
                    row.get("us_per_env").asDouble(),
                    0.01);
            batches += row.get("batch").asInt();
        }
        assertTrue(batches >= 2 * (1 + 3), "in process and over TCP: " + out);
    }

    @Test
    void thePageNamesCommandAndMachine() throws Exception {
        Path page = folder.resolve("page.md");
        assertEquals(0, run("bench", "env", "--loans", "300", "--seconds", "0.02", "--report", page.toString()));
        String text = Files.readString(page);
        assertTrue(text.contains("./twin bench env"), text);
        assertTrue(text.contains(System.getProperty("java.version")), text);
        assertTrue(text.contains("| 300 | 1 | 1 |"), text);
        assertTrue(!text.contains("{{"), text);
    }

    @Test
    void impossibleSizesAreRefused() {
        assertEquals(2, run("bench", "env", "--loans", "7"));
        assertTrue(error.toString().contains("loans must be in [100, 100000000], got 7"), error.toString());
        assertEquals(2, run("bench", "env", "--seconds", "0"));
        assertEquals(2, run("bench"));
        assertTrue(error.toString().contains("env"), error.toString());
    }
}
