package io.github.loantwin.env.report;

import io.github.loantwin.env.loan.DelinquencyState;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.report.LoanHistory.RiskByProduct;
import io.github.loantwin.env.report.PeriodTable.Length;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tech.tablesaw.api.Table;

/** The numbers behind an episode's plots, as tables by month (of a long episode by quarter or year). */
final class EpisodeNumbers {
    private static final int MOST_MONTHS = 14;
    private static final int MOST_QUARTERS = 24;
    private static final double SMALL_LENDER = 1e8;
    private static final int[] AGES = {3, 6, 9, 12, 18, 24, 36};

    /** Lines of the statements that sum up lines above them. */
    private static final Set<String> SUMS = Set.of(
            "Net interest income",
            "Revenue",
            "Operating cost",
            "Profit before tax",
            "Net income",
            "Retained",
            "Total assets",
            "Total liabilities",
            "Total liabilities and equity");

    private final EpisodeRecorder recorder;
    private final Length length;
    private final Table periods;

    EpisodeNumbers(EpisodeRecorder recorder) {
        this.recorder = recorder;
        this.length = length(recorder);
        this.periods = PeriodTable.of(recorder, length);
    }

    private static Length length(EpisodeRecorder recorder) {
        if (PeriodTable.spans(recorder, Length.MONTH).size() <= MOST_MONTHS) {
            return Length.MONTH;
        }
        return PeriodTable.spans(recorder, Length.QUARTER).size() <= MOST_QUARTERS ? Length.QUARTER : Length.YEAR;
    }

    private boolean small() {
        return recorder.last("portfolio_value") < SMALL_LENDER;
    }

    private TableColumn money(String key, String title) {
        return small() ? TableColumn.thousands(key, title) : TableColumn.millions(key, title);
    }

    private ReportTable byPeriod(String title, TableColumn... columns) {
        List<TableColumn> all = new ArrayList<>(List.of(TableColumn.text("period", "Period")));
        all.addAll(List.of(columns));
        ReportTable table = new ReportTable(title + " by " + length.label(), all);
        for (int row = 0; row < periods.rowCount(); row++) {
            Object[] values = new Object[all.size()];
            values[0] = periods.stringColumn("period").get(row);
            for (int i = 1; i < values.length; i++) {
                values[i] = value(all.get(i).key(), row);
            }
            table.row(values);
        }
        return table;
    }

    /** A key with ".min" or ".max" is the period's extreme, one with ".day" its mean per day. */
    private Object value(String key, int row) {
        if (key.endsWith("_min") || key.endsWith("_max")) {
            return extreme(key.substring(0, key.length() - 4), row, key.endsWith("_min") ? -1 : 1);
        }
        double value = periods.doubleColumn(key.replace("_a_day", "")).getDouble(row);
        return key.endsWith("_a_day") ? value / periods.intColumn("days").getInt(row) : value;
    }

    private double extreme(String key, int row, int sign) {
        PeriodTable.Span span = PeriodTable.spans(recorder, length).get(row);
        double best = recorder.value(key, span.from());
        for (int i = span.from() + 1; i < span.to(); i++) {
            double value = recorder.value(key, i);
            best = sign * value > sign * best ? value : best;
        }
        return best;
    }

    ReportTable balances() {
        List<TableColumn> columns = new ArrayList<>();
        for (Product product : Product.values()) {
            columns.add(money("balance_" + product.key(), product.label()));
        }
        columns.add(money("portfolio_value", "All loans"));
        columns.add(money("originations", "New loans"));
        columns.add(TableColumn.count("loan_count", "Loans"));
        return byPeriod("Balances", columns.toArray(TableColumn[]::new));
    }

