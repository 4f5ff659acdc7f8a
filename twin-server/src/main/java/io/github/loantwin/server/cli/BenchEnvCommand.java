package io.github.loantwin.server.cli;

import io.github.loantwin.env.bench.EnvBenchmark;
import io.github.loantwin.env.bench.EnvCase;
import io.github.loantwin.env.bench.EnvMeasurement;
import io.github.loantwin.env.bench.MachineFloor;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.sim.DayProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the environment. */
@Command(
        name = "env",
        header = "Measure the environment: days per second, memory, where the time goes.",
        description = {
            "Runs the full model (ledger, value at risk, allowance, reward, observation) on vectors of environments with zero"
                    + " action for years of 365 days, warm; resets are timed apart. The time of a day has a fixed part and one"
                    + " in proportion to the loans whose due date it is: both come from the times of 1,000 and 10,000 loans"
                    + " (a larger size: from 1,000 and itself). For a single environment the parts of a day are measured too.",
            "",
            "Without sizes of your own it measures all that docs/performance.md shows, in some five minutes, and writes that"
                    + " page when it runs in a checkout."
        },
        footer = {
            "  twin bench env",
            "  twin bench env --loans 1000 --envs 1,64 --threads 1,2 --seconds 2",
            "  twin bench env --output json > bench.json",
        })
final class BenchEnvCommand extends TwinCommand {
    private static final int SMALL = 1_000;
    private static final int LARGE = 10_000;

    @Option(names = "--loans", paramLabel = "N", split = ",", description = "Loans of an environment at the start.")
    private List<Integer> loans = List.of();

    @Option(names = "--envs", paramLabel = "N", split = ",", description = "Environments stepped together.")
    private List<Integer> envs = List.of();

    @Option(names = "--threads", paramLabel = "N", split = ",", description = "Threads that step them.")
    private List<Integer> threads = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "5",
            description = "Time to warm up, and to measure, for each case (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write the page here (default: docs/performance.md, of a complete run in a checkout).")
    private Path report;

    @Override
    public Integer call() {
        if (!(seconds > 0 && seconds <= 600)) {
            throw Problem.badInput("--seconds must be in (0, 600], got " + seconds + ".", "leave it out: 5 is enough.");
        }
        EnvBenchmark benchmark = new EnvBenchmark(TwinConfig.defaults(), seconds);
        Map<EnvCase, EnvMeasurement> measured = new LinkedHashMap<>();
        List<EnvCase> cases = cases();
        for (EnvCase size : cases) {
            measure(benchmark, size, measured);
        }
        EnvMeasurement small = measure(benchmark, new EnvCase(SMALL, 1, 1), measured);
        EnvMeasurement large = measure(benchmark, new EnvCase(LARGE, 1, 1), measured);
        BenchEnvTables tables = new BenchEnvTables(small, large);
        Map<Integer, Map<DayProfile.Part, Double>> parts = parts(benchmark, cases);
        note("floors of the machine ...");
        MachineFloor floor = MachineFloor.measure(BenchEnvTables.BYTES_OF_A_LOAN);
        List<EnvMeasurement> rows = cases.stream().map(measured::get).toList();
        write(tables, rows, parts, floor);
        if (global().output() == OutputFormat.TABLE) {
            print(tables.people(rows));
            out().println();
            print(tables.parts(parts));
            out().println();
            print(tables.floor(floor));
        } else {
            print(tables.everything(rows, parts, floor));
        }
        return ExitCode.OK;
    }

    private EnvMeasurement measure(EnvBenchmark benchmark, EnvCase size, Map<EnvCase, EnvMeasurement> measured) {
        return measured.computeIfAbsent(size, wanted -> {
            note(String.format(
                    Locale.ROOT,
                    "%,d loans, %,d environment%s, %d thread%s ...",
                    wanted.loans(),
                    wanted.envs(),
                    wanted.envs() == 1 ? "" : "s",
                    wanted.threads(),
                    wanted.threads() == 1 ? "" : "s"));
            return benchmark.measure(wanted);
        });
    }

    private Map<Integer, Map<DayProfile.Part, Double>> parts(EnvBenchmark benchmark, List<EnvCase> cases) {
        Map<Integer, Map<DayProfile.Part, Double>> parts = new LinkedHashMap<>();
        for (EnvCase size : cases) {
            if (size.envs() == 1 && !parts.containsKey(size.loans())) {
                note(String.format(Locale.ROOT, "parts of a day at %,d loans ...", size.loans()));
                parts.put(size.loans(), benchmark.parts(size.loans()));
            }
        }
        return parts;
    }

    private boolean complete() {
        return loans.isEmpty() && envs.isEmpty() && threads.isEmpty();
    }

    private List<EnvCase> cases() {
        List<EnvCase> cases = new ArrayList<>();
        if (complete()) {
            for (int size = 1_000; size <= 1_000_000; size *= 10) {
                cases.add(new EnvCase(size, 1, 1));
            }
            for (int n : new int[] {64, 1_024}) {
                cases.add(new EnvCase(SMALL, n, 1));
                cases.add(new EnvCase(SMALL, n, 2));
            }
            return cases;
        }
        for (int size : loans.isEmpty() ? List.of(SMALL) : loans) {
            for (int n : envs.isEmpty() ? List.of(1) : envs) {
                for (int t : threads.isEmpty() ? List.of(1) : threads) {
                    cases.add(new EnvCase(size, n, t));
                }
            }
        }
        return cases;
    }

    private void write(
            BenchEnvTables tables,
            List<EnvMeasurement> rows,
            Map<Integer, Map<DayProfile.Part, Double>> parts,
            MachineFloor floor) {
        Path target = report;
        String root = System.getProperty("loantwin.root");
        if (target == null && complete() && root != null) {
            target = Path.of(root, "docs/performance.md");
        }
        if (target == null) {
            return;
        }
        List<ReportTable> all = List.of(tables.people(rows), tables.parts(parts), tables.floor(floor));
        try {
            Files.writeString(target, BenchEnvPage.markdown(all, command()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        note("Written: " + target);
    }

    private String command() {
        return "./twin bench env" + (complete() ? "" : " (with sizes of its own)");
    }
}
