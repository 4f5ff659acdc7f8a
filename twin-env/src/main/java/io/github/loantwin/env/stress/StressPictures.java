package io.github.loantwin.env.stress;

import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.macro.ScenarioFigures;
import io.github.loantwin.env.report.BarsPicture;
import io.github.loantwin.env.report.BridgePicture;
import io.github.loantwin.env.report.CurvePicture;
import io.github.loantwin.env.report.Figure;
import io.github.loantwin.env.report.Palette;
import io.github.loantwin.env.report.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The figures of a stress test: capital paths, losses, how capital came about, and the economies. */
public final class StressPictures {
    private static final int WIDE = 960;
    private static final int HALF = 560;
    private static final int EVERY_DAYS = 7;
    private static final double PERCENT = 100;

    private final StressResult result;
    private final String source;

    /**
     * Creates the figures of a result.
     *
     * @param source where the numbers come from
     */
    public StressPictures(StressResult result, String source) {
        this.result = result;
        this.source = source;
    }

    private int across() {
        return result.cases().size() > 1 ? 2 : 1;
    }

    private int width() {
        return across() == 1 ? WIDE : HALF;
    }

    /** Returns the capital ratio of every scenario over time: mean and 90 % band, with the limit. */
    public Figure capital() {
        List<Panel> pictures = new ArrayList<>();
        for (StressCase scenario : result.cases()) {
            CurvePicture picture =
                    new CurvePicture(scenario.name(), "Capital ratio, %", "Quarters after the start", width(), 230);
            for (int quarter = 0; quarter <= NineQuarters.QUARTERS; quarter++) {
                picture.tick(quarter, Integer.toString(quarter));
            }
            addCells(picture, scenario);
            picture.limit(PERCENT * result.limit(), "limit " + StressTables.percent(result.limit()) + " %");
            room(picture);
            pictures.add(picture);
        }
        return new Figure("capital_path", "Capital ratio: mean and 90 % band over seeds", source, across(), pictures);
    }

    private void addCells(CurvePicture picture, StressCase scenario) {
        int color = 0;
        boolean one = result.policies().size() == 1;
        for (StressCell cell : result.cells()) {
            if (cell.scenario().name().equals(scenario.name())) {
                Path path = Path.of(cell);
                String band = one ? "90 % of seeds" : "";
                picture.band(band, path.quarters, path.low, path.high, Palette.series(color));
                String mean = one ? "Mean" : cell.policy();
                picture.curve(mean, path.quarters, path.mean, Palette.series(color));
                color++;
            }
        }
    }

    /** Pictures side by side have one scale. */
    private void room(CurvePicture picture) {
        for (StressCell cell : result.cells()) {
            Path path = Path.of(cell);
            picture.room(Arrays.stream(path.low).min().orElseThrow());
            picture.room(Arrays.stream(path.high).max().orElseThrow());
        }
    }

    /** A capital path in percent at weekly distances, its time in quarters. */
    private record Path(double[] quarters, double[] mean, double[] low, double[] high) {
        static Path of(StressCell cell) {
            int days = cell.scenario().days();
            int points = days / EVERY_DAYS + 2;
            double[][] rows = new double[4][points];
            for (int i = 0; i < points; i++) {
                int day = Math.min(days, i * EVERY_DAYS);
                Band band = cell.ratio(day);
                rows[0][i] = (double) NineQuarters.QUARTERS * day / days;
                rows[1][i] = PERCENT * band.mean();
                rows[2][i] = PERCENT * band.low();
                rows[3][i] = PERCENT * band.high();
            }
            return new Path(rows[0], rows[1], rows[2], rows[3]);
        }
    }

    /** Returns the loss rates of every product in every scenario, with whiskers for the 90 % band. */
    public Figure losses(String policy) {
        List<String> groups = new ArrayList<>();
        for (Product product : Product.values()) {
            groups.add(product.label());
        }
        groups.add("All loans");
        BarsPicture picture = new BarsPicture("", "Loss over nine quarters, % of average balance", groups, WIDE, 270);
        int color = 0;
        for (StressCell cell : result.of(policy)) {
            double[][] values = new double[3][groups.size()];
            for (int g = 0; g < groups.size(); g++) {
                int k = g;
                Band band = cell.band(g < Product.COUNT ? run -> run.lossRate(k) : StressRun::lossRate);
                values[0][g] = PERCENT * band.mean();
                values[1][g] = PERCENT * band.low();
                values[2][g] = PERCENT * band.high();
            }
            picture.bars(cell.scenario().name(), values[0], values[1], values[2], Palette.series(color++));
        }
        return new Figure(
                named("losses", policy),
                "Loss rates by type of loan" + under(policy) + ", whiskers: 90 % of seeds",
                source,
                1,
                List.of(picture));
    }

