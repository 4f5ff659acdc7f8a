package io.github.loantwin.server.cli;

import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import io.github.loantwin.server.grpc.BenchCase;
import io.github.loantwin.server.grpc.GrpcBench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the gRPC server. */
@Command(
        name = "grpc",
        header = "Measure round trips of the gRPC server against an echo of the same bytes.",
        description = {
            "Steps and echoes take turns on one stream, so that a busy machine slows both. 'Beyond' is the median of what a step"
                    + " takes less its time in the simulator, and 'overhead' that over an echo: what the server adds to the bare"
                    + " transport. Rows of 'in-process' are the same vectors without a wire, and 'of in-process' compares with"
                    + " their rate. With the Python of --python, or that of target/python, which the tests make, the Python"
                    + " client is measured too, with and without infos. Beside it stands a local SyncVectorEnv of environments that"
                    + " do nothing: the bare class, registered and made by make_vec, and the same with as many infos.",
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
            description =
                    "Seconds to measure each case, after half as long to warm up, and six times as long before the"
                            + " first; both go on to the end of a year of the environments (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--python", paramLabel = "FILE", description = "A Python that has grpcio, numpy and gymnasium.")
    private Path python;

    @Override
    public Integer call() throws Exception {
        if (!(seconds > 0 && seconds <= 600) || loans < 20 || loans > 1_000_000) {
            throw Problem.badInput(
                    "--seconds must be in (0, 600] and --loans in [20, 1000000], got " + seconds + " and " + loans
                            + ".",
                    "leave them out.");
        }
        if (python != null && !Files.isExecutable(python)) {
            throw Problem.badInput(
                    "--python must be a program, got " + python + ".",
                    "run './twin test --python', which makes target/python.");
        }
        for (int batch : batches) {
            if (batch < 1 || batch > 16_384) {
                throw Problem.badInput("--batches must be in [1, 16384], got " + batch + ".", "leave it out.");
            }
        }
        ReportTable table = table();
        GrpcBench bench = new GrpcBench(loans, batches, seconds);
        PythonBench clients = new PythonBench(python, loans, seconds, this::note);
        Map<Integer, Double> yardsticks = new HashMap<>();
        bench.run(row -> add(table, row, yardsticks), clients);
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
                TableColumn.number("of_in_process", "Of in-", "process", 2, 1),
                TableColumn.number("us_per_env", "Time", "per env", 2, 1),
                TableColumn.count("samples", "Samples"));
    }

    private void add(ReportTable table, BenchCase row, Map<Integer, Double> yardsticks) {
        if (row.client().equals("in-process")) {
            yardsticks.put(row.batch(), row.stepsPerSecond());
        }
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
                row.stepsPerSecond() / yardsticks.get(row.batch()),
                row.microsPerEnv(),
                row.samples());
    }
}
