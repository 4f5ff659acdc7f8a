package io.github.loantwin.env.report;

import io.github.loantwin.env.loan.DelinquencyState;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.report.LoanHistory.RiskByProduct;
import io.github.loantwin.env.report.PeriodTable.Length;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The plots of what single loans did: late balances by product, roll rates, vintages, value at risk by product. */
final class LoanFigures {
    /** From the oldest cohort to the youngest, along a scale that reads in grey too (after viridis). */
    private static final int[] AGES = {0x440154, 0x3B528B, 0x21918C, 0x5EC962, 0xE0B000};

    private static final int MOST_CURVES = 9;

    private final EpisodeRecorder recorder;
    private final LoanHistory history;
    private final Limits limits;
    private final String source;

    LoanFigures(EpisodeRecorder recorder, LoanHistory history, Limits limits, String source) {
        this.recorder = recorder;
        this.history = history;
        this.limits = limits;
        this.source = source;
    }

    /** Draws the share of each product's balance 90 and more days past due, and the late balance by product. */
    Figure late() {
        int width = EpisodeFigures.HALF_WIDTH;
        int height = EpisodeFigures.HALF_HEIGHT;
        TimePanel share = new TimePanel(
                recorder, "90 and more days, by product", "% of the product's balance", 100, width, height);
        double[] total = new double[recorder.rows()];
        List<String> keys = new ArrayList<>();
        for (Product product : Product.values()) {
            share.line(share90(product), product.label(), Palette.of(product));
            keys.add("delinquent_" + product.key());
            double[] late = recorder.values(keys.get(keys.size() - 1));
            Arrays.setAll(total, row -> total[row] + late[row]);
        }
        MoneyScale money = MoneyScale.fitting(total);
        TimePanel amount = new TimePanel(
                        recorder,
                        "30 and more days, amounts",
                        "Balance, " + money.label(),
                        money.factor(),
                        width,
                        height)
                .stack(
                        keys,
                        Arrays.stream(Product.values()).map(Product::label).toList(),
                        Arrays.stream(Product.values()).map(Palette::of).toList());
        String shades = Regimes.of(recorder).explained();
        return figure("delinquency_by_product", "Balance past due, by product", shades, 2, share.fromZero(), amount);
    }

    /** Returns the share of a product's balance 90 and more days past due, by row. */
    double[] share90(Product product) {
        double[] balance = recorder.values("balance_" + product.key());
        double[] share = new double[balance.length];
        Arrays.setAll(
                share,
                row -> balance[row] > 0 ? history.balance90(product, recorder.date(row)) / balance[row] : Double.NaN);
        return share;
    }

    /** Draws the roll rates from month's end to month's end as heat maps: all products, then each. */
    Figure rollRates() {
        List<Panel> panels = new ArrayList<>();
        panels.add(heat("All products", -1));
        for (Product product : Product.values()) {
            panels.add(heat(product.label(), product.ordinal()));
        }
        int months = history.rolls().months();
        String title = "Roll rates: where loans are a month later, % of those in a state at a month's end, "
                + (months == 1 ? "one month" : months + " months");
        return new Figure("roll_rates", title, source, 2, panels);
    }

    private HeatPanel heat(String title, int product) {
        RollCounts rolls = history.rolls();
        double[][] shares = new double[DelinquencyState.COUNT][RollCounts.TO.size()];
        List<String> rows = new ArrayList<>();
        for (int from = 0; from < shares.length; from++) {
            rows.add(RollCounts.FROM.get(from));
            for (int to = 0; to < RollCounts.TO.size(); to++) {
                shares[from][to] = rolls.rate(product, from, to);
            }
        }
        return new HeatPanel(title, rows, RollCounts.TO, shares, EpisodeFigures.HALF_WIDTH);
    }

