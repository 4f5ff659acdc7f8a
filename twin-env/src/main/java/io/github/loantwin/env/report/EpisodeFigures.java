package io.github.loantwin.env.report;

import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.report.PeriodTable.Length;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import tech.tablesaw.api.Table;

/**
 * The plots of one episode: the book, its losses, income, capital and liquidity, risk, the economy, reward and policy.
 *
 * <p>Each method draws one figure from the columns whose keys it names; {@link #all()} draws those whose columns were
 * recorded.
 */
public final class EpisodeFigures {
    static final int WIDTH = 960;
    static final int HEIGHT = 400;
    static final int HALF_WIDTH = 560;
    static final int HALF_HEIGHT = 300;
    private static final int LOW_HEIGHT = 210;

    private static final String[] BALANCES = productKeys("balance_");
    private static final String[] DELINQUENT = productKeys("delinquent_");
    private static final String[] DELINQUENCY = {"delinquency_rate", "delinquency_rate_90"};
    private static final String[] CHARGE_OFFS = {"gross_charge_offs", "recoveries"};
    private static final String[] NET_CHARGE_OFFS = productKeys("charge_offs_");
    private static final String[] INCOME = {
        "net_interest_income", "fee_income", "sale_gains", "provision", "operating_cost", "tax", "net_income"
    };
    private static final String[] CAPITAL = {
        "capital_ratio", "capital_ratio_irb", "leverage_ratio", "liquidity_coverage", "stable_funding"
    };
    private static final String[] RISK = {"value_at_risk_95", "value_at_risk_99", "expected_loss_rate", "largest_share"
    };
    private static final String[] ECONOMY = {
        "unemployment_rate",
        "gdp_growth",
        "inflation_rate",
        "base_rate",
        "rate_3m",
        "rate_10y",
        "mortgage_rate",
        "housing_price_index",
        "credit_spread",
        "volatility_index"
    };
    private static final String[] REWARD = {"reward_financial", "reward_risk", "reward_regulatory", "reward_operational"
    };
    private static final String[] POLICY = {"credit_policy", "pricing", "rebalancing"};

    private final EpisodeRecorder recorder;
    private final Limits limits;
    private final String source;

    /**
     * Creates the plots of an episode.
     *
     * @param recorder the episode, at least two rows
     * @param limits what the dashed lines show
     * @param source what stands below every plot: environment, config and seed, for example
     */
    public EpisodeFigures(EpisodeRecorder recorder, Limits limits, String source) {
        ArgCheck.that(recorder.rows() > 1, "a plot must have at least two rows", recorder.rows());
        this.recorder = recorder;
        this.limits = limits;
        this.source = source;
    }

    /** Returns every figure whose columns were recorded, in the order of the methods. */
    public List<Figure> all() {
        List<Figure> figures = new ArrayList<>();
        addIf(figures, BALANCES, EpisodeFigures::balances);
        addIf(figures, DELINQUENCY, EpisodeFigures::delinquency);
        addIf(figures, CHARGE_OFFS, EpisodeFigures::chargeOffs);
        addIf(figures, NET_CHARGE_OFFS, EpisodeFigures::chargeOffsByProduct);
        addIf(figures, INCOME, EpisodeFigures::income);
        addIf(figures, CAPITAL, EpisodeFigures::capitalAndLiquidity);
        addIf(figures, RISK, EpisodeFigures::risk);
        addIf(figures, ECONOMY, EpisodeFigures::economy);
        addIf(figures, REWARD, EpisodeFigures::reward);
        addIf(figures, POLICY, EpisodeFigures::policy);
        return figures;
    }

    private void addIf(List<Figure> figures, String[] keys, Function<EpisodeFigures, Figure> figure) {
        if (recorder.has(keys)) {
            figures.add(figure.apply(this));
        }
    }

    /** Draws the balance by product, stacked: {@code balance_<product>}. */
    public Figure balances() {
        double[] total = new double[recorder.rows()];
        for (String key : BALANCES) {
            double[] values = recorder.values(key);
            Arrays.setAll(total, row -> total[row] + values[row]);
        }
        MoneyScale money = MoneyScale.fitting(total);
        String axis = "Unpaid principal, " + money.label();
        TimePanel panel = new TimePanel(recorder, "", axis, money.factor(), WIDTH, HEIGHT)
                .stack(Arrays.asList(BALANCES), productLabels(), productColors());
        return figure("balances", "Balance by product", 1, panel);
    }

