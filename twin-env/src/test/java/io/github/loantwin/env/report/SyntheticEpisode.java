package io.github.loantwin.env.report;

import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A made-up lender for tests of reports: smooth levels with noise, and books that balance to the ten-thousandth. */
final class SyntheticEpisode {
    static final LocalDate START = LocalDate.of(2026, 1, 1);
    static final Limits LIMITS = new Limits(0.15, 0.02, 0.05, 0.08, 0.05, 0.40, 1, 1, 0.1, 0.02, 0.1);
    private static final double[] SHARES = {0.14, 0.21, 0.35, 0.28, 0.02};
    private static final double[] YIELDS = {0.122, 0.091, 0.064, 0.077, 0.193};

    private final Draws draws;
    private final Map<String, Double> row = new HashMap<>();
    private final double loans;
    private final double price;
    private double cash = 0;
    private double equity;

    private SyntheticEpisode(long seed, double loans, double price) {
        this.draws = new Draws(seed);
        this.loans = loans;
        this.price = price;
        this.equity = 0.12 * loans;
    }

    static EpisodeRecorder record(List<Column> columns, long seed, int days) {
        return record(columns, seed, days, 20e6, 0);
    }

    /** Records days of a lender of the given size, with a mark-up on every yield. */
    static EpisodeRecorder record(List<Column> columns, long seed, int days, double loans, double price) {
        EpisodeRecorder recorder = new EpisodeRecorder(columns);
        SyntheticEpisode episode = new SyntheticEpisode(seed, loans, price);
        for (int day = -1; day < days; day++) {
            episode.day(day);
            double[] values = new double[columns.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = episode.row.getOrDefault(columns.get(i).key(), 0.0);
            }
            if (day < 0) {
                recorder.open(START.minusDays(1), values);
            } else {
                recorder.add(START.plusDays(day), values);
            }
        }
        return recorder;
    }

    private double noise(int what, int day) {
        return draws.normal(Stream.POLICY, what, day);
    }

    private static double wave(int day, double period) {
        return StrictMath.sin(2 * StrictMath.PI * day / period);
    }

    private double money(String key, double value) {
        double rounded = Math.rint(value * 10_000) / 10_000;
        row.put(key, rounded);
        return rounded;
    }

    private void day(int day) {
        row.clear();
        double stress = StrictMath.exp(-StrictMath.pow((day - 240) / 90.0, 2));
        double total = balances(day, stress);
        double netIncome = income(day, stress);
        books(day, total, netIncome);
        ratios(day, stress);
        economy(day, stress);
        for (String key : List.of("financial", "risk", "regulatory", "operational")) {
            row.put("reward_" + key, 0.6 - 0.5 * stress * (key.length() / 11.0) + 0.03 * noise(key.length(), day));
        }
        row.put("reward", 0.55 - 0.3 * stress);
        row.put("credit_policy", day < 100 ? 0.0 : 0.06);
        row.put("pricing", 0.012 * wave(day / 30 * 30, 365));
        row.put("rebalancing", day < 200 ? 0.0 : -0.05);
    }

    private double balances(int day, double stress) {
        double total = 0;
        double interest = 0;
        for (Product product : Product.values()) {
            int k = product.ordinal();
            double balance = money(
                    "balance_" + product.key(),
                    loans * SHARES[k] * (1 + 0.0004 * day + 0.02 * wave(day, 200 + 30 * k)));
            money("delinquent_" + product.key(), balance * (0.025 + 0.03 * stress + 0.001 * noise(10 + k, day)));
            interest += money("interest_" + product.key(), balance * (YIELDS[k] + price) / 365);
            total += balance;
        }
        money("interest_income", interest);
        return money("portfolio_value", total);
    }

