package io.github.loantwin.server.cli;

import io.github.loantwin.env.Evaluator;
import io.github.loantwin.env.NamedPolicy;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.macro.ScenarioNames;
import io.github.loantwin.env.report.HtmlReport;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.stress.Criterion;
import io.github.loantwin.env.stress.Driver;
import io.github.loantwin.env.stress.ReversePlan;
import io.github.loantwin.env.stress.ReverseReport;
import io.github.loantwin.env.stress.ReverseResult;
import io.github.loantwin.env.stress.ReverseStress;
import io.github.loantwin.env.stress.ReverseTables;
import io.github.loantwin.env.stress.StressCase;
import io.github.loantwin.env.stress.StressReport;
import io.github.loantwin.env.stress.StressResult;
import io.github.loantwin.env.stress.StressTables;
import io.github.loantwin.env.stress.StressTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lives nine quarters of scenarios, or searches for the mildest economy that breaks the lender. */
@Command(
        name = "stress",
        header = "Nine quarters of bad economies: losses, income, capital; or what breaks the lender.",
        description = {
            "Runs every scenario under every policy on the same seeds over nine quarters and shows losses by type of loan,"
                    + " revenue, provisions, net income and the capital ratio with its lowest point, as a supervisor's stress"
                    + " test does: means over seeds, 90 %% bands, differences to the baseline. A folder of runs/ keeps"
                    + " report.html, report.xlsx, CSV files and plots.",
            "",
            "A scenario of your own is a CSV file with the columns date,unemployment,house_price_index,rate_3m: quarters such"
                    + " as 2026Q1, percent, an index, percent (or the Federal Reserve's own format); give its path.",
            "",
            "With --reverse it searches for the mildest economy, from the baseline through the severe scenario and beyond,"
                    + " that breaks the capital ratio: as a whole, and for unemployment, house prices, markets and output alone.",
        },
        footer = {
            "  twin stress",
            "  twin stress --scenarios severely-adverse-2026,my-economy.csv --seeds 20",
            "  twin stress --policies hold,constant:0.05,0,0 --loans 5000",
            "  twin stress --output csv --quiet > figures.csv",
            "  twin stress --reverse --ratio 0.08",
        })
final class StressCommand extends TwinCommand {
    private static final int REVERSE_SEEDS = 20;
    private static final int CELLS = 8;

    @Mixin
    private ConfigOptions config;

    @Option(
            names = "--scenarios",
            paramLabel = "NAME|FILE,...",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "severely-adverse-2026,gfc,covid,baseline-2026",
            description = "Economies: names of 'twin scenarios', or files; a name without its year is the latest"
                    + " (default: ${DEFAULT-VALUE}).")
    private List<String> scenarios;

    @Option(names = "--scenario-file", paramLabel = "FILE", description = "One more economy, a CSV or YAML file.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = {"-p", "--policies"},
            paramLabel = "POLICY,...",
            defaultValue = "hold",
            description = PolicyNames.USAGE + " (default: ${DEFAULT-VALUE}).")
    private String policies;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Seeds 0 to N - 1, the same everywhere (default: 50; 20 with --reverse).")
    private Integer seeds;

    @Option(names = "--loans", paramLabel = "LOANS", description = "Loans in the starting book (default: 1,000).")
    private Integer loans;

    @Option(names = "--reverse", description = "Search for the mildest economy that breaks the ratio.")
    private boolean reverse;

    @Option(
            names = "--ratio",
            paramLabel = "RATIO",
            description = "Lowest capital ratio allowed (default: the policy's, 0.08).")
    private Double ratio;

    @Option(
            names = "--mild",
            paramLabel = "NAME",
            defaultValue = "baseline-2026",
            description = "With --reverse: severity 0 (default: ${DEFAULT-VALUE}).")
    private String mild;

    @Option(
            names = "--severe",
            paramLabel = "NAME",
            defaultValue = "severely-adverse-2026",
            description = "With --reverse: severity 1 (default: ${DEFAULT-VALUE}).")
    private String severe;

    @Option(
            names = "--resolution",
            paramLabel = "STEP",
            defaultValue = "0.02",
            description = "With --reverse: how finely severity is found (default: ${DEFAULT-VALUE}).")
    private double resolution;

    @Mixin
    private StudyOptions study;

    @Override
    public Integer call() {
        if (seeds != null && seeds < 1) {
            throw Problem.badInput("--seeds must be at least 1, got " + seeds + ".", "leave it out for 50.");
        }
        config.refuseBoth("--loans", loans, "episode.initialLoans");
        study.check();
        return reverse ? searchBreak() : runScenarios();
    }

    /** The lender over nine quarters of a scenario; {@code --set} has the last word. */
    private TwinConfig lender(String scenario) {
        TwinConfig resolved = StressCase.nineQuarters(config.base(), scenario);
        return config.changed(loans == null ? resolved : WorldOptions.withLoans(resolved, loans));
    }

    private long[] seeds(int otherwise) {
        return Evaluator.seeds(seeds == null ? otherwise : seeds);
    }

    private double limit() {
        return ratio == null ? PolicyLimits.of(config.resolved()).capitalRatio() : ratio;
    }

    /** Commas stand between policies and inside one: a policy begins with a letter. */
    private List<NamedPolicy> policies(String text) {
        int decisionDays = config.resolved().episode().decisionDays();
        return Arrays.stream(text.split(",(?=\\s*[a-z])"))
                .map(String::strip)
                .map(name -> PolicyNames.named(name, decisionDays))
                .toList();
    }