    /**
     * Draws the delinquent share of the book, {@code delinquency_rate} and {@code delinquency_rate_90}, and where
     * recorded that of each product, {@code delinquent_<product>} over {@code balance_<product>}.
     */
    public Figure delinquency() {
        TimePanel book = half("Whole book", "% of balance", 100)
                .line("delinquency_rate", "30 and more days", Palette.ORANGE)
                .line("delinquency_rate_90", "90 and more days", Palette.RED)
                .fromZero();
        if (!recorder.has(DELINQUENT) || !recorder.has(BALANCES)) {
            return figure("delinquency", "Balance past due", 1, book);
        }
        TimePanel products = half("30 and more days, by product", "% of the product's balance", 100);
        for (Product product : Product.values()) {
            double[] late = recorder.values(DELINQUENT[product.ordinal()]);
            double[] balance = recorder.values(BALANCES[product.ordinal()]);
            Arrays.setAll(late, row -> balance[row] > 0 ? late[row] / balance[row] : Double.NaN);
            products.line(late, product.label(), Palette.of(product));
        }
        return figure("delinquency", "Balance past due", 2, book, products.fromZero());
    }

    /**
     * Draws charge-offs and recoveries by month, or by quarter or year if the months are too many:
     * {@code gross_charge_offs}, {@code recoveries}.
     */
    public Figure chargeOffs() {
        Table periods = PeriodTable.of(recorder, barLength());
        double[] gross = flow(periods, "gross_charge_offs", 1);
        double[] recovered = flow(periods, "recoveries", -1);
        double[] net = sum(gross, recovered);
        MoneyScale money = MoneyScale.fitting(gross, recovered);
        BarPanel panel = periodBars(periods, money)
                .bars("Gross charge-offs", money.show(gross), Palette.RED)
                .bars("Recoveries", money.show(recovered), Palette.SKY)
                .line("Net charge-offs", money.show(net), Palette.BLACK);
        return figure(
                "charge_offs", "Charge-offs and recoveries by " + barLength().label(), 1, panel);
    }

    /** Draws net charge-offs by product and month (quarter, year), stacked: {@code charge_offs_<product>}. */
    public Figure chargeOffsByProduct() {
        Table periods = PeriodTable.of(recorder, barLength());
        double[][] net = new double[NET_CHARGE_OFFS.length][];
        Arrays.setAll(net, k -> flow(periods, NET_CHARGE_OFFS[k], 1));
        MoneyScale money = MoneyScale.fitting(net);
        BarPanel panel = periodBars(periods, money);
        for (Product product : Product.values()) {
            panel.bars(product.label(), money.show(net[product.ordinal()]), Palette.of(product));
        }
        return figure(
                "charge_offs_by_product",
                "Net charge-offs by product and " + barLength().label(),
                1,
                panel);
    }

    /**
     * Draws what made the income of each month (quarter, year): {@link Statements#income}'s main lines, stacked, and
     * net income.
     */
    public Figure income() {
        Table periods = PeriodTable.of(recorder, barLength());
        double[] interest = flow(periods, "net_interest_income", 1);
        double[] fees = sum(flow(periods, "fee_income", 1), flow(periods, "sale_gains", 1));
        double[] cost = flow(periods, "operating_cost", -1);
        double[] provision = flow(periods, "provision", -1);
        double[] tax = flow(periods, "tax", -1);
        MoneyScale money = MoneyScale.fitting(interest, cost, provision);
        BarPanel panel = periodBars(periods, money)
                .bars("Net interest income", money.show(interest), Palette.BLUE)
                .bars("Fees and gains", money.show(fees), Palette.SKY)
                .bars("Operating cost", money.show(cost), Palette.ORANGE)
                .bars("Provision", money.show(provision), Palette.RED)
                .bars("Tax", money.show(tax), Palette.PURPLE)
                .line("Net income", money.show(flow(periods, "net_income", 1)), Palette.BLACK);
        return figure("income", "Income by " + barLength().label(), 1, panel);
    }

