package io.github.loantwin.server.cli;

import io.github.loantwin.agents.compare.Benchmark;
import io.github.loantwin.agents.compare.Comparison;
import io.github.loantwin.agents.compare.ComparisonReport;
import io.github.loantwin.agents.compare.ComparisonResult;
import io.github.loantwin.agents.compare.ComparisonTables;
import io.github.loantwin.agents.compare.Contestant;
import io.github.loantwin.agents.compare.Contestants;
import io.github.loantwin.agents.train.RunPlan;
import io.github.loantwin.agents.train.TrainProgress;
import io.github.loantwin.agents.train.TrainResult;
import io.github.loantwin.agents.train.TrainWatcher;
import io.github.loantwin.agents.train.Trainer;
import io.github.loantwin.agents.worlds.Worlds;
import io.github.loantwin.env.report.HtmlReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains an agent in about a minute and compares it with policies that need no learning. */
@Command(
        name = "demo",
        header = "Train an agent for a minute and compare it on worlds it has never seen.",
        description = {
            "Trains PPO on the default twin, then lives 50 unseen worlds in two economies (the default one, and the crisis of"
                    + " 2008 that it has never met) under it, under hold (the base policy), the best constant action, a rule of"
                    + " thumb and a convex controller, prints who does better and how sure that is, and writes a report.",
        },
        footer = {"  twin demo", "  twin demo --seed 2 --steps 100000      another seed, trained longer"})
final class DemoCommand extends TwinCommand {
    private static final String PLAN = "configs/experiments/ppo-default.yaml";
    private static final String CRISIS = "gfc-peak";
    private static final List<String> SCENARIOS = List.of(Worlds.DEFAULT_ECONOMY, CRISIS);
    private static final int REPLICATES = 2000;

    @Option(names = "--seed", paramLabel = "SEED", description = "Seed of the training (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Decisions that it learns from, each for eight weeks of lending (default: ${DEFAULT-VALUE}).")
    private long steps = 40_320;

    @Option(
            names = "--episodes",
            paramLabel = "N",
            description = "Unseen worlds in each economy (default: ${DEFAULT-VALUE}).")
    private int episodes = 50;

    @Override
    public Integer call() {
        int threads = Runtime.getRuntime().availableProcessors();
        RunFolder folder = RunFolder.suggested(RunFolder.home(), "demo");
        try (Interrupts interrupts = Interrupts.caught()) {
            Path agent = folder.resolve("ppo");
            if (train(agent, threads, interrupts).interrupted()) {
                note("Stopped before the agent was ready; go on with: twin train --resume " + agent);
                return ExitCode.INTERRUPTED;
            }
            compare(folder, agent, threads);
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TrainResult train(Path agent, int threads, Interrupts interrupts) throws IOException {
        RunPlan read = RunPlan.read(PLAN);
        RunPlan plan = read.with(read.train().withSeed(seed).withSteps(steps));
        note(String.format(
                Locale.ROOT,
                "1. An agent (PPO) learns to run the lender: %,d decisions for eight weeks each, training seeds only.",
                steps));
        try (View view = new View(steps);
                Trainer trainer = Trainer.begin(plan, agent, threads, view)) {
            return trainer.run(interrupts::requested);
        }
    }

    private void compare(RunFolder folder, Path agent, int threads) {
        note("2. It meets " + episodes + " worlds that it has never seen, in each of two economies; so do the others.");
        Worlds worlds = Worlds.shipped();
        int days = worlds.config(Worlds.DEFAULT_ECONOMY).episode().decisionDays();
        Map<String, String> policies = new LinkedHashMap<>();
        policies.put("ppo", agent.toString());
        policies.put("best-constant", "best-constant");
        policies.put("rule", "rule");
        policies.put("convex-robust", "convex:robust");
        policies.put(Benchmark.HOLD, Benchmark.HOLD);
        List<Contestant> contestants = new ArrayList<>();
        policies.forEach((name, text) -> contestants.add(Contestants.of(name, List.of(text), days)));
        Comparison comparison = new Comparison(worlds, SCENARIOS, episodes, REPLICATES, threads, Optional.empty());
        ComparisonResult result;
        long total = comparison.episodes(contestants);
        try (Progress progress =
                Progress.of("Comparing", "episodes", total, terminal(), System.err, global().quiet())) {
            result = comparison.run(contestants, progress::at);
        }
        show(result);
        write(new StudyFiles(folder), result, worlds);
    }

    private void show(ComparisonResult result) {
        ComparisonTables tables = new ComparisonTables(result);
        if (global().output() != OutputFormat.TABLE) {
            print(tables.figures());
            return;
        }
        print(tables.standings());
        out().println();
        print(tables.byScenario());
        out().println();
        new ComparisonReport(result, "demo", CRISIS).sentences().forEach(sentence -> Paragraph.wrapped(
                        sentence, terminal().width())
                .forEach(out()::println));
        out().println(
                        "One training run of a minute: another seed gives another agent. docs/experiments.md has the full comparison.");
        out().flush();
    }

    private void write(StudyFiles files, ComparisonResult result, Worlds worlds) {
        String commit = Versions.commit().orElse("unknown");
        String shortCommit = commit.substring(0, Math.min(12, commit.length()));
        ComparisonReport report = new ComparisonReport(
                result, "LoanTwin, twin demo, seed " + seed + ", commit " + shortCommit + ", episodes.csv", CRISIS);
        HtmlReport page = report.page()
                .fact("Commit", shortCommit)
                .fact("Training", String.format(Locale.ROOT, "PPO, seed %d, %,d decisions", seed, steps));
        ComparisonTables tables = new ComparisonTables(result);
        files.csv("episodes", tables.episodes());
        files.csv("figures", tables.figures());
        files.page(page);
        files.manifest(this, worlds.test().take(episodes));
        note("Report: " + files.path().resolve(RunFiles.REPORT));
        note("The agent: twin simulate --config weekly --policy " + files.path().resolve("ppo"));
    }

    /** Shows the training: a bar, and the gain over hold on validation worlds so far. */
    private final class View implements TrainWatcher, AutoCloseable {
        private final Progress progress;
        private int told;

        View(long total) {
            progress = Progress.of("Learning", "decisions", total, terminal(), System.err, global().quiet());
        }

        @Override
        public void progress(TrainProgress at) {
            progress.at(at.steps());
            if (at.gains().size() > told) {
                told = at.gains().size();
                progress.say(String.format(Locale.ROOT, "gain %+.2f", at.gains().get(told - 1)));
            }
        }

        @Override
        public void note(String text) {
            DemoCommand.this.note(text);
        }

        @Override
        public void close() {
            progress.close();
        }
    }
}
