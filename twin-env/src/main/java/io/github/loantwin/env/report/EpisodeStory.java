package io.github.loantwin.env.report;

import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.report.KeyFigure.Mood;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * An episode in plain sentences, made from its recorded figures: what happened, whether it was good, which limits were
 * broken and when, what drove profit.
 *
 * <p>Yearly rates are scaled with 365 over the days, on balances averaged over days (credit-model C5). A year is good if
 * its return on equity reaches the target and no limit is broken, fair if it earns money and breaks none, mixed if it
 * earns money and breaks one, bad if it loses money.
 */
public final class EpisodeStory {
    private static final double YEAR = 365;
    private static final int SHORT_DAYS = 90;
    private static final int HALVES_FROM = 56;

    private final EpisodeRecorder recorder;
    private final Limits limits;
    private final EpisodeContext context;
    private final List<LimitReview> reviews;

    /** Creates the story of an episode of at least one row, with all keys of {@code info} recorded. */
    public EpisodeStory(EpisodeRecorder recorder, Limits limits, EpisodeContext context) {
        this.recorder = recorder;
        this.limits = limits;
        this.context = context;
        this.reviews = LimitReview.all(recorder, limits);
    }

    private LocalDate first() {
        return recorder.date(0).minusDays(recorder.days(0) - 1L);
    }

    private LocalDate last() {
        return recorder.date(recorder.rows() - 1);
    }

    private double total(String key) {
        return recorder.total(key);
    }

    private double mean(String key) {
        return recorder.mean(key, 0, recorder.rows());
    }

    private double start(String key) {
        return recorder.hasOpening() ? recorder.opening(key) : recorder.value(key, 0);
    }

    /** Returns net income over average equity, per year. */
    public double returnOnEquity() {
        return total("net_income") * YEAR / recorder.days() / mean("equity");
    }

    /** Returns gross charge-offs less recoveries. */
    public double netChargeOffs() {
        return total("gross_charge_offs") - total("recoveries");
    }

    private double chargeOffRate() {
        return netChargeOffs() * YEAR / recorder.days() / mean("loans");
    }

    /** Returns the word for the time that passed: a year, or a period. */
    private String span() {
        return Math.abs(recorder.days() - YEAR) <= 6 ? "year" : "period";
    }

    private boolean broken() {
        return reviews.stream().anyMatch(review -> !review.kept());
    }

    /** Returns the page's first paragraph: the run, its end if it came early, and the verdict. */
    public String opening() {
        String ran = "The lender ran from " + first() + " to " + last() + " (" + Words.count(recorder.days(), "day")
                + ") in " + context.world() + " under the policy " + context.policy() + ". ";
        return ran + ending() + verdict();
    }

    private String ending() {
        String when = "day " + recorder.days() + " of " + context.plannedDays();
        if (context.failure().isPresent()) {
            return "It failed on " + last() + ", " + when + ": "
                    + context.failure().get() + ". ";
        }
        return context.interrupted()
                ? "The run was stopped on " + last() + ", " + when + "; this report covers the days until then. "
                : "";
    }

    /** Returns whether it was a good year, with the two figures that say so. */
    String verdict() {
        double income = total("net_income");
        String result = income >= 0
                ? "it earned " + Words.size(income) + ", " + Words.percent(returnOnEquity(), 1)
                : "it lost " + Words.size(income) + ", " + Words.percent(-returnOnEquity(), 1);
        String equity = " of average equity" + (span().equals("year") ? "" : " a year");
        String target = returnOnEquity() >= limits.targetReturnOnEquity() ? ", above" : ", below";
        String against = income < 0 ? "" : target + " the target of " + Words.percent(limits.targetReturnOnEquity(), 0);
        return "It was a " + grade(income) + " " + span() + ": " + result + equity + against + "." + caution();
    }

    private String grade(double income) {
        if (income < 0 || context.failure().isPresent()) {
            return "bad";
        }
        if (broken()) {
            return "mixed";
        }
        return returnOnEquity() >= limits.targetReturnOnEquity() ? "good" : "fair";
    }

    private String caution() {
        return recorder.days() < SHORT_DAYS
                ? " The run is short: yearly rates are scaled up from " + Words.count(recorder.days(), "day")
                        + " and say little."
                : "";
    }

    /** Returns what a reader should know, one sentence or two an item. */
    public List<String> points() {
        List<String> points = new ArrayList<>();
        points.addAll(limitPoints());
        points.add(profit());
        points.add(value());
        if (hasHalves(recorder)) {
            points.add(halves());
        }
        points.add(book());
        points.add(losses());
        points.add(delinquency());
        points.add(economy());
        return points;
    }

    private List<String> limitPoints() {
        if (!broken()) {
            return List.of("Every limit was kept on every day; the capital ratio was lowest on "
                    + capital().worstOn() + " with " + capital().worstShown() + " ("
                    + capital().rule() + ").");
        }
        return reviews.stream()
                .filter(review -> !review.kept())
                .map(LimitReview::sentence)
                .toList();
    }