    /** Draws capital and liquidity against their limits. */
    public Figure capitalAndLiquidity() {
        TimePanel capital = half("Capital", "% of risk-weighted assets", 100)
                .line("capital_ratio", "Capital ratio", Palette.BLUE)
                .line("capital_ratio_irb", "Internal ratings", Palette.SKY)
                .line("leverage_ratio", "Leverage (% of assets)", Palette.GREEN)
                .limit(limits.minCapitalRatio(), "Minimum capital ratio")
                .fromZero();
        TimePanel liquidity = half("Liquidity", "Multiple of the requirement", 1)
                .line("liquidity_coverage", "Liquidity coverage", Palette.BLUE)
                .line("stable_funding", "Stable funding", Palette.GREEN);
        if (limits.minStableFunding() == limits.minLiquidityCoverage()) {
            liquidity.limit(limits.minLiquidityCoverage(), "Minimum of both");
        } else {
            liquidity
                    .limit(limits.minLiquidityCoverage(), "Minimum coverage")
                    .limit(limits.minStableFunding(), "Minimum stable funding");
        }
        return figure("capital_liquidity", "Capital and liquidity against limits", 2, capital, liquidity.fromZero());
    }

    /** Draws value at risk, expected loss and the largest product share against their limits. */
    public Figure risk() {
        TimePanel loss = half("Loss within one year", "% of exposure", 100)
                .line("value_at_risk_99", "Value at risk 99 %", Palette.RED)
                .line("value_at_risk_95", "Value at risk 95 %", Palette.ORANGE)
                .line("expected_loss_rate", "Expected loss", Palette.BLUE)
                .limit(limits.maxValueAtRisk95(), "Limit on the 95 %")
                .fromZero();
        TimePanel share = half("Concentration", "% of balance", 100)
                .line("largest_share", "Largest product share", Palette.BLUE)
                .limit(limits.maxProductShare(), "Limit")
                .fromZero();
        return figure("risk", "Risk against limits", 2, loss, share);
    }

    /** Draws the economy as the lender sees it. */
    public Figure economy() {
        return economy("economy", "The economy, as published");
    }

    /** Draws the economy under another name and title, such as a scenario's. */
    public Figure economy(String name, String title) {
        return figure(
                name,
                title,
                2,
                half("Unemployment", "%", 100)
                        .line("unemployment_rate", "", Palette.RED)
                        .fit(),
                half("Growth and inflation over four quarters", "%", 100)
                        .line("gdp_growth", "GDP", Palette.BLUE)
                        .line("inflation_rate", "Consumer prices", Palette.ORANGE)
                        .fit(),
                half("Interest rates", "% per year", 100)
                        .line("base_rate", "Prime", Palette.PURPLE)
                        .line("mortgage_rate", "Mortgage", Palette.BLUE)
                        .line("rate_10y", "10-year", Palette.GREEN)
                        .line("rate_3m", "3-month", Palette.ORANGE)
                        .fit(),
                half("House prices", "Index, 100 on day 0", 1)
                        .line("housing_price_index", "", Palette.GREEN)
                        .fit(),
                half("BBB spread over 10-year", "%", 100)
                        .line("credit_spread", "", Palette.RED)
                        .fit(),
                half("Volatility index", "Index points", 1)
                        .line("volatility_index", "", Palette.BLACK)
                        .fit());
    }

    /**
     * Draws the reward's components, each in a panel of its own because several often stand at 1 together, and where
     * recorded as {@code reward} the reward per day.
     */
    public Figure reward() {
        List<Panel> panels = new ArrayList<>();
        if (recorder.has("reward")) {
            double[] daily = recorder.values("reward");
            Arrays.setAll(daily, row -> daily[row] / recorder.days(row));
            panels.add(score("Reward per day").line(daily, "", Palette.BLACK));
        }
        panels.add(score("Financial").line("reward_financial", "", Palette.BLUE));
        panels.add(score("Risk").line("reward_risk", "", Palette.RED));
        panels.add(score("Regulatory").line("reward_regulatory", "", Palette.GREEN));
        panels.add(score("Operational").line("reward_operational", "", Palette.ORANGE));
        return figure("reward", "Reward and its components", 2, panels.toArray(Panel[]::new));
    }

