package io.github.loantwin.env.stress;

import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;

/** The tables of a reverse stress test. */
public final class ReverseTables {
    private final ReverseResult result;

    /** Creates the tables of a result. */
    public ReverseTables(ReverseResult result) {
        this.result = result;
    }

    private String limit() {
        return StressTables.percent(result.plan().limit()) + " %";
    }

    /** Returns the mildest economies that break the ratio, by driver and criterion. */
    public ReportTable thresholds() {
        ReportTable table = new ReportTable(
                "Mildest economy in which the lowest capital ratio is under " + limit(),
                TableColumn.text("driver", "What gets worse"),
                TableColumn.text("criterion", "Broken when"),
                TableColumn.text("found", "Severity"),
                TableColumn.number("severity_from", "not at", "", 3, 1),
                TableColumn.percent("unemployment_peak", "Unempl.", 1),
                TableColumn.number("house_price_trough", "Houses", "index", 1, 1),
                TableColumn.percent("spread_peak", "Spread", 1),
                TableColumn.percent("growth_trough", "GDP", 1),
                TableColumn.percent("loss_rate", "Losses", 1));
        for (DriverResult driver : result.drivers()) {
            for (Criterion criterion : Criterion.values()) {
                add(table, driver, criterion);
            }
        }
        return table;
    }

    private static void add(ReportTable table, DriverResult driver, Criterion criterion) {
        ThresholdSearch found = driver.thresholds().get(criterion);
        SeverityPoint point = driver.at(criterion).orElse(null);
        if (point == null) {
            String upTo = "none to " + number(driver.highest());
            double none = Double.NaN;
            table.row(driver.driver().label(), criterion.label(), upTo, none, none, none, none, none, none);
            return;
        }
        table.row(
                driver.driver().label(),
                criterion.label(),
                number(found.severity()) + (found.monotone() ? "" : " (not monotone)"),
                found.below(),
                point.unemploymentPeak(),
                point.housePriceTrough(),
                point.spreadPeak(),
                point.growthTrough(),
                point.cell().band(StressRun::lossRate).mean());
    }

    static String number(double severity) {
        return String.format(java.util.Locale.ROOT, "%.3f", severity);
    }

    /** Returns losses by product at the threshold of the mean, of every driver that reaches it. */
    public ReportTable losses() {
        ReportTable table = new ReportTable(
                "Losses at the threshold of the mean, nine quarters",
                TableColumn.text("driver", "What gets worse"),
                TableColumn.text("product", "Loan type"),
                TableColumn.number("loss", "Loss", "million", 3, 1e-6),
                TableColumn.percent("loss_rate", "Rate", 1),
                TableColumn.percent("loss_rate_5", "5 %", 1),
                TableColumn.percent("loss_rate_95", "95 %", 1));
        for (DriverResult driver : result.drivers()) {
            driver.at(Criterion.MEAN).ifPresent(point -> addLosses(table, driver.driver(), point.cell()));
        }
        return table;
    }

    private static void addLosses(ReportTable table, Driver driver, StressCell cell) {
        for (Product product : Product.values()) {
            int k = product.ordinal();
            Band rate = cell.band(run -> run.lossRate(k));
            double loss = cell.band(StressFigure.loss(product).of()).mean();
            table.row(driver.label(), product.label(), loss, rate.mean(), rate.low(), rate.high());
        }
        Band rate = cell.band(StressRun::lossRate);
        double loss = cell.band(StressFigure.LOSS.of()).mean();
        table.sum(driver.label(), "All loans", loss, rate.mean(), rate.low(), rate.high());
    }

    /** Returns every severity that was lived. */
    public ReportTable points() {
        ReportTable table = new ReportTable(
                "Lowest capital ratio by severity",
                TableColumn.text("driver", "What gets worse"),
                TableColumn.number("severity", "Severity", "", 3, 1),
                TableColumn.percent("lowest", "Lowest", 2),
                TableColumn.percent("lowest_5", "5 %", 2),
                TableColumn.percent("lowest_95", "95 %", 2),
                TableColumn.percent("share_under", "Seeds under", 0),
                TableColumn.percent("loss_rate", "Losses", 2),
                TableColumn.percent("unemployment_peak", "Unempl.", 2),
                TableColumn.number("house_price_trough", "Houses", "index", 2, 1),
                TableColumn.percent("spread_peak", "Spread", 2),
                TableColumn.percent("growth_trough", "GDP", 2),
                TableColumn.percent("rate_3m_trough", "3-month", 2));
        for (DriverResult driver : result.drivers()) {
            for (SeverityPoint point : driver.points()) {
                Band lowest = point.cell().band(StressRun::lowestRatio);
                table.row(
                                driver.driver().label(),
                                point.share(),
                                lowest.mean(),
                                lowest.low(),
                                lowest.high(),
                                point.cell().shareUnder(result.plan().limit()),
                                point.cell().band(StressRun::lossRate).mean(),
                                point.unemploymentPeak(),
                                point.housePriceTrough(),
                                point.spreadPeak(),
                                point.growthTrough(),
                                point.shortRateTrough())
                        .breachIf(lowest.mean() < result.plan().limit(), "lowest");
            }
        }
        return table;
    }

    /** Returns pairs of unemployment and house prices at which the mean breaks. */
    public ReportTable isoLine() {
        ReportTable table = new ReportTable(
                "Pairs that break the mean, rates, spreads and output as in "
                        + result.plan().severe(),
                TableColumn.percent("unemployment_peak", "Unemployment peak", 1),
                TableColumn.number("house_price_trough", "House prices, lowest", "index", 1, 1));
        result.isoLine().forEach(point -> table.row(point.unemploymentPeak(), point.housePriceTrough()));
        return table;
    }
}