    ReportTable delinquency(LoanFigures loans) {
        List<TableColumn> columns = new ArrayList<>();
        columns.add(TableColumn.text("period", "Period"));
        columns.add(TableColumn.percent("delinquency_rate", "30+, all", 2));
        columns.add(TableColumn.percent("delinquency_rate_90", "90+, all", 2));
        for (Product product : Product.values()) {
            columns.add(TableColumn.percent("delinquency_30_" + product.key(), "30+, " + product.label(), 2));
        }
        for (Product product : Product.values()) {
            columns.add(TableColumn.percent("delinquency_90_" + product.key(), "90+, " + product.label(), 2));
        }
        ReportTable table = new ReportTable("Share of balance past due at the end of each " + length.label(), columns);
        double[][] late90 = new double[Product.COUNT][];
        Arrays.setAll(late90, k -> loans.share90(Product.at(k)));
        for (PeriodTable.Span span : PeriodTable.spans(recorder, length)) {
            int last = span.to() - 1;
            List<Object> row = new ArrayList<>(List.of(
                    span.name(),
                    recorder.value("delinquency_rate", last),
                    recorder.value("delinquency_rate_90", last)));
            for (Product product : Product.values()) {
                double balance = recorder.value("balance_" + product.key(), last);
                double late = recorder.value("delinquent_" + product.key(), last);
                row.add(balance > 0 ? late / balance : Double.NaN);
            }
            for (double[] share : late90) {
                row.add(share[last]);
            }
            table.row(row.toArray());
        }
        return table;
    }

    ReportTable rollRates(RollCounts rolls) {
        List<TableColumn> columns = new ArrayList<>();
        columns.add(TableColumn.text("product", "Product"));
        columns.add(TableColumn.text("from", "From"));
        columns.add(TableColumn.count("loan_months", "Loan-months"));
        String[] keys = {"current", "dpd30", "dpd60", "dpd90", "charged_off", "repaid", "sold"};
        for (int to = 0; to < keys.length; to++) {
            columns.add(TableColumn.percent("to_" + keys[to], RollCounts.TO.get(to), 2));
        }
        ReportTable table = new ReportTable("Roll rates from month's end to month's end", columns);
        for (int product = -1; product < Product.COUNT; product++) {
            for (int from = 0; from < DelinquencyState.COUNT; from++) {
                List<Object> row = new ArrayList<>();
                row.add(product < 0 ? "All products" : Product.at(product).label());
                row.add(RollCounts.FROM.get(from));
                row.add(rolls.begun(product, from));
                for (int to = 0; to < keys.length; to++) {
                    row.add(rolls.rate(product, from, to));
                }
                table.row(row.toArray());
            }
        }
        return table;
    }

    ReportTable vintages(LoanHistory history) {
        List<TableColumn> columns = new ArrayList<>();
        columns.add(TableColumn.text("cohort", "Cohort"));
        columns.add(money("principal", "Principal"));
        columns.add(money("charge_offs", "Charge-offs"));
        for (int age : AGES) {
            columns.add(TableColumn.percent("month_" + age, "Month " + age, 2));
        }
        ReportTable table = new ReportTable("Cumulative gross charge-offs of cohorts", columns);
        addCohorts(table, "Made in ", history.booked());
        addCohorts(table, "Starting book, ", history.starting());
        return table;
    }

    private static void addCohorts(ReportTable table, String prefix, Vintages vintages) {
        for (String name : vintages.names()) {
            double[] curve = vintages.curve(name);
            List<Object> row = new ArrayList<>(List.of(prefix + name, vintages.principal(name), vintages.losses(name)));
            for (int age : AGES) {
                row.add(age < curve.length ? curve[age] : Double.NaN);
            }
            table.row(row.toArray());
        }
    }

    ReportTable chargeOffs() {
        List<TableColumn> columns = new ArrayList<>();
        columns.add(money("gross_charge_offs", "Gross charge-offs"));
        columns.add(money("recoveries", "Recoveries"));
        for (Product product : Product.values()) {
            columns.add(money("charge_offs_" + product.key(), "Net, " + product.label()));
        }
        columns.add(TableColumn.count("loans_charged_off", "Loans charged off"));
        return byPeriod("Charge-offs and recoveries", columns.toArray(TableColumn[]::new));
    }

