package io.github.loantwin.server.optimize;

import io.github.loantwin.env.report.AllocationFigures;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import io.github.loantwin.optimizer.model.BindingLimit;
import io.github.loantwin.optimizer.model.Conflict;
import io.github.loantwin.optimizer.model.Rebalancing;
import io.github.loantwin.optimizer.model.RebalancingProblem;
import io.github.loantwin.optimizer.model.Segment;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What to originate and sell in a quarter. */
final class Rebalance implements Solved {
    /**
     * Least total capital over risk-weighted assets (Basel II, paragraph 40): what the rules set against the loss of one year in
     * a thousand, and the nearest to a VaR that a problem without default probabilities has.
     */
    private static final double CAPITAL = 0.08;

    private final RebalancingProblem problem;
    private final Rebalancing optimum;

    Rebalance(RebalancingProblem problem) {
        this.problem = problem;
        this.optimum = problem.solve();
    }

    @Override
    public String model() {
        return "quarterly-rebalancing";
    }

    @Override
    public String title() {
        return problem.title();
    }

    @Override
    public String question() {
        return "Quarterly rebalancing: the largest profit after the costs of moving";
    }

    @Override
    public SolveStatus status() {
        return optimum.status();
    }

    @Override
    public List<String> names() {
        return problem.segments().stream().map(Segment::name).toList();
    }

    /** Balances after the quarter. */
    @Override
    public double[] decision() {
        double[] after = new double[problem.segments().size()];
        for (int s = 0; s < after.length; s++) {
            after[s] = problem.segments().get(s).held() + optimum.originated()[s] - optimum.sold()[s];
        }
        return after;
    }

    @Override
    public Unit decisionUnit() {
        return Unit.MONEY;
    }

    @Override
    public Measure objective() {
        return measures(decision()).get(0);
    }

    @Override
    public List<Measure> measures(double[] after) {
        double profit = 0;
        double cost = 0;
        double weighted = 0;
        double total = 0;
        double moved = 0;
        double squares = 0;
        for (int s = 0; s < after.length; s++) {
            Segment segment = problem.segments().get(s);
            double move = after[s] - segment.held();
            profit += segment.profit() * after[s];
            cost += move > 0 ? segment.originationCost() * move : -segment.saleCost() * move;
            weighted += segment.riskWeight() * after[s];
            total += after[s];
            moved += Math.abs(move);
        }
        for (double balance : after) {
            squares += balance * balance / (total * total);
        }
        return List.of(
                new Measure("profit", "Profit a year after the costs of moving", profit - cost, Unit.MONEY),
                new Measure("moving_cost", "Costs of moving", cost, Unit.MONEY),
                new Measure("moved", "Moved", moved, Unit.MONEY),
                new Measure("book", "Book after", total, Unit.MONEY),
                new Measure("density", "Risk-weighted share after", weighted / total, Unit.PERCENT),
                new Measure("capital", "Capital at 8 % of risk weights", CAPITAL * weighted, Unit.MONEY),
                new Measure("herfindahl", "Herfindahl index (HHI)", squares, Unit.NUMBER),
                new Measure("effective_number", "Effective number", 1 / squares, Unit.NUMBER));
    }

    @Override
    public List<String> broken(double[] after) {
        List<String> broken = new ArrayList<>();
        double total = 0;
        double weighted = 0;
        double held = 0;
        Map<String, double[]> types = new LinkedHashMap<>();
        for (int s = 0; s < after.length; s++) {
            Segment segment = problem.segments().get(s);
            total += after[s];
            held += segment.held();
            weighted += segment.riskWeight() * after[s];
            double[] sums = types.computeIfAbsent(segment.assetType(), type -> new double[2]);
            sums[0] += segment.held();
            sums[1] += after[s];
        }
        double little = 1e-7 * held;
        double density = problem.densityThisQuarter();
        add(broken, weighted > density * total + little, "risk-weighted share", weighted / total, density);
        add(broken, total > (1 + problem.growth()) * held + little, "growth", total / held - 1, problem.growth());
        types.forEach((type, sums) -> {
            double change = sums[1] / sums[0] - 1;
            add(
                    broken,
                    sums[1] > (1 + problem.expand()) * sums[0] + little,
                    type + " growth",
                    change,
                    problem.expand());
            add(broken, sums[1] < (1 - problem.shrink()) * sums[0] - little, type + " fall", -change, problem.shrink());
        });
        double all = total;
        problem.segmentCap().ifPresent(cap -> {
            for (int s = 0; s < after.length; s++) {
                add(broken, after[s] > cap * all + little, names().get(s), after[s] / all, cap);
            }
        });
        return broken;
    }

