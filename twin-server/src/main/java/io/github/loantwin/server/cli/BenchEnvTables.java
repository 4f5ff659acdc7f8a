package io.github.loantwin.server.cli;

import io.github.loantwin.env.bench.EnvCase;
import io.github.loantwin.env.bench.EnvMeasurement;
import io.github.loantwin.env.bench.MachineFloor;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import io.github.loantwin.env.sim.DayProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measurements of the environment as tables; splits the time of a day by two sizes of a single environment. */
final class BenchEnvTables {
    /** What the books hold of a loan: 13 columns of 8 bytes, 10 of 4, 5 of 2, 5 of 1. */
    static final int BYTES_OF_A_LOAN = 159;

    private final EnvMeasurement small;
    private final double nanosFixed;
    private final double slopeOfSmall;

    BenchEnvTables(EnvMeasurement small, EnvMeasurement large) {
        this.small = small;
        slopeOfSmall = slope(small, large);
        nanosFixed = small.nanosPerStep() - slopeOfSmall * small.dueLoansPerStep();
    }

    private static double slope(EnvMeasurement a, EnvMeasurement b) {
        return (b.nanosPerStep() - a.nanosPerStep()) / (b.dueLoansPerStep() - a.dueLoansPerStep());
    }

    /** Returns the time in proportion to due loans: between this size and 1,000 loans, or what is left of a vector's day. */
    double nanosPerDueLoan(EnvMeasurement m) {
        if (m.size().loans() <= small.size().loans()) {
            return (m.nanosPerStep() - nanosFixed) / m.dueLoansPerStep();
        }
        return m.size().envs() == 1 ? slope(small, m) : (m.nanosPerStep() - nanosFixed) / m.dueLoansPerStep();
    }

    ReportTable people(List<EnvMeasurement> rows) {
        ReportTable table = new ReportTable(
                "A simulated day, wall time",
                TableColumn.count("loans", "Loans"),
                TableColumn.count("envs", "Envs"),
                TableColumn.count("threads", "Threads"),
                TableColumn.number("steps_per_second", "Days", "per second", 0, 1),
                TableColumn.number("us_per_step", "A day", "us", 2, 1),
                TableColumn.percent("spread", "+-", 0),
                TableColumn.number("ns_per_due_loan", "Due loan", "ns", 0, 1),
                TableColumn.number("ns_fixed", "Fixed", "ns", 0, 1),
                TableColumn.number("bytes_allocated_per_step", "Allocated", "bytes a day", 1, 1),
                TableColumn.number("bytes_per_loan", "Memory", "bytes a loan", 0, 1),
                TableColumn.number("megabytes", "Memory", "MB in all", 0, 1),
                TableColumn.number("reset_microseconds", "Reset", "us", 0, 1));
        for (EnvMeasurement m : rows) {
            EnvCase size = m.size();
            table.row(
                    size.loans(),
                    size.envs(),
                    size.threads(),
                    m.stepsPerSecond(),
                    m.nanosPerStep() / 1e3,
                    m.spread(),
                    size.threads() == 1 ? nanosPerDueLoan(m) : Double.NaN,
                    nanosFixed,
                    allocated(m),
                    m.bytesPerLoan(),
                    m.bytesPerEnv() * size.envs() / 1e6,
                    m.resetMicros());
        }
        return table;
    }

    /** Not known when a book outgrew its columns in every round. */
    private static double allocated(EnvMeasurement m) {
        return Double.isInfinite(m.bytesPerStep()) ? Double.NaN : m.bytesPerStep();
    }

    ReportTable parts(Map<Integer, Map<DayProfile.Part, Double>> parts) {
        List<TableColumn> columns = new ArrayList<>();
        columns.add(TableColumn.count("loans", "Loans"));
        for (DayProfile.Part part : DayProfile.Part.values()) {
            columns.add(TableColumn.number(key(part), title(part), "ns a day", 0, 1));
        }
        ReportTable table = new ReportTable("Where a day's time goes (one environment)", columns);
        parts.forEach((loans, nanos) -> {
            List<Object> row = new ArrayList<>();
            row.add(loans);
            for (DayProfile.Part part : DayProfile.Part.values()) {
                row.add(nanos.get(part));
            }
            table.row(row.toArray());
        });
        return table;
    }

    ReportTable floor(MachineFloor floor) {
        return new ReportTable(
                        "What the machine can do, same run",
                        TableColumn.text("what", "Floor"),
                        TableColumn.number("value", "Value", "", 1, 1),
                        TableColumn.text("unit", "Unit"))
                .row("memory copied, read and written", floor.copyGigabytesPerSecond(), "GB/s")
                .row(
                        "reading and writing the " + BYTES_OF_A_LOAN + " bytes of a loan at that rate",
                        floor.nanosPerLoanOfMemory(),
                        "ns a due loan")
                .row("one keyed random block (Philox4x32-10), 36 together", floor.nanosPerDraw(), "ns a due loan");
    }

    ReportTable everything(
            List<EnvMeasurement> rows, Map<Integer, Map<DayProfile.Part, Double>> parts, MachineFloor floor) {
        List<TableColumn> columns = new ArrayList<>();
        for (String key : List.of("loans", "envs", "threads")) {
            columns.add(TableColumn.count(key, key));
        }
        for (String key : List.of(
                "steps_per_second",
                "ns_per_step",
                "ns_per_step_spread",
                "due_loans_per_step",
                "ns_per_due_loan",
                "ns_fixed",
                "bytes_per_loan",
                "bytes_allocated_per_step",
                "column_growths",
                "megabytes",
                "reset_microseconds")) {
            columns.add(TableColumn.number(key, key, "", 3, 1));
        }
        for (DayProfile.Part part : DayProfile.Part.values()) {
            columns.add(TableColumn.number("ns_" + key(part), key(part), "", 1, 1));
        }
        columns.add(TableColumn.number("floor_copy_gigabytes_per_second", "", "", 2, 1));
        columns.add(TableColumn.number("floor_ns_per_draw", "", "", 2, 1));
        columns.add(TableColumn.number("floor_ns_per_loan_of_memory", "", "", 2, 1));
        ReportTable table = new ReportTable("", columns);
        for (EnvMeasurement m : rows) {
            table.row(values(m, m.size().envs() == 1 ? parts.get(m.size().loans()) : Map.of(), floor)
                    .toArray());
        }
        return table;
    }

    private List<Object> values(EnvMeasurement m, Map<DayProfile.Part, Double> parts, MachineFloor floor) {
        List<Object> row = new ArrayList<>();
        row.add(m.size().loans());
        row.add(m.size().envs());
        row.add(m.size().threads());
        row.add(m.stepsPerSecond());
        row.add(m.nanosPerStep());
        row.add(m.spread() * m.nanosPerStep());
        row.add(m.dueLoansPerStep());
        row.add(nanosPerDueLoan(m));
        row.add(nanosFixed);
        row.add(m.bytesPerLoan());
        row.add(allocated(m));
        row.add(m.growths());
        row.add(m.bytesPerEnv() * m.size().envs() / 1e6);
        row.add(m.resetMicros());
        for (DayProfile.Part part : DayProfile.Part.values()) {
            row.add(parts.getOrDefault(part, Double.NaN));
        }
        row.add(floor.copyGigabytesPerSecond());
        row.add(floor.nanosPerDraw());
        row.add(floor.nanosPerLoanOfMemory());
        return row;
    }

    private static String key(DayProfile.Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    private static String title(DayProfile.Part part) {
        return part == DayProfile.Part.VALUE_AT_RISK
                ? "VaR"
                : part.name().charAt(0) + key(part).substring(1);
    }
}
