package io.github.loantwin.agents.compare;

import io.github.loantwin.agents.compare.EpisodeRow.Field;
import io.github.loantwin.agents.seeds.TrainedSeed;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables of a comparison. */
public final class ComparisonTables {
    private static final String NONE = "-";
    private static final int SHOWN = 12;

    private final ComparisonResult result;
    private final Optional<Standing> goal;

    /** Creates the tables of a result. */
    public ComparisonTables(ComparisonResult result) {
        this.result = result;
        this.goal = result.ranked().stream()
                .filter(standing -> standing.outcome().name().equals(Contestants.CLAIRVOYANT))
                .findFirst();
    }

    private static TableColumn number(String key, String title, String unit, int decimals) {
        return TableColumn.number(key, title, unit, decimals, 1);
    }

    /** Returns the table that people see first: who does better than hold, and how sure that is. */
    public ReportTable standings() {
        ReportTable table = new ReportTable(
                "Policies, best first; reward in thousandths a day, 95 % intervals",
                TableColumn.text("place", "#"),
                TableColumn.text("policy", "Policy"),
                TableColumn.text("difference", "Better than hold by"),
                TableColumn.text("improvement", "P(better)"),
                TableColumn.text("reward", "Reward (IQM)"),
                number("worst", "Worst 5 %", "against hold", 1),
                number("capital", "Capital breached", "episodes", 0),
                number("var", "VaR breached", "% of episodes", 1),
                number("concentration", "Share breached", "% of episodes", 1),
                TableColumn.text("way", "Way to clairvoyant"));
        int place = 0;
        for (Standing standing : result.ranked()) {
            boolean ranked = standing.place() == Standing.Place.RANKED;
            place += ranked ? 1 : 0;
            Outcome outcome = standing.outcome();
            boolean hold = isHold(standing);
            table.row(
                    ranked ? Integer.toString(place) : standing.place().shown(),
                    outcome.name(),
                    hold ? NONE : standing.difference().shown(1),
                    hold ? NONE : standing.improvement().shown(2),
                    standing.interquartileMean().shown(1),
                    hold ? Double.NaN : standing.worstDifference(),
                    outcome.episodesWith(Field.CAPITAL_BREACHES),
                    outcome.percentWith(Field.VAR_BREACHES),
                    outcome.percentWith(Field.CONCENTRATION_BREACHES),
                    hold ? NONE : way(standing).map(e -> percent(e)).orElse(NONE));
            if (standing.capitalExcess() > 0) {
                table.breach("capital");
            }
        }
        return table;
    }

    private static String percent(Estimate share) {
        return new Estimate(100 * share.value(), 100 * share.low(), 100 * share.high()).shown(0) + " %";
    }

    private static boolean isHold(Standing standing) {
        return standing.outcome().name().equals(Benchmark.HOLD);
    }

    /** Returns how far from hold to the clairvoyant planner a policy goes, on the worlds that the planner met. */
    Optional<Estimate> way(Standing standing) {
        if (goal.isEmpty() || !goal.get().difference().above(0) || standing == goal.get()) {
            return Optional.empty();
        }
        int worlds = goal.get().outcome().contestant().worldsOf(result.episodes());
        Scores own = standing.outcome().scores(Field.SCORE).first(worlds);
        return Optional.of(result.inference(Bootstrap.Source.RUNS_AND_WORLDS)
                .shareOfTheWay(
                        own,
                        result.hold().scores(Field.SCORE).first(worlds),
                        goal.get().outcome().scores(Field.SCORE)));
    }