    private TimePanel score(String title) {
        return new TimePanel(recorder, title, "Score in [-1, 1]", 1, HALF_WIDTH, LOW_HEIGHT).range(-1.05, 1.05);
    }

    /** Draws the policy in force against its bounds. */
    public Figure policy() {
        return figure(
                "policy",
                "Policy in force",
                1,
                bounded(
                        "Credit policy: change of cut-off scores (above 0: tighter)",
                        "%",
                        "credit_policy",
                        limits.creditPolicyBound(),
                        Palette.BLUE),
                bounded(
                        "Pricing: added to the rate of new loans",
                        "Percentage points",
                        "pricing",
                        limits.pricingBound(),
                        Palette.GREEN),
                bounded(
                        "Rebalancing (above 0: to secured products)",
                        "%",
                        "rebalancing",
                        limits.rebalancingBound(),
                        Palette.PURPLE));
    }

    private TimePanel bounded(String title, String axis, String key, double bound, Color color) {
        return new TimePanel(recorder, title, axis, 100, WIDTH, LOW_HEIGHT)
                .line(key, "In force", color)
                .limit(bound, "Bounds")
                .limit(-bound)
                .fit();
    }

    /** Draws an attribution of net income as bars, the sum last. */
    public static Figure attribution(ProfitAttribution attribution, String source) {
        double[] effects = Arrays.stream(attribution.effectUnits())
                .mapToDouble(FixedMoney::money)
                .toArray();
        MoneyScale money = MoneyScale.fitting(effects);
        BarPanel panel = new BarPanel(ProfitAttribution.EFFECTS, "Change, " + money.label(), WIDTH, HEIGHT)
                .bars("Raises net income", money.show(part(effects, true)), Palette.BLUE)
                .bars("Lowers net income", money.show(part(effects, false)), Palette.RED)
                .bars("Change of net income, the sum", money.show(last(effects)), Palette.BLACK);
        String title = "Net income, " + attribution.other().name() + " against "
                + attribution.base().name();
        return new Figure("attribution", title, source, 1, List.of(panel));
    }

    private static double[] part(double[] effects, boolean up) {
        double[] part = new double[effects.length];
        for (int i = 0; i < effects.length - 1; i++) {
            part[i] = effects[i] >= 0 == up ? effects[i] : 0;
        }
        return part;
    }

    private static double[] last(double[] effects) {
        double[] last = new double[effects.length];
        last[effects.length - 1] = effects[effects.length - 1];
        return last;
    }

    private static double[] flow(Table periods, String key, double sign) {
        double[] values = periods.doubleColumn(key).asDoubleArray();
        Arrays.setAll(values, i -> sign * values[i]);
        return values;
    }

    private static double[] sum(double[] first, double[] second) {
        double[] sum = new double[first.length];
        Arrays.setAll(sum, i -> first[i] + second[i]);
        return sum;
    }

    private BarPanel periodBars(Table periods, MoneyScale money) {
        String axis = "Per " + barLength().label() + ", " + money.label();
        return new BarPanel(periods.stringColumn("period").asList(), axis, WIDTH, HEIGHT);
    }

    /** Returns how long the periods are of which a figure shows one bar each. */
    Length barLength() {
        for (Length length : Length.values()) {
            if (PeriodTable.spans(recorder, length).size() <= BarPanel.MOST_BARS) {
                return length;
            }
        }
        return Length.YEAR;
    }

    private TimePanel half(String title, String axis, double scale) {
        return new TimePanel(recorder, title, axis, scale, HALF_WIDTH, HALF_HEIGHT);
    }

    private Figure figure(String name, String title, int across, Panel... panels) {
        boolean shaded = panels[0] instanceof TimePanel;
        String shades = shaded ? Regimes.of(recorder).explained() : "";
        return new Figure(name, title, shades.isEmpty() ? source : source + ". " + shades, across, List.of(panels));
    }

    private static String[] productKeys(String prefix) {
        return Arrays.stream(Product.values())
                .map(product -> prefix + product.key())
                .toArray(String[]::new);
    }

    private static List<String> productLabels() {
        return Arrays.stream(Product.values()).map(Product::label).toList();
    }

    private static List<Color> productColors() {
        return Arrays.stream(Product.values()).map(Palette::of).toList();
    }
}