    private static void add(List<String> broken, boolean breaks, String what, double value, double limit) {
        if (breaks) {
            broken.add(String.format(
                    Locale.ROOT, "%s of %.2f %% is over the limit of %.2f %%", what, 100 * value, 100 * limit));
        }
    }

    @Override
    public List<BindingLimit> binding() {
        return optimum.binding();
    }

    @Override
    public List<Conflict> conflicts() {
        return List.of();
    }

    @Override
    public List<Lever> levers() {
        List<Lever> levers = new ArrayList<>();
        boolean glides = problem.densityThisQuarter() > problem.densityLimit() + 1e-12;
        levers.add(
                glides
                        ? new Lever(
                                "glideStep",
                                "glide step",
                                -0.001,
                                "A glide step of 0.1 percentage points less",
                                Unit.PERCENT,
                                0)
                        : new Lever(
                                "densityLimit",
                                "limit on the risk-weighted share",
                                0.01,
                                "One more percentage point of risk-weighted share",
                                Unit.PERCENT,
                                15));
        levers.add(new Lever("growth", "growth limit", 0.01, "One more percentage point of growth", Unit.PERCENT, 10));
        levers.add(new Lever(
                "shrink",
                "limit on the fall of an asset type",
                0.01,
                "One more percentage point of fall allowed for every asset type",
                Unit.PERCENT,
                1));
        levers.add(new Lever(
                "expand",
                "limit on the growth of an asset type",
                0.01,
                "One more percentage point of growth allowed for every asset type",
                Unit.PERCENT,
                100));
        if (problem.segmentCap().isPresent()) {
            levers.add(new Lever(
                    "segmentCap", "segment cap", 0.01, "One more percentage point of segment cap", Unit.PERCENT, 1));
        }
        return levers;
    }

    @Override
    public List<String> inputs() {
        List<String> inputs = new ArrayList<>();
        for (String name : names()) {
            inputs.add(name + ".profit");
            inputs.add(name + ".riskWeight");
        }
        levers().forEach(lever -> inputs.add(lever.input()));
        return inputs;
    }

    @Override
    public void tell(Answer answer) {
        answer.number("density_now", problem.densityNow());
        answer.number("density_limit_this_quarter", problem.densityThisQuarter());
        if (!optimal()) {
            return;
        }
        ReportTable table = new ReportTable(
                "Moves",
                TableColumn.text("name", "Segment"),
                TableColumn.millions("held", "Held"),
                TableColumn.millions("originated", "Originated"),
                TableColumn.millions("sold", "Sold"),
                TableColumn.millions("after", "After"),
                TableColumn.percent("share", "Share", 2),
                TableColumn.percent("risk_share", "Of risk weights", 1));
        double[] after = decision();
        double total = sum(after);
        double weighted = 0;
        for (int s = 0; s < after.length; s++) {
            weighted += problem.segments().get(s).riskWeight() * after[s];
        }
        double held = 0;
        double[] before = new double[after.length];
        for (int s = 0; s < after.length; s++) {
            Segment segment = problem.segments().get(s);
            held += segment.held();
            before[s] = segment.held() / 1e6;
            double originated = clean(optimum.originated()[s], total);
            double sold = clean(optimum.sold()[s], total);
            double risk = segment.riskWeight() * after[s] / weighted;
            table.row(segment.name(), segment.held(), originated, sold, after[s], after[s] / total, risk);
        }
        table.sum("All", held, sum(optimum.originated()), sum(optimum.sold()), total, 1.0, 1.0);
        answer.table("moves", table);
        double[] millions = new double[after.length];
        java.util.Arrays.setAll(millions, s -> after[s] / 1e6);
        answer.figure(
                "moves",
                AllocationFigures.pairs(
                        "moves",
                        "The book before and after",
                        "million",
                        names(),
                        "held",
                        before,
                        "after",
                        millions,
                        1,
                        answer.source()));
        answer.sentence(String.format(
                Locale.ROOT,
                "Risk-weighted share: %.2f %% now, at most %.2f %% this quarter, %.2f %% after.",
                100 * problem.densityNow(),
                100 * problem.densityThisQuarter(),
                100 * weighted / total));
    }

    private static double clean(double value, double size) {
        return Math.abs(value) < 1e-10 * size ? 0 : value;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    @Override
    public Effort effort() {
        return Effort.of(optimum.solution());
    }
}