    private List<StressCase> cases() {
        List<String> names = new ArrayList<>(scenarios);
        files.forEach(file -> names.add(file.toString()));
        return names.stream()
                .map(String::strip)
                .map(ScenarioNames::resolve)
                .map(name -> StressCase.of(name, lender(name)))
                .toList();
    }

    private Integer runScenarios() {
        List<StressCase> cases = cases();
        List<NamedPolicy> chosen = policies(policies);
        long[] seedList = seeds(50);
        long total = (long) cases.size() * chosen.size() * seedList.length;
        StressResult result;
        try (Progress progress = Progress.of("Stress test", "runs", total, terminal(), System.err, global().quiet())) {
            result = StressTest.run(cases, chosen, seedList, limit(), study.threads(), progress::at);
        }
        StressTables tables = new StressTables(result);
        show(tables, chosen);
        chosen.forEach(policy -> PolicyNames.remark(policy).ifPresent(this::note));
        String name = "stress-"
                + String.join("+", cases.stream().map(StressCase::name).toList());
        if (study.wantsFiles()) {
            StressReport report = new StressReport(result);
            StudyFiles files = study.files(name);
            files.configs(configs(cases));
            files.csv("figures", tables.figures());
            files.csv("runs", tables.runs());
            files.csv("capital_path", tables.paths());
            files.csv("economies", tables.economies());
            finish(files, report.page(), chosen);
            files.plots(report.figures());
            files.manifest(this, seedList);
            note("Report, spreadsheet and plots: " + files.path());
        }
        return ExitCode.OK;
    }

    private static Map<String, TwinConfig> configs(List<StressCase> cases) {
        Map<String, TwinConfig> configs = new LinkedHashMap<>();
        cases.forEach(scenario -> configs.put(scenario.name(), scenario.config()));
        return configs;
    }

    private static void finish(StudyFiles files, HtmlReport page, List<NamedPolicy> chosen) {
        chosen.forEach(policy -> PolicyNames.remark(policy).ifPresent(remark -> page.fact("Remark", remark)));
        Versions.commit().ifPresent(commit -> page.fact("Commit", commit));
        files.page(page);
    }

    private void show(StressTables tables, List<NamedPolicy> chosen) {
        if (global().output() != OutputFormat.TABLE) {
            print(tables.figures());
            return;
        }
        for (NamedPolicy policy : chosen) {
            printSpaced(tables.losses(policy.name()));
            printSpaced(tables.income(policy.name()));
        }
        tables.againstBaseline().ifPresent(this::printSpaced);
        print(tables.capital());
        out().println("Means over seeds; 5 % and 95 % are quantiles of the lowest ratio. RWA: risk-weighted assets.");
        out().flush();
    }

    private void printSpaced(ReportTable table) {
        print(table);
        out().println();
    }

    private Integer searchBreak() {
        List<NamedPolicy> chosen = policies(policies);
        if (chosen.size() > 1) {
            throw Problem.badInput(
                    "--reverse takes one policy, got "
                            + chosen.stream().map(NamedPolicy::name).collect(Collectors.joining(" and ")) + ".",
                    "run it once for each.");
        }
        long[] seedList = seeds(REVERSE_SEEDS);
        ReversePlan plan = new ReversePlan(
                ScenarioNames.resolve(mild),
                ScenarioNames.resolve(severe),
                chosen.get(0),
                this::lender,
                Arrays.stream(seedList).boxed().toList(),
                limit(),
                CELLS,
                resolution,
                List.of(Driver.values()),
                true);
        ReverseResult result = ReverseStress.run(plan, study.threads(), this::watch);
        ReverseTables tables = new ReverseTables(result);
        ReverseReport report = new ReverseReport(result);
        showReverse(tables, report);
        PolicyNames.remark(plan.policy()).ifPresent(this::note);
        if (study.wantsFiles()) {
            writeReverse(plan, result, report, seedList);
        }
        return ExitCode.OK;
    }

    private void watch(String step) {
        if (terminal().error()) {
            note(step);
        }
    }

    private void showReverse(ReverseTables tables, ReverseReport report) {
        if (global().output() != OutputFormat.TABLE) {
            print(tables.points());
            return;
        }
        printSpaced(tables.thresholds());
        for (String sentence : report.sentences()) {
            Paragraph.wrapped(sentence, terminal().width()).forEach(out()::println);
        }
        out().flush();
    }

    private void writeReverse(ReversePlan plan, ReverseResult result, ReverseReport report, long[] seedList) {
        ReverseTables tables = new ReverseTables(result);
        StudyFiles files = study.files("reverse-stress-" + plan.severe());
        files.csv("thresholds", tables.thresholds());
        files.csv("severities", tables.points());
        files.csv("losses", tables.losses());
        result.of(Driver.ALL)
                .at(Criterion.MEAN)
                .ifPresent(point -> files.text(
                        "breaking-economy.csv", ReverseStress.scenarioFile(plan, Driver.ALL, point.share())));
        finish(files, report.page(), List.of(plan.policy()));
        files.plots(report.figures());
        files.manifest(this, seedList);
        note("Report, spreadsheet, plots and the breaking economy as a scenario file: " + files.path());
    }
}
