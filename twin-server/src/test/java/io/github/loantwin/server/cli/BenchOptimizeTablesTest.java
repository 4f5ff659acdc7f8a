package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.optimizer.bench.BenchRow;
import io.github.loantwin.optimizer.bench.Comparison;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What programs read of a measurement: ours first, then each library's time, objective and violation. */
class BenchOptimizeTablesTest {
    private static BenchRow row(Map<String, Comparison> others) {
        return new BenchRow("linear program", 10, 0, SolveStatus.OPTIMAL, 0.5, 8, -0.25, 1e-16, 2e-16, 3e-12, others);
    }

    @Test
    void everyFigureStandsUnderItsName() {
        ReportTable table = BenchOptimizeTables.everything(
                List.of(row(Map.of("commons_math", new Comparison(4, true, 1e-10, 2e-9)))));
        List<String> keys = table.columns().stream().map(column -> column.key()).toList();
        Object[] row = table.rows().get(0);
        assertEquals(keys.size(), row.length);
        assertEquals(0.5, row[keys.indexOf("milliseconds")]);
        assertEquals(-0.25, row[keys.indexOf("objective")]);
        assertEquals(3e-12, row[keys.indexOf("gap")]);
        assertEquals(4.0, row[keys.indexOf("commons_math_milliseconds")]);
        assertEquals(1e-10, row[keys.indexOf("commons_math_objective_difference")]);
        assertEquals(2e-9, row[keys.indexOf("commons_math_violation")]);
        assertEquals(Double.NaN, row[keys.indexOf("ojalgo_milliseconds")]);
    }

    @Test
    void onlyWhatOthersSolveIsShownBesideThem() {
        ReportTable table = BenchOptimizeTables.beside(
                List.of(row(Map.of()), row(Map.of("ojalgo", new Comparison(4, true, 0, 0)))));
        assertEquals(1, table.rows().size());
    }
}
