package io.github.loantwin.server.cli;

import io.github.loantwin.env.EpisodeRecording;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.NamedPolicy;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.report.EpisodeContext;
import io.github.loantwin.env.report.EpisodeRecorder;
import io.github.loantwin.env.report.EpisodeReport;
import io.github.loantwin.env.report.LoanHistory;
import io.github.loantwin.env.sim.ResetOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the lender through one episode, shows it by month and keeps the details. */
@Command(
        name = "simulate",
        header = "Run the lender through an economy and show what happens.",
        description = {
            "Simulates one episode day by day under a policy and prints its months (of a long one quarters or years). A folder runs/NAME keeps the resolved"
                    + " configuration, a manifest with seed, versions and hashes, daily.csv, monthly.csv, summary.csv,"
                    + " the recording episode.jsonl (for 'twin replay'), and report.html: a page with a summary, plots and"
                    + " statements that opens from disk. Its plots are in plots/ (PNG and SVG), its tables in tables/ (CSV)"
                    + " and report.xlsx.",
            "",
            "Portfolio is at the period's end; ROE (return on equity) and NCO (net charge-offs) are yearly rates over the"
                    + " trailing 90 days; 30+ is the share of balance 30 and more days past due; VaR95 is the 95 %% quantile"
                    + " of one year's loss.",
        },
        footer = {
            "  twin simulate",
            "  twin simulate --scenario severely-adverse-2026 --days 730",
            "  twin simulate --policy constant:0.05,0.005,0 --seed 7 --name tighter",
            "  twin simulate --loans 100000 --set lender.taxRate=0.30",
            "  twin simulate --scenario gfc --days 1095 --live=60",
            "  twin simulate --output json --quiet | jq '.[].capital_ratio'",
        })
final class SimulateCommand extends TwinCommand {
    @Mixin
    private WorldOptions world;

    @Option(
            names = {"-p", "--policy"},
            paramLabel = "POLICY",
            defaultValue = "hold",
            description = PolicyNames.USAGE + " (default: ${DEFAULT-VALUE}).")
    private String policy;

    @Option(
            names = "--live",
            paramLabel = "DAYS",
            arity = "0..1",
            fallbackValue = "30",
            description = "Watch it, at this many days a second (default: ${FALLBACK-VALUE}).")
    private Double live;

    @Option(
            names = "--tape",
            paramLabel = "FILE",
            description = "Start with the loans of this tape (see 'twin tape'); demand follows their number, unless"
                    + " --loans gives another.")
    private Path tape;

    @Option(names = "--audit", description = "Check every identity of the lender's books every day (slower).")
    private boolean audit;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the folder under runs/ (default: from economy, policy and seed).")
    private String name;

    @Option(
            names = "--no-plots",
            description = "Make no report and no plots (they take most of the time of a short run).")
    private boolean noPlots;

    @Override
    public Integer call() {
        TwinConfig chosen = world.resolved(tape == null);
        NamedPolicy chosenPolicy = PolicyNames.named(policy, chosen.episode().decisionDays());
        ResetOptions options = ResetOptions.NONE;
        if (tape != null) {
            options = options.withLoans(TapeCommand.read(tape, chosen));
            chosen = world.sizedFor(chosen, options.loans().size());
        }
        TwinConfig config = audit ? chosen.with("episode.audit", true) : chosen;
        Instant started = Instant.now();
        LoanEnv env = new LoanEnv(config);
        env.reset(world.seed(), options);
        LoanHistory history = new LoanHistory(env.review());
        env.watch(history);
        Episode episode = new Episode(env, chosenPolicy.make());
        RunFolder folder = folder();
        RunFiles files = new RunFiles(folder);
        try (Interrupts interrupts = Interrupts.caught()) {
            files.writeStart(config, options.loans());
            Episode.Ending ending = run(episode, env, folder, interrupts);
            if (ending.days() > 0) {
                files.writeTables(episode.recorder());
                show(episode.recorder());
                report(
                        files,
                        context(folder, config, chosenPolicy, episode.recorder(), ending),
                        config,
                        episode.recorder(),
                        history,
                        ending,
                        interrupts);
            }
            PolicyNames.remark(chosenPolicy).ifPresent(this::note);
            boolean stopped = ending.interrupted() || interrupts.requested();
            files.writeManifest(arguments(), config, world.seed(), policy, started, ending, stopped);
            return conclude(ending, stopped, folder);
        } catch (RuntimeException e) {
            if (episode.recorder().rows() == 0) {
                folder.discard();
            }
            throw e;
        }
    }

    private String title() {
        return "Economy " + economy() + ", policy " + policy + ", seed " + world.seed();
    }

