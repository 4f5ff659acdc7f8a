package io.github.loantwin.server.cli;

import io.github.loantwin.agents.settings.Settings;
import io.github.loantwin.agents.train.RunPlan;
import io.github.loantwin.agents.tune.Trial;
import io.github.loantwin.agents.tune.TuneConfig;
import io.github.loantwin.agents.tune.Tuner;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Searches settings of an algorithm. */
@Command(
        name = "tune",
        header = "Search settings of an algorithm on tuning seeds.",
        description = {
            "Trains an agent with many settings drawn from a search space and scores each on tuning worlds against the base"
                    + " policy: random search, or successive halving (many short trainings, longer ones for the best of them)."
                    + " Training, validation and test seeds are never touched. Trial 0 is the run as its file has it, so the"
                    + " winner is never worse on the worlds of the search.",
            "",
            "Every finished trial is a file: stopped or killed, the same command goes on where it was, and ends alike. A folder"
                    + " runs/NAME keeps the trials, their table, and the winner as agent.yaml and run.yaml for 'twin train'.",
        },
        footer = {
            "  twin tune configs/tune/sac.yaml",
            "  twin tune configs/tune/ppo.yaml --trials 4 --name quick",
            "  twin train runs/tune-sac/run.yaml",
        })
final class TuneCommand extends TwinCommand {
    private static final int SHOWN = 10;

    @Parameters(paramLabel = "FILE", description = "What to search: run, space and budget.")
    private String file;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the folder under runs/ (default: tune- and the file's); one that was begun goes on.")
    private String name;

    @Option(names = "--trials", paramLabel = "N", description = "Settings that are tried (default: the file's).")
    private Integer trials;

    @Mixin
    private Threads threads;

    @Override
    public Integer call() {
        TuneConfig config = Settings.read(file, TuneConfig.class);
        config = trials == null ? config : config.withTrials(trials);
        RunFolder folder = RunFolder.resumed(RunFolder.home().resolve(name == null ? suggestion() : name));
        try (Interrupts interrupts = Interrupts.caught()) {
            return conclude(config, outcome(config, folder, interrupts), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Tuner.Outcome outcome(TuneConfig config, RunFolder folder, Interrupts interrupts) throws IOException {
        try (View view = new View(config)) {
            Tuner tuner = Tuner.of(config, folder.path(), threads.count(), view, interrupts::requested);
            note("Searching in " + folder.path() + ": " + budget(config) + ".");
            return tuner.run();
        }
    }

    private String suggestion() {
        return "tune-" + Path.of(file).getFileName().toString().replaceFirst("\\.[^.]*$", "");
    }

    /** What a search may spend, in words. */
    private static String budget(TuneConfig config) {
        StringBuilder words = new StringBuilder();
        for (int rung = 0; rung < config.steps().size(); rung++) {
            words.append(rung == 0 ? "" : ", ")
                    .append(String.format(
                            Locale.ROOT,
                            "%d trials of %,d",
                            config.trialsOf(rung),
                            config.steps().get(rung)));
        }
        return String.format(
                Locale.ROOT,
                "%s decisions (%,d in all), each scored on %d tuning worlds",
                words,
                config.budget(),
                config.evaluationSeeds());
    }

    private Integer conclude(TuneConfig config, Tuner.Outcome outcome, RunFolder folder) {
        StudyFiles files = new StudyFiles(folder);
        files.csv("trials", table(outcome.all()));
        if (outcome.interrupted()) {
            note("Stopped; finished trials are kept. Go on with the same command.");
            return ExitCode.INTERRUPTED;
        }
        print(table(outcome.trials().subList(0, Math.min(SHOWN, outcome.trials().size()))));
        RunPlan chosen = Tuner.chosen(config, outcome.best());
        String agent = folder.resolve("agent.yaml").toString();
        String head = provenance(config, outcome.best());
        folder.write("agent.yaml", head + text(chosen.learnerConfig()));
        folder.write("run.yaml", head + text(chosen.train().with("settings", agent)));
        note("Train with the winner: twin train " + folder.resolve("run.yaml"));
        return ExitCode.OK;
    }

    private static String text(Object settings) {
        return Settings.toYaml(settings).replaceFirst("^---\n", "");
    }

    private String provenance(TuneConfig config, Trial best) {
        return String.format(
                Locale.ROOT,
                "# Written by: twin %s%n# Winner of %s: trial %d, %+.2f over hold%n# an episode (standard error %.2f, on the worlds of"
                        + " the search, so flattered). Search seed %d, commit %s.%n",
                String.join(" ", arguments()),
                budget(config),
                best.number(),
                best.gain(),
                best.standardError(),
                config.seed(),
                Versions.commit().map(commit -> commit.substring(0, 12)).orElse("unknown"));
    }

    private static ReportTable table(List<Trial> trials) {
        ReportTable table = new ReportTable(
                "",
                TableColumn.count("rung", "Rung"),
                TableColumn.count("trial", "Trial"),
                TableColumn.count("steps", "Decisions"),
                TableColumn.number("gain", "Gain over hold", "an episode", 2, 1),
                TableColumn.number("standard_error", "Standard", "error", 2, 1),
                TableColumn.number("seconds", "Time", "s", 0, 1),
                TableColumn.text("settings", "Settings"));
        for (Trial trial : trials) {
            table.row(
                    trial.rung(),
                    trial.number(),
                    trial.steps(),
                    Double.isFinite(trial.gain()) ? trial.gain() : Double.NaN,
                    trial.standardError(),
                    trial.seconds(),
                    trial.words() + (trial.remark().isEmpty() ? "" : "; " + trial.remark()));
        }
        return table;
    }

    /** Shows a search: a bar over all decisions, and the best trial of the rung so far. */
    private final class View implements Tuner.TuneWatcher, AutoCloseable {
        private final Progress progress;

        View(TuneConfig config) {
            progress = Progress.of("Tuning", "decisions", config.budget(), terminal(), System.err, global().quiet());
        }

        @Override
        public void progress(long steps) {
            progress.at(steps);
        }

        @Override
        public void finished(Trial trial, Trial best) {
            progress.say(String.format(
                    Locale.ROOT,
                    "rung %d, trial %d: %+.2f, best %+.2f (trial %d)",
                    trial.rung(),
                    trial.number(),
                    trial.gain(),
                    best.gain(),
                    best.number()));
        }

        @Override
        public void close() {
            progress.close();
        }
    }
}
