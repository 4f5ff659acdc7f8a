package io.github.loantwin.server.cli;

import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.StepInfo;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One screen that shows the lender of today: its figures with their recent past, its limits, the economy, the reward. */
final class Dashboard {
    private static final int SPARK_WIDTH = 24;

    /** Columns of a line beside its past: figure, limit, and whether it is kept. */
    private static final int TEXT_WIDTH = 68;

    private static final int BAR_WIDTH = 40;
    private static final List<String> REGIMES = List.of("expansion", "recession", "crisis");

    private final String title;
    private final int days;
    private final Style style;
    private final int spark;
    private final List<Gauge> lender = List.of(
            Gauge.of(InfoField.PORTFOLIO_VALUE, "Portfolio", "m", 2, 1e-6),
            Gauge.of(InfoField.EQUITY, "Equity", "m", 2, 1e-6),
            Gauge.of(InfoField.NET_INTEREST_MARGIN, "Net interest margin", "%", 2, 100),
            Gauge.of(InfoField.RETURN_ON_EQUITY, "Return on equity", "%", 1, 100));
    private final List<Gauge> limits;
    private final List<Gauge> economy = List.of(
            Gauge.of(InfoField.UNEMPLOYMENT_RATE, "Unemployment", "%", 1, 100),
            Gauge.of(InfoField.GDP_GROWTH, "GDP growth", "%", 1, 100),
            Gauge.of(InfoField.HOUSING_PRICE_INDEX, "House prices", "", 1, 1),
            Gauge.of(InfoField.BASE_RATE, "Prime rate", "%", 2, 100),
            Gauge.of(InfoField.CREDIT_SPREAD, "Credit spread", "%", 2, 100),
            Gauge.of(InfoField.VOLATILITY_INDEX, "Volatility", "", 1, 1));

    private StepInfo today;
    private double episodeReturn;
    private double reward;

    Dashboard(String title, int days, PolicyLimits limits, Style style, int width) {
        this.spark = Math.max(4, Math.min(SPARK_WIDTH, width - TEXT_WIDTH));
        this.title = title;
        this.limits = List.of(
                Gauge.of(InfoField.CAPITAL_RATIO, "Capital ratio", "%", 2, 100).atLeast(limits.capitalRatio()),
                Gauge.of(InfoField.LIQUIDITY_COVERAGE, "Liquidity coverage", "x", 2, 1)
                        .atLeast(PolicyLimits.FUNDED),
                Gauge.of(InfoField.VALUE_AT_RISK_95, "Value at risk 95 %", "%", 2, 100)
                        .atMost(limits.valueAtRisk95()),
                Gauge.of(InfoField.EXPECTED_LOSS_RATE, "Expected loss", "%", 2, 100)
                        .atMost(limits.expectedLoss()),
                Gauge.of(InfoField.DELINQUENCY_RATE, "30+ days past due", "%", 2, 100)
                        .atMost(limits.delinquency()),
                Gauge.of(InfoField.LARGEST_SHARE, "Largest product", "%", 1, 100)
                        .atMost(limits.productShare()));
        this.days = days;
        this.style = style;
    }

    /** Takes the figures of a step. */
    void update(StepInfo info, double stepReward) {
        today = info;
        reward = stepReward;
        episodeReturn += stepReward;
        lender.forEach(gauge -> gauge.add(info));
        limits.forEach(gauge -> gauge.add(info));
        economy.forEach(gauge -> gauge.add(info));
    }

    /** Returns the lines of the screen. */
    List<String> lines() {
        int day = (int) today.get(InfoField.DAY);
        LocalDate date = LocalDate.ofEpochDay((long) today.get(InfoField.EPOCH_DAY));
        int done = (int) Math.min(BAR_WIDTH, (long) BAR_WIDTH * day / days);
        List<String> lines = new ArrayList<>();
        lines.add(style.bold("LoanTwin") + "  " + title);
        lines.add(
                date + "  day " + day + " of " + days + "  [" + "#".repeat(done) + ".".repeat(BAR_WIDTH - done) + "]");
        section(lines, "Lender", lender);
        section(lines, "Against its limits", limits);
        section(lines, "Economy, as published: " + REGIMES.get((int) today.get(InfoField.REGIME)), economy);
        lines.add("");
        lines.add(style.bold("Reward")
                + String.format(Locale.ROOT, "  %+.3f today, %+.1f so far", reward, episodeReturn));
        lines.add("        " + components());
        lines.add(style.bold("Policy")
                + String.format(
                        Locale.ROOT,
                        "  credit %+.3f  price %+.4f  rebalancing %+.3f",
                        today.get(InfoField.CREDIT_POLICY),
                        today.get(InfoField.PRICING),
                        today.get(InfoField.REBALANCING)));
        return lines;
    }

    private void section(List<String> lines, String heading, List<Gauge> gauges) {
        lines.add("");
        lines.add(style.bold(heading));
        gauges.forEach(gauge -> lines.add("  " + gauge.line(style, spark)));
    }

    private String components() {
        double[] parts = today.rewardVector();
        return String.format(
                Locale.ROOT,
                "financial %+.2f, risk %+.2f, regulatory %+.2f, operational %+.2f",
                parts[0],
                parts[1],
                parts[2],
                parts[3]);
    }

    /** A figure with its unit, its recent past, and perhaps a limit. */
    private static final class Gauge {
        private final InfoField field;
        private final String label;
        private final String unit;
        private final int decimals;
        private final double scale;
        private final double low;
        private final double high;
        private final Sparkline past = new Sparkline(SPARK_WIDTH);
        private double value;

        private Gauge(InfoField field, String label, String unit, int decimals, double scale, double low, double high) {
            this.field = field;
            this.label = label;
            this.unit = unit;
            this.decimals = decimals;
            this.scale = scale;
            this.low = low;
            this.high = high;
        }

        static Gauge of(InfoField field, String label, String unit, int decimals, double scale) {
            return new Gauge(field, label, unit, decimals, scale, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }

        Gauge atLeast(double limit) {
            return new Gauge(field, label, unit, decimals, scale, limit, high);
        }

        Gauge atMost(double limit) {
            return new Gauge(field, label, unit, decimals, scale, low, limit);
        }

        void add(StepInfo info) {
            value = info.get(field);
            past.add(value);
        }

        String line(Style style, int width) {
            String all = past.bars();
            String bars = all.substring(Math.max(0, all.length() - width));
            String text = String.format(Locale.ROOT, "%-20s %12s", label, shown(value));
            return text + "  " + bars + " ".repeat(width - bars.length()) + limit(style);
        }

        private String limit(Style style) {
            boolean limited = Double.isFinite(low) || Double.isFinite(high);
            if (!limited) {
                return "";
            }
            String text = Double.isFinite(low) ? "  at least " + shown(low) : "  at most " + shown(high);
            boolean kept = value >= low && value <= high;
            return style.faint(text) + "  " + (kept ? style.green("ok") : style.red("BREACHED"));
        }

        private String shown(double figure) {
            String number = String.format(Locale.ROOT, "%,." + decimals + "f", figure * scale);
            return unit.isEmpty() ? number : number + " " + unit;
        }
    }
}
