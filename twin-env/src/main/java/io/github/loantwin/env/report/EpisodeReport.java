package io.github.loantwin.env.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The report of one episode: a page with a management summary, plots and tables, and the same tables for files.
 *
 * <p>What stands where, and how each figure is defined: docs/reports.md.
 */
public final class EpisodeReport {
    private final EpisodeRecorder recorder;
    private final EpisodeContext context;
    private final EpisodeStory story;
    private final EpisodeNumbers numbers;
    private final EpisodeFigures figures;
    private final LoanHistory history;
    private final LoanFigures loans;
    private final List<Figure> drawn = new ArrayList<>();
    private final HtmlReport page;

    /**
     * Makes the report of an episode that has run to its end, or to its interruption.
     *
     * @param recorder its days, at least two, with all keys of {@code info} and {@code reward}
     * @param history what its loans did, from day 0 on
     * @param limits what the lender is held against
     * @param context how the episode came about
     */
    public EpisodeReport(EpisodeRecorder recorder, LoanHistory history, Limits limits, EpisodeContext context) {
        this.recorder = recorder;
        this.history = history;
        this.context = context;
        this.story = new EpisodeStory(recorder, limits, context);
        this.numbers = new EpisodeNumbers(recorder);
        this.figures = new EpisodeFigures(recorder, limits, context.source());
        this.loans = new LoanFigures(recorder, history, limits, context.source());
        this.page = page(limits);
    }

    /** Returns the page. */
    public HtmlReport page() {
        return page;
    }

    /** Returns the figures of the page, in order. */
    public List<Figure> figures() {
        return List.copyOf(drawn);
    }

    private HtmlReport page(Limits limits) {
        HtmlReport html = new HtmlReport(
                "A lender in " + context.world(),
                recorder.date(0) + " to " + recorder.date(recorder.rows() - 1) + ", policy " + context.policy());
        html.fact("Run", context.run())
                .fact("Economy", context.economy())
                .fact("Policy", context.policy() + (context.remark().isEmpty() ? "" : ": " + context.remark()))
                .fact("Seed", Long.toString(context.seed()))
                .fact("Days", recorder.days() + " of " + context.plannedDays())
                .fact("Made by", context.version());
        addSummary(html, limits);
        addBook(html);
        addLosses(html);
        addIncome(html);
        addCapital(html, limits);
        addRisk(html);
        addWorld(html);
        return html.footer("LoanTwin is a model for research, teaching and engineering: not a forecast, not advice."
                + " The same version, configuration and seed give the same figures, bit for bit.");
    }

    private void add(HtmlReport html, Figure figure, String description) {
        html.figure(figure, description);
        drawn.add(figure);
    }

    private void addWith(HtmlReport html, Figure figure, String description, ReportTable table) {
        add(html, figure, description);
        html.details("Numbers: " + table.title(), table);
    }

    private void addSummary(HtmlReport html, Limits limits) {
        html.section("Summary").paragraph(story.opening());
        html.figures(story.figures());
        html.bullets(story.points());
        html.table(story.limitTable());
        html.note("Figures of the close of each simulated day. Yearly rates are scaled with 365 over the days.");
    }

    private void addBook(HtmlReport html) {
        html.section("Balances");
        addWith(html, figures.balances(), "Stacked areas of unpaid principal by product.", numbers.balances());
        html.section("Delinquency");
        addWith(
                html,
                figures.delinquency(),
                "Lines of the share of balance 30 and 90 days past due, whole book and by product.",
                numbers.delinquency(loans));
        add(html, loans.late(), "Lines of the share 90 days past due by product, and stacked late balances.");
        html.section("Roll rates");
        if (history.rolls().months() == 0) {
            html.paragraph("The run holds no whole month, so there are no roll rates.");
        } else {
            addWith(
                    html,
                    loans.rollRates(),
                    "Heat maps of monthly moves between delinquency states, all products and each.",
                    numbers.rollRates(history.rolls()));
            html.note("Each row is the loans in a state at a month's end; its cells say where they were a month later,"
                    + " counted in loans, and add up to 100 %. A dash: no loan was in that state."
                    + " Repaid: paid to the end, prepaid or closed.");
        }
        html.section("Vintages");
        if (loans.hasVintages()) {
            addWith(
                    html,
                    loans.vintages(),
                    "Curves of cumulative charge-offs by months on book, a curve a cohort.",
                    numbers.vintages(history));
            html.note("Gross charge-offs over the principal that a cohort began with; a curve ends at the age that its"
                    + " youngest loans have reached. Cards, whose owners draw later, are left out of the loans made in"
                    + " the run. A loan is written off four months after its first missed payment at the earliest, so"
                    + " curves of a run of a year or less are mostly flat.");
        } else {
            html.paragraph("The run is too short for vintages: no cohort is a month old.");
        }
    }

    private void addLosses(HtmlReport html) {
        html.section("Charge-offs and recoveries");
        add(html, figures.chargeOffs(), "Bars of gross charge-offs up and recoveries down, a line of the net.");
        addWith(
                html,
                figures.chargeOffsByProduct(),
                "Stacked bars of net charge-offs by product.",
                numbers.chargeOffs());
    }

    private void addIncome(HtmlReport html) {
        html.section("Income statement");
        add(html, figures.income(), "Stacked bars of income lines and a line of net income.");
        html.table(numbers.incomeStatement());
        html.table(numbers.products());
        html.section("Profit attribution");
        if (!EpisodeStory.hasHalves(recorder)) {
            html.paragraph("The run is too short to compare its halves.");
        } else {
            ProfitAttribution halves = EpisodeStory.halvesOf(recorder);
            addWith(
                    html,
                    EpisodeFigures.attribution(halves, context.source()),
                    "Bars of what changed net income from the first half of the run to the second.",
                    numbers.attribution(halves));
            html.note("Volume and price split the change of interest at the midpoint, product by product; the other"
                    + " effects are differences of the recorded lines. They add up to the change exactly.");
        }
        html.section("Balance sheet");
        html.table(numbers.balanceSheet());
    }

    private void addCapital(HtmlReport html, Limits limits) {
        html.section("Capital and liquidity");
        addWith(
                html,
                figures.capitalAndLiquidity(),
                "Lines of capital and liquidity ratios with their minima dashed.",
                numbers.capital(limits));
    }

    private void addRisk(HtmlReport html) {
        html.section("Value at risk");
        addWith(html, figures.risk(), "Lines of loss quantiles and concentration with limits dashed.", numbers.risk());
        addWith(
                html,
                loans.valueAtRisk(),
                "Stacked bars of each product's contribution to the value at risk, with the limit.",
                numbers.valueAtRisk(loans.riskAtEnds()));
        html.note(
                "The value at risk is the 95 % quantile of the loss of one year, expected loss included, over exposure,"
                        + " refreshed every seven days. A product's contribution is Euler's: the derivative of the quantile with"
                        + " respect to the size of the product's losses; contributions add up to the value at risk.");
    }

    private void addWorld(HtmlReport html) {
        section(
                html,
                "Economy",
                figures::economy,
                "Lines of the economy's series, recessions shaded.",
                numbers.economy());
        html.note("Statistics are shown as published, with their lag; the regimes are the true ones.");
        section(html, "Reward", figures::reward, "Lines of the reward and its four components.", numbers.reward());
        section(html, "Policy in force", figures::policy, "Lines of the three levers with bounds.", numbers.policy());
    }

    private void section(
            HtmlReport html, String heading, Supplier<Figure> figure, String description, ReportTable table) {
        html.section(heading);
        addWith(html, figure.get(), description, table);
    }
}
