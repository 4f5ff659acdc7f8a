package io.github.loantwin.env.stress;

import io.github.loantwin.env.macro.ScenarioFigures;
import io.github.loantwin.env.report.CurvePicture;
import io.github.loantwin.env.report.Figure;
import io.github.loantwin.env.report.HtmlReport;
import io.github.loantwin.env.report.Palette;
import io.github.loantwin.env.report.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The page about a reverse stress test. */
public final class ReverseReport {
    private static final int WIDE = 960;
    private static final int HALF = 560;
    private static final double PERCENT = 100;

    private final ReverseResult result;
    private final ReverseTables tables;
    private final String limit;

    /** Creates the page's parts. */
    public ReverseReport(ReverseResult result) {
        this.result = result;
        this.tables = new ReverseTables(result);
        this.limit = StressTables.percent(result.plan().limit()) + " %";
    }

    private String source() {
        ReversePlan plan = result.plan();
        return "LoanTwin, twin stress --reverse, " + plan.seeds().size() + " seeds, policy "
                + plan.policy().name() + ", between " + plan.mild() + " and " + plan.severe();
    }

    /** Returns what was found, in words, a sentence for every driver. */
    public List<String> sentences() {
        return result.drivers().stream().map(this::sentence).toList();
    }

    private String sentence(DriverResult driver) {
        Optional<SeverityPoint> found = driver.at(Criterion.MEAN);
        String name = driver.driver().label();
        if (found.isEmpty()) {
            String bound = driver.bound().isEmpty()
                    ? ""
                    : ", beyond which the economy leaves the twin's range (" + driver.bound() + ")";
            SeverityPoint last = driver.points().get(driver.points().size() - 1);
            return name
                    + String.format(
                            Locale.ROOT,
                            ": not reached up to severity %.2f%s; there the lowest ratio is %.1f %% in the mean, and %.0f %% of seeds"
                                    + " are under %s.",
                            driver.highest(),
                            bound,
                            PERCENT * last.lowestRatio(),
                            PERCENT * last.cell().shareUnder(result.plan().limit()),
                            limit);
        }
        SeverityPoint point = found.get();
        String steady = driver.thresholds().get(Criterion.MEAN).monotone()
                ? ""
                : " At some higher severity it holds again: the ratio is not monotone.";
        return name
                + String.format(
                        Locale.ROOT,
                        ": the mean lowest ratio is under %s from severity %.2f on: unemployment to %.1f %%, house prices %.1f %% below"
                                + " their start, BBB spread to %.1f %%, output %.1f %% against a year before, the 3-month rate at %.1f"
                                + " %%. Losses are %.1f %% of the average balance.%s",
                        limit,
                        point.share(),
                        PERCENT * point.unemploymentPeak(),
                        100 - point.housePriceTrough(),
                        PERCENT * point.spreadPeak(),
                        PERCENT * point.growthTrough(),
                        PERCENT * point.shortRateTrough(),
                        PERCENT * point.cell().band(StressRun::lossRate).mean(),
                        steady);
    }

