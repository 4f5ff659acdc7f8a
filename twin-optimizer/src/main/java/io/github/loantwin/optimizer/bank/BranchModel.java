package io.github.loantwin.optimizer.bank;

import io.github.loantwin.optimizer.model.Covariance;
import io.github.loantwin.optimizer.solver.ConeProgram;
import io.github.loantwin.optimizer.solver.ConeSolver;
import io.github.loantwin.optimizer.solver.Solution;
import java.util.Arrays;
import java.util.Optional;

/** One branch's own problem: largest expected return for its budget, under its CVaR limit. */
final class BranchModel {
    final Branch branch;
    final int first;
    final double[] meanLoss;
    final double[][] tailRoot;

    BranchModel(TwoLevelProblem problem, int index) {
        this.branch = problem.branches().get(index);
        this.first = problem.first(index);
        int n = branch.customers();
        this.meanLoss = Arrays.copyOfRange(problem.meanLoss(), first, first + n);
        double[][] block = new double[n][];
        for (int i = 0; i < n; i++) {
            block[i] = Arrays.copyOfRange(problem.covariance()[first + i], first, first + n);
        }
        this.tailRoot = scaledRoot(block, branch.level());
    }

    /** The matrix M with |M x| = tail factor times standard deviation. */
    static double[][] scaledRoot(double[][] covariance, double level) {
        double[][] root = Covariance.root(covariance);
        for (double[] row : root) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= TwoLevelProblem.tailFactor(level);
            }
        }
        return root;
    }

    /** Returns the branch's choice; empty if its limit cannot be kept. */
    Optional<BranchDecision> decide(double budget) {
        return decide(budget, new double[meanLoss.length]);
    }

    /** Returns the branch's choice when it is charged for its loans beside their mean loss. */
    Optional<BranchDecision> decide(double budget, double[] charge) {
        int n = meanLoss.length;
        double[] ones = new double[n];
        double[] reward = new double[n];
        Arrays.fill(ones, 1);
        ConeProgram.Builder builder = ConeProgram.builder(n).atMost(ones, budget);
        for (int j = 0; j < n; j++) {
            reward[j] = -meanLoss[j];
            builder.lower(j, 0).linear(j, meanLoss[j] + charge[j]);
        }
        builder.norm(tailRoot, new double[tailRoot.length], reward, branch.cvarLimit());
        Solution solution = ConeSolver.solve(builder.build());
        if (!solution.optimal()) {
            return Optional.empty();
        }
        double value = 0;
        for (int j = 0; j < n; j++) {
            value += reward[j] * solution.x()[j];
        }
        double used = Arrays.stream(solution.x()).sum();
        return Optional.of(new BranchDecision(solution.x(), value, used, solution.z()[0], solution.gap()));
    }
}
