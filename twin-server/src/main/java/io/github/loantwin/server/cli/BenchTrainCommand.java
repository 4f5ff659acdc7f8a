package io.github.loantwin.server.cli;

import io.github.loantwin.agents.bench.TrainBench;
import io.github.loantwin.agents.bench.TrainMeasurement;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures training. */
@Command(
        name = "train",
        header = "Measure training: decisions and updates per second, time of an action.",
        description = {
            "Steps per second are those of training on the 1,000-loan twin with a decision a day, environment and learning"
                    + " together (PPO: two hidden layers of 64, ten epochs; SAC and TD3: two of 256, batches of 256, an update"
                    + " for 16 decisions). Updates per second are those of learning alone, per second of processor time of its one thread; GFLOP/s are"
                    + " those of the matrix products over the whole update, beside the peak of a large product in the same run."
        },
        footer = {"  twin bench train", "  twin bench train --output json > bench.json"})
final class BenchTrainCommand extends TwinCommand {
    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "5",
            description = "Time to warm up, and to measure, for each figure (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--threads", paramLabel = "N", description = "Threads (default: as many as processors).")
    private Integer threads;

    @Override
    public Integer call() {
        if (!(seconds > 0 && seconds <= 600)) {
            throw Problem.badInput("--seconds must be in (0, 600], got " + seconds + ".", "leave it out: 5 is enough.");
        }
        ReportTable table = new ReportTable(
                "",
                TableColumn.text("algorithm", "Algorithm"),
                TableColumn.number("steps_per_second", "Steps", "per s", 0, 1),
                TableColumn.number("steps_per_cpu_second", "Steps", "per CPU s", 0, 1),
                TableColumn.number("updates_per_second", "Updates", "per CPU s", 0, 1),
                TableColumn.number("action_microseconds", "Action", "us", 1, 1),
                TableColumn.number("gemm_share", "Products", "% of update", 0, 100),
                TableColumn.number("update_gflops", "Update", "GFLOP/s", 1, 1),
                TableColumn.number("sgemm_peak_gflops", "Peak", "GFLOP/s", 1, 1));
        int using = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        for (TrainMeasurement row : new TrainBench(seconds, using).run(this::note)) {
            table.row(
                    row.algorithm(),
                    row.stepsPerSecond(),
                    row.stepsPerCpuSecond(),
                    row.updatesPerSecond(),
                    row.actionMicroseconds(),
                    row.gemmShare(),
                    row.updateGflops(),
                    row.peakGflops());
        }
        print(table);
        return ExitCode.OK;
    }
}
