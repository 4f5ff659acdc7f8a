package io.github.loantwin.agents.explain;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.report.CurvePicture;
import io.github.loantwin.env.report.Figure;
import io.github.loantwin.env.report.HeatPicture;
import io.github.loantwin.env.report.HtmlReport;
import io.github.loantwin.env.report.Palette;
import io.github.loantwin.env.report.Panel;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The page about a policy. */
public final class ExplanationReport {
    private static final int HALF = 560;
    private static final double PERCENT = 100;

    private final Explanation explanation;
    private final ExplanationWords words;
    private final String source;

    /** Creates the page's parts; {@code source} says where the numbers come from. */
    public ExplanationReport(Explanation explanation, String source) {
        this.explanation = explanation;
        this.words = new ExplanationWords(explanation);
        this.source = source;
    }

    /** Returns what drives each lever, what it did in the scenario, and where it differs, in sentences. */
    public List<String> sentences() {
        List<String> all = new ArrayList<>(words.drivers());
        all.add("In " + explanation.scenario() + ":");
        all.addAll(words.moves());
        all.add("Against " + explanation.other() + " on the same moments:");
        all.addAll(words.differences());
        return all;
    }

    /** Returns how far each lever follows each figure. */
    public ReportTable sensitivities() {
        ReportTable table = new ReportTable(
                "How far a lever moves when a figure rises by a standard deviation, % of its bound",
                TableColumn.text("observation", "Observation"),
                TableColumn.number("deviation", "Standard deviation", "", 4, 1),
                TableColumn.number("credit_policy", "Credit policy", "%", 1, 1),
                TableColumn.number("pricing", "Pricing", "%", 1, 1),
                TableColumn.number("rebalancing", "Rebalancing", "%", 1, 1));
        for (int component : explanation.sensitivities().strongest()) {
            double[] moves = explanation.sensitivities().percent()[component];
            table.row(
                    ObservationLayout.NAMES.get(component),
                    explanation.deviations()[component],
                    moves[0],
                    moves[1],
                    moves[2]);
        }
        return table;
    }

    /** Returns the page; facts about the run may be added to it. */
    public HtmlReport page() {
        HtmlReport page = new HtmlReport(
                        "What drives " + explanation.policy(), "Sensitivities, dependence, a crisis, a second opinion")
                .fact("Policy", explanation.policy())
                .fact("Asked at", explanation.moments() + " moments of the default economy")
                .fact("Crisis", explanation.scenario() + ", seed " + explanation.seed())
                .fact("Second opinion", explanation.other());
        page.section("In words").bullets(words.drivers());
        page.section("Sensitivities")
                .table(sensitivities())
                .note(
                        "Half the difference between the action at one standard deviation more and one less, all else as it was, mean"
                                + " over moments that a lender under the base policy met on tuning seeds. Before each question the policy"
                                + " decides on a quiet day; the question stands for eight weeks after it, so a policy that looks at changes sees a"
                                + " sudden one. Above zero: tighter credit, dearer loans, more secured lending.")
                .figure(
                        dependence(),
                        "Curves of the mean action over one figure at a time, for the four strongest figures.")
                .figure(surface(), "Three tables of the levers over unemployment and house prices.");
        page.section("What it did in " + explanation.scenario())
                .bullets(words.moves())
                .figure(
                        history(),
                        "The economy that it saw, and its levers with those of the second opinion, dashed by name.");
        page.section("Where it differs from " + explanation.other())
                .bullets(words.differences())
                .note(
                        "Both decide on the same moments, those that the explained policy's own lender met; the second opinion is not"
                                + " followed.");
        return page.footer("LoanTwin is a model for research, teaching and engineering; not a forecast, not advice.");
    }

    private Figure dependence() {
        List<Panel> panels = new ArrayList<>();
        for (Dependence dependence : explanation.dependences()) {
            CurvePicture picture = new CurvePicture(
                    ObservationLayout.NAMES.get(dependence.component()).replace('_', ' '),
                    "Action, % of the bound",
                    "",
                    HALF,
                    210);
            for (int lever = 0; lever < ActionLayout.SIZE; lever++) {
                picture.curve(
                        ExplanationWords.LEVERS.get(lever),
                        dependence.values(),
                        dependence.percent()[lever],
                        Palette.series(lever));
            }
            double[] values = dependence.values();
            for (int i = 0; i < values.length; i += 2) {
                picture.tick(values[i], String.format(Locale.ROOT, values[i] < 1 ? "%.3f" : "%.1f", values[i]));
            }
            panels.add(picture.room(-5).room(5));
        }
        return new Figure("dependence", "Partial dependence on the four strongest figures", source, 2, panels);
    }

    private Figure surface() {
        List<Panel> panels = new ArrayList<>();
        for (int lever = 0; lever < ActionLayout.SIZE; lever++) {
            panels.add(new HeatPicture(
                    ExplanationWords.LEVERS.get(lever),
                    Surface.rows(),
                    Surface.columns(),
                    explanation.surface().percent()[lever],
                    0,
                    HALF,
                    PERCENT));
        }
        return new Figure(
                "surface",
                "Levers by unemployment (rows) and house prices (columns, day 0 = 100), % of the bound",
                source,
                2,
                panels);
    }

    private Figure history() {
        History history = explanation.history();
        double[] decisions = new double[history.actions().size()];
        Arrays.setAll(decisions, t -> t);
        CurvePicture economy = new CurvePicture("What it saw", "%", "Decisions", HALF, 200);
        economy.curve("unemployment", decisions, percent(history, ObservationLayout.UNEMPLOYMENT_RATE), Palette.BLACK);
        economy.curve("credit spread", decisions, percent(history, ObservationLayout.CREDIT_SPREAD), Palette.RED);
        economy.curve(
                "expected loss", decisions, percent(history, ObservationLayout.EXPECTED_LOSS_RATE), Palette.ORANGE);
        List<CurvePicture> pictures = new ArrayList<>(List.of(economy));
        History shadow = new History(history.seen(), history.shadow(), List.of());
        for (int lever = 0; lever < ActionLayout.SIZE; lever++) {
            CurvePicture picture =
                    new CurvePicture(ExplanationWords.LEVERS.get(lever), "% of the bound", "Decisions", HALF, 200);
            picture.curve(explanation.policy(), decisions, history.lever(lever), Palette.BLUE);
            picture.curve(explanation.other(), decisions, shadow.lever(lever), Palette.PURPLE);
            pictures.add(picture.room(-5).room(5));
        }
        for (CurvePicture picture : pictures) {
            for (int tick = 0; tick <= 4; tick++) {
                long at = Math.round((decisions.length - 1) * tick / 4.0);
                picture.tick(at, Long.toString(at));
            }
        }
        return new Figure(
                "history",
                "What it did in " + explanation.scenario() + ", seed " + explanation.seed(),
                source,
                2,
                pictures);
    }

    private static double[] percent(History history, int component) {
        return Arrays.stream(history.observed(component)).map(v -> PERCENT * v).toArray();
    }
}