    private LimitReview capital() {
        return reviews.get(0);
    }

    private String profit() {
        List<String> in = new ArrayList<>();
        List<String> out = new ArrayList<>();
        sort("net interest", total("net_interest_income"), in, out);
        sort("fees and gains", total("fee_income") + total("sale_gains"), in, out);
        sort("operating cost", -total("operating_cost"), in, out);
        double provision = total("provision");
        sort(
                provision >= 0 ? "provisions for credit losses" : "released provisions for credit losses",
                -provision,
                in,
                out);
        sort(total("tax") >= 0 ? "tax" : "tax credits", -total("tax"), in, out);
        String came = in.isEmpty() ? "Nothing came in" : capitalised(Words.list(in)) + " came in";
        return out.isEmpty() ? came + "." : came + "; " + Words.list(out) + " went out.";
    }

    private static void sort(String what, double amount, List<String> in, List<String> out) {
        if (Math.abs(amount) >= 0.5) {
            (amount > 0 ? in : out).add(Words.size(amount) + " of " + what);
        }
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private String value() {
        double profit = total("economic_profit");
        return "After the charge for the equity at risk it " + (profit >= 0 ? "created " : "destroyed ")
                + Words.size(profit) + " of value (economic profit, with losses as expected rather than as they fell).";
    }

    /** Returns whether an episode is long enough to compare its halves. */
    static boolean hasHalves(EpisodeRecorder recorder) {
        return recorder.days() >= HALVES_FROM && recorder.rows() >= 4;
    }

    /** Returns the halves of the episode, of equal length, as sides of an attribution; a middle row belongs to neither. */
    public static ProfitAttribution halvesOf(EpisodeRecorder recorder) {
        int half = recorder.rows() / 2;
        int rows = recorder.rows();
        return ProfitAttribution.between(
                PeriodProfit.of("first half", recorder, recorder.date(0), recorder.date(half - 1)),
                PeriodProfit.of("second half", recorder, recorder.date(rows - half), recorder.date(rows - 1)));
    }

    private String halves() {
        ProfitAttribution attribution = halvesOf(recorder);
        double change = FixedMoney.money(attribution.changeUnits());
        long[] effects = attribution.effectUnits();
        int main = 0;
        for (int i = 1; i < effects.length - 1; i++) {
            boolean sameWay = Long.signum(effects[i]) == Long.signum(attribution.changeUnits());
            boolean mainSameWay = Long.signum(effects[main]) == Long.signum(attribution.changeUnits());
            boolean larger = Math.abs(effects[i]) > Math.abs(effects[main]);
            main = sameWay && (!mainSameWay || larger) ? i : main;
        }
        return "The second half brought " + Words.size(change) + (change >= 0 ? " more" : " less")
                + " than the first; the largest part of the change is "
                + ProfitAttribution.EFFECTS.get(main).toLowerCase(Locale.ROOT) + " ("
                + (effects[main] >= 0 ? "+" : "-") + Words.size(FixedMoney.money(effects[main])) + ").";
    }

    private String book() {
        double from = start("portfolio_value");
        double to = recorder.last("portfolio_value");
        double growth = to / from - 1;
        String way = Math.abs(growth) < 0.0005 ? "stayed at " + Words.money(to) : "";
        String moved = (growth > 0 ? "grew" : "shrank") + " from " + Words.money(from) + " to " + Words.money(to) + " ("
                + (growth > 0 ? "+" : "") + Words.percent(growth, 1) + ")";
        double[] change = new double[Product.COUNT];
        Arrays.setAll(
                change,
                k -> recorder.last("balance_" + Product.at(k).key())
                        - start("balance_" + Product.at(k).key()));
        int most = extreme(change, 1);
        int least = extreme(change, -1);
        String up = change[most] > 0 ? Product.at(most).label() + " grew most (" + Words.size(change[most]) + ")" : "";
        String down =
                change[least] < 0 ? Product.at(least).label() + " shrank most (" + Words.size(change[least]) + ")" : "";
        String products = up + (up.isEmpty() || down.isEmpty() ? "" : ", ") + down;
        return "The book " + (way.isEmpty() ? moved : way) + (products.isEmpty() ? "." : "; " + products + ".");
    }

    private static int extreme(double[] values, int sign) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = sign * values[i] > sign * values[best] ? i : best;
        }
        return best;
    }

    private String losses() {
        double net = netChargeOffs();
        if (net < 0) {
            return "Recoveries exceeded charge-offs by " + Words.size(net) + ".";
        }
        if (net < 0.5) {
            return "Nothing was charged off on balance.";
        }
        double[] parts = new double[Product.COUNT];
        Arrays.setAll(parts, k -> total("charge_offs_" + Product.at(k).key()));
        int most = extreme(parts, 1);
        return "Net charge-offs were " + Words.money(net) + ", " + Words.percent(chargeOffRate(), 2)
                + " of average loans a year; " + Product.at(most).label() + " had the largest part ("
                + Words.money(parts[most]) + ").";
    }

    private String delinquency() {
        double[] late = recorder.values("delinquency_rate");
        int most = extreme(late, 1);
        double from = start("delinquency_rate");
        double to = late[late.length - 1];
        String moved = Math.abs(to - from) < 0.00005
                ? "stayed at " + Words.percent(to, 2)
                : (to > from ? "rose" : "fell") + " from " + Words.percent(from, 2) + " to " + Words.percent(to, 2);
        String peak = late[most] <= from
                ? "; it was never higher than at the start."
                : "; it was highest on " + recorder.date(most) + " with " + Words.percent(late[most], 2) + ".";
        return "The share of balance 30 and more days past due " + moved + peak;
    }

    private String economy() {
        int[] days = new int[Regimes.NAMES.size()];
        for (int row = 0; row < recorder.rows(); row++) {
            days[(int) recorder.value("regime", row)] += recorder.days(row);
        }
        List<String> spent = new ArrayList<>();
        for (int regime = 0; regime < days.length; regime++) {
            if (days[regime] > 0) {
                spent.add(Words.count(days[regime], "day") + " of " + Regimes.NAMES.get(regime));
            }
        }
        double[] unemployment = recorder.values("unemployment_rate");
        double peak = unemployment[extreme(unemployment, 1)];
        double houses = recorder.last("housing_price_index") / start("housing_price_index") - 1;
        String housing = Math.abs(houses) < 0.0005
                ? "house prices stayed as they were"
                : "house prices " + (houses > 0 ? "rose by " : "fell by ") + Words.percent(Math.abs(houses), 1);
        return "The economy went through " + Words.list(spent) + "; unemployment, as published, was "
                + Words.percent(start("unemployment_rate"), 1) + " at the start, "
                + Words.percent(unemployment[unemployment.length - 1], 1) + " at the end and at most "
                + Words.percent(peak, 1) + "; " + housing + ".";
    }

    /** Returns the figures to remember. */
    public List<KeyFigure> figures() {
        List<KeyFigure> figures = new ArrayList<>();
        double income = total("net_income");
        String[] earned = Words.money(income).split(" ", 2);
        String roe = Words.percent(returnOnEquity(), 1) + " of average equity a year, target "
                + Words.percent(limits.targetReturnOnEquity(), 0);
        figures.add(new KeyFigure("Net income", earned[0], unit(earned), roe, income < 0 ? Mood.BAD : Mood.NEUTRAL));
        String[] value = Words.money(total("economic_profit")).split(" ", 2);
        figures.add(KeyFigure.of("Economic profit", value[0], unit(value), "after the charge for equity"));
        String[] book = Words.money(recorder.last("portfolio_value")).split(" ", 2);
        double growth = recorder.last("portfolio_value") / start("portfolio_value") - 1;
        figures.add(KeyFigure.of(
                "Loans at the end",
                book[0],
                unit(book),
                (growth >= 0 ? "+" : "") + Words.percent(growth, 1) + " since the start"));
        figures.add(KeyFigure.of(
                "Net charge-offs",
                Words.percent(chargeOffRate(), 2).replace(" %", ""),
                "%",
                "of average loans a year; " + Words.money(netChargeOffs())));
        for (LimitReview review : reviews) {
            if (!review.key().equals("stable_funding") && !review.key().equals("expected_loss_rate")) {
                figures.add(limited(review));
            }
        }
        return figures;
    }

    private static String unit(String[] numberAndUnit) {
        return numberAndUnit.length > 1 ? numberAndUnit[1] : "";
    }

    private static KeyFigure limited(LimitReview review) {
        String[] shown = review.worstShown().split(" ", 2);
        boolean floor = review.rule().startsWith("at least");
        String remark = review.kept()
                ? review.rule() + ": kept"
                : review.rule() + ": broken on " + Words.count(review.daysBroken(), "day");
        return KeyFigure.limited(
                review.name() + (floor ? ", lowest" : ", highest"), shown[0], unit(shown), remark, review.kept());
    }

    /** Returns the limits as a table. */
    public ReportTable limitTable() {
        ReportTable table = new ReportTable(
                "Limits",
                TableColumn.text("limit", "Limit"),
                TableColumn.text("rule", "Must be"),
                TableColumn.text("worst", "Worst"),
                TableColumn.text("worst_on", "On"),
                TableColumn.count("days_broken", "Days broken"),
                TableColumn.text("first_broken", "First broken"));
        for (LimitReview review : reviews) {
            table.row(
                            review.name(),
                            review.rule(),
                            review.worstShown(),
                            review.worstOn().toString(),
                            review.daysBroken(),
                            review.kept() ? "never" : review.firstBroken().toString())
                    .breachIf(!review.kept(), "worst");
        }
        return table;
    }
}
