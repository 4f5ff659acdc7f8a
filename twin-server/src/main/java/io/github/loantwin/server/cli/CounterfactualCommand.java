package io.github.loantwin.server.cli;

import io.github.loantwin.env.Evaluator;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.counterfactual.Counterfactual;
import io.github.loantwin.env.counterfactual.CounterfactualPlan;
import io.github.loantwin.env.counterfactual.CounterfactualReport;
import io.github.loantwin.env.counterfactual.CounterfactualResult;
import io.github.loantwin.env.counterfactual.CounterfactualTables;
import io.github.loantwin.env.report.HtmlReport;
import io.github.loantwin.env.report.ReportTable;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lives one world under two policies and says what differed. */
@Command(
        name = "counterfactual",
        header = "What if? Two policies in one world: what differed, loan by loan and line by line.",
        description = {
            "Lives the same world twice: under the base policy, and under it until the day before --from-day and the"
                    + " alternative from then on. Shows what differed in loans, balance, interest, losses and net income, by"
                    + " product, score band and month, exactly: loans are matched one by one, and every part adds up to the"
                    + " total. With --seeds: means and 95 %% intervals of the paired differences. A folder of runs/ keeps"
                    + " report.html, report.xlsx, CSV files and plots.",
        },
        footer = {
            "  twin counterfactual",
            "  twin counterfactual --base hold --alt constant:0.05,0,0 --from-day 100",
            "  twin counterfactual --alt constant:0,0.01,0 --seeds 20 --scenario severely-adverse-2026 --days 730",
            "  twin counterfactual --output json --quiet --no-report",
        })
final class CounterfactualCommand extends TwinCommand {
    @Mixin
    private WorldOptions world;

    @Option(
            names = "--base",
            paramLabel = "POLICY",
            defaultValue = "hold",
            description = "Policy of both worlds until the change, then of the first (default: ${DEFAULT-VALUE}).")
    private String base;

    @Option(
            names = "--alt",
            paramLabel = "POLICY",
            defaultValue = "constant:0.05,0,0",
            description = "Policy of the second world from the change on (default: ${DEFAULT-VALUE}).")
    private String alternative;

    @Option(
            names = "--from-day",
            paramLabel = "DAY",
            defaultValue = "100",
            description = "The first day that the alternative decides (default: ${DEFAULT-VALUE}).")
    private int fromDay;

    @Option(names = "--seeds", paramLabel = "N", description = "Seeds 0 to N - 1 instead of the one of --seed.")
    private Integer seeds;

    @Mixin
    private StudyOptions study;

    @Override
    public Integer call() {
        study.check();
        long[] seedList = seeds == null ? new long[] {world.seed()} : Evaluator.seeds(seeds);
        TwinConfig config = world.resolved();
        CounterfactualPlan plan = new CounterfactualPlan(
                config,
                PolicyNames.named(base, config.episode().decisionDays()),
                PolicyNames.named(alternative, config.episode().decisionDays()),
                fromDay,
                Arrays.stream(seedList).boxed().toList());
        CounterfactualResult result;
        try (Progress progress =
                Progress.of("Comparing", "seeds", seedList.length, terminal(), System.err, global().quiet())) {
            result = Counterfactual.run(plan, study.threads(), progress::at);
        }
        CounterfactualTables tables = new CounterfactualTables(result);
        CounterfactualReport report = new CounterfactualReport(result);
        show(tables, report);
        Stream.of(plan.base(), plan.alternative())
                .forEach(policy -> PolicyNames.remark(policy).ifPresent(this::note));
        if (study.wantsFiles()) {
            write(plan, tables, report, seedList);
        }
        return ExitCode.OK;
    }

    private void show(CounterfactualTables tables, CounterfactualReport report) {
        if (global().output() != OutputFormat.TABLE) {
            print(tables.figures());
            return;
        }
        for (ReportTable table :
                new ReportTable[] {tables.loans(), tables.money(), tables.groups(), tables.months(), tables.profit()}) {
            print(table);
            out().println();
        }
        for (String sentence : report.sentences()) {
            Paragraph.wrapped(sentence, terminal().width()).forEach(out()::println);
        }
        out().flush();
    }

    private void write(
            CounterfactualPlan plan, CounterfactualTables tables, CounterfactualReport report, long[] seedList) {
        String name = "counterfactual-" + base.replace(":", "") + "-" + alternative.replace(":", "") + "-day" + fromDay;
        StudyFiles files = study.files(name);
        files.configs(Map.of("world", plan.config()));
        files.csv("figures", tables.figures());
        files.csv("profit", tables.profit());
        files.csv("groups", tables.groupsByProduct());
        files.csv("months", tables.months());
        files.csv("cells", tables.cells());
        HtmlReport page = report.page();
        Stream.of(plan.base(), plan.alternative())
                .forEach(policy -> PolicyNames.remark(policy).ifPresent(remark -> page.fact("Remark", remark)));
        Versions.commit().ifPresent(commit -> page.fact("Commit", commit));
        files.page(page);
        files.plots(report.figures());
        files.manifest(this, seedList);
        note("Report, spreadsheet and plots: " + files.path());
    }
}
