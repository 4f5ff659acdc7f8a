package io.github.loantwin.server.cli;

import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.optimizer.bench.BenchRow;
import io.github.loantwin.optimizer.bench.OptimizerBench;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Measures the optimizer. */
@Command(
        name = "optimize",
        header = "Measure the optimizer, and ojAlgo and Commons Math beside it.",
        description = {
            "Linear and quadratic programs, variance limits, CVaR over scenarios, and the three published two-level banks. Each"
                    + " time is the median of five warm runs, from a problem already built (what takes over a second is run once"
                    + " more only), with the residuals of the answer. Takes about two minutes.",
            "",
            "Other libraries get the same problem with their own defaults, where they can solve it. Their objective is compared"
                    + " with ours, as a part of it: above zero theirs is worse. Below zero they are outside the limits, by the"
                    + " violation shown."
        },
        footer = {"  twin bench optimize", "  twin bench optimize -o json > bench.json"})
final class BenchOptimizeCommand extends TwinCommand {
    @Override
    public Integer call() {
        List<BenchRow> rows = new ArrayList<>();
        OptimizerBench.run(row -> {
            note(row.problem()
                    + (row.scenarios() > 0 ? ", " + row.scenarios() + " scenarios" : ", n = " + row.n())
                    + " ...");
            rows.add(row);
        });
        for (ReportTable table : tables(rows)) {
            print(table);
            out().println();
        }
        return ExitCode.OK;
    }

    private List<ReportTable> tables(List<BenchRow> rows) {
        return global().output() == OutputFormat.TABLE
                ? List.of(BenchOptimizeTables.ours(rows), BenchOptimizeTables.beside(rows))
                : List.of(BenchOptimizeTables.everything(rows));
    }
}