    /** Returns the figures, for files of their own. */
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>(List.of(severities()));
        result.of(result.drivers().get(0).driver()).at(Criterion.MEAN).ifPresent(point -> figures.add(economy(point)));
        if (result.isoLine().stream().anyMatch(point -> !Double.isNaN(point.housePriceTrough()))) {
            figures.add(pairs());
        }
        return figures;
    }

    private Figure severities() {
        CurvePicture picture = new CurvePicture(
                "",
                "Lowest capital ratio of nine quarters, mean over seeds, %",
                "Severity: 0 is " + result.plan().mild() + ", 1 is "
                        + result.plan().severe(),
                WIDE,
                300);
        double highest = 0;
        int color = 0;
        for (DriverResult driver : result.drivers()) {
            List<SeverityPoint> points = driver.points();
            double[] x = points.stream().mapToDouble(SeverityPoint::share).toArray();
            double[] y =
                    points.stream().mapToDouble(p -> PERCENT * p.lowestRatio()).toArray();
            picture.curve(driver.driver().label(), x, y, Palette.series(color));
            int shown = color;
            driver.at(Criterion.MEAN)
                    .ifPresent(p -> picture.point(
                            p.share(),
                            PERCENT * p.lowestRatio(),
                            String.format(Locale.ROOT, "%.2f", p.share()),
                            Palette.series(shown)));
            highest = Math.max(highest, driver.highest());
            color++;
        }
        for (double tick = 0; tick <= highest + 1e-9; tick += 0.5) {
            picture.tick(tick, String.format(Locale.ROOT, "%.1f", tick));
        }
        picture.limit(PERCENT * result.plan().limit(), "limit " + limit);
        return new Figure(
                "severity", "How bad it must get: lowest capital ratio by severity", source(), 1, List.of(picture));
    }

    private Figure economy(SeverityPoint point) {
        List<Panel> pictures = List.of(
                path(point, "Unemployment", "%", ScenarioFigures::unemployment, PERCENT),
                path(point, "House prices", "Index, 100 before the start", ScenarioFigures::housePriceIndex, 1),
                path(point, "BBB spread over 10 years", "%", ScenarioFigures::bbbSpread, PERCENT),
                path(point, "Output against four quarters before", "%", ScenarioFigures::gdpGrowth, PERCENT));
        return new Figure("breaking_economy", "The mildest economy that breaks the ratio", source(), 2, pictures);
    }

    private Panel path(
            SeverityPoint point, String title, String unit, Function<ScenarioFigures, double[]> series, double scale) {
        CurvePicture picture = new CurvePicture(title, unit, "Quarter", HALF, 170);
        double[] quarters = new double[NineQuarters.QUARTERS];
        Arrays.setAll(quarters, q -> q + 1);
        for (double quarter : quarters) {
            picture.tick(quarter, Integer.toString((int) quarter));
        }
        curve(
                picture,
                result.plan().mild(),
                quarters,
                series.apply(ScenarioFigures.of(result.plan().mild())),
                scale,
                2);
        curve(
                picture,
                result.plan().severe(),
                quarters,
                series.apply(ScenarioFigures.of(result.plan().severe())),
                scale,
                1);
        curve(picture, "breaks the ratio", quarters, series.apply(point.figures()), scale, 0);
        return picture;
    }

    private static void curve(
            CurvePicture picture, String name, double[] quarters, double[] figures, double scale, int color) {
        double[] shown = new double[quarters.length];
        Arrays.setAll(shown, q -> scale * figures[q]);
        picture.curve(name, quarters, shown, Palette.series(color));
    }

    private Figure pairs() {
        List<ReverseResult.IsoPoint> points = result.isoLine();
        CurvePicture picture = new CurvePicture(
                "", "Lowest house price index, 100 before the start", "Highest unemployment rate, %", WIDE, 280);
        double[] x =
                points.stream().mapToDouble(p -> PERCENT * p.unemploymentPeak()).toArray();
        double[] y = points.stream()
                .mapToDouble(ReverseResult.IsoPoint::housePriceTrough)
                .toArray();
        picture.curve("Breaks on and below the line", x, y, Palette.BLUE);
        for (int i = 0; i < x.length; i++) {
            picture.tick(x[i], String.format(Locale.ROOT, "%.1f", x[i]));
            if (!Double.isNaN(y[i])) {
                picture.point(x[i], y[i], String.format(Locale.ROOT, "%.0f", y[i]), Palette.BLUE);
            }
        }
        return new Figure(
                "pairs",
                "Pairs of unemployment and house prices that break the mean, on and below the line",
                source() + "; rates, spreads and output as in " + result.plan().severe(),
                1,
                List.of(picture));
    }

    /** Returns the page; facts about the run may be added to it. */
    public HtmlReport page() {
        ReversePlan plan = result.plan();
        HtmlReport page = new HtmlReport("Reverse stress test", "What breaks a capital ratio of " + limit)
                .fact("Between", plan.mild() + " and " + plan.severe())
                .fact("Policy", plan.policy().name())
                .fact("Seeds", Integer.toString(plan.seeds().size()))
                .fact("Resolution", Double.toString(plan.resolution()));
        page.section("Summary").bullets(sentences());
        page.figure(severities(), "Lowest capital ratio against severity, a curve for every driver, and the limit.");
        page.section("Thresholds").table(tables.thresholds());
        page.note("Severity is the lowest that breaks the ratio, found to " + plan.resolution()
                + "; at the one beside it (not at) it holds. Unemployment, spread: highest; house prices (100 before the start),"
                + " output against a year before: lowest of the nine quarters.");
        figures().stream().skip(1).forEach(figure -> page.figure(figure, figure.title() + "."));
        if (!result.isoLine().isEmpty()) {
            page.table(tables.isoLine());
            page.note(
                    "A dash: no fall of house prices within the twin's range breaks it. At the last unemployment rate it breaks"
                            + " with house prices as in the baseline.");
        }
        page.section("Losses").table(tables.losses());
        page.section("All severities").table(tables.points());
        method(page);
        return page;
    }

    private void method(HtmlReport page) {
        ReversePlan plan = result.plan();
        List<String> rises = new ArrayList<>();
        for (DriverResult driver : result.drivers()) {
            String bound = driver.bound().isEmpty() ? "no bound" : driver.bound();
            rises.add(driver.driver().label()
                    + String.format(
                            Locale.ROOT,
                            ": looked at up to %.2f (%s); from one severity to the next the mean lowest ratio rises by at most %.3f"
                                    + " points.",
                            driver.highest(),
                            bound,
                            PERCENT * driver.largestRise()));
        }
        page.section("How it was made")
                .paragraph("Severity moves every quarter's figure of a driver from " + plan.mild() + " (0) towards "
                        + plan.severe()
                        + " (1) and beyond: rates, growth and unemployment in proportion, house prices and"
                        + " volatility in logarithms, yields as spreads, the 3-month rate not below 0. The other drivers stay as in "
                        + plan.mild()
                        + ". First an even grid is lived, then the cell in which the criterion first holds is"
                        + " halved. That the answer is the mildest rests on the ratio falling with severity, which the grid"
                        + " shows:")
                .bullets(rises)
                .paragraph(
                        "Losses stop growing where the stress index that drives default rates reaches its fitted limit"
                                + " (configs/credit.yaml, stressIndex), so a single driver may never break the ratio.");
        page.footer("LoanTwin is a model for research, teaching and engineering; not a forecast, not advice.");
    }
}