    /** Returns differences to hold by scenario. */
    public ReportTable byScenario() {
        List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.text("policy", "Policy")));
        result.scenarios().forEach(scenario -> columns.add(TableColumn.text(scenario, scenario)));
        ReportTable table = new ReportTable(
                "Better than hold by, thousandths of reward a day, with 95 % interval; + and - where it leaves zero out",
                columns);
        for (Standing standing : result.ranked()) {
            if (!isHold(standing)) {
                List<Object> row = new ArrayList<>(List.of(standing.outcome().name()));
                standing.differences().forEach(d -> row.add(d.shown(1) + mark(d)));
                table.row(row.toArray());
            }
        }
        List<Object> level = new ArrayList<>(List.of("hold: reward (IQM)"));
        Scores hold = result.hold().scores(Field.SCORE);
        Inference inference = result.inference(Bootstrap.Source.RUNS_AND_WORLDS);
        for (int s = 0; s < hold.scenarios(); s++) {
            level.add(inference.interquartileMean(hold.only(s)).shown(1));
        }
        return table.row(level.toArray());
    }

    private static String mark(Estimate estimate) {
        return estimate.above(0) ? " +" : estimate.below(0) ? " -" : "";
    }

    /** Returns who beats whom: rows less columns on the same worlds, without who is far below hold; one convex controller. */
    public ReportTable duels() {
        double best = result.ranked().stream()
                .mapToDouble(s -> s.difference().value())
                .max()
                .orElse(0);
        Optional<Standing> convex =
                result.ranked().stream().filter(Standing::isConvex).findFirst();
        List<Standing> near = result.ranked().stream()
                .filter(s -> s.place() == Standing.Place.RANKED
                        && s.difference().value() >= -Math.max(1, best)
                        && (!s.isConvex() || s == convex.orElseThrow()))
                .toList();
        List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.text("policy", "Policy")));
        near.forEach(s -> columns.add(
                TableColumn.text(s.outcome().name(), "less " + s.outcome().name())));
        ReportTable table = new ReportTable(
                "Who beats whom: row less column, thousandths a day on the same worlds; + and - where the 95 % interval leaves"
                        + " zero out",
                columns);
        for (Standing row : near) {
            List<Object> cells = new ArrayList<>(List.of(row.outcome().name()));
            for (Standing column : near) {
                cells.add(row == column ? NONE : shown(lead(row, column)));
            }
            table.row(cells.toArray());
        }
        return table;
    }

    private static String shown(Estimate difference) {
        return difference.shown(1) + mark(difference);
    }

    /** Returns how much better one is than another on the worlds that both met. */
    Estimate lead(Standing one, Standing other) {
        int worlds = Math.min(
                one.outcome().contestant().worldsOf(result.episodes()),
                other.outcome().contestant().worldsOf(result.episodes()));
        return result.inference(Bootstrap.Source.RUNS_AND_WORLDS)
                .pairedDifference(
                        one.outcome().scores(Field.SCORE).first(worlds),
                        other.outcome().scores(Field.SCORE).first(worlds));
    }

    /** Returns the four objectives and the economic profit of every policy. */
    public ReportTable objectives() {
        ReportTable table = new ReportTable(
                "The four objectives, thousandths a day, means over scenarios",
                TableColumn.text("policy", "Policy"),
                number("financial", "Financial", "", 1),
                number("risk", "Risk", "", 1),
                number("regulatory", "Regulatory", "", 1),
                number("operational", "Operational", "", 1),
                TableColumn.thousands("economic_profit", "Economic profit"),
                TableColumn.percent("lowest_capital", "Lowest capital", 1),
                number("failures", "Failures", "episodes", 0));
        for (Standing standing : result.ranked()) {
            Outcome o = standing.outcome();
            table.row(
                    o.name(),
                    o.mean(Field.FINANCIAL),
                    o.mean(Field.RISK),
                    o.mean(Field.REGULATORY),
                    o.mean(Field.OPERATIONAL),
                    o.mean(Field.ECONOMIC_PROFIT),
                    lowest(o),
                    o.episodesWith(Field.FAILED));
        }
        return table;
    }

    /** Returns how much a policy moves, what it costs, and what pairing gains. */
    public ReportTable effort() {
        ReportTable table = new ReportTable(
                "Effort",
                TableColumn.text("policy", "Policy"),
                number("turnover", "Turnover", "bounds a year", 1),
                number("decision", "A decision", "microseconds", 1),
                number("training", "Training", "CPU seconds a run", 0),
                number("runs", "Runs", "", 0),
                number("episodes", "Episodes", "", 0),
                number("variance_factor", "Pairing gains", "times", 1));
        for (Standing standing : result.ranked()) {
            Outcome o = standing.outcome();
            table.row(
                    o.name(),
                    o.mean(Field.TURNOVER),
                    o.decisionMicros(),
                    o.contestant().trainingCpuSeconds().orElse(Double.NaN),
                    o.contestant().runs().size(),
                    o.episodes(),
                    isHold(standing) ? Double.NaN : standing.varianceFactor());
        }
        return table;
    }

    private static double lowest(Outcome outcome) {
        Scores scores = outcome.scores(Field.LOWEST_CAPITAL_RATIO);
        double lowest = Double.POSITIVE_INFINITY;
        for (int s = 0; s < scores.scenarios(); s++) {
            for (double ratio : scores.all(s)) {
                lowest = Math.min(lowest, ratio);
            }
        }
        return lowest;
    }

    /** Returns why net income differs from hold's: means over scenarios of what an episode brings more. */
    public ReportTable income() {
        ReportTable table = new ReportTable(
                "Net income of an episode against hold on the same worlds: mean difference and its parts",
                TableColumn.text("policy", "Policy"),
                TableColumn.thousands("net_interest_income", "Net interest"),
                TableColumn.thousands("fee_income", "Fees"),
                TableColumn.thousands("sale_gains", "Sale gains"),
                TableColumn.thousands("operating_cost", "Operating cost"),
                TableColumn.thousands("provision", "Provisions"),
                TableColumn.thousands("tax", "Tax"),
                TableColumn.thousands("net_income", "Net income"),
                TableColumn.text("interval", "95 % interval, thousand"));
        for (Standing standing : result.ranked()) {
            if (!isHold(standing)) {
                Outcome o = standing.outcome();
                Estimate income = difference(o, Field.NET_INCOME);
                table.row(
                        o.name(),
                        difference(o, Field.NET_INTEREST_INCOME).value(),
                        difference(o, Field.FEE_INCOME).value(),
                        difference(o, Field.SALE_GAINS).value(),
                        -difference(o, Field.OPERATING_COST).value(),
                        -difference(o, Field.PROVISION).value(),
                        -difference(o, Field.TAX).value(),
                        income.value(),
                        new Estimate(income.value() / 1e3, income.low() / 1e3, income.high() / 1e3).shown(1));
            }
        }
        return table;
    }

    private Estimate difference(Outcome outcome, Field field) {
        return result.inference(Bootstrap.Source.RUNS_AND_WORLDS)
                .pairedDifference(outcome.scores(field), result.hold(outcome, field));
    }

    /** Returns what another training would change, for policies with several training runs. */
    public Optional<ReportTable> training() {
        ReportTable table = new ReportTable(
                "Luck of training: reward (IQM) with the worlds as they are, 95 % interval over training seeds",
                TableColumn.text("policy", "Policy"),
                number("runs", "Training seeds", "", 0),
                TableColumn.text("reward", "Reward (IQM)"));
        boolean any = false;
        for (Standing standing : result.ranked()) {
            if (standing.trainingLuck().isPresent()) {
                any = true;
                Outcome o = standing.outcome();
                table.row(
                        o.name(),
                        o.contestant().runs().size(),
                        standing.trainingLuck().get().shown(1));
            }
        }
        return any ? Optional.of(table) : Optional.empty();
    }

    /** Returns every figure with its interval as numbers, one line per policy and scenario, and one over all. */
    public ReportTable figures() {
        ReportTable table = new ReportTable(
                "Figures",
                TableColumn.text("policy", "Policy"),
                TableColumn.text("scenario", "Scenario"),
                TableColumn.text("figure", "Figure"),
                number("value", "Value", "", 4),
                number("low", "Low", "95 %", 4),
                number("high", "High", "95 %", 4));
        Inference inference = result.inference(Bootstrap.Source.RUNS_AND_WORLDS);
        for (Standing standing : result.ranked()) {
            Outcome o = standing.outcome();
            Scores own = o.scores(Field.SCORE);
            Scores hold = result.hold(o, Field.SCORE);
            for (int s = -1; s < own.scenarios(); s++) {
                Scores a = s < 0 ? own : own.only(s);
                Scores b = s < 0 ? hold : hold.only(s);
                String scenario = s < 0 ? "all" : result.scenarios().get(s);
                figure(table, o.name(), scenario, "interquartile_mean", inference.interquartileMean(a));
                figure(table, o.name(), scenario, "difference_to_hold", inference.pairedDifference(a, b));
                figure(
                        table,
                        o.name(),
                        scenario,
                        "probability_of_improvement",
                        inference.probabilityOfImprovement(a, b));
                double factor = Inference.varianceFactor(a, b);
                figure(table, o.name(), scenario, "variance_factor", new Estimate(factor, Double.NaN, Double.NaN));
            }
        }
        return table;
    }

    private static void figure(ReportTable table, String policy, String scenario, String name, Estimate estimate) {
        table.row(policy, scenario, name, estimate.value(), estimate.low(), estimate.high());
    }

    /** Returns every episode. */
    public ReportTable episodes() {
        List<TableColumn> columns = new ArrayList<>(List.of(
                TableColumn.text("policy", "Policy"),
                TableColumn.text("source", "Source"),
                TableColumn.text("scenario", "Scenario"),
                number("run", "Run", "", 0),
                TableColumn.text("seed", "Seed")));
        for (Field field : Field.values()) {
            columns.add(number(field.key(), field.key(), "", 6));
        }
        ReportTable table = new ReportTable("Episodes", columns);
        for (Outcome outcome : result.outcomes()) {
            for (int s = 0; s < outcome.cells().size(); s++) {
                for (int run = 0; run < outcome.cells().get(s).size(); run++) {
                    for (EpisodeRow episode : outcome.cells().get(s).get(run).rows()) {
                        List<Object> row = new ArrayList<>(List.of(
                                outcome.name(),
                                outcome.contestant().runs().get(run).name(),
                                result.scenarios().get(s),
                                run + 1,
                                Long.toString(episode.seed())));
                        for (double value : episode.values()) {
                            row.add(value);
                        }
                        table.row(row.toArray());
                    }
                }
            }
        }
        return table;
    }

    /** Returns where every number comes from. */
    public ReportTable sources() {
        ReportTable table = new ReportTable(
                "Where the numbers come from",
                TableColumn.text("policy", "Policy"),
                TableColumn.text("run", "Run"),
                TableColumn.text("content", "Hash of the files behind it"),
                TableColumn.text("seed", "Training seed"),
                TableColumn.text("plan", "Hash of its plan"),
                TableColumn.text("commit", "Trained at commit"));
        for (Standing standing : result.ranked()) {
            Contestant c = standing.outcome().contestant();
            for (int run = 0; run < c.runs().size(); run++) {
                Optional<TrainedSeed> training = c.trainings().isEmpty()
                        ? Optional.empty()
                        : Optional.of(c.trainings().get(run));
                table.row(
                        c.name(),
                        c.runs().get(run).name(),
                        c.identities().get(run),
                        training.map(t -> Long.toString(t.seed())).orElse(NONE),
                        training.map(t -> t.planHash().substring(0, SHOWN)).orElse(NONE),
                        training.map(t -> t.commit()
                                        .substring(0, Math.min(SHOWN, t.commit().length())))
                                .orElse(NONE));
            }
        }
        return table;
    }

    /** Returns the twin of every scenario. */
    public ReportTable twins() {
        ReportTable table = new ReportTable(
                "Economies",
                TableColumn.text("scenario", "Scenario"),
                TableColumn.text("seen", "Seen in training"),
                TableColumn.text("seeds", "Test seeds"),
                TableColumn.text("config", "Hash of the configuration"));
        long first = result.worlds().test().first();
        for (int s = 0; s < result.scenarios().size(); s++) {
            String scenario = result.scenarios().get(s);
            table.row(
                    scenario,
                    scenario.equals("var") ? "economies of its kind, other seeds" : "no",
                    first + " to " + (first + result.episodes() - 1),
                    result.configHashes().get(s));
        }
        return table;
    }
}
