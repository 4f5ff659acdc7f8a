package io.github.loantwin.env.counterfactual;

import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.report.BridgePicture;
import io.github.loantwin.env.report.CurvePicture;
import io.github.loantwin.env.report.Figure;
import io.github.loantwin.env.report.HeatPicture;
import io.github.loantwin.env.report.HtmlReport;
import io.github.loantwin.env.report.KeyFigure;
import io.github.loantwin.env.report.Palette;
import io.github.loantwin.env.report.Panel;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The page about a counterfactual. */
public final class CounterfactualReport {
    private static final int WIDE = 960;
    private static final int HALF = 560;
    private static final double THOUSAND = 1_000;
    private static final List<Step> STEPS = List.of(
            new Step("Interest income", ProfitLine.INTEREST_CONSUMER, ProfitLine.INTEREST_CARD),
            new Step("Funding, liquidity", ProfitLine.LIQUIDITY, ProfitLine.WHOLESALE),
            new Step("Fees, gains", ProfitLine.FEES, ProfitLine.COLLATERAL_GAINS),
            new Step("Operating cost", ProfitLine.SERVICING, ProfitLine.POLICY),
            new Step("Net charge-offs", ProfitLine.LOSS_CONSUMER, ProfitLine.LOSS_CARD),
            new Step("Change of allowance", ProfitLine.ALLOWANCE, ProfitLine.ALLOWANCE),
            new Step("Tax", ProfitLine.TAX, ProfitLine.TAX));

    private record Step(String label, ProfitLine first, ProfitLine last) {
        double of(CounterfactualRun run) {
            long[] lines = run.lineDifference();
            return Arrays.stream(lines, first.ordinal(), last.ordinal() + 1).sum() / Ledger.UNITS;
        }
    }

    private final CounterfactualResult result;
    private final CounterfactualTables tables;

    /** Creates the page's parts. */
    public CounterfactualReport(CounterfactualResult result) {
        this.result = result;
        this.tables = new CounterfactualTables(result);
    }

    private CounterfactualPlan plan() {
        return result.plan();
    }

    private LocalDate changeDate() {
        return plan().config().episode().startDate().plusDays(plan().fromDay());
    }

    private String source() {
        return "LoanTwin, twin counterfactual, " + plan().alternative().name() + " less "
                + plan().base().name() + " from day " + plan().fromDay() + ", " + seeds();
    }

    private String seeds() {
        int n = plan().seeds().size();
        return n == 1 ? "seed " + plan().seeds().get(0) : "mean of " + n + " seeds";
    }

    private static String signed(double value, String format) {
        return (value > 0 ? "+" : "") + String.format(Locale.ROOT, format, value);
    }

    private String thousand(ToDoubleFunction<CounterfactualRun> money) {
        Interval interval = result.interval(run -> money.applyAsDouble(run) / THOUSAND);
        String mean = signed(interval.mean(), "%,.1f") + " thousand";
        return Double.isNaN(interval.low())
                ? mean
                : mean + String.format(Locale.ROOT, " (95 %% from %,.1f to %,.1f)", interval.low(), interval.high());
    }

    /** Returns what differed, in words. */
    public List<String> sentences() {
        String format = plan().seeds().size() == 1 ? "%,.0f" : "%,.1f";
        String booked = String.format(
                Locale.ROOT,
                "From day %d (%s) on, %s decides instead of %s. Over the whole run it books " + format
                        + " loans instead of "
                        + format + ": " + format + " under both policies after the change, " + format
                        + " under the base only, " + format + " under the alternative only.",
                plan().fromDay(),
                changeDate(),
                plan().alternative().name(),
                plan().base().name(),
                tables.count(run -> run.alternativeCells().total(Measure.BOOKED)),
                tables.count(run -> run.baseCells().total(Measure.BOOKED)),
                group(LoanGroup.BOTH),
                group(LoanGroup.ONLY_BASE),
                group(LoanGroup.ONLY_ALTERNATIVE));
        String balance = "On day " + plan().days() + " the balance differs by "
                + thousand(run -> run.difference().total(Measure.BALANCE) / Ledger.UNITS) + "; interest income by "
                + thousand(run -> run.difference().total(Measure.INTEREST) / Ledger.UNITS) + ", charge-offs by "
                + thousand(run -> run.difference().total(Measure.CHARGE_OFFS) / Ledger.UNITS) + ".";
        StringBuilder profit = new StringBuilder("Net income differs by ");
        profit.append(thousand(run -> run.profitDifference() / Ledger.UNITS)).append(", which is exactly");
        for (Step step : STEPS) {
            String part = signed(result.interval(step::of).mean() / THOUSAND, "%,.1f");
            profit.append(step == STEPS.get(0) ? " " : ", ")
                    .append(step.label().toLowerCase(Locale.ROOT))
                    .append(' ')
                    .append(part);
        }
        return List.of(booked, balance, profit.append('.').toString());
    }

