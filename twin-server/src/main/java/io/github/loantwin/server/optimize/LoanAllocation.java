package io.github.loantwin.server.optimize;

import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import io.github.loantwin.optimizer.model.Allocator;
import io.github.loantwin.optimizer.model.Assets;
import io.github.loantwin.optimizer.model.LoanProblem;
import io.github.loantwin.optimizer.model.LoanType;
import io.github.loantwin.optimizer.model.Sensitivity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Loans under a limit on variance. */
final class LoanAllocation extends BudgetAllocation {
    private final LoanProblem problem;

    LoanAllocation(LoanProblem problem) {
        this(problem, problem.assets());
    }

    private LoanAllocation(LoanProblem problem, Assets assets) {
        super(
                problem.title(),
                OptionalDouble.of(problem.budget()),
                problem.limits(),
                assets,
                new Allocator(assets, problem.limits()).maximumReturn());
        this.problem = problem;
    }

    @Override
    public String model() {
        return "loan-allocation";
    }

    @Override
    public String question() {
        return "Loan allocation: the largest expected return within limits";
    }

    @Override
    public Measure objective() {
        return measures(optimum.weights()).get(0);
    }

    @Override
    public List<Measure> measures(double[] weights) {
        List<Measure> measures = returns("Expected return a year", weights);
        measures.addAll(risk(weights));
        measures.addAll(normalTail(weights));
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
        tellShares(answer, "Loan type", true);
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
        super.frontier(points, answer);
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
}