    /** File name of a figure of one policy: with several policies it says which. */
    private String named(String figure, String policy) {
        return alone() ? figure : figure + "_" + (result.policies().indexOf(policy) + 1);
    }

    private String under(String policy) {
        return alone() ? "" : " under " + policy;
    }

    private boolean alone() {
        return result.policies().size() == 1;
    }

    /** Returns the lowest capital ratios by scenario and policy; useful with several policies. */
    public Figure policies() {
        List<String> groups = result.cases().stream().map(StressCase::name).toList();
        BarsPicture picture = new BarsPicture("", "Lowest capital ratio, %", groups, WIDE, 250);
        int color = 0;
        for (String policy : result.policies()) {
            List<Band> bands = result.of(policy).stream()
                    .map(cell -> cell.band(StressRun::lowestRatio))
                    .toList();
            picture.bars(
                    policy,
                    percent(bands, Band::mean),
                    percent(bands, Band::low),
                    percent(bands, Band::high),
                    Palette.series(color++));
        }
        picture.limit(PERCENT * result.limit(), "limit " + StressTables.percent(result.limit()) + " %");
        return new Figure(
                "policies", "Lowest capital ratio by policy, whiskers: 90 % of seeds", source, 1, List.of(picture));
    }

    private static double[] percent(List<Band> bands, ToDoubleFunction<Band> end) {
        return bands.stream().mapToDouble(end).map(value -> PERCENT * value).toArray();
    }

    /** Returns how the capital ratio came from its start to its end, mean over seeds. */
    public Figure bridges(String policy) {
        List<Panel> pictures = new ArrayList<>();
        for (StressCell cell : result.of(policy)) {
            pictures.add(bridge(cell));
        }
        return new Figure(
                named("capital_bridge", policy),
                "From the first to the last capital ratio" + under(policy)
                        + ", means, in points of day 0's risk-weighted assets",
                source,
                across(),
                pictures);
    }

    private Panel bridge(StressCell cell) {
        BridgePicture picture = new BridgePicture(cell.scenario().name(), "Capital ratio, %", 1, width(), 220);
        picture.total("Start", mean(cell, StressRun::openingRatio));
        picture.step("Revenue", mean(cell, run -> share(run, run.preProvisionRevenue())));
        picture.step("Provisions", mean(cell, run -> share(run, -run.provision())));
        picture.step("Tax", mean(cell, run -> share(run, -run.tax())));
        picture.step("Dividends", mean(cell, run -> share(run, -run.dividends())));
        picture.step("Risk weights", mean(cell, StressPictures::weights));
        return picture.total("End", mean(cell, StressRun::closingRatio));
    }

    private static double mean(StressCell cell, ToDoubleFunction<StressRun> figure) {
        return PERCENT * cell.band(figure).mean();
    }

    private static double share(StressRun run, long units) {
        return units / Ledger.UNITS / run.openingWeighted();
    }

    /** What a change of risk-weighted assets does to the ratio of the last day's equity. */
    static double weights(StressRun run) {
        double equity = run.closingEquity() / Ledger.UNITS;
        return equity / run.closingWeighted() - equity / run.openingWeighted();
    }

    /** Returns the economies side by side. */
    public Figure economies() {
        List<Panel> pictures = List.of(
                economy("Unemployment", "%", ScenarioFigures::unemployment, PERCENT),
                economy("House prices", "Index, 100 before the start", ScenarioFigures::housePriceIndex, 1),
                economy("BBB spread over 10 years", "%", ScenarioFigures::bbbSpread, PERCENT),
                economy("3-month rate", "%", ScenarioFigures::rate3m, PERCENT),
                economy("Output against four quarters before", "%", ScenarioFigures::gdpGrowth, PERCENT),
                economy("Volatility index, quarter's highest", "Points", ScenarioFigures::volatilityIndex, 1));
        return new Figure("economies", "The economies", source, 2, pictures);
    }

    private Panel economy(String title, String unit, Function<ScenarioFigures, double[]> series, double scale) {
        CurvePicture picture = new CurvePicture(title, unit, "Quarter", HALF, 170);
        double[] quarters = new double[NineQuarters.QUARTERS];
        Arrays.setAll(quarters, q -> q + 1);
        for (double quarter : quarters) {
            picture.tick(quarter, Integer.toString((int) quarter));
        }
        int color = 0;
        for (StressCase scenario : result.cases()) {
            double[] figures = Arrays.copyOf(series.apply(scenario.figures()), quarters.length);
            Arrays.setAll(figures, q -> scale * figures[q]);
            picture.curve(scenario.name(), quarters, figures, Palette.series(color++));
        }
        return picture;
    }
}
