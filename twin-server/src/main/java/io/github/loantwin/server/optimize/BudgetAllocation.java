package io.github.loantwin.server.optimize;

import io.github.loantwin.optimizer.model.Allocation;
import io.github.loantwin.optimizer.model.Assets;
import io.github.loantwin.optimizer.model.BindingLimit;
import io.github.loantwin.optimizer.model.Conflict;
import io.github.loantwin.optimizer.model.Frontier;
import io.github.loantwin.optimizer.model.Limits;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A budget shared among assets whose risk is a covariance: what loans and portfolios have in common. */
abstract class BudgetAllocation implements Solved {
    /** Quantile of the normal law at 0.95, and its density there over 0.05. */
    private static final double NORMAL_VAR_95 = 1.6448536269514722;

    private static final double NORMAL_CVAR_95 = 2.0627128075074253;

    final Assets assets;
    final Allocation optimum;
    private final String title;
    private final OptionalDouble budget;
    private final Limits limits;

    BudgetAllocation(String title, OptionalDouble budget, Limits limits, Assets assets, Allocation optimum) {
        this.title = title;
        this.budget = budget;
        this.limits = limits;
        this.assets = assets;
        this.optimum = optimum;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public SolveStatus status() {
        return optimum.status();
    }

    @Override
    public List<String> names() {
        return assets.names();
    }

    @Override
    public double[] decision() {
        return optimum.weights();
    }

    @Override
    public Unit decisionUnit() {
        return Unit.PERCENT;
    }

    @Override
    public List<String> broken(double[] weights) {
        return AllocationTables.broken(assets, limits, weights);
    }

    @Override
    public List<BindingLimit> binding() {
        return optimum.binding();
    }

    @Override
    public List<Conflict> conflicts() {
        return optimum.conflicts();
    }

    @Override
    public Effort effort() {
        return Effort.of(optimum.solution());
    }

    /** Returns the expected return, in money too where there is a budget. */
    List<Measure> returns(String label, double[] weights) {
        double expected = assets.expectedReturn(weights);
        List<Measure> returns = new ArrayList<>();
        returns.add(new Measure("expected_return", label, expected, Unit.PERCENT));
        budget.ifPresent(money ->
                returns.add(new Measure("expected_income", "Expected return in money", money * expected, Unit.MONEY)));
        return returns;
    }

    /** Returns standard deviation and variance. */
    List<Measure> risk(double[] weights) {
        double variance = assets.variance(weights);
        return List.of(
                new Measure("standard_deviation", "Standard deviation", deviation(weights), Unit.PERCENT),
                new Measure("variance", "Variance", variance, Unit.NUMBER));
    }

    /** Returns VaR and CVaR at 95 % as if returns were normal. */
    List<Measure> normalTail(double[] weights) {
        double expected = assets.expectedReturn(weights);
        double deviation = deviation(weights);
        return List.of(
                new Measure(
                        "value_at_risk_95", "VaR 95 % (normal)", NORMAL_VAR_95 * deviation - expected, Unit.PERCENT),
                new Measure("cvar_95", "CVaR 95 % (normal)", NORMAL_CVAR_95 * deviation - expected, Unit.PERCENT));
    }

    double deviation(double[] weights) {
        return Math.sqrt(Math.max(0, assets.variance(weights)));
    }

    /** Adds the table of the optimum with its plot. */
    void tellShares(Answer answer, String heading, boolean hasReturns) {
        budget.ifPresent(money -> answer.number("budget", money));
        if (optimal()) {
            double[] weights = optimum.weights();
            double[] parts = AllocationTables.riskShares(assets, weights);
            AllocationTables.allocation(answer, heading, assets, weights, budget, hasReturns, "variance", parts);
        }
    }

    @Override
    public void frontier(int points, Answer answer) {
        List<FrontierTables.Portfolio> frontier = Frontier.of(assets, limits, points).stream()
                .map(BudgetAllocation::onFrontier)
                .toList();
        FrontierTables.add(answer, assets, frontier, optimal() ? Optional.of(onFrontier(optimum)) : Optional.empty());
    }

    private static FrontierTables.Portfolio onFrontier(Allocation point) {
        return new FrontierTables.Portfolio(point.standardDeviation(), point.expectedReturn(), point.weights());
    }
}
