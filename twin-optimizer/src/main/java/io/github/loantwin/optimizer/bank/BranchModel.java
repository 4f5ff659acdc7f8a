package io.github.loantwin.optimizer.bank;

import io.github.loantwin.optimizer.solver.ConeProgram;
import io.github.loantwin.optimizer.solver.ConeSolver;
import io.github.loantwin.optimizer.solver.Solution;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One branch's own problem: largest expected return for its budget, under its CVaR limit. */
final class BranchModel {
    final Branch branch;
    final int first;
    final double[] meanLoss;
    final LossModel loss;
    private final Map<Double, Optional<BranchDecision>> known = new HashMap<>();

    /** Whether a program ended with neither an optimum nor a proof that there is none. */
    private boolean unsure;

    BranchModel(BankProblem problem, int index) {
        this.branch = problem.branches().get(index);
        this.first = LossModel.first(problem, index);
        this.meanLoss = Arrays.copyOfRange(problem.meanLoss(), first, first + branch.customers());
        this.loss = LossModel.ofBranch(problem, index);
    }

    boolean unsure() {
        return unsure;
    }

    /** Returns the branch's choice; empty if its limit cannot be kept. Boxes of budgets share their ends. */
    Optional<BranchDecision> decide(double budget) {
        return known.computeIfAbsent(budget, w -> decide(w, new double[meanLoss.length]));
    }

    /** Returns the branch's choice when it is charged for its loans beside their mean loss. */
    Optional<BranchDecision> decide(double budget, double[] charge) {
        int n = meanLoss.length;
        Solution solution = solve(budget, charge);
        while (solution.optimal() && loss.refine(solution.x(), branch.cvarLimit())) {
            solution = solve(budget, charge);
        }
        if (!solution.optimal()) {
            unsure |= solution.status() != SolveStatus.INFEASIBLE;
            return Optional.empty();
        }
        double[] loans = Arrays.copyOf(solution.x(), n);
        double value = 0;
        for (int j = 0; j < n; j++) {
            value -= meanLoss[j] * loans[j];
        }
        double used = Arrays.stream(loans).sum();
        double gap = solution.gap() + loss.tolerance() * loss.price(solution, n + 1);
        return Optional.of(new BranchDecision(loans, value, used, solution.z()[0], gap));
    }

    private Solution solve(double budget, double[] charge) {
        int n = meanLoss.length;
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        ConeProgram.Builder builder = ConeProgram.builder(n).atMost(ones, budget);
        for (int j = 0; j < n; j++) {
            builder.lower(j, 0).linear(j, meanLoss[j] + charge[j]);
        }
        loss.limit(builder, n, 0, branch.cvarLimit(), -1);
        return ConeSolver.solve(builder.build());
    }
}
