package io.github.loantwin.env.stress;

import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.macro.ScenarioFigures;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables of a stress test, in the layout in which supervisors publish theirs. */
public final class StressTables {
    private static final String NINE = ", nine quarters";

    private final StressResult result;

    /** Creates the tables of a result. */
    public StressTables(StressResult result) {
        this.result = result;
    }

    private static TableColumn millions(String key, String title) {
        return TableColumn.number(key, title, "million", 3, 1e-6);
    }

    private String suffix(String policy) {
        return result.policies().size() == 1 ? NINE : NINE + ", policy " + policy;
    }

    /** Returns losses by product: money, and share of the average balance, by scenario. */
    public ReportTable losses(String policy) {
        List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.text("product", "Loan type")));
        for (StressCell cell : result.of(policy)) {
            String name = cell.scenario().name();
            columns.add(millions(name + "_loss", name));
            columns.add(TableColumn.percent(name + "_loss_rate", "rate", 1));
        }
        ReportTable table = new ReportTable("Losses by type of loan" + suffix(policy), columns);
        for (Product product : Product.values()) {
            int k = product.ordinal();
            table.row(lossRow(policy, StressFigure.loss(product), run -> run.lossRate(k)));
        }
        return table.sum(lossRow(policy, StressFigure.LOSS, StressRun::lossRate));
    }

    private Object[] lossRow(String policy, StressFigure loss, java.util.function.ToDoubleFunction<StressRun> rate) {
        List<Object> row = new ArrayList<>(List.of(loss.label()));
        for (StressCell cell : result.of(policy)) {
            row.add(cell.band(loss.of()).mean());
            row.add(cell.band(rate).mean());
        }
        return row.toArray();
    }

    /** Returns the income statement, means over seeds, by scenario. */
    public ReportTable income(String policy) {
        List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.text("line", "Income and capital")));
        result.of(policy)
                .forEach(cell -> columns.add(
                        millions(cell.scenario().name(), cell.scenario().name())));
        ReportTable table = new ReportTable("Revenue, provisions and net income" + suffix(policy), columns);
        for (StressFigure line : StressFigure.INCOME) {
            List<Object> row = new ArrayList<>(List.of(line.label()));
            result.of(policy).forEach(cell -> row.add(cell.band(line.of()).mean()));
            if (line.sum()) {
                table.sum(row.toArray());
            } else {
                table.row(row.toArray());
            }
        }
        return table;
    }

    /** Returns the capital ratio's start, lowest and end, and what it says against the limit. */
    public ReportTable capital() {
        ReportTable table = new ReportTable(
                "Capital ratio" + NINE,
                TableColumn.text("scenario", "Scenario"),
                TableColumn.text("policy", "Policy"),
                TableColumn.percent("opening", "Start", 1),
                TableColumn.percent("lowest", "Lowest", 1),
                TableColumn.percent("lowest_5", "5 %", 1),
                TableColumn.percent("lowest_95", "95 %", 1),
                TableColumn.text("lowest_in", "In"),
                TableColumn.percent("closing", "End", 1),
                TableColumn.number("opening_rwa", "RWA", "million", 2, 1e-6),
                TableColumn.number("closing_rwa", "At end", "million", 2, 1e-6),
                TableColumn.percent("share_under", "Under " + percent(result.limit()) + " %", 0),
                TableColumn.count("failures", "Failed"));
        for (StressCell cell : result.cells()) {
            Band lowest = cell.band(StressRun::lowestRatio);
            double share = cell.shareUnder(result.limit());
            table.row(
                            cell.scenario().name(),
                            cell.policy(),
                            cell.band(StressRun::openingRatio).mean(),
                            lowest.mean(),
                            lowest.low(),
                            lowest.high(),
                            cell.lowestQuarter(),
                            cell.band(StressRun::closingRatio).mean(),
                            cell.band(StressRun::openingWeighted).mean(),
                            cell.band(StressRun::closingWeighted).mean(),
                            share,
                            cell.failures())
                    .breachIf(lowest.mean() < result.limit(), "lowest")
                    .breachIf(share > 0, "share_under")
                    .breachIf(cell.failures() > 0, "failures");
        }
        return table;
    }

    static String percent(double fraction) {
        double percent = Math.round(fraction * 1e4) / 100.0;
        return percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
    }

    /** Returns what each scenario does beyond the baseline on the same seeds; empty without a baseline. */
    public Optional<ReportTable> againstBaseline() {
        if (result.baseline(result.policies().get(0)).isEmpty()
                || result.cases().size() < 2) {
            return Optional.empty();
        }
        ReportTable table = new ReportTable(
                "Against the baseline on the same seeds" + NINE,
                TableColumn.text("scenario", "Scenario"),
                TableColumn.text("policy", "Policy"),
                millions("loss", "Losses"),
                millions("pre_provision_net_revenue", "Revenue"),
                millions("provision", "Provision"),
                millions("net_income", "Net income"),
                millions("net_income_5", "5 %"),
                millions("net_income_95", "95 %"),
                TableColumn.number("lowest", "Lowest ratio", "points", 2, 100),
                TableColumn.number("lowest_5", "5 %", "points", 2, 100),
                TableColumn.number("lowest_95", "95 %", "points", 2, 100));
        for (StressCell cell : result.cells()) {
            StressCell base = result.baseline(cell.policy()).orElseThrow();
            if (!cell.scenario().name().equals(base.scenario().name())) {
                table.row(differenceRow(cell, base));
            }
        }
        return Optional.of(table);
    }

    private static Object[] differenceRow(StressCell cell, StressCell base) {
        Band income = cell.difference(base, line("net_income").of());
        Band lowest = cell.difference(base, StressRun::lowestRatio);
        return new Object[] {
            cell.scenario().name(),
            cell.policy(),
            cell.difference(base, StressFigure.LOSS.of()).mean(),
            cell.difference(base, line("pre_provision_net_revenue").of()).mean(),
            -cell.difference(base, line("provision").of()).mean(),
            income.mean(),
            income.low(),
            income.high(),
            lowest.mean(),
            lowest.low(),
            lowest.high()
        };
    }

    private static StressFigure line(String key) {
        return StressFigure.INCOME.stream()
                .filter(line -> line.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** Returns one cell's lines with their bands, and the difference to the baseline on the same seeds. */
    public ReportTable detail(StressCell cell) {
        Optional<StressCell> base = result.baseline(cell.policy())
                .filter(other -> !other.scenario().name().equals(cell.scenario().name()));
        List<TableColumn> columns = new ArrayList<>(List.of(
                TableColumn.text("line", "Line"),
                millions("mean", "Mean"),
                millions("low", "5 %"),
                millions("high", "95 %")));
        if (base.isPresent()) {
            columns.addAll(List.of(
                    millions("difference", "Less baseline"),
                    millions("difference_low", "5 %"),
                    millions("difference_high", "95 %")));
        }
        ReportTable table =
                new ReportTable(cell.scenario().name() + ", policy " + cell.policy() + ": lines with bands", columns);
        for (Product product : Product.values()) {
            addDetail(table, cell, base, StressFigure.loss(product), "Losses, " + lower(product.label()));
        }
        addDetail(table, cell, base, StressFigure.LOSS, "Losses, all loans");
        for (StressFigure line : StressFigure.INCOME) {
            addDetail(table, cell, base, line, line.label());
        }
        return table;
    }

    private static String lower(String label) {
        return label.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + label.substring(1);
    }

    private static void addDetail(
            ReportTable table, StressCell cell, Optional<StressCell> base, StressFigure figure, String label) {
        Band band = cell.band(figure.of());
        List<Object> row = new ArrayList<>(List.of(label, band.mean(), band.low(), band.high()));
        if (base.isPresent()) {
            Band difference = cell.difference(base.get(), figure.of());
            row.addAll(List.of(difference.mean(), difference.low(), difference.high()));
        }
        if (figure.sum()) {
            table.sum(row.toArray());
        } else {
            table.row(row.toArray());
        }
    }

    /** Returns every figure of every cell in one long table, for programs. */
    public ReportTable figures() {
        ReportTable table = new ReportTable(
                "Figures",
                TableColumn.text("scenario", "Scenario"),
                TableColumn.text("policy", "Policy"),
                TableColumn.text("figure", "Figure"),
                TableColumn.text("unit", "Unit"),
                plain("mean", "Mean"),
                plain("low_5", "5 %"),
                plain("high_95", "95 %"),
                plain("difference_mean", "Less baseline"),
                plain("difference_low_5", "5 %"),
                plain("difference_high_95", "95 %"));
        for (StressCell cell : result.cells()) {
            Optional<StressCell> base = result.baseline(cell.policy());
            for (StressFigure figure : StressFigure.all()) {
                Band band = cell.band(figure.of());
                Band less = base.map(other -> cell.difference(other, figure.of()))
                        .orElse(new Band(Double.NaN, Double.NaN, Double.NaN));
                row(table, cell, figure.key(), figure.money() ? "currency" : "fraction", band, less);
            }
            share(table, cell, "share_under_limit", cell.shareUnder(result.limit()));
            share(
                    table,
                    cell,
                    "share_failed",
                    (double) cell.failures() / cell.runs().size());
        }
        return table;
    }

    private static TableColumn plain(String key, String title) {
        return TableColumn.number(key, title, "", 4, 1);
    }

    private static void share(ReportTable table, StressCell cell, String key, double share) {
        Band none = new Band(Double.NaN, Double.NaN, Double.NaN);
        row(table, cell, key, "fraction", new Band(share, Double.NaN, Double.NaN), none);
    }

    private static void row(ReportTable table, StressCell cell, String key, String unit, Band band, Band less) {
        table.row(
                cell.scenario().name(),
                cell.policy(),
                key,
                unit,
                band.mean(),
                band.low(),
                band.high(),
                less.mean(),
                less.low(),
                less.high());
    }

    /** Returns every run: one row per scenario, policy and seed. */
    public ReportTable runs() {
        List<StressFigure> figures = StressFigure.all();
        List<TableColumn> columns = new ArrayList<>(List.of(
                TableColumn.text("scenario", "Scenario"),
                TableColumn.text("policy", "Policy"),
                TableColumn.count("seed", "Seed"),
                TableColumn.count("days", "Days"),
                TableColumn.count("failed", "Failed"),
                TableColumn.count("lowest_day", "Day of the lowest ratio")));
        figures.forEach(figure -> columns.add(plain(figure.key(), figure.label())));
        ReportTable table = new ReportTable("Runs", columns);
        for (StressCell cell : result.cells()) {
            for (StressRun run : cell.runs()) {
                List<Object> row = new ArrayList<>(
                        List.of(cell.scenario().name(), cell.policy(), run.seed(), run.days(), run.failed() ? 1 : 0));
                row.add(run.lowestDay());
                figures.forEach(figure -> row.add(figure.of().applyAsDouble(run)));
                table.row(row.toArray());
            }
        }
        return table;
    }

    /** Returns the capital ratio at the end of every quarter. */
    public ReportTable paths() {
        ReportTable table = new ReportTable(
                "Capital ratio by quarter",
                TableColumn.text("scenario", "Scenario"),
                TableColumn.text("policy", "Policy"),
                TableColumn.text("quarter", "End of"),
                TableColumn.percent("mean", "Mean", 2),
                TableColumn.percent("low_5", "5 %", 2),
                TableColumn.percent("high_95", "95 %", 2));
        for (StressCell cell : result.cells()) {
            for (int day : NineQuarters.ends(cell.scenario().day0())) {
                Band band = cell.ratio(day);
                String quarter = NineQuarters.quarterOf(cell.scenario().day0(), day);
                table.row(cell.scenario().name(), cell.policy(), quarter, band.mean(), band.low(), band.high())
                        .breachIf(band.mean() < result.limit(), "mean");
            }
        }
        return table;
    }

    /** Returns the mean capital ratio at the end of every quarter, side by side. */
    public ReportTable meanPaths() {
        List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.count("quarter", "After quarter")));
        boolean one = result.policies().size() == 1;
        for (StressCell cell : result.cells()) {
            String name = cell.scenario().name() + (one ? "" : ", " + cell.policy());
            columns.add(TableColumn.percent(name, name, 2));
        }
        ReportTable table = new ReportTable("Capital ratio at the end of every quarter, mean over seeds", columns);
        for (int quarter = 0; quarter <= NineQuarters.QUARTERS; quarter++) {
            List<Object> row = new ArrayList<>(List.of(quarter));
            for (StressCell cell : result.cells()) {
                row.add(cell.ratio(NineQuarters.ends(cell.scenario().day0()).get(quarter))
                        .mean());
            }
            table.row(row.toArray());
            for (int c = 1; c < row.size(); c++) {
                table.breachIf(
                        (double) row.get(c) < result.limit(), columns.get(c).key());
            }
        }
        return table;
    }

    /** Returns the economies, quarter by quarter. */
    public ReportTable economies() {
        ReportTable table = new ReportTable(
                "Economies",
                TableColumn.text("scenario", "Scenario"),
                TableColumn.text("quarter", "Quarter"),
                TableColumn.percent("unemployment", "Unemployment", 1),
                TableColumn.percent("gdp_growth", "GDP, 4 quarters", 1),
                TableColumn.number("house_price_index", "House prices", "index", 1, 1),
                TableColumn.percent("rate_3m", "3-month rate", 2),
                TableColumn.percent("rate_10y", "10-year rate", 2),
                TableColumn.percent("bbb_spread", "BBB spread", 2),
                TableColumn.number("volatility_index", "Volatility", "points", 1, 1));
        for (StressCase scenario : result.cases()) {
            ScenarioFigures figures = scenario.figures();
            for (int q = 0;
                    q < Math.min(NineQuarters.QUARTERS, figures.quarters().size());
                    q++) {
                table.row(
                        scenario.name(),
                        figures.quarters().get(q),
                        figures.unemployment()[q],
                        figures.gdpGrowth()[q],
                        figures.housePriceIndex()[q],
                        figures.rate3m()[q],
                        figures.rate10y()[q],
                        figures.bbbSpread()[q],
                        figures.volatilityIndex()[q]);
            }
        }
        return table;
    }
}