    /** Draws cumulative charge-offs of the cohorts: those made in the episode, and the starting book. */
    Figure vintages() {
        List<Panel> panels = new ArrayList<>();
        addCurves(
                panels,
                "Instalment loans made in the run, by quarter",
                "Months since origination",
                "% of principal paid out",
                history.booked());
        addCurves(
                panels,
                "The starting book, by year of origination",
                "Months since day 0",
                "% of balance on day 0",
                history.starting());
        return new Figure(
                "vintages", "Vintages: cumulative gross charge-offs of loans that began together", source, 2, panels);
    }

    /** Returns whether any cohort is old enough for a curve. */
    boolean hasVintages() {
        return !shown(history.booked()).isEmpty() || !shown(history.starting()).isEmpty();
    }

    private static void addCurves(List<Panel> panels, String title, String xAxis, String yAxis, Vintages vintages) {
        if (!shown(vintages).isEmpty()) {
            panels.add(curves(title, xAxis, yAxis, vintages));
        }
    }

    private static CurvePanel curves(String title, String xAxis, String yAxis, Vintages vintages) {
        CurvePanel panel =
                new CurvePanel(title, xAxis, yAxis, 100, EpisodeFigures.HALF_WIDTH, EpisodeFigures.HALF_HEIGHT);
        List<String> names = shown(vintages);
        for (int i = 0; i < names.size(); i++) {
            double along = names.size() == 1 ? 0 : (double) i / (names.size() - 1);
            panel.curve(names.get(i), vintages.curve(names.get(i)), between(along));
        }
        return panel.fromZero();
    }

    /** Cohorts old enough for a curve; the oldest of many years are left to the table. */
    static List<String> shown(Vintages vintages) {
        List<String> names = vintages.names().stream()
                .filter(name -> vintages.curve(name).length > 1)
                .toList();
        return names.subList(Math.max(0, names.size() - MOST_CURVES), names.size());
    }

    private static Color between(double along) {
        double place = along * (AGES.length - 1);
        int below = (int) Math.min(AGES.length - 2, place);
        Color from = new Color(AGES[below]);
        Color to = new Color(AGES[below + 1]);
        double part = place - below;
        return new Color(
                mixed(from.getRed(), to.getRed(), part),
                mixed(from.getGreen(), to.getGreen(), part),
                mixed(from.getBlue(), to.getBlue(), part));
    }

    private static int mixed(int from, int to, double part) {
        return (int) Math.rint(from + part * (to - from));
    }

    /** Draws the value at risk by product at the ends of months (quarters, years), stacked, against its limit. */
    Figure valueAtRisk() {
        Map<String, RiskByProduct> ends = riskAtEnds();
        BarPanel panel =
                new BarPanel(List.copyOf(ends.keySet()), "% of exposure", EpisodeFigures.WIDTH, EpisodeFigures.HEIGHT);
        for (Product product : Product.values()) {
            double[] parts = ends.values().stream()
                    .mapToDouble(risk -> 100 * risk.shares()[product.ordinal()])
                    .toArray();
            panel.bars(product.label(), parts, Palette.of(product));
        }
        panel.limit("Limit", 100 * limits.maxValueAtRisk95());
        return figure("value_at_risk", "Value at risk 95 %, one year, by product (Euler contributions)", "", 1, panel);
    }

    /** Returns day 0 and the ends of periods, by name, few enough for bars side by side. */
    Map<String, RiskByProduct> riskAtEnds() {
        for (Length length : Length.values()) {
            Map<String, RiskByProduct> ends = new LinkedHashMap<>();
            for (RiskByProduct risk : history.risk()) {
                boolean first = ends.isEmpty();
                ends.put(first ? "Day 0" : length.periodOf(risk.date()), risk);
            }
            if (ends.size() <= BarPanel.MOST_BARS || length == Length.YEAR) {
                return ends;
            }
        }
        throw new IllegalStateException("A period must have a length.");
    }

    private Figure figure(String name, String title, String shades, int across, Panel... panels) {
        String text = shades.isEmpty() ? source : source + ". " + shades;
        return new Figure(name, title, text, across, List.of(panels));
    }
}
