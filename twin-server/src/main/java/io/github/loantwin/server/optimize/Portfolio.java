package io.github.loantwin.server.optimize;

import io.github.loantwin.env.report.AllocationFigures;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import io.github.loantwin.optimizer.model.Allocation;
import io.github.loantwin.optimizer.model.Allocator;
import io.github.loantwin.optimizer.model.Conflict;
import io.github.loantwin.optimizer.model.PortfolioProblem;
import io.github.loantwin.optimizer.model.PortfolioProblem.Objective;
import io.github.loantwin.optimizer.model.Trading;
import io.github.loantwin.optimizer.model.Views;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A portfolio with one of the usual objectives. */
final class Portfolio extends BudgetAllocation {
    private final PortfolioProblem problem;

    Portfolio(PortfolioProblem problem) {
        super(problem.title(), problem.budget(), problem.limits(), problem.asAssets(), problem.solve());
        this.problem = problem;
    }

    @Override
    public String model() {
        return "portfolio";
    }

    @Override
    public String question() {
        return "Portfolio: "
                + switch (problem.objective()) {
                    case MINIMUM_VARIANCE -> "the least variance";
                    case MAXIMUM_RETURN -> "the largest expected return";
                    case MEAN_VARIANCE -> "the largest expected return less a penalty for variance";
                    case MAXIMUM_SHARPE -> "the largest Sharpe ratio";
                    case RISK_PARITY -> "each asset its part of the variance";
                    case ROBUST -> "the largest worst-case return less a penalty for variance";
                }
                + (problem.trading().isPresent() ? ", after the costs of trading" : "");
    }

    @Override
    public boolean maximised() {
        return problem.objective() != Objective.MINIMUM_VARIANCE && problem.objective() != Objective.RISK_PARITY;
    }

    @Override
    public Measure objective() {
        String key = problem.trading().isPresent()
                ? "utility"
                : switch (problem.objective()) {
                    case MINIMUM_VARIANCE, RISK_PARITY -> "standard_deviation";
                    case MAXIMUM_RETURN -> "expected_return";
                    case MEAN_VARIANCE, ROBUST -> "utility";
                    case MAXIMUM_SHARPE -> "sharpe_ratio";
                };
        return measure(key);
    }

    @Override
    public List<Measure> measures(double[] weights) {
        List<Measure> measures = problem.hasReturns() ? returns("Expected return", weights) : new ArrayList<>();
        addObjective(measures, weights);
        measures.addAll(risk(weights));
        if (problem.hasReturns()) {
            measures.addAll(normalTail(weights));
        }
        measures.addAll(AllocationTables.spread(assets, weights));
        return measures;
    }

    private void addObjective(List<Measure> measures, double[] weights) {
        double expected = assets.expectedReturn(weights);
        double penalty = problem.riskAversion().orElse(0) * assets.variance(weights) / 2;
        if (problem.trading().isPresent()) {
            Trading trading = problem.trading().get();
            double cost = cost(trading, weights);
            measures.add(new Measure("turnover", "Turnover", turnover(trading, weights), Unit.PERCENT));
            measures.add(new Measure("trading_cost", "Cost of trading", cost, Unit.PERCENT));
            measures.add(
                    new Measure("utility", "Return less penalty and costs", expected - penalty - cost, Unit.PERCENT));
            return;
        }
        switch (problem.objective()) {
            case MEAN_VARIANCE -> measures.add(
                    new Measure("utility", "Return less penalty", expected - penalty, Unit.PERCENT));
            case MAXIMUM_SHARPE -> measures.add(new Measure(
                    "sharpe_ratio",
                    "Sharpe ratio",
                    (expected - problem.riskFree().orElse(0)) / deviation(weights),
                    Unit.NUMBER));
            case ROBUST -> {
                double worst = problem.worstReturn(weights);
                measures.add(new Measure("worst_return", "Worst-case expected return", worst, Unit.PERCENT));
                measures.add(new Measure("utility", "Worst case less penalty", worst - penalty, Unit.PERCENT));
            }
            default -> {}
        }
    }

