package io.github.loantwin.server.cli;

import io.github.loantwin.server.grpc.BenchCase;
import io.github.loantwin.server.grpc.GrpcBench;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Measures the Python client: runs {@code python -m loantwin.bench}, which prints a JSON array with the keys of the table. */
final class PythonBench implements GrpcBench.OtherClients {
    private final Optional<Path> python;
    private final int loans;
    private final double seconds;
    private final Consumer<String> notes;

    /** Creates the client; without a given Python it takes that of the tests. */
    PythonBench(Path given, int loans, double seconds, Consumer<String> notes) {
        this.python = Optional.ofNullable(given).or(PythonBench::ofTheTests);
        this.loans = loans;
        this.seconds = seconds;
        this.notes = notes;
        if (python.isEmpty()) {
            notes.accept(
                    "There is no target/python: the Python client is not measured. Maybe run './twin test --python'"
                            + " once, which makes it, or give --python.");
        }
    }

    private static Optional<Path> inCheckout(String first, String... more) {
        return Optional.ofNullable(System.getProperty("loantwin.root"))
                .map(root -> Path.of(root, first).resolve(Path.of("", more)));
    }

    private static Optional<Path> ofTheTests() {
        return inCheckout("target", "python", "bin", "python").filter(Files::isExecutable);
    }

    @Override
    public void measure(GrpcBench.Addresses addresses, int batch, Consumer<BenchCase> out)
            throws IOException, InterruptedException {
        if (python.isEmpty()) {
            return;
        }
        Process process = process(addresses, batch).start();
        try (InputStream in = process.getInputStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() == 0) {
                read(text, out);
            } else {
                notes.accept("Python's client ended with exit code " + process.exitValue() + "; its rows are missing.");
            }
        }
    }

    private ProcessBuilder process(GrpcBench.Addresses addresses, int batch) {
        List<String> command = new ArrayList<>(List.of(python.orElseThrow().toString(), "-m", "loantwin.bench"));
        command.addAll(List.of("--tcp", addresses.tcp(), "--loans", String.valueOf(loans)));
        command.addAll(List.of("--batches", String.valueOf(batch), "--seconds", String.valueOf(seconds)));
        addresses.unix().ifPresent(path -> command.addAll(List.of("--unix", path)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        inCheckout("twin-python", "src").filter(Files::isDirectory).ifPresent(source -> builder.environment()
                .merge("PYTHONPATH", source.toString(), (known, ours) -> ours + File.pathSeparator + known));
        return builder;
    }

    private void read(String text, Consumer<BenchCase> out) {
        try {
            for (JsonNode row : JsonMapper.shared().readTree(text)) {
                out.accept(of(row));
            }
        } catch (JacksonException e) {
            notes.accept("Python's client printed no JSON; its rows are missing.");
        }
    }

    private static BenchCase of(JsonNode row) {
        return new BenchCase(
                row.path("client").asString(""),
                row.path("transport").asString(""),
                row.path("batch").asInt(0),
                number(row, "echo_p50_us"),
                number(row, "step_p50_us"),
                number(row, "step_p99_us"),
                number(row, "simulator_us"),
                number(row, "beyond_p50_us"),
                number(row, "env_steps_per_second"),
                number(row, "us_per_env"),
                row.path("samples").asInt(0));
    }

    private static double number(JsonNode row, String key) {
        return row.path(key).asDouble(Double.NaN);
    }
}
