package io.github.loantwin.server.cli;

import io.github.loantwin.agents.compare.Benchmark;
import io.github.loantwin.agents.compare.Comparison;
import io.github.loantwin.agents.compare.ComparisonReport;
import io.github.loantwin.agents.compare.ComparisonResult;
import io.github.loantwin.agents.compare.ComparisonTables;
import io.github.loantwin.agents.compare.Contestant;
import io.github.loantwin.agents.compare.Contestants;
import io.github.loantwin.agents.worlds.Worlds;
import io.github.loantwin.env.report.HtmlReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares policies on frozen worlds that none of them has learned from. */
@Command(
        name = "compare",
        header = "Compare policies on the same unseen worlds, with intervals.",
        description = {
            "Lives every test seed in every economy under every policy and says who does better than hold (the base policy), by"
                    + " how much, and how sure that is. All policies meet the same worlds, so differences are paired. A policy"
                    + " that breaks the capital limit where hold keeps it cannot head the table.",
            "",
            "Results are kept in a folder, one file for each policy and economy. Run again, the command takes up what is there"
                    + " and lives only what is missing or has changed.",
            "",
            "--add takes a constant, a named policy, the folder of a trained policy, or script:COMMAND, a program that answers"
                    + " JSON lines (docs/experiments.md has one in ten lines of Python).",
        },
        footer = {
            "  twin compare",
            "  twin compare --episodes 10 --scenarios var,gfc-peak --planner-worlds 0     in seconds",
            "  twin compare --add constant:0.05,0,0 --add mine=runs/my-ppo",
            "  twin compare --add 'mine=script:python3 examples/script_policy.py'",
            "  twin compare my-benchmark.yaml --out runs/mine --output csv",
        })
final class CompareCommand extends TwinCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "configs/experiments/benchmark.yaml",
            description = "What is compared (default: ${DEFAULT-VALUE}).")
    private String file;

    @Option(
            names = {"-a", "--add"},
            paramLabel = "[NAME=]POLICY",
            description = "One more policy; may be repeated.")
    private List<String> added = new ArrayList<>();

    @Option(
            names = "--only",
            paramLabel = "NAME,...",
            split = ",",
            hideParamSyntax = true,
            description = "Of the file's policies only these, and hold.")
    private Set<String> only = Set.of();

    @Option(
            names = "--scenarios",
            paramLabel = "NAME,...",
            split = ",",
            hideParamSyntax = true,
            description = "Economies (default: all of the worlds).")
    private List<String> scenarios = List.of();

    @Option(names = "--episodes", paramLabel = "N", description = "Test seeds of every economy (default: the file's).")
    private Integer episodes;

    @Option(
            names = "--planner-worlds",
            paramLabel = "N",
            description = "Test seeds that the planners meet, 0 to leave them out (default: the file's).")
    private Integer plannerWorlds;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the results, may hold earlier ones (default: runs/compare-NAME after the file).")
    private Path out;

    @Option(names = "--no-report", description = "Only print; keep nothing, use nothing kept.")
    private boolean noReport;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "How many episodes run at a time (default: as many as processors); results do not depend on it.")
    private Integer threads;

    @Override
    public Integer call() {
        Benchmark benchmark = changed(Benchmark.read(file));
        Worlds worlds = Worlds.read(benchmark.worlds());
        List<Contestant> contestants = contestants(benchmark, worlds);
        Path folder = out == null ? RunFolder.home().resolve("compare-" + baseName()) : out;
        Comparison comparison = new Comparison(
                worlds,
                scenarios.isEmpty() ? worlds.scenarios() : scenarios,
                benchmark.episodes(),
                benchmark.bootstrap(),
                threads == null ? Runtime.getRuntime().availableProcessors() : threads,
                noReport ? Optional.empty() : Optional.of(folder.resolve("cells")));
        ComparisonResult result;
        long total = comparison.episodes(contestants);
        try (Progress progress =
                Progress.of("Comparing", "episodes", total, terminal(), System.err, global().quiet())) {
            result = comparison.run(contestants, progress::at);
        }
        ComparisonTables tables = new ComparisonTables(result);
        show(tables);
        if (!noReport) {
            write(new StudyFiles(RunFolder.resumed(folder)), result, tables, benchmark);
        }
        return ExitCode.OK;
    }

    private Benchmark changed(Benchmark read) {
        return new Benchmark(
                read.worlds(),
                episodes == null ? read.episodes() : episodes,
                read.policies(),
                read.planner(),
                read.clairvoyant(),
                plannerWorlds == null ? read.plannerWorlds() : plannerWorlds,
                read.bootstrap(),
                read.crisis());
    }

    private List<Contestant> contestants(Benchmark benchmark, Worlds worlds) {
        int decisionDays = worlds.config(Worlds.DEFAULT_ECONOMY).episode().decisionDays();
        List<Contestant> all = new ArrayList<>(Contestants.of(benchmark, decisionDays));
        List<String> names = all.stream().map(Contestant::name).toList();
        for (String name : only) {
            if (!names.contains(name)) {
                throw Problem.badInput(
                        "--only must name policies of " + file + ", " + String.join(", ", names) + ", got " + name
                                + ".",
                        "use --add for one more.");
            }
        }
        all.removeIf(
                c -> !only.isEmpty() && !only.contains(c.name()) && !c.name().equals(Benchmark.HOLD));
        added.forEach(text -> all.add(Contestants.added(text, decisionDays)));
        return all;
    }

    private String baseName() {
        String leaf = String.valueOf(Path.of(file).getFileName());
        return leaf.replaceFirst("\\.ya?ml$", "").replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private void show(ComparisonTables tables) {
        if (global().output() != OutputFormat.TABLE) {
            print(tables.figures());
            return;
        }
        print(tables.standings());
        out().println();
        print(tables.byScenario());
        out().println();
        print(tables.objectives());
        out().println();
        print(tables.effort());
        out().println(
                        "IQM: mean of the middle half. P(better): chance to beat hold on the same world. Share: largest product.");
        out().flush();
    }

    private void write(StudyFiles files, ComparisonResult result, ComparisonTables tables, Benchmark benchmark) {
        String commit = Versions.commit().orElse("unknown");
        String shortCommit = commit.substring(0, Math.min(12, commit.length()));
        String source = "LoanTwin, twin compare, commit " + shortCommit + ", episodes.csv";
        ComparisonReport report = new ComparisonReport(result, source, benchmark.crisis());
        HtmlReport page =
                report.page().fact("Commit", shortCommit).fact("Command", "twin " + String.join(" ", arguments()));
        if (global().output() == OutputFormat.TABLE) {
            out().println();
            report.sentences()
                    .forEach(sentence ->
                            Paragraph.wrapped(sentence, terminal().width()).forEach(out()::println));
            out().flush();
        }
        files.csv("episodes", tables.episodes());
        files.csv("figures", tables.figures());
        files.page(page);
        files.plots(report.pictures().figures(benchmark.crisis()));
        files.manifest(this, Worlds.read(benchmark.worlds()).test().take(benchmark.episodes()));
        note("Report, every episode and figures: " + files.path().resolve(RunFiles.REPORT));
    }
}