    private static double turnover(Trading trading, double[] weights) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += Math.abs(weights[i] - trading.held()[i]);
        }
        return sum;
    }

    private static double cost(Trading trading, double[] weights) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += trading.costs()[i] * Math.abs(weights[i] - trading.held()[i]);
        }
        return sum;
    }

    @Override
    public List<String> broken(double[] weights) {
        List<String> broken = new ArrayList<>(super.broken(weights));
        problem.trading().ifPresent(trading -> trading.turnover().ifPresent(limit -> {
            if (turnover(trading, weights) > limit + 1e-7) {
                broken.add(String.format(
                        Locale.ROOT,
                        "turnover %.2f %% is over the limit of %.2f %%",
                        100 * turnover(trading, weights),
                        100 * limit));
            }
        }));
        return broken;
    }

    @Override
    public List<Lever> levers() {
        List<Lever> levers = new ArrayList<>(LimitInputs.levers(problem.limits()));
        problem.trading()
                .flatMap(t -> t.turnover().isPresent() ? Optional.of(t) : Optional.empty())
                .ifPresent(t -> levers.add(new Lever(
                        "trading.turnover",
                        "turnover limit",
                        0.01,
                        "One more percentage point of turnover",
                        Unit.PERCENT,
                        2)));
        return levers;
    }

    @Override
    public List<Conflict> conflicts() {
        if (!optimum.conflicts().isEmpty()) {
            return optimum.conflicts();
        }
        List<Conflict> conflicts = new ArrayList<>();
        if (problem.objective() == Objective.MAXIMUM_SHARPE) {
            Allocation most = new Allocator(assets, problem.limits()).maximumReturn();
            conflicts.add(new Conflict("riskFree", problem.riskFree().orElse(0), most.expectedReturn()));
        }
        return conflicts;
    }

    @Override
    public List<String> inputs() {
        List<String> inputs = new ArrayList<>();
        for (String name : assets.names()) {
            if (problem.returns().length > 0) {
                inputs.add(name + ".returns");
            }
            if (problem.deviations().length > 0) {
                inputs.add(name + ".deviations");
            }
        }
        for (Views.View view : problem.blackLitterman().map(Views::views).orElse(List.of())) {
            inputs.add(view.name() + ".expected");
        }
        problem.riskAversion().ifPresent(value -> inputs.add("riskAversion"));
        problem.uncertainty().ifPresent(value -> inputs.add("uncertainty.radius"));
        problem.trading()
                .flatMap(t -> t.turnover().stream().boxed().findFirst())
                .ifPresent(value -> inputs.add("trading.turnover"));
        inputs.addAll(LimitInputs.of(problem.limits()));
        return inputs;
    }

    @Override
    public void tell(Answer answer) {
        tellShares(answer, "Asset", problem.hasReturns());
        if (!optimal()) {
            return;
        }
        problem.trading().ifPresent(trading -> trades(answer, trading));
        problem.blackLitterman().ifPresent(views -> blended(answer, views));
    }

    private void trades(Answer answer, Trading trading) {
        ReportTable table = new ReportTable(
                "Trades",
                TableColumn.text("name", "Asset"),
                TableColumn.percent("held", "Held", 2),
                TableColumn.percent("bought", "Bought", 2),
                TableColumn.percent("sold", "Sold", 2),
                TableColumn.percent("after", "After", 2),
                TableColumn.percent("cost", "Cost", 4));
        double[] weights = optimum.weights();
        for (int i = 0; i < weights.length; i++) {
            double move = clean(weights[i] - trading.held()[i]);
            double cost = Math.abs(move) * trading.costs()[i];
            table.row(names().get(i), trading.held()[i], Math.max(0, move), Math.max(0, -move), weights[i], cost);
        }
        answer.table("trades", table);
        answer.figure(
                "trades",
                AllocationFigures.pairs(
                        "trades",
                        "Shares before and after trading",
                        "% of the budget",
                        names(),
                        "held",
                        percent(trading.held()),
                        "after",
                        percent(weights),
                        1,
                        answer.source()));
    }

    private static double clean(double move) {
        return Math.abs(move) < 1e-9 ? 0 : move;
    }

    private static double[] percent(double[] fractions) {
        return Arrays.stream(fractions).map(value -> 100 * value).toArray();
    }

    private void blended(Answer answer, Views views) {
        double[] implied = problem.impliedReturns().orElseThrow();
        ReportTable table = new ReportTable(
                "Returns: what the reference implies, and blended with the views",
                TableColumn.text("name", "Asset"),
                TableColumn.percent("reference", "Reference", 2),
                TableColumn.percent("implied_return", "Implied", 3),
                TableColumn.percent("blended_return", "Blended", 3));
        for (int i = 0; i < implied.length; i++) {
            table.row(names().get(i), views.reference()[i], implied[i], assets.returns()[i]);
        }
        answer.table("returns", table);
        answer.figure(
                "returns",
                AllocationFigures.pairs(
                        "returns",
                        "Expected returns",
                        "% per period",
                        names(),
                        "implied by the reference",
                        percent(implied),
                        "blended with the views",
                        percent(assets.returns()),
                        2,
                        answer.source()));
    }

    @Override
    public void frontier(int points, Answer answer) {
        if (!problem.hasReturns() || problem.objective() == Objective.RISK_PARITY) {
            refuseFrontier(points);
        }
        super.frontier(points, answer);
    }
}
