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

    private final BankProblem problem;
    private final List<BranchModel> models;
    private final LossModel bank;
    private final double[] meanLoss;
    private final int n;
    private int bankRow;

    JointProgram(BankProblem problem, List<BranchModel> models) {
        this.problem = problem;
        this.models = models;
        this.bank = LossModel.ofBank(problem);
        this.meanLoss = problem.meanLoss();
        this.n = meanLoss.length;
    }

    /** Solves the one-level problem for x (n values) and w behind it. */
    Solution solve(double[] low, double[] high) {
        Solution solution = ConeSolver.solve(program(low, high, new double[0][], 0));
        while (solution.optimal() && refine(solution.x(), 0)) {
            solution = ConeSolver.solve(program(low, high, new double[0][], 0));
        }
        return solution;
    }

    /** Solves the relaxation in a box of budgets, above secants, for x, w and t. */
    Solution relaxed(double[] low, double[] high, double[][] secants) {
        double largest = Arrays.stream(meanLoss).map(Math::abs).max().orElse(0);
        double price = PRICE * largest;
        Solution solution = ConeSolver.solveBounded(program(low, high, secants, price));
        while (solution.optimal() && refine(solution.x(), solution.x()[n + models.size()])) {
            solution = ConeSolver.solveBounded(program(low, high, secants, price));
        }
        return solution;
    }

    /** Lets every limit learn from a point; returns whether one did. */
    private boolean refine(double[] x, double missed) {
        boolean learned = bank.refine(Arrays.copyOf(x, n), problem.cvarLimit() + missed);
        for (BranchModel model : models) {
            double[] own = Arrays.copyOfRange(x, model.first, model.first + model.meanLoss.length);
            learned |= model.loss.refine(own, model.branch.cvarLimit());
        }
        return learned;
    }

    /** The price of the bank's limit in the one-level problem solved last. */
    double bankPrice(Solution solution) {
        return bank.price(solution, bankRow);
    }

    /** Variables: x, w, and t if limits may be missed at a price. */
    private ConeProgram program(double[] low, double[] high, double[][] secants, double price) {
        int branches = models.size();
        int columns = n + branches + (price > 0 ? 1 : 0);
        int elastic = price > 0 ? n + branches : -1;
        ConeProgram.Builder builder = ConeProgram.builder(columns);
        if (price > 0) {
            builder.lower(elastic, 0).linear(elastic, price);
        }
        double[] capital = new double[n + branches];
        Arrays.fill(capital, n, n + branches, 1);
        builder.equal(capital, problem.capital());
        for (int j = 0; j < n; j++) {
            builder.lower(j, 0).linear(j, meanLoss[j]);
        }
        for (int i = 0; i < branches; i++) {
            builder.lower(n + i, low[i]).upper(n + i, high[i]);
            addBudget(builder, i, secants.length == 0 ? new double[0] : secants[i]);
            BranchModel model = models.get(i);
            model.loss.limit(builder, columns, model.first, model.branch.cvarLimit(), -1);
        }
        bankRow = builder.linearRows();
        bank.limit(builder, columns, 0, problem.cvarLimit(), elastic);
        return builder.build();
    }

    /** Budget and secant (slope and intercept) of one branch. */
    private void addBudget(ConeProgram.Builder builder, int i, double[] secant) {
        BranchModel model = models.get(i);
        double[] budget = new double[n + models.size()];
        double[] above = new double[n + models.size() + 1];
        for (int j = 0; j < model.meanLoss.length; j++) {
            budget[model.first + j] = 1;
            above[model.first + j] = model.meanLoss[j];
        }
        budget[n + i] = -1;
        builder.atMost(budget, 0);
        if (secant.length > 0) {
            above[n + i] = secant[0];
            above[n + models.size()] = -1;
            builder.atMost(above, -secant[1]);
        }
    }
}
