package io.github.loantwin.server.cli;

import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import io.github.loantwin.optimizer.bench.OptimizerBench;
import picocli.CommandLine.Command;

/** Measures the optimizer. */
@Command(
        name = "optimize",
        header = "Measure the optimizer on portfolio problems of growing size.",
        description = "Each figure is the median of warm runs, with the residuals of the answer. Takes about a minute.",
        footer = "  twin bench optimize -o json > bench.json")
final class BenchOptimizeCommand extends TwinCommand {
    @Override
    public Integer call() {
        ReportTable table = new ReportTable(
                "",
                TableColumn.text("problem", "Problem"),
                TableColumn.count("n", "n"),
                TableColumn.count("scenarios", "Scenarios"),
                TableColumn.text("status", "Status"),
                TableColumn.number("milliseconds", "Time", "ms", 1, 1),
                TableColumn.count("iterations", "Iterations"),
                TableColumn.number("primal_residual", "Primal", "1e-12", 3, 1e12),
                TableColumn.number("dual_residual", "Dual", "1e-12", 3, 1e12),
                TableColumn.number("gap", "Gap", "1e-12", 3, 1e12));
        OptimizerBench.run(row -> {
            note(row.problem() + ", n = " + row.n() + " ...");
            table.row(
                    row.problem(),
                    row.n(),
                    row.scenarios(),
                    row.status().name(),
                    row.milliseconds(),
                    row.iterations(),
                    row.primalResidual(),
                    row.dualResidual(),
                    row.gap());
        });
        print(table);
        return ExitCode.OK;
    }
}
