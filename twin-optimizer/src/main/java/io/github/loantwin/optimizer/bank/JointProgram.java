package io.github.loantwin.optimizer.bank;

import io.github.loantwin.optimizer.solver.ConeProgram;
import io.github.loantwin.optimizer.solver.ConeSolver;
import io.github.loantwin.optimizer.solver.Solution;
import java.util.Arrays;
import java.util.List;

/**
 * All branches' loans and budgets at once: the one-level problem, and with secants the relaxation of the two-level one.
 *
 * <p>A branch's value V_i(w_i) is concave. Over a box of budgets, V_i is above its secant, so that -mu_i'x_i >= secant_i(w_i)
 * holds for every decision of a branch in the box, and is convex.
 *
 * <p>In the relaxation the bank's limit and the secants may be missed by t at a high price. Its optimum can only be higher
 * than without, so that it still is a bound; but it always has an interior, which small boxes beside the limit have not.
 */
final class JointProgram {
    /** Price of missing a limit, against the largest mean loss of a unit lent. */
    private static final double PRICE = 100_000;

    private final TwoLevelProblem problem;
    private final List<BranchModel> models;
    private final int n;

    JointProgram(TwoLevelProblem problem, List<BranchModel> models) {
        this.problem = problem;
        this.models = models;
        this.n = problem.meanLoss().length;
    }

    /** Solves the one-level problem for x (n values) and w behind it. */
    Solution solve(double[] low, double[] high) {
        return solve(low, high, new double[0][], Double.POSITIVE_INFINITY);
    }

    /** Solves the relaxation in a box of budgets, above secants, for x, w and t. */
    Solution relaxed(double[] low, double[] high, double[][] secants) {
        double largest = Arrays.stream(problem.meanLoss()).map(Math::abs).max().orElse(0);
        return solve(low, high, secants, PRICE * largest);
    }

    private Solution solve(double[] low, double[] high, double[][] secants, double price) {
        int branches = models.size();
        boolean elastic = price < Double.POSITIVE_INFINITY;
        int last = n + branches;
        ConeProgram.Builder builder = ConeProgram.builder(elastic ? last + 1 : last);
        if (elastic) {
            builder.lower(last, 0).linear(last, price);
        }
        double[] capital = new double[n + branches];
        Arrays.fill(capital, n, n + branches, 1);
        builder.equal(capital, problem.capital());
        for (int j = 0; j < n; j++) {
            builder.lower(j, 0).linear(j, problem.meanLoss()[j]);
        }
        for (int i = 0; i < branches; i++) {
            builder.lower(n + i, low[i]).upper(n + i, high[i]);
            addBranch(builder, i, secants.length == 0 ? new double[0] : secants[i]);
        }
        double[] reward = new double[elastic ? last + 1 : last];
        for (int j = 0; j < n; j++) {
            reward[j] = -problem.meanLoss()[j];
        }
        reward[reward.length - 1] = elastic ? 1 : 0;
        double[][] root = BranchModel.scaledRoot(problem.covariance(), problem.level());
        builder.norm(root, new double[root.length], reward, problem.cvarLimit());
        return elastic ? ConeSolver.solveBounded(builder.build()) : ConeSolver.solve(builder.build());
    }

    /** Budget, secant (slope and intercept) and CVaR of one branch. */
    private void addBranch(ConeProgram.Builder builder, int i, double[] secant) {
        BranchModel model = models.get(i);
        double[] budget = new double[n + models.size()];
        double[] reward = new double[n];
        double[] above = new double[n + models.size() + 1];
        for (int j = 0; j < model.meanLoss.length; j++) {
            budget[model.first + j] = 1;
            reward[model.first + j] = -model.meanLoss[j];
            above[model.first + j] = model.meanLoss[j];
        }
        budget[n + i] = -1;
        builder.atMost(budget, 0);
        if (secant.length > 0) {
            above[n + i] = secant[0];
            above[n + models.size()] = -1;
            builder.atMost(above, -secant[1]);
        }
        double[][] root = new double[model.tailRoot.length][n];
        for (int r = 0; r < root.length; r++) {
            System.arraycopy(model.tailRoot[r], 0, root[r], model.first, model.meanLoss.length);
        }
        builder.norm(root, new double[root.length], reward, model.branch.cvarLimit());
    }
}
