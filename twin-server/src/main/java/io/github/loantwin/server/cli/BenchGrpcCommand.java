package io.github.loantwin.server.cli;

import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import io.github.loantwin.server.grpc.BenchCase;
import io.github.loantwin.server.grpc.GrpcBench;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Measures the gRPC server. */
@Command(
        name = "grpc",
        header = "Measure round trips of the gRPC server against an echo of the same bytes.",
        description = {
            "Steps and echoes take turns on one stream, so that a busy machine slows both. 'Beyond' is the median of what a step"
                    + " takes less its time in the simulator, and 'overhead' that over an echo: what the server adds to the bare"
                    + " transport. Rows of 'in-process' are the same vectors without a wire. With a Python that has the package"
                    + " loantwin (--python, or LOANTWIN_PYTHON, or target/python, which the tests make), its client is"
                    + " measured too.",
        },
        footer = {
            "  twin bench grpc",
            "  twin bench grpc --output json > grpc.json",
            "  twin bench grpc --batches 1,64 --seconds 10",
        })
final class BenchGrpcCommand extends TwinCommand {
    @Option(
            names = "--batches",
            split = ",",
            paramLabel = "N",
            defaultValue = "1,64,1024",
            description = "Environments of a session (default: ${DEFAULT-VALUE}).")
    private List<Integer> batches = new ArrayList<>();

    @Option(
            names = "--loans",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Loans of an environment (default: ${DEFAULT-VALUE}).")
    private int loans;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "5",
            description = "Seconds to measure each case, after half as long to warm up (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--python", paramLabel = "FILE", description = "A Python that has the package loantwin.")
    private Path python;

    @Override
    public Integer call() throws Exception {
        if (!(seconds > 0 && seconds <= 600) || loans < 20 || loans > 1_000_000) {
            throw Problem.badInput(
                    "--seconds must be in (0, 600] and --loans in [20, 1000000], got " + seconds + " and " + loans
                            + ".",
                    "leave them out.");
        }
        for (int batch : batches) {
            if (batch < 1 || batch > 16_384) {
                throw Problem.badInput("--batches must be in [1, 16384], got " + batch + ".", "leave it out.");
            }
        }
        ReportTable table = table();
        new GrpcBench(loans, batches, seconds).run(row -> add(table, row), this::measureWithPython);
        print(table);
        return ExitCode.OK;
    }

    private static ReportTable table() {
        return new ReportTable(
                "Round trips of a step, microseconds",
                TableColumn.text("client", "Client"),
                TableColumn.text("transport", "Transport"),
                TableColumn.count("batch", "Envs"),
                TableColumn.number("echo_p50_us", "Echo", "p50", 1, 1),
                TableColumn.number("step_p50_us", "Step", "p50", 1, 1),
                TableColumn.number("step_p99_us", "Step", "p99", 1, 1),
                TableColumn.number("simulator_us", "Simulator", "p50", 1, 1),
                TableColumn.number("beyond_p50_us", "Beyond", "p50", 1, 1),
                TableColumn.number("overhead", "Overhead", "x echo", 2, 1),
                TableColumn.number("env_steps_per_second", "Env steps", "a second", 0, 1),
                TableColumn.count("samples", "Samples"));
    }

    private void add(ReportTable table, BenchCase row) {
        note(row.client() + ", " + row.transport() + ", " + row.batch() + " environments: done");
        table.row(
                row.client(),
                row.transport(),
                row.batch(),
                row.echoP50(),
                row.stepP50(),
                row.stepP99(),
                row.simulator(),
                row.beyondP50(),
                row.overhead(),
                row.stepsPerSecond(),
                row.samples());
    }

    /** Runs {@code python -m loantwin.bench}, which prints rows with the keys of the table, as a JSON array. */
    private void measureWithPython(GrpcBench.Addresses addresses, Consumer<BenchCase> out)
            throws IOException, InterruptedException {
        Optional<Path> found = findPython();
        if (found.isEmpty()) {
            note("No Python with the package loantwin: its client is not measured (see --python).");
            return;
        }
        List<String> command = new ArrayList<>(List.of(
                found.get().toString(),
                "-m",
                "loantwin.bench",
                "--tcp",
                addresses.tcp(),
                "--loans",
                String.valueOf(loans),
                "--batches",
                String.join(",", batches.stream().map(String::valueOf).toList()),
                "--seconds",
                String.valueOf(seconds)));
        addresses.unix().ifPresent(path -> command.addAll(List.of("--unix", path)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream in = process.getInputStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                note("Python's client ended with exit code " + process.exitValue() + "; its rows are missing.");
                return;
            }
            read(text, out);
        }
    }

    private void read(String text, Consumer<BenchCase> out) {
        try {
            for (JsonNode row : JsonMapper.shared().readTree(text)) {
                out.accept(new BenchCase(
                        row.path("client").asString("python"),
                        row.path("transport").asString(""),
                        row.path("batch").asInt(0),
                        row.path("echo_p50_us").asDouble(Double.NaN),
                        row.path("step_p50_us").asDouble(Double.NaN),
                        row.path("step_p99_us").asDouble(Double.NaN),
                        row.path("simulator_us").asDouble(Double.NaN),
                        row.path("beyond_p50_us").asDouble(Double.NaN),
                        row.path("env_steps_per_second").asDouble(Double.NaN),
                        row.path("samples").asInt(0)));
            }
        } catch (JacksonException e) {
            note("Python's client printed no JSON; its rows are missing.");
        }
    }

    private Optional<Path> findPython() {
        String given = System.getenv("LOANTWIN_PYTHON");
        if (python != null) {
            return Optional.of(python);
        }
        if (given != null && !given.isEmpty()) {
            return Optional.of(Path.of(given));
        }
        String root = System.getProperty("loantwin.root");
        return Optional.ofNullable(root)
                .map(folder -> Path.of(folder, "target", "python", "bin", "python"))
                .filter(Files::isExecutable);
    }
}