    private double income(int day, double stress) {
        double net = row.get("interest_income") + money("liquidity_income", loans * 0.12 * 0.035 / 365);
        net -= money("deposit_cost", loans * 0.6 * 0.022 / 365) + money("wholesale_cost", loans * 0.3 * 0.041 / 365);
        double interest = money("net_interest_income", net);
        double gross = Math.max(0, loans * (0.013 + 0.02 * stress) / 365 * (1 + 0.8 * noise(30, day)));
        double recoveries = money("recoveries", gross * 0.25);
        money("gross_charge_offs", gross);
        double fees = money("fee_income", loans * 0.0032 / 365);
        double gains = money("sale_gains", day % 30 == 7 ? 900.5 : 0);
        double cost = money("servicing_cost", loans * 0.012 / 365) + money("origination_cost", loans * 0.004 / 365);
        cost += money("overhead", loans * 0.012 / 365) + money("policy_cost", day == 100 ? 500.25 : 0);
        money("operating_cost", cost);
        double provision = money("provision", gross - recoveries + loans * 0.004 * stress / 365);
        double pretax = interest + fees + gains - cost - provision;
        double tax = money("tax", 0.24 * pretax);
        money("dividends", Math.max(0, 0.4 * (pretax - tax)));
        return money("net_income", pretax - tax);
    }

    private void books(int day, double total, double netIncome) {
        equity = money("equity", equity + (day < 0 ? 0 : netIncome - row.get("dividends")));
        double assets = money("loans", total) + money("liquid_assets", 0.12 * loans) - money("allowance", 0.03 * total);
        assets += money("accrued_interest", 0.004 * total) + money("deferred_costs", 0.006 * total);
        assets += money("repossessed", 0.001 * total);
        double deposits = money("deposits", 0.68 * loans);
        double taxPayable = money("tax_payable", 1234.5678);
        cash = money("cash", 0.02 * loans);
        money("wholesale", assets + cash - deposits - taxPayable - equity);
    }

    private void ratios(int day, double stress) {
        row.put("capital_ratio", 0.125 - 0.03 * stress + 0.00002 * day);
        row.put("capital_ratio_irb", 0.144 - 0.05 * stress + 0.00002 * day);
        row.put("leverage_ratio", 0.098 - 0.02 * stress);
        row.put("liquidity_coverage", 1.4 - 0.5 * stress + 0.02 * noise(40, day / 7));
        row.put("stable_funding", 1.15 - 0.05 * stress);
        row.put("value_at_risk_95", 0.023 + 0.03 * stress);
        row.put("value_at_risk_99", 0.035 + 0.045 * stress);
        row.put("expected_loss_rate", 0.0112 + 0.013 * stress);
        row.put("largest_share", 0.34 + 0.02 * wave(day, 300));
        row.put("delinquency_rate", 0.027 + 0.03 * stress);
        row.put("delinquency_rate_90", 0.011 + 0.014 * stress);
    }

    private void economy(int day, double stress) {
        int month = day / 30;
        row.put("unemployment_rate", 0.044 + 0.004 * month * stress);
        row.put("gdp_growth", 0.025 - 0.05 * stress);
        row.put("inflation_rate", 0.026 - 0.01 * stress);
        row.put("rate_3m", 0.036 - 0.02 * stress + 0.0003 * noise(50, day));
        row.put("base_rate", row.get("rate_3m") + 0.032);
        row.put("rate_10y", 0.042 - 0.008 * stress + 0.0004 * noise(51, day));
        row.put("mortgage_rate", row.get("rate_10y") + 0.0165);
        row.put("housing_price_index", 100 + 0.35 * month - 8 * stress);
        row.put("credit_spread", 0.0166 + 0.03 * stress + 0.0004 * noise(52, day));
        row.put("volatility_index", Math.max(9, 19 + 30 * stress + 2 * noise(53, day)));
    }

    /** Returns the columns that the synthetic lender fills beside those of the environment's schema. */
    static List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("reward", "Reward", Column.Unit.SCORE, Column.Kind.FLOW));
        for (io.github.loantwin.env.InfoField field : io.github.loantwin.env.InfoField.values()) {
            columns.add(new Column(
                    field.key(),
                    field.label(),
                    Column.Unit.valueOf(field.unit().name()),
                    Column.Kind.valueOf(field.kind().name())));
        }
        return columns;
    }
}
