package io.github.loantwin.server.cli;

import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import io.github.loantwin.optimizer.bench.BenchRow;
import io.github.loantwin.optimizer.bench.Comparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What was measured of the optimizer, for people in two tables and for programs in one. */
final class BenchOptimizeTables {
    private static final String OJALGO = "ojalgo";
    private static final String COMMONS_MATH = "commons_math";

    private BenchOptimizeTables() {}

    static ReportTable ours(List<BenchRow> rows) {
        ReportTable table = new ReportTable(
                "The optimizer",
                columns(
                        TableColumn.text("problem", "Problem"),
                        TableColumn.count("n", "n"),
                        TableColumn.count("scenarios", "Scenarios"),
                        TableColumn.text("status", "Status"),
                        TableColumn.number("milliseconds", "Time", "ms", 1, 1),
                        TableColumn.count("iterations", "Iterations"),
                        TableColumn.number("primal_residual", "Primal", "1e-12", 3, 1e12),
                        TableColumn.number("dual_residual", "Dual", "1e-12", 3, 1e12),
                        TableColumn.number("gap", "Gap", "1e-12", 3, 1e12)));
        for (BenchRow row : rows) {
            table.row(own(row).toArray());
        }
        return table;
    }

    static ReportTable beside(List<BenchRow> rows) {
        ReportTable table = new ReportTable(
                "Beside other solvers",
                columns(
                        TableColumn.text("problem", "Problem"),
                        TableColumn.count("n", "n"),
                        TableColumn.count("scenarios", "Scenarios"),
                        TableColumn.number("milliseconds", "Twin", "ms", 1, 1),
                        TableColumn.number("ojalgo_milliseconds", "ojAlgo", "ms", 1, 1),
                        TableColumn.number("ojalgo_difference", "Objective", "1e-9", 2, 1e9),
                        TableColumn.number("ojalgo_violation", "Violation", "1e-9", 2, 1e9),
                        TableColumn.number("commons_math_milliseconds", "Commons Math", "ms", 1, 1),
                        TableColumn.number("commons_math_difference", "Objective", "1e-9", 2, 1e9),
                        TableColumn.number("commons_math_violation", "Violation", "1e-9", 2, 1e9)));
        for (BenchRow row : rows) {
            if (!row.others().isEmpty()) {
                List<Object> cells =
                        new ArrayList<>(Arrays.asList(row.problem(), row.n(), row.scenarios(), row.milliseconds()));
                cells.addAll(other(row, OJALGO));
                cells.addAll(other(row, COMMONS_MATH));
                table.row(cells.toArray());
            }
        }
        return table;
    }

    static ReportTable everything(List<BenchRow> rows) {
        List<TableColumn> columns = new ArrayList<>(columns(
                TableColumn.text("problem", "Problem"),
                TableColumn.count("n", "n"),
                TableColumn.count("scenarios", "Scenarios"),
                TableColumn.text("status", "Status"),
                TableColumn.number("milliseconds", "Time", "ms", 1, 1),
                TableColumn.count("iterations", "Iterations"),
                TableColumn.number("primal_residual", "Primal", "", 15, 1),
                TableColumn.number("dual_residual", "Dual", "", 15, 1),
                TableColumn.number("gap", "Gap", "", 15, 1),
                TableColumn.number("objective", "Objective", "", 12, 1)));
        for (String solver : List.of(OJALGO, COMMONS_MATH)) {
            columns.add(TableColumn.number(solver + "_milliseconds", solver, "ms", 1, 1));
            columns.add(TableColumn.number(solver + "_objective_difference", solver, "", 12, 1));
            columns.add(TableColumn.number(solver + "_violation", solver, "", 12, 1));
        }
        ReportTable table = new ReportTable("", columns);
        for (BenchRow row : rows) {
            List<Object> cells = own(row);
            cells.add(row.objective());
            cells.addAll(other(row, OJALGO));
            cells.addAll(other(row, COMMONS_MATH));
            table.row(cells.toArray());
        }
        return table;
    }

    private static List<TableColumn> columns(TableColumn... columns) {
        return List.of(columns);
    }

    private static List<Object> own(BenchRow row) {
        return new ArrayList<>(Arrays.asList(
                row.problem(),
                row.n(),
                row.scenarios(),
                row.status().name(),
                row.milliseconds(),
                row.iterations(),
                row.primalResidual(),
                row.dualResidual(),
                row.gap()));
    }

    private static List<Object> other(BenchRow row, String solver) {
        return row.other(solver)
                .map(BenchOptimizeTables::figures)
                .orElse(Arrays.asList(Double.NaN, Double.NaN, Double.NaN));
    }

    private static List<Object> figures(Comparison other) {
        return Arrays.asList(other.milliseconds(), other.objectiveDifference(), other.violation());
    }
}