    private String economy() {
        return world.scenario()
                .map(scenario -> String.valueOf(Path.of(scenario).getFileName()))
                .orElse("var");
    }

    private RunFolder folder() {
        String suggestion = (economy() + "-" + policy.replace(":", "") + "-seed" + world.seed())
                .replaceAll("[^A-Za-z0-9._+=,-]", "_");
        Path runs = RunFolder.home();
        return name == null ? RunFolder.suggested(runs, suggestion) : RunFolder.named(runs, name);
    }

    private Episode.Ending run(Episode episode, LoanEnv env, RunFolder folder, Interrupts interrupts) {
        int days = env.config().episode().simulationDays();
        PolicyLimits limits = PolicyLimits.of(env.config());
        boolean silent = global().quiet() || live != null;
        try (EpisodeRecording recording = new EpisodeRecording(folder.resolve(RunFiles.RECORDING), env, policy);
                Progress progress = Progress.of("Simulating", "days", days, terminal(), System.err, silent)) {
            Episode.Watcher watcher = live == null
                    ? (info, reward, last) -> progress.at((long) info.get(InfoField.DAY))
                    : liveView(days, limits)::show;
            return episode.run(recording, watcher, interrupts::requested);
        }
    }

    /** Returns the live view, on standard error when standard output is asked for data. */
    private LiveView liveView(int days, PolicyLimits limits) {
        boolean onOut = terminal().out() && global().output() == OutputFormat.TABLE;
        PrintWriter stream = onOut ? out() : spec().commandLine().getErr();
        boolean screen = onOut || terminal().error();
        Style style = onOut ? terminal().outStyle() : terminal().errorStyle();
        Dashboard dashboard =
                new Dashboard(title(), days, limits, style, terminal().width());
        return new LiveView(stream, screen, terminal().height(), live, dashboard);
    }

    /** Writes page and plots; a wish to stop in their midst ends them, and the run's other files stay whole. */
    private void report(
            RunFiles files,
            EpisodeContext context,
            TwinConfig config,
            EpisodeRecorder recorder,
            LoanHistory history,
            Episode.Ending ending,
            Interrupts interrupts) {
        if (noPlots || ending.interrupted() || recorder.rows() < 2) {
            return;
        }
        try {
            EpisodeReport report =
                    new EpisodeReport(recorder, history, PolicyLimits.of(config).forPlots(), context);
            files.writeReport(report, interrupts::requested);
        } catch (RuntimeException e) {
            if (!interrupts.requested()) { // a process that ends may refuse to load what drawing needs
                throw e;
            }
        }
    }

    private EpisodeContext context(
            RunFolder folder,
            TwinConfig config,
            NamedPolicy chosenPolicy,
            EpisodeRecorder recorder,
            Episode.Ending ending) {
        return new EpisodeContext(
                String.valueOf(folder.path().getFileName()),
                economy(),
                policy,
                chosenPolicy.remark().get(),
                world.seed(),
                config.episode().simulationDays(),
                ending.terminated() ? Optional.of(failure(config, recorder)) : Optional.empty(),
                ending.interrupted(),
                "LoanTwin " + Versions.release()
                        + Versions.commit().map(hash -> ", commit " + hash).orElse(""));
    }

    private static String failure(TwinConfig config, EpisodeRecorder recorder) {
        if (recorder.last("equity") <= 0) {
            return "its equity was used up";
        }
        return String.format(
                Locale.ROOT,
                "its capital ratio of %.2f %% was under the floor of %.2f %%",
                100 * recorder.last("capital_ratio"),
                100 * Double.parseDouble(config.get("reward.capitalFloor")));
    }

    private void show(EpisodeRecorder recorder) {
        boolean forPeople = global().output() == OutputFormat.TABLE;
        print(forPeople ? EpisodeTables.readable(title(), recorder) : EpisodeTables.monthly(title(), recorder));
        if (forPeople) {
            out().println();
            EpisodeTables.headline(recorder, terminal().width()).forEach(out()::println);
            out().flush();
        }
    }

    private Integer conclude(Episode.Ending ending, boolean stopped, RunFolder folder) {
        if (ending.terminated()) {
            note("The lender failed on day " + ending.days() + ": insolvent, or its capital ratio under the floor.");
        }
        if (ending.interrupted()) {
            note("Interrupted after day " + ending.days() + "; the days so far are in " + folder.path() + ".");
            return ExitCode.INTERRUPTED;
        }
        if (stopped) {
            note("Interrupted while it drew; the days and tables are in " + folder.path() + ".");
            return ExitCode.INTERRUPTED;
        }
        note((noPlots ? "Details and recording: " + folder.path() : "Report: " + folder.resolve(RunFiles.REPORT)));
        return ExitCode.OK;
    }
}
