package io.github.loantwin.server.cli;

import io.github.loantwin.agents.compare.Benchmark;
import io.github.loantwin.agents.compare.Comparison;
import io.github.loantwin.agents.compare.ComparisonReport;
import io.github.loantwin.agents.compare.ComparisonResult;
import io.github.loantwin.agents.compare.ComparisonTables;
import io.github.loantwin.agents.compare.Contestant;
import io.github.loantwin.agents.compare.Contestants;
import io.github.loantwin.agents.compare.Leaderboard;
import io.github.loantwin.agents.compare.RunRecords;
import io.github.loantwin.agents.seeds.SeedTrainer;
import io.github.loantwin.agents.seeds.TrainingPlan;
import io.github.loantwin.agents.worlds.Worlds;
import io.github.loantwin.env.report.HtmlReport;
import io.github.loantwin.server.grpc.RemotePolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares policies on frozen worlds that none of them has learned from. */
@Command(
        name = "compare",
        header = "Compare policies on the same unseen worlds, with intervals.",
        description = {
            "Trains what the file lists under 'train', some seeds side by side, then lives every test seed in every economy under every policy and says who does better than hold (the base policy), by"
                    + " how much, and how sure that is. All policies meet the same worlds, so differences are paired. A policy"
                    + " that breaks the capital limit where hold keeps it cannot head the table.",
            "",
            "Results are kept in a folder, one file for each policy and economy. Run again, the command takes up what is there"
                    + " and lives only what is missing or has changed; trainings go on where they were.",
            "",
            "--add takes a constant, a named policy, the folder of a trained policy, script:COMMAND (a program that answers JSON"
                    + " lines) or grpc:HOST:PORT (a server that answers Act); docs/experiments.md has ten lines of Python for both.",
        },
        footer = {
            "  twin compare",
            "  twin compare --seeds 0 --episodes 10 --scenarios var,gfc-peak --planner-worlds 0     in seconds",
            "  twin compare --add constant:0.05,0,0 --add mine=runs/my-ppo",
            "  twin compare --add 'mine=script:python3 examples/script_policy.py' --add theirs=grpc:localhost:50061",
            "  twin compare --seeds 0 --add mine=runs/my-ppo --leaderboard",
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

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description =
                    "Train no more than the first N seeds of each algorithm of the file; 0 trains none (default: all).")
    private int seeds = Integer.MAX_VALUE;

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

    @Option(
            names = "--leaderboard",
            arity = "0..1",
            paramLabel = "FILE",
            fallbackValue = Leaderboard.FILE,
            description =
                    "Enter the added policies, or all if none was added, into this file (without FILE: ${FALLBACK-VALUE});"
                            + " takes results on all frozen worlds only.")
    private Path leaderboard;

    @Option(
            names = "--publish",
            paramLabel = "DIR",
            description =
                    "Write a page in Markdown, its figures and the small record of every run here, to keep with sources.")
    private Path publish;

    @Option(
            names = "--no-report",
            description = "Only print; keep no results and use none that were kept (trainings are kept).")
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
        requireKnown(benchmark);
        int days = worlds.config(Worlds.DEFAULT_ECONOMY).episode().decisionDays();
        List<Contestant> untrained = wanted(Contestants.of(benchmark, days));
        List<Contestant> more = added.stream().map(text -> more(text, days)).toList();
        Path folder = out == null ? RunFolder.home().resolve("compare-" + baseName()) : out;
        Comparison comparison = comparison(benchmark, worlds, folder);
        Optional<Map<String, List<String>>> trained = trained(benchmark, folder);
        if (trained.isEmpty()) {
            note("Stopped and saved; the same command goes on where it was.");
            return ExitCode.INTERRUPTED;
        }
        List<Contestant> all = new ArrayList<>();
        trained.get().forEach((name, runs) -> all.add(Contestants.of(name, runs, days)));
        all.addAll(untrained);
        all.addAll(more);
        compare(benchmark, worlds, comparison, all, folder);
        return ExitCode.OK;
    }

    private static Contestant more(String text, int days) {
        String policy = Contestants.policy(text);
        if (policy.startsWith(RemotePolicy.PREFIX)) {
            new RemotePolicy(policy).close(); // checks the text
            return Contestants.elsewhere(text, () -> new RemotePolicy(policy));
        }
        return Contestants.added(text, days);
    }

    private Comparison comparison(Benchmark benchmark, Worlds worlds, Path folder) {
        return new Comparison(
                worlds,
                scenarios.isEmpty() ? worlds.scenarios() : scenarios,
                benchmark.episodes(),
                benchmark.bootstrap(),
                threads(),
                noReport ? Optional.empty() : Optional.of(folder.resolve("cells")));
    }

    private void compare(
            Benchmark benchmark, Worlds worlds, Comparison comparison, List<Contestant> contestants, Path folder) {
        ComparisonResult result;
        long total = comparison.episodes(contestants);
        try (Progress progress =
                Progress.of("Comparing", "episodes", total, terminal(), System.err, global().quiet())) {
            result = comparison.run(contestants, progress::at);
        }
        ComparisonTables tables = new ComparisonTables(result);
        show(tables);
        if (leaderboard != null) {
            enter(result, worlds, contestants);
        }
        if (publish != null) {
            publish(result, tables, benchmark);
        }
        if (!noReport) {
            write(new StudyFiles(RunFolder.resumed(folder)), result, tables, benchmark);
        }
    }

    /** Trains what the file wants trained, and returns the folders by name; empty if it was interrupted. */
    private Optional<Map<String, List<String>>> trained(Benchmark benchmark, Path folder) {
        Map<String, TrainingPlan> plans = benchmark.trainings(seeds);
        plans.keySet().removeIf(name -> !only.isEmpty() && !only.contains(name));
        if (plans.isEmpty()) {
            return Optional.of(Map.of());
        }
        int runs = SeedTrainer.runs(plans);
        try (Interrupts interrupts = Interrupts.caught();
                View view = new View(runs)) {
            SeedTrainer trainer = new SeedTrainer(
                    folder.resolve("train"),
                    Math.min(threads(), runs),
                    Versions.commit().orElse("unknown"),
                    interrupts::requested);
            Map<String, List<String>> folders = trainer.train(plans, view);
            return folders.isEmpty() ? Optional.empty() : Optional.of(folders);
        }
    }

    private void publish(ComparisonResult result, ComparisonTables tables, Benchmark benchmark) {
        String commit = Versions.commit().orElse("unknown");
        ComparisonReport report = new ComparisonReport(result, source(), benchmark.crisis());
        String provenance =
                "Written by `twin " + String.join(" ", arguments()) + "` at commit " + commit + ", on worlds version "
                        + result.version() + ". docs/experiments.md explains the words and how to run it again.";
        new Publication(report, tables, new RunRecords(result, commit), provenance).write(publish, benchmark.crisis());
        note("Published in " + publish + ".");
    }

    private static String source() {
        String commit = Versions.commit().orElse("unknown");
        return "LoanTwin, twin compare, commit " + commit.substring(0, Math.min(12, commit.length()))
                + ", episodes.csv";
    }

    private void enter(ComparisonResult result, Worlds worlds, List<Contestant> contestants) {
        Leaderboard board = Files.exists(leaderboard) ? Leaderboard.read(leaderboard, worlds) : new Leaderboard(worlds);
        int first = added.isEmpty() ? 0 : contestants.size() - added.size();
        Set<String> names = contestants.subList(first, contestants.size()).stream()
                .map(Contestant::name)
                .collect(Collectors.toSet());
        board.enter(result, names, Versions.commit().orElse("unknown"));
        try {
            Files.writeString(leaderboard, board.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        note("Entered " + String.join(", ", names.stream().sorted().toList()) + " into " + leaderboard + ".");
    }

    private int threads() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /** Shows how far the trainings are, in percent of a run. */
    private final class View implements SeedTrainer.Watcher, AutoCloseable {
        private final Progress progress;

        View(int runs) {
            progress = Progress.of("Training", "% of a run", 100L * runs, terminal(), System.err, global().quiet());
        }

        @Override
        public void progress(double runs) {
            progress.at(Math.round(100 * runs));
        }

        @Override
        public void note(String run, String text) {
            progress.say(run + ": " + text);
        }

        @Override
        public void close() {
            progress.close();
        }
    }

    private Benchmark changed(Benchmark read) {
        return new Benchmark(
                read.worlds(),
                episodes == null ? read.episodes() : episodes,
                read.policies(),
                read.train(),
                read.planner(),
                read.clairvoyant(),
                plannerWorlds == null ? read.plannerWorlds() : plannerWorlds,
                read.bootstrap(),
                read.crisis());
    }

    private void requireKnown(Benchmark benchmark) {
        List<String> names = new ArrayList<>(benchmark.policies().keySet());
        names.addAll(benchmark.train().keySet());
        names.addAll(List.of(Contestants.PLANNER, Contestants.CLAIRVOYANT));
        for (String name : only) {
            if (!names.contains(name)) {
                throw Problem.badInput(
                        "--only must name policies of " + file + ", " + String.join(", ", names) + ", got " + name
                                + ".",
                        "use --add for one more.");
            }
        }
    }

    private List<Contestant> wanted(List<Contestant> all) {
        return all.stream()
                .filter(c ->
                        only.isEmpty() || only.contains(c.name()) || c.name().equals(Benchmark.HOLD))
                .toList();
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
        ComparisonReport report = new ComparisonReport(result, source(), benchmark.crisis());
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
        new RunRecords(result, commit).files().forEach((name, text) -> files.text("results/" + name, text));
        files.page(page);
        files.plots(report.pictures().figures(benchmark.crisis()));
        files.manifest(this, Worlds.read(benchmark.worlds()).test().take(benchmark.episodes()));
        note("Report, every episode and figures: " + files.path().resolve(RunFiles.REPORT));
    }
}