    ReportTable incomeStatement() {
        return statement("Income statement by quarter", Statements.income(recorder, Length.QUARTER));
    }

    ReportTable balanceSheet() {
        return statement("Balance sheet by quarter", Statements.balanceSheet(recorder, Length.QUARTER));
    }

    private ReportTable statement(String title, Table lines) {
        List<TableColumn> columns = new ArrayList<>();
        columns.add(TableColumn.text("line", "Line"));
        for (String name : lines.columnNames().subList(1, lines.columnCount())) {
            String heading = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            columns.add(money(name, heading));
        }
        ReportTable table = new ReportTable(title, columns);
        for (int row = 0; row < lines.rowCount(); row++) {
            Object[] values = new Object[columns.size()];
            values[0] = lines.stringColumn("line").get(row);
            for (int i = 1; i < values.length; i++) {
                values[i] = lines.doubleColumn(i).getDouble(row);
            }
            if (SUMS.contains(values[0])) {
                table.sum(values);
            } else {
                table.row(values);
            }
        }
        return table;
    }

    ReportTable capital(Limits limits) {
        ReportTable table = byPeriod(
                "Capital and liquidity",
                TableColumn.percent("capital_ratio", "Capital ratio, end", 2),
                TableColumn.percent("capital_ratio_min", "Capital ratio, lowest", 2),
                TableColumn.percent("capital_ratio_irb", "By internal ratings, end", 2),
                TableColumn.percent("leverage_ratio", "Leverage ratio, end", 2),
                TableColumn.number("liquidity_coverage_min", "Liquidity coverage, lowest", "multiple", 2, 1),
                TableColumn.number("stable_funding_min", "Stable funding, lowest", "multiple", 2, 1),
                money("equity", "Equity, end"),
                money("risk_weighted_assets", "Risk-weighted assets, end"));
        ReportTable marked = new ReportTable(table.title(), table.columns());
        for (Object[] row : table.rows()) {
            marked.row(row)
                    .breachIf((double) row[2] < limits.minCapitalRatio(), "capital_ratio_min")
                    .breachIf((double) row[5] < limits.minLiquidityCoverage(), "liquidity_coverage_min")
                    .breachIf((double) row[6] < limits.minStableFunding(), "stable_funding_min");
        }
        return marked;
    }

    ReportTable valueAtRisk(Map<String, RiskByProduct> ends) {
        List<TableColumn> columns = new ArrayList<>();
        columns.add(TableColumn.text("period", "End of"));
        for (Product product : Product.values()) {
            columns.add(TableColumn.percent(product.key(), product.label(), 2));
        }
        columns.add(TableColumn.percent("value_at_risk_95", "Value at risk 95 %", 2));
        ReportTable table = new ReportTable("Value at risk 95 % by product, share of exposure", columns);
        ends.forEach((name, risk) -> {
            List<Object> row = new ArrayList<>(List.of(name));
            Arrays.stream(risk.shares()).forEach(row::add);
            row.add(Arrays.stream(risk.shares()).sum());
            table.row(row.toArray());
        });
        return table;
    }

    ReportTable risk() {
        return byPeriod(
                "Risk",
                TableColumn.percent("value_at_risk_95", "Value at risk 95 %, end", 2),
                TableColumn.percent("value_at_risk_95_max", "95 %, highest", 2),
                TableColumn.percent("value_at_risk_99", "Value at risk 99 %, end", 2),
                TableColumn.percent("expected_loss_rate", "Expected loss, end", 2),
                TableColumn.percent("expected_loss_rate_max", "Expected loss, highest", 2),
                TableColumn.percent("largest_share", "Largest product, end", 1));
    }

