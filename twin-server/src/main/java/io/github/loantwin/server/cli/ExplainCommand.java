package io.github.loantwin.server.cli;

import io.github.loantwin.agents.explain.Explanation;
import io.github.loantwin.agents.explain.ExplanationReport;
import io.github.loantwin.agents.worlds.Worlds;
import io.github.loantwin.env.report.HtmlReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what drives a policy. */
@Command(
        name = "explain",
        header = "Say in words and pictures what drives a policy.",
        description = {
            "Asks a policy what it would do if one figure were higher or lower, lets it live through a crisis and tells its moves"
                    + " with what it saw, and holds it against a second opinion on the same moments. Works for trained policies,"
                    + " rules and controllers alike.",
        },
        footer = {
            "  twin explain rule",
            "  twin explain runs/ppo-seed1 --scenario stagflation",
            "  twin explain convex:robust --against rule --output csv --no-report",
        })
final class ExplainCommand extends TwinCommand {
    @Parameters(paramLabel = "POLICY", description = "The policy: a name, or the folder of a trained one.")
    private String policy;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = "gfc-peak",
            description = "Economy that it lives through (default: ${DEFAULT-VALUE}).")
    private String scenario;

    @Option(
            names = "--against",
            paramLabel = "POLICY",
            defaultValue = "convex:robust",
            description = "Second opinion (default: ${DEFAULT-VALUE}).")
    private String other;

    @Option(
            names = "--worlds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Tuning worlds of which it is asked at several moments each (default: ${DEFAULT-VALUE}).")
    private int count;

    @Mixin
    private StudyOptions study;

    @Override
    public Integer call() {
        study.check();
        Worlds worlds = Worlds.shipped();
        int days = worlds.config(Worlds.DEFAULT_ECONOMY).episode().decisionDays();
        Explanation explanation = Explanation.of(
                worlds, PolicyNames.named(policy, days), PolicyNames.named(other, days), scenario, count);
        String commit = Versions.commit().orElse("unknown");
        String shortCommit = commit.substring(0, Math.min(12, commit.length()));
        ExplanationReport report =
                new ExplanationReport(explanation, "LoanTwin, twin explain " + policy + ", commit " + shortCommit);
        print(report.sensitivities());
        if (global().output() == OutputFormat.TABLE) {
            out().println();
            report.sentences()
                    .forEach(sentence ->
                            Paragraph.wrapped(sentence, terminal().width()).forEach(out()::println));
            out().flush();
        }
        if (study.wantsFiles()) {
            HtmlReport page = report.page().fact("Commit", shortCommit);
            StudyFiles files = study.files("explain-" + policy);
            files.csv("sensitivities", report.sensitivities());
            files.page(page);
            files.manifest(this, new long[] {explanation.seed()});
            note("Report: " + files.path().resolve(RunFiles.REPORT));
        }
        return ExitCode.OK;
    }
}
