package io.github.loantwin.server.optimize;

import io.github.loantwin.optimizer.bank.BankProblem;
import io.github.loantwin.optimizer.bank.Branch;
import io.github.loantwin.optimizer.bank.ScenarioTwoLevelProblem;
import io.github.loantwin.optimizer.bank.TwoLevelProblem;
import io.github.loantwin.optimizer.bank.TwoLevelSolver;
import io.github.loantwin.optimizer.model.Conflict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Why no split of a bank's capital works: branches that cannot keep their own limit, or else the bank's.
 *
 * <p>A branch is asked alone, all others free. The bank's least CVaR is searched over splits, by moving capital between two
 * branches in halving steps from the middle and from every branch alone; with two branches that finds the least one, with more it
 * is one that is known to work.
 */
final class BankConflicts {
    private static final int HALVINGS = 50;

    /** A limit this close to 0, beside the capital, is 0: the solver cannot tell them apart. */
    private static final double NOTHING = 1e-9;

    private BankConflicts() {}

    static List<Conflict> of(BankProblem problem) {
        List<Conflict> conflicts = new ArrayList<>();
        for (int i = 0; i < problem.branches().size(); i++) {
            Branch branch = problem.branches().get(i);
            if (!keeps(problem, i, branch.cvarLimit())) {
                conflicts.add(
                        new Conflict("CVaR limit of " + branch.name(), branch.cvarLimit(), leastLimit(problem, i)));
            }
        }
        if (conflicts.isEmpty()) {
            double least = leastCvar(problem);
            if (least > problem.cvarLimit()) {
                conflicts.add(new Conflict("CVaR limit of the bank", problem.cvarLimit(), least));
            }
        }
        return conflicts;
    }

    /** Whether a branch can keep a limit with some budget, the other branches free of theirs. */
    private static boolean keeps(BankProblem problem, int branch, double limit) {
        List<Branch> branches = new ArrayList<>();
        for (int i = 0; i < problem.branches().size(); i++) {
            Branch old = problem.branches().get(i);
            double free = 1000 * problem.capital();
            branches.add(new Branch(old.name(), old.customers(), old.level(), i == branch ? limit : free));
        }
        BankProblem alone = problem instanceof TwoLevelProblem normal
                ? new TwoLevelProblem(
                        normal.capital(),
                        normal.level(),
                        normal.cvarLimit(),
                        branches,
                        normal.meanLoss(),
                        normal.covariance())
                : new ScenarioTwoLevelProblem(
                        problem.capital(),
                        problem.level(),
                        problem.cvarLimit(),
                        branches,
                        ((ScenarioTwoLevelProblem) problem).losses());
        double[] budgets = new double[branches.size()];
        Arrays.fill(budgets, problem.capital());
        return new TwoLevelSolver(alone).decide(budgets).isPresent();
    }

    /** A branch that lends nothing has a CVaR of 0, so the least limit it can keep is not above that. */
    private static double leastLimit(BankProblem problem, int branch) {
        double bad = problem.branches().get(branch).cvarLimit();
        double good = 0;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = 0.5 * (bad + good);
            if (keeps(problem, branch, middle)) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return Math.abs(good) < NOTHING * problem.capital() ? 0 : good;
    }

    private static double leastCvar(BankProblem problem) {
        TwoLevelSolver solver = new TwoLevelSolver(problem);
        int n = problem.branches().size();
        double[] middle = new double[n];
        Arrays.fill(middle, problem.capital() / n);
        double best = search(problem, solver, middle);
        for (int i = 0; i < n; i++) {
            double[] alone = new double[n];
            alone[i] = problem.capital();
            best = Math.min(best, search(problem, solver, alone));
        }
        return best;
    }

    private static double search(BankProblem problem, TwoLevelSolver solver, double[] start) {
        double[] at = start.clone();
        double best = cvar(problem, solver, at);
        for (double step = 0.25 * problem.capital(); step > 1e-7 * problem.capital(); ) {
            boolean better = false;
            for (int from = 0; from < at.length; from++) {
                for (int to = 0; to < at.length; to++) {
                    double move = from == to ? 0 : Math.min(step, at[from]);
                    double[] moved = at.clone();
                    moved[from] -= move;
                    moved[to] += move;
                    double value = move > 0 ? cvar(problem, solver, moved) : Double.POSITIVE_INFINITY;
                    if (value < best - 1e-12) {
                        best = value;
                        at = moved;
                        better = true;
                    }
                }
            }
            step = better ? step : step / 2;
        }
        return best;
    }

    private static double cvar(BankProblem problem, TwoLevelSolver solver, double[] budgets) {
        Optional<double[]> loans = solver.decide(budgets);
        return loans.map(problem::cvar).orElse(Double.POSITIVE_INFINITY);
    }
}
