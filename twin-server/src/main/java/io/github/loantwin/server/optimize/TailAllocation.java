package io.github.loantwin.server.optimize;

import io.github.loantwin.optimizer.model.Assets;
import io.github.loantwin.optimizer.model.BindingLimit;
import io.github.loantwin.optimizer.model.Conflict;
import io.github.loantwin.optimizer.model.CvarAllocation;
import io.github.loantwin.optimizer.model.CvarAllocator;
import io.github.loantwin.optimizer.model.CvarLoanProblem;
import io.github.loantwin.optimizer.model.Limits;
import io.github.loantwin.optimizer.model.ScenarioProblem;
import io.github.loantwin.optimizer.model.TailFigures;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Loans or assets under CVaR over scenarios. */
final class TailAllocation implements Solved {
    private final String model;
    private final String title;
    private final String heading;
    private final OptionalDouble budget;
    private final double level;
    private final OptionalDouble cvarLimit;
    private final Limits limits;
    private final List<String> inputs;
    private final CvarAllocator allocator;
    private final CvarAllocation optimum;

    private TailAllocation(
            String model,
            String title,
            String heading,
            OptionalDouble budget,
            double level,
            OptionalDouble cvarLimit,
            OptionalDouble leastReturn,
            Limits limits,
            List<String> inputs,
            CvarAllocator allocator) {
        this.model = model;
        this.title = title;
        this.heading = heading;
        this.budget = budget;
        this.level = level;
        this.cvarLimit = cvarLimit;
        this.limits = limits;
        this.inputs = inputs;
        this.allocator = allocator;
        this.optimum = cvarLimit.isPresent()
                ? allocator.maximumReturn(cvarLimit.getAsDouble())
                : allocator.minimumCvar(leastReturn.orElse(Double.NEGATIVE_INFINITY));
    }

    static TailAllocation of(CvarLoanProblem problem) {
        List<String> inputs = LoanInputs.of(problem.loans());
        inputs.add("scenarios.correlation");
        return new TailAllocation(
                "loan-cvar",
                problem.title(),
                "Loan type",
                OptionalDouble.of(problem.budget()),
                problem.level(),
                problem.cvarLimit(),
                OptionalDouble.empty(),
                problem.limits(),
                inputs,
                problem.allocator());
    }

    static TailAllocation of(ScenarioProblem problem) {
        List<String> inputs = new ArrayList<>();
        problem.leastReturn().ifPresent(value -> inputs.add("leastReturn"));
        if (problem.scenarios().normal().isPresent()) {
            for (String name : problem.assets()) {
                inputs.add(name + ".returns");
                inputs.add(name + ".deviations");
            }
        }
        return new TailAllocation(
                "scenario-cvar",
                problem.title(),
                "Asset",
                problem.budget(),
                problem.level(),
                problem.cvarLimit(),
                problem.leastReturn(),
                problem.limits(),
                inputs,
                problem.allocator());
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String question() {
        String worst =
                String.format(Locale.ROOT, "the mean of the worst %s %% of scenarios", Unit.digits(100 * (1 - level)));
        return cvarLimit.isPresent()
                ? "The largest expected return with a limit on CVaR, " + worst
                : "The least CVaR, " + worst;
    }

    @Override
    public SolveStatus status() {
        return optimum.status();
    }

    private Assets assets() {
        return optimum.assets();
    }

    @Override
    public List<String> names() {
        return assets().names();
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
    public boolean maximised() {
        return cvarLimit.isPresent();
    }

    @Override
    public Measure objective() {
        String key = cvarLimit.isPresent() ? "expected_return" : "cvar";
        return measure(key);
    }

    @Override
    public List<Measure> measures(double[] weights) {
        TailFigures tail = allocator.tail(weights);
        double expected = assets().expectedReturn(weights);
        double deviation = Math.sqrt(Math.max(0, assets().variance(weights)));
        String percent = Unit.digits(100 * level) + " %";
        List<Measure> measures = new ArrayList<>();
        measures.add(new Measure("expected_return", "Expected return", expected, Unit.PERCENT));
        budget.ifPresent(money ->
                measures.add(new Measure("expected_income", "Expected return in money", money * expected, Unit.MONEY)));
        measures.add(new Measure("value_at_risk", "VaR " + percent, tail.valueAtRisk(), Unit.PERCENT));
        measures.add(new Measure("cvar", "CVaR " + percent, tail.cvar(), Unit.PERCENT));
        budget.ifPresent(
                money -> measures.add(new Measure("cvar_money", "CVaR in money", money * tail.cvar(), Unit.MONEY)));
        measures.add(new Measure("standard_deviation", "Standard deviation", deviation, Unit.PERCENT));
        measures.addAll(AllocationTables.spread(assets(), weights));
        return measures;
    }

    @Override
    public List<String> broken(double[] weights) {
        List<String> broken = new ArrayList<>(AllocationTables.broken(assets(), limits, weights));
        double cvar = allocator.tail(weights).cvar();
        cvarLimit.ifPresent(limit -> {
            if (cvar > limit + 1e-7) {
                broken.add(String.format(
                        Locale.ROOT, "CVaR %.3f %% is over the limit of %.3f %%", 100 * cvar, 100 * limit));
            }
        });
        return broken;
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
        List<String> all = new ArrayList<>(inputs);
        cvarLimit.ifPresent(value -> all.add("cvarLimit"));
        all.addAll(LimitInputs.of(limits));
        return all;
    }

    @Override
    public void tell(Answer answer) {
        budget.ifPresent(money -> answer.number("budget", money));
        if (optimal()) {
            AllocationTables.allocation(
                    answer,
                    heading,
                    assets(),
                    optimum.weights(),
                    budget,
                    true,
                    "CVaR",
                    optimum.tail().shares());
        }
    }

    @Override
    public void frontier(int points, Answer answer) {
        double[] alone = new double[names().size()];
        for (int i = 0; i < alone.length; i++) {
            double[] only = new double[alone.length];
            only[i] = 1;
            alone[i] = allocator.tail(only).cvar();
        }
        List<FrontierTables.Portfolio> frontier = allocator.frontier(points).stream()
                .map(TailAllocation::portfolio)
                .toList();
        Optional<FrontierTables.Portfolio> chosen = optimal() ? Optional.of(portfolio(optimum)) : Optional.empty();
        FrontierTables.add(answer, assets(), "cvar", "CVaR", alone, frontier, chosen);
    }

    private static FrontierTables.Portfolio portfolio(CvarAllocation point) {
        return new FrontierTables.Portfolio(point.tail().cvar(), point.expectedReturn(), point.weights());
    }

    @Override
    public Effort effort() {
        return Effort.of(optimum.solution().solution());
    }
}
