package io.github.loantwin.env.report;

import io.github.loantwin.env.report.Column.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The headline figures of an episode: annualised with 365 over days, on balances averaged over days (credit-model C5).
 */
final class Headline {
    private static final double YEAR = 365;

    private final EpisodeRecorder recorder;
    private final List<String> figures = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();
    private final List<String> units = new ArrayList<>();

    private Headline(EpisodeRecorder recorder) {
        this.recorder = recorder;
    }

    static Table of(EpisodeRecorder recorder) {
        Headline headline = new Headline(recorder);
        headline.addReward();
        headline.addReturns();
        headline.addRisk();
        return Table.create(
                "Headline figures",
                StringColumn.create("figure", headline.figures),
                DoubleColumn.create("value", headline.values),
                StringColumn.create("unit", headline.units));
    }

    private void addReward() {
        add("Days", Unit.DAYS, recorder::days);
        add("Reward, sum", Unit.SCORE, () -> recorder.total("reward"), "reward");
        add("Reward, mean per day", Unit.SCORE, () -> recorder.total("reward") / recorder.days(), "reward");
        add("Economic profit", Unit.MONEY, () -> recorder.total("economic_profit"), "economic_profit");
    }

    private void addReturns() {
        add("Net income", Unit.MONEY, () -> recorder.total("net_income"), "net_income");
        add("Return on average equity", Unit.RATE, () -> yearly("net_income", "equity"), "net_income", "equity");
        add(
                "Return on average assets",
                Unit.RATE,
                this::returnOnAssets,
                "net_income",
                "cash",
                "liquid_assets",
                "loans",
                "allowance",
                "accrued_interest",
                "deferred_costs",
                "repossessed");
        add(
                "Net interest margin",
                Unit.RATE,
                () -> yearly("net_interest_income", "cash", "liquid_assets", "loans"),
                "net_interest_income",
                "cash",
                "liquid_assets",
                "loans");
        add(
                "Efficiency ratio",
                Unit.RATE,
                this::efficiency,
                "operating_cost",
                "net_interest_income",
                "fee_income",
                "sale_gains");
        add(
                "Net charge-offs to average loans",
                Unit.RATE,
                () -> yearly("gross_charge_offs", "loans") - yearly("recoveries", "loans"),
                "gross_charge_offs",
                "recoveries",
                "loans");
        add("Equity at the end", Unit.MONEY, () -> recorder.last("equity"), "equity");
        add("Largest fall of equity from a peak", Unit.RATE, this::drawdown, "equity");
    }

    private void addRisk() {
        add("Capital ratio, lowest", Unit.RATE, () -> min("capital_ratio"), "capital_ratio");
        add("Liquidity coverage, lowest", Unit.MULTIPLE, () -> min("liquidity_coverage"), "liquidity_coverage");
        add("Value at risk 95 %, highest", Unit.RATE, () -> max("value_at_risk_95"), "value_at_risk_95");
        add("Balance 30+ days past due, highest", Unit.RATE, () -> max("delinquency_rate"), "delinquency_rate");
        add("Largest product share, highest", Unit.RATE, () -> max("largest_share"), "largest_share");
    }

    private void add(String figure, Unit unit, DoubleSupplier value, String... keys) {
        if (recorder.has(keys)) {
            figures.add(figure);
            values.add(value.getAsDouble());
            units.add(PerformanceSummary.unitName(unit));
        }
    }

    private double yearly(String flow, String... levels) {
        double level = 0;
        for (String key : levels) {
            level += recorder.mean(key, 0, recorder.rows());
        }
        return recorder.total(flow) * YEAR / recorder.days() / level;
    }

    private double returnOnAssets() {
        double assets = -recorder.mean("allowance", 0, recorder.rows());
        for (String key :
                List.of("cash", "liquid_assets", "loans", "accrued_interest", "deferred_costs", "repossessed")) {
            assets += recorder.mean(key, 0, recorder.rows());
        }
        return recorder.total("net_income") * YEAR / recorder.days() / assets;
    }

    private double efficiency() {
        double revenue =
                recorder.total("net_interest_income") + recorder.total("fee_income") + recorder.total("sale_gains");
        return recorder.total("operating_cost") / revenue;
    }

    private double drawdown() {
        double peak = recorder.hasOpening() ? recorder.opening("equity") : recorder.value("equity", 0);
        double worst = 0;
        for (double equity : recorder.values("equity")) {
            peak = Math.max(peak, equity);
            worst = Math.max(worst, (peak - equity) / peak);
        }
        return worst;
    }

    private double min(String key) {
        return Arrays.stream(recorder.values(key)).min().orElse(Double.NaN);
    }

    private double max(String key) {
        return Arrays.stream(recorder.values(key)).max().orElse(Double.NaN);
    }
}
