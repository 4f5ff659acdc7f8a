package io.github.loantwin.server.optimize;

import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import io.github.loantwin.optimizer.model.Allocation;
import io.github.loantwin.optimizer.model.Allocator;
import io.github.loantwin.optimizer.model.Assets;
import io.github.loantwin.optimizer.model.BindingLimit;
import io.github.loantwin.optimizer.model.Conflict;
import io.github.loantwin.optimizer.model.Frontier;
import io.github.loantwin.optimizer.model.LoanProblem;
import io.github.loantwin.optimizer.model.LoanType;
import io.github.loantwin.optimizer.model.Sensitivity;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Loans under a limit on variance. */
final class LoanAllocation implements Solved {
    private final LoanProblem problem;
    private final Assets assets;
    private final Allocation optimum;

    LoanAllocation(LoanProblem problem) {
        this(problem, problem.assets());
    }

    private LoanAllocation(LoanProblem problem, Assets assets) {
        this.problem = problem;
        this.assets = assets;
        this.optimum = new Allocator(assets, problem.limits()).maximumReturn();
    }

    @Override
    public String model() {
        return "loan-allocation";
    }

    @Override
    public String title() {
        return problem.title();
    }

    @Override
    public String question() {
        return "Loan allocation: the largest expected return within limits";
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
    public Measure objective() {
        return measures(optimum.weights()).get(0);
    }

    @Override
    public List<Measure> measures(double[] weights) {
        List<Measure> measures = new ArrayList<>();
        double expected = assets.expectedReturn(weights);
        double variance = assets.variance(weights);
        double deviation = Math.sqrt(Math.max(0, variance));
        measures.add(new Measure("expected_return", "Expected return a year", expected, Unit.PERCENT));
        measures.add(
                new Measure("expected_income", "Expected return in money", expected * problem.budget(), Unit.MONEY));
        measures.add(new Measure("standard_deviation", "Standard deviation", deviation, Unit.PERCENT));
        measures.add(new Measure("variance", "Variance", variance, Unit.NUMBER));
        measures.add(new Measure("default_loss", "Expected loss from defaults", defaultLoss(weights), Unit.PERCENT));
        measures.addAll(AllocationTables.spread(assets, weights));
        return measures;
    }

    private double defaultLoss(double[] weights) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            LoanType loan = problem.loans().get(i);
            sum += weights[i] * loan.pd() * loan.lgd();
        }
        return sum;
    }

    @Override
    public List<String> broken(double[] weights) {
        return AllocationTables.broken(assets, problem.limits(), weights);
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
    public List<String> inputs() {
        List<String> inputs = LoanInputs.of(problem.loans());
        inputs.add("risk.correlation");
        inputs.addAll(LimitInputs.of(problem.limits()));
        return inputs;
    }

    @Override
    public Optional<Solved> withRiskOf(Solved other) {
        return other instanceof LoanAllocation base
                ? Optional.of(new LoanAllocation(problem, problem.assets(base.assets.covariance())))
                : Optional.empty();
    }

    @Override
    public void tell(Answer answer) {
        answer.number("budget", problem.budget());
        if (!optimal()) {
            return;
        }
        OptionalDouble budget = OptionalDouble.of(problem.budget());
        double[] weights = optimum.weights();
        double[] shares = AllocationTables.riskShares(assets, weights);
        AllocationTables.allocation(answer, "Loan type", assets, weights, budget, true, "variance", shares);
    }

    @Override
    public void sensitivities(Answer answer) {
        ReportTable table = new ReportTable(
                "Change of the best return per percentage point of an input, risk held",
                TableColumn.text("loan", "Loan type"),
                TableColumn.number("per_rate", "Rate", "points", 4, 1),
                TableColumn.number("per_pd", "PD", "points", 4, 1),
                TableColumn.number("per_lgd", "LGD", "points", 4, 1));
        for (Sensitivity one : Sensitivity.of(problem, optimum)) {
            table.row(one.name(), one.perRate(), one.perPd(), one.perLgd());
        }
        answer.table("sensitivity", table);
    }

    @Override
    public void frontier(int points, Answer answer) {
        List<Allocation> frontier = Frontier.of(assets, problem.limits(), points);
        FrontierTables.add(
                answer,
                assets,
                frontier.stream()
                        .map(point -> new FrontierTables.Portfolio(
                                point.standardDeviation(), point.expectedReturn(), point.weights()))
                        .toList(),
                optimal()
                        ? Optional.of(new FrontierTables.Portfolio(
                                optimum.standardDeviation(), optimum.expectedReturn(), optimum.weights()))
                        : Optional.empty());
        problem.limits()
                .variance()
                .ifPresent(limit -> answer.remark(
                        "frontier",
                        String.format(
                                Locale.ROOT,
                                "Without the limit on variance, which ends it at a standard deviation of %.2f %%; caps and"
                                        + " groups are kept.",
                                100 * Math.sqrt(limit))));
    }

    @Override
    public Effort effort() {
        return Effort.of(optimum.solution());
    }
}
