package io.github.loantwin.server.optimize;

import io.github.loantwin.env.report.AllocationFigures;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import io.github.loantwin.optimizer.bank.BankProblem;
import io.github.loantwin.optimizer.bank.Branch;
import io.github.loantwin.optimizer.bank.OneLevelSolution;
import io.github.loantwin.optimizer.bank.TwoLevelSolution;
import io.github.loantwin.optimizer.bank.TwoLevelSolver;
import io.github.loantwin.optimizer.model.BindingLimit;
import io.github.loantwin.optimizer.model.Conflict;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A bank that splits its capital among branches that decide for themselves. */
final class Bank implements Solved {
    private final BankProblem problem;
    private final String title;
    private final TwoLevelSolver solver;
    private final TwoLevelSolution optimum;

    Bank(BankProblem problem, String title) {
        this.problem = problem;
        List<String> branches = problem.branches().stream().map(Branch::name).toList();
        if (branches.stream().distinct().count() < branches.size()) {
            throw new IllegalArgumentException("names of branches must differ, got " + branches + ".");
        }
        this.title = title;
        this.solver = new TwoLevelSolver(problem);
        this.optimum = solver.solve();
    }

    @Override
    public String model() {
        return "two-level-bank";
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String question() {
        return "A bank splits its capital; each branch lends its part for its own largest return";
    }

    @Override
    public SolveStatus status() {
        return optimum.status();
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (Branch branch : problem.branches()) {
            for (int j = 1; j <= branch.customers(); j++) {
                names.add(branch.name() + ", customer " + j);
            }
        }
        return names;
    }

    @Override
    public double[] decision() {
        return optimum.loans();
    }

    @Override
    public Unit decisionUnit() {
        return Unit.NUMBER;
    }

    @Override
    public Measure objective() {
        return measures(optimum.loans()).get(0);
    }

    @Override
    public List<Measure> measures(double[] loans) {
        double lent = 0;
        double squares = 0;
        for (double loan : loans) {
            lent += loan;
        }
        for (double loan : loans) {
            squares += loan * loan / (lent * lent);
        }
        List<Measure> measures = new ArrayList<>();
        measures.add(new Measure("expected_return", "Expected return", problem.expectedReturn(loans), Unit.NUMBER));
        String percent = Unit.digits(100 * problem.level()) + " %";
        double valueAtRisk = problem.valueAtRisk(loans);
        measures.add(new Measure("value_at_risk", "VaR " + percent + " of the bank", valueAtRisk, Unit.NUMBER));
        measures.add(new Measure("cvar", "CVaR " + percent + " of the bank", problem.cvar(loans), Unit.NUMBER));
        measures.add(new Measure("lent", "Lent", lent, Unit.NUMBER));
        measures.add(new Measure("herfindahl", "Herfindahl index (HHI)", squares, Unit.NUMBER));
        measures.add(new Measure("effective_number", "Effective number", 1 / squares, Unit.NUMBER));
        return measures;
    }

    @Override
    public List<String> broken(double[] loans) {
        double cvar = problem.cvar(loans);
        return cvar > problem.cvarLimit() + 1e-7
                ? List.of("the bank's CVaR " + Unit.digits(cvar) + " is over the limit of "
                        + Unit.digits(problem.cvarLimit()))
                : List.of();
    }

    /** The problem is not convex: what a limit costs is no multiplier. */
    @Override
    public boolean hasMultipliers() {
        return false;
    }

    @Override
    public List<BindingLimit> binding() {
        return List.of();
    }

    @Override
    public List<Conflict> conflicts() {
        return optimum.status() == SolveStatus.INFEASIBLE ? BankConflicts.of(problem) : List.of();
    }

    @Override
    public List<Lever> levers() {
        double step = 0.01 * problem.capital();
        String unit = Unit.digits(step);
        List<Lever> levers = new ArrayList<>();
        levers.add(new Lever(
                "bank.cvarLimit",
                "CVaR limit of the bank",
                step,
                unit + " more of the bank's CVaR limit",
                Unit.NUMBER,
                100 * problem.capital()));
        for (Branch branch : problem.branches()) {
            levers.add(new Lever(
                    branch.name() + ".cvarLimit",
                    "CVaR limit of " + branch.name(),
                    step,
                    unit + " more of the CVaR limit of " + branch.name(),
                    Unit.NUMBER,
                    100 * problem.capital()));
        }
        levers.add(new Lever("capital", "capital", step, unit + " more capital", Unit.NUMBER, 100 * problem.capital()));
        return levers;
    }

    @Override
    public List<String> inputs() {
        List<String> inputs = new ArrayList<>();
        levers().forEach(lever -> inputs.add(lever.input()));
        return inputs;
    }

    @Override
    public void tell(Answer answer) {
        answer.number("capital", problem.capital());
        if (optimum.loans().length == 0) {
            return;
        }
        OneLevelSolution central = solver.oneLevel();
        answer.number("upper_bound", optimum.upperBound());
        answer.number("nodes", optimum.nodes());
        answer.number("headquarters_return", central.value());
        loans(answer, central);
        split(answer, central);
        values(answer, central);
        answer.sentence(String.format(
                Locale.ROOT,
                "While branches decide, no split of the capital gives more than %s: %d programs prove it.",
                Unit.digits(optimum.upperBound()),
                optimum.nodes()));
    }

    private void loans(Answer answer, OneLevelSolution central) {
        double[] loans = optimum.loans();
        double[] marginal = problem.marginalCvar(loans);
        double cvar = problem.cvar(loans);
        double[] parts = new double[loans.length];
        ReportTable table = new ReportTable(
                "Loans",
                TableColumn.text("name", "Customer"),
                TableColumn.number("amount", "Lent", "", 4, 1),
                TableColumn.percent("share", "Share", 2),
                TableColumn.number("expected_return", "Return", "per unit", 4, 1),
                TableColumn.percent("risk_share", "Of CVaR", 1),
                TableColumn.number("headquarters", "Headquarters", "", 4, 1));
        double lent = 0;
        for (double loan : loans) {
            lent += loan;
        }
        for (int j = 0; j < loans.length; j++) {
            parts[j] = cvar > 0 ? marginal[j] * loans[j] / cvar : 0;
            table.row(names().get(j), loans[j], loans[j] / lent, -problem.meanLoss()[j], parts[j], central.loans()[j]);
        }
        double central1 = 0;
        for (double loan : central.loans()) {
            central1 += loan;
        }
        table.sum("All", lent, 1.0, optimum.value() / lent, 1.0, central1);
        answer.table("loans", table);
        double[] shares = loans.clone();
        for (int j = 0; j < shares.length; j++) {
            shares[j] /= lent;
        }
        answer.figure("loans", AllocationFigures.shares(names(), shares, "bank's CVaR", parts, answer.source()));
    }

    private void split(Answer answer, OneLevelSolution central) {
        ReportTable table = new ReportTable(
                "Capital by branch",
                TableColumn.text("branch", "Branch"),
                TableColumn.number("budget", "Budget", "", 6, 1),
                TableColumn.number("lent", "Lent", "", 6, 1),
                TableColumn.number("central_budget", "Headquarters", "", 6, 1));
        int at = 0;
        for (int i = 0; i < optimum.budgets().length; i++) {
            double lent = 0;
            for (int j = 0; j < problem.branches().get(i).customers(); j++) {
                lent += optimum.loans()[at++];
            }
            table.row(problem.branches().get(i).name(), optimum.budgets()[i], lent, central.budgets()[i]);
        }
        answer.table("split", table);
    }

    private void values(Answer answer, OneLevelSolution central) {
        ReportTable table = new ReportTable(
                "Who decides",
                TableColumn.text("case", "Case"),
                TableColumn.number("value", "Return", "", 6, 1),
                TableColumn.number("cvar", "CVaR", "", 6, 1));
        List<String> names = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        add(table, names, values, "Branches decide, best split", optimum.value(), optimum.cvar());
        double cvar = central.loans().length > 0 ? problem.cvar(central.loans()) : Double.NaN;
        Optional<double[]> priced = solver.decideUnderTransferPrices(central);
        priced.ifPresent(loans -> add(
                table,
                names,
                values,
                "Branches decide, transfer prices",
                problem.expectedReturn(loans),
                problem.cvar(loans)));
        add(table, names, values, "Headquarters decides", central.value(), cvar);
        answer.table("values", table);
        double[] shown = values.stream().mapToDouble(Double::doubleValue).toArray();
        answer.figure(
                "values",
                AllocationFigures.amounts(
                        "values",
                        "Expected return by who decides",
                        "expected return",
                        names,
                        shown,
                        4,
                        answer.source()));
        answer.remark(
                "values",
                String.format(
                        Locale.ROOT,
                        "Transfer prices charge each loan %s times its marginal CVaR, the headquarters' price of CVaR.",
                        Unit.digits(central.cvarPrice())));
    }

    private static void add(
            ReportTable table, List<String> names, List<Double> values, String name, double value, double cvar) {
        table.row(name, value, cvar);
        names.add(name);
        values.add(value);
    }

    @Override
    public Effort effort() {
        return new Effort(
                0, 0, Math.max(0, optimum.upperBound() - optimum.value()), optimum.nodes(), optimum.milliseconds());
    }
}