    ReportTable economy() {
        return byPeriod(
                "The economy",
                TableColumn.percent("unemployment_rate", "Unemployment", 1),
                TableColumn.percent("gdp_growth", "GDP growth", 1),
                TableColumn.percent("inflation_rate", "Inflation", 1),
                TableColumn.percent("base_rate", "Prime rate", 2),
                TableColumn.percent("rate_3m", "3-month rate", 2),
                TableColumn.percent("rate_10y", "10-year rate", 2),
                TableColumn.percent("mortgage_rate", "Mortgage rate", 2),
                TableColumn.number("housing_price_index", "House prices", "index", 1, 1),
                TableColumn.percent("credit_spread", "BBB spread", 2),
                TableColumn.number("volatility_index", "Volatility", "points", 1, 1),
                TableColumn.count("regime_max", "Worst regime (0, 1, 2)"));
    }

    ReportTable reward() {
        return byPeriod(
                "Reward a day",
                TableColumn.number("reward_a_day", "Reward", "score", 3, 1),
                TableColumn.number("reward_financial_a_day", "Financial", "score", 3, 1),
                TableColumn.number("reward_risk_a_day", "Risk", "score", 3, 1),
                TableColumn.number("reward_regulatory_a_day", "Regulatory", "score", 3, 1),
                TableColumn.number("reward_operational_a_day", "Operational", "score", 3, 1));
    }

    ReportTable policy() {
        List<TableColumn> columns = new ArrayList<>(List.of(
                TableColumn.percent("credit_policy", "Credit policy", 2),
                TableColumn.percent("pricing", "Pricing", 2),
                TableColumn.percent("rebalancing", "Rebalancing", 2)));
        for (Product product : Product.values()) {
            columns.add(TableColumn.count("cutoff_" + product.key(), "Cut-off, " + product.label()));
        }
        return byPeriod("Policy in force at the end", columns.toArray(TableColumn[]::new));
    }

    /** What each product brought: yield on its balance, and what it lost. */
    ReportTable products() {
        ReportTable table = new ReportTable(
                "What each product earned and lost",
                TableColumn.text("product", "Product"),
                money("average_balance", "Average balance"),
                money("interest", "Interest"),
                TableColumn.percent("yield", "Yield a year", 2),
                money("net_charge_offs", "Net charge-offs"),
                TableColumn.percent("charge_off_rate", "Charge-offs a year", 2),
                money("after_losses", "Interest less charge-offs"));
        double[] sums = new double[4];
        for (Product product : Product.values()) {
            double[] row = {
                recorder.mean("balance_" + product.key(), 0, recorder.rows()),
                recorder.total("interest_" + product.key()),
                recorder.total("charge_offs_" + product.key())
            };
            Arrays.setAll(sums, i -> i < row.length ? sums[i] + row[i] : sums[i]);
            table.row(productRow(product.label(), row));
        }
        return table.sum(productRow("All", sums));
    }

    private Object[] productRow(String name, double[] row) {
        double perYear = 365.0 / recorder.days();
        return new Object[] {
            name, row[0], row[1], row[1] * perYear / row[0], row[2], row[2] * perYear / row[0], row[1] - row[2]
        };
    }

    ReportTable attribution(ProfitAttribution attribution) {
        ReportTable table = new ReportTable(
                "Net income, second half against first",
                TableColumn.text("effect", "Effect"),
                TableColumn.text("product", "Product"),
                money("amount", "Amount"));
        Table lines = attribution.toTable();
        for (int row = 0; row < lines.rowCount(); row++) {
            String effect = lines.stringColumn("effect").get(row);
            Object[] values = {
                Character.toUpperCase(effect.charAt(0)) + effect.substring(1),
                lines.stringColumn("product").get(row),
                lines.doubleColumn("amount").getDouble(row)
            };
            if (row == 0 || row == lines.rowCount() - 1) {
                table.sum(values);
            } else {
                table.row(values);
            }
        }
        return table;
    }
}