    private double group(LoanGroup group) {
        return tables.count(run -> run.groups().total(GroupFigure.LOANS, group));
    }

    /** Returns the figures, for files of their own. */
    public List<Figure> figures() {
        return List.of(bridge(), overTime(), heat());
    }

    private Figure bridge() {
        BridgePicture picture = new BridgePicture("", "Net income, thousand", 1, WIDE, 260);
        picture.total("Base", tables.money(CounterfactualRun::baseProfit) / THOUSAND);
        for (Step step : STEPS) {
            picture.step(step.label(), result.interval(step::of).mean() / THOUSAND);
        }
        picture.total("Alternative", tables.money(run -> run.baseProfit() + run.profitDifference()) / THOUSAND);
        return new Figure(
                "profit_bridge", "From the base's net income to the alternative's", source(), 1, List.of(picture));
    }

    private Figure overTime() {
        List<Panel> pictures = List.of(byProduct("Balance, difference at the month's end", Measure.BALANCE), profit());
        return new Figure("differences", "Differences over time", source(), 2, pictures);
    }

    private CurvePicture timePicture(String title) {
        CurvePicture picture = new CurvePicture(title, "Thousand", "", HALF, 250);
        int months = tables.monthCount();
        int every = Math.max(1, (months + 5) / 6);
        for (int m = 0; m < months; m += every) {
            picture.tick(m, result.runs().get(0).months().get(m).toString());
        }
        return picture.room(0);
    }

    private double[] months() {
        double[] months = new double[tables.monthCount()];
        Arrays.setAll(months, m -> m);
        return months;
    }

    private Panel byProduct(String title, Measure measure) {
        CurvePicture picture = timePicture(title);
        for (Product product : Product.values()) {
            double[] values = new double[tables.monthCount()];
            Arrays.setAll(
                    values, m -> tables.money(run -> run.difference(m).product(measure, product.ordinal())) / THOUSAND);
            picture.curve(product.label(), months(), values, Palette.of(product));
        }
        return picture;
    }

    private Panel profit() {
        CurvePicture picture = timePicture("Net income since the start, difference");
        int n = tables.monthCount();
        double[][] values = new double[3][n];
        for (int m = 0; m < n; m++) {
            int last = m;
            Interval interval = result.interval(run -> profitUpTo(run, last) / Ledger.UNITS / THOUSAND);
            values[0][m] = interval.mean();
            values[1][m] = interval.low();
            values[2][m] = interval.high();
        }
        if (result.runs().size() > 1) {
            picture.band("95 % interval of the mean", months(), values[1], values[2], Palette.BLUE);
        }
        return picture.curve("Net income", months(), values[0], Palette.BLUE);
    }

    private static long profitUpTo(CounterfactualRun run, int lastMonth) {
        long sum = 0;
        for (int m = 0; m <= lastMonth; m++) {
            sum += CounterfactualTables.profit(run, m);
        }
        return sum;
    }

    private Figure heat() {
        List<Panel> pictures = List.of(
                heat("Balance at the end, thousand", Measure.BALANCE),
                heat("Interest, thousand", Measure.INTEREST),
                heat("Charge-offs, thousand", Measure.CHARGE_OFFS),
                heat("Loans booked", Measure.BOOKED));
        return new Figure("bands", "Differences by product and score band", source(), 2, pictures);
    }

