package io.github.loantwin.env.stress;

import io.github.loantwin.env.report.Figure;
import io.github.loantwin.env.report.HtmlReport;
import io.github.loantwin.env.report.KeyFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page about a stress test. */
public final class StressReport {
    private final StressResult result;
    private final StressTables tables;
    private final StressPictures pictures;

    /** Creates the page's parts. */
    public StressReport(StressResult result) {
        this.result = result;
        this.tables = new StressTables(result);
        this.pictures = new StressPictures(result, source());
    }

    private String source() {
        return "LoanTwin, twin stress, " + result.seeds().size() + " seeds, policy "
                + String.join(" / ", result.policies());
    }

    /** Returns the figures, for files of their own. */
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>(List.of(pictures.capital()));
        if (result.policies().size() > 1) {
            figures.add(pictures.policies());
        }
        result.policies().forEach(policy -> figures.add(pictures.losses(policy)));
        result.policies().forEach(policy -> figures.add(pictures.bridges(policy)));
        figures.add(pictures.economies());
        return figures;
    }

    /** Returns the page; facts about the run may be added to it. */
    public HtmlReport page() {
        HtmlReport page = new HtmlReport(
                        "Stress test", "Nine quarters, " + result.seeds().size() + " seeds")
                .fact(
                        "Scenarios",
                        String.join(
                                ", ",
                                result.cases().stream().map(StressCase::name).toList()))
                .fact("Policies", String.join("; ", result.policies()))
                .fact(
                        "Seeds",
                        result.seeds().get(0) + " to "
                                + result.seeds().get(result.seeds().size() - 1));
        summary(page);
        capital(page);
        losses(page);
        income(page);
        economies(page);
        method(page);
        return page;
    }

    private void summary(HtmlReport page) {
        page.section("Summary")
                .bullets(result.cells().stream().map(this::sentence).toList());
        StressCell worst = worst();
        Band lowest = worst.band(StressRun::lowestRatio);
        boolean kept = lowest.mean() >= result.limit();
        page.figures(List.of(
                KeyFigure.limited(
                        "Lowest capital ratio, " + worst.scenario().name(),
                        one(100 * lowest.mean()),
                        "%",
                        (kept ? "above" : "under") + " the limit of " + StressTables.percent(result.limit())
                                + " %; 90 % of seeds: " + one(100 * lowest.low()) + " to " + one(100 * lowest.high()),
                        kept),
                KeyFigure.of(
                        "Losses, " + worst.scenario().name(),
                        two(worst.band(StressFigure.LOSS.of()).mean() / 1e6),
                        "million",
                        one(100 * worst.band(StressRun::lossRate).mean()) + " % of the average balance"),
                KeyFigure.limited(
                        "Seeds under the limit, " + worst.scenario().name(),
                        Long.toString(Math.round(100 * worst.shareUnder(result.limit()))),
                        "%",
                        worst.failures() + " of " + worst.runs().size() + " lenders failed",
                        worst.shareUnder(result.limit()) == 0)));
    }

    private StressCell worst() {
        StressCell worst = result.cells().get(0);
        for (StressCell cell : result.cells()) {
            boolean lower = cell.band(StressRun::lowestRatio).mean()
                    < worst.band(StressRun::lowestRatio).mean();
            worst = lower ? cell : worst;
        }
        return worst;
    }

    /** Returns what happens in a cell, in one sentence. */
    String sentence(StressCell cell) {
        Band lowest = cell.band(StressRun::lowestRatio);
        String who = cell.scenario().name() + (result.policies().size() > 1 ? " under " + cell.policy() : "");
        double share = 100 * cell.shareUnder(result.limit());
        String limit = StressTables.percent(result.limit());
        return String.format(
                Locale.ROOT,
                "%s: losses of %s million (%s %% of the average balance), pre-provision net revenue of %s million, provisions of"
                        + " %s million; the capital ratio goes from %s %% to %s %% at its lowest (90 %% of seeds: %s to %s %%) in"
                        + " %s and ends at %s %%. %s",
                who,
                two(cell.band(StressFigure.LOSS.of()).mean() / 1e6),
                one(100 * cell.band(StressRun::lossRate).mean()),
                two(cell.band(run -> run.preProvisionRevenue() / 1e10).mean()),
                two(cell.band(run -> run.provision() / 1e10).mean()),
                one(100 * cell.band(StressRun::openingRatio).mean()),
                one(100 * lowest.mean()),
                one(100 * lowest.low()),
                one(100 * lowest.high()),
                cell.lowestQuarter(),
                one(100 * cell.band(StressRun::closingRatio).mean()),
                share == 0
                        ? "No seed falls under " + limit + " %."
                        : Math.round(share) + " % of seeds fall under " + limit + " %, " + cell.failures() + " fail.");
    }

    private static String one(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }

    private void capital(HtmlReport page) {
        page.section("Capital")
                .figure(
                        pictures.capital(),
                        "The capital ratio over nine quarters in every scenario, with the limit as a dashed line.");
        page.table(tables.capital());
        page.note(
                "Start, lowest and end are means over seeds; 5 % and 95 % are quantiles of the lowest ratio over seeds,"
                        + " and In is the quarter in which half of the seeds have seen theirs. Failed: insolvent, or under the"
                        + " capital floor; such a lender keeps its last ratio. RWA: risk-weighted assets.");
        if (result.policies().size() > 1) {
            page.figure(pictures.policies(), "The lowest capital ratio by scenario and policy.");
        }
        for (String policy : result.policies()) {
            page.figure(
                    pictures.bridges(policy),
                    "Steps from the first to the last capital ratio under " + policy
                            + ": revenue up, provisions, tax and dividends, risk weights.");
        }
        page.note("Revenue, provisions, tax and dividends are over the risk-weighted assets of day 0;"
                + " risk weights is what their change does to the last day's equity. The steps add up.");
        page.table(tables.meanPaths());
    }

    private void losses(HtmlReport page) {
        page.section("Losses");
        for (String policy : result.policies()) {
            page.figure(
                    pictures.losses(policy),
                    "Loss rates by type of loan under " + policy + ", one bar for every scenario.");
            page.table(tables.losses(policy));
        }
        page.note(
                "Losses are charge-offs less recoveries of the nine quarters; the rate is over the mean daily balance and"
                        + " is not annualised. What repossessed collateral brings above or below its value stands in gains.");
    }

    private void income(HtmlReport page) {
        page.section("Revenue and net income");
        result.policies().forEach(policy -> page.table(tables.income(policy)));
        tables.againstBaseline().ifPresent(page::table);
        result.cells().forEach(cell -> page.table(tables.detail(cell)));
        page.note(
                "Money that leaves the lender is negative, so that the lines add up. 5 % and 95 % are quantiles over seeds;"
                        + " of differences, over paired differences on the same seeds.");
    }

    private void economies(HtmlReport page) {
        page.section("Economies")
                .figure(
                        pictures.economies(),
                        "Unemployment, house prices, spread, rates, output and volatility by scenario.");
        page.table(tables.economies());
        page.bullets(result.cases().stream()
                .map(scenario -> scenario.name() + ": " + scenario.title() + ". Source: " + scenario.source())
                .toList());
    }

    private void method(HtmlReport page) {
        page.section("How it was made")
                .paragraph(
                        "Each scenario, policy and seed is one run of the whole lender, day by day over nine calendar"
                                + " quarters from the evening before the scenario's first day. A seed is one lender with its"
                                + " applicants and its luck, the same in every scenario and under every policy (common random"
                                + " numbers), so differences are the scenario's or the policy's doing. Two things differ from a"
                                + " supervisor's test: the balance sheet is not held constant (loans are repaid, prepaid and newly"
                                + " made as applicants come and the policy allows), and dividends follow the lender's own rule.");
        page.footer("LoanTwin is a model for research, teaching and engineering; not a forecast, not advice.");
    }
}