    private Panel heat(String title, Measure measure) {
        List<String> products =
                Arrays.stream(Product.values()).map(Product::label).toList();
        List<String> bands =
                Arrays.stream(ScoreBand.values()).map(ScoreBand::shortLabel).toList();
        double[][] values = new double[Product.COUNT][ScoreBand.COUNT];
        double scale = measure.money() ? THOUSAND * Ledger.UNITS : 1;
        for (int k = 0; k < Product.COUNT; k++) {
            for (ScoreBand band : ScoreBand.values()) {
                int product = k;
                values[k][band.ordinal()] = tables.count(run -> run.difference().get(measure, product, band)) / scale;
            }
        }
        return new HeatPicture(
                title, products, bands, values, measure.money() || result.runs().size() > 1 ? 1 : 0, HALF);
    }

    /** Returns the page; facts about the run may be added to it. */
    public HtmlReport page() {
        HtmlReport page = new HtmlReport(
                        "Counterfactual",
                        plan().alternative().name() + " instead of "
                                + plan().base().name() + " from day " + plan().fromDay())
                .fact("Base", plan().base().name())
                .fact("Alternative", plan().alternative().name())
                .fact("Change", "day " + plan().fromDay() + ", " + changeDate())
                .fact("Days", Integer.toString(plan().days()))
                .fact(
                        "Seeds",
                        plan().seeds().size() == 1
                                ? plan().seeds().get(0).toString()
                                : plan().seeds().size() + "");
        page.section("Summary").bullets(sentences());
        page.figures(List.of(
                KeyFigure.of("Net income", figure(CounterfactualRun::profitDifference), "thousand", "difference"),
                KeyFigure.of(
                        "Balance at the end",
                        figure(run -> run.difference().total(Measure.BALANCE)),
                        "thousand",
                        "difference"),
                KeyFigure.of(
                        "Charge-offs",
                        figure(run -> run.difference().total(Measure.CHARGE_OFFS)),
                        "thousand",
                        "difference")));
        page.section("Profit").figure(bridge(), "Steps from the base's net income to the alternative's.");
        page.table(tables.profit());
        page.note("Cost is negative. The lines add up to net income exactly, in both worlds and in their difference.");
        page.section("Loans").table(tables.groups());
        page.note(
                "A loan has its applicant's number, the same in both worlds, so loans are matched one by one. Differ: another"
                        + " end, balance, interest or charge-off. Old loans can differ because card rates follow the policy, after"
                        + " notice, and because rebalancing sells loans. Differences are the alternative less the base, from the change on.");
        page.table(tables.loans()).table(tables.money());
        page.section("Products and score bands")
                .figure(heat(), "Fields of product and score band, blue more, red less.");
        page.table(tables.bands());
        page.section("Over time").figure(overTime(), "Differences of balance by product and of net income by month.");
        page.table(tables.months());
        method(page);
        return page;
    }

    private String figure(java.util.function.ToLongFunction<CounterfactualRun> units) {
        return signed(tables.money(units) / THOUSAND, "%,.1f");
    }

    private void method(HtmlReport page) {
        page.section("What is attributed how")
                .paragraph(
                        "Both worlds have the same economy, applicants and luck, and the same policy until the day before the"
                                + " change; their states then were compared and are equal bit for bit. On every seed these equations were"
                                + " checked to the ten-thousandth of the currency unit:")
                .bullets(
                        List.of(
                                "interest, charge-offs and balances of single loans add up to the ledger's, by product;",
                                "the differences of matched loans add up to those of every product and score band;",
                                "the lines of profit add up to net income, and net income less dividends to the change of equity."))
                .paragraph(
                        "Attributed to single loans, and so to score bands: numbers, principal paid out, balance, interest"
                                + " income (recognised, less reversed on default) and gross charge-offs. Attributed to products: recoveries"
                                + " (in net charge-offs), which are collected in pools. Only of the lender as a whole: funding, liquidity,"
                                + " fees, gains, operating cost, allowance, tax. The provision is shown as net charge-offs and the change"
                                + " of the allowance. Score bands are of the score at origination.");
        page.footer("LoanTwin is a model for research, teaching and engineering; not a forecast, not advice.");
    }
}
