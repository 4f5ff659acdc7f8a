package io.github.loantwin.optimizer.bank;

import io.github.loantwin.optimizer.solver.ConeProgram;
import io.github.loantwin.optimizer.solver.Solution;
import java.util.Arrays;

/** What some loans, one behind the other, may lose, and how a limit on its CVaR is put into a program. */
sealed interface LossModel permits NormalLoss, ScenarioLoss {
    /**
     * Adds the limit CVaR of the loans <= limit + x[elastic], or what is known of it.
     *
     * @param builder of the program
     * @param columns number of its variables
     * @param loans first loan's column
     * @param limit largest CVaR
     * @param elastic column of what the limit may be missed by, or -1
     */
    void limit(ConeProgram.Builder builder, int columns, int loans, double limit, int elastic);

    /** Learns from loans that miss the limit what it must be told of it; returns whether there was something to learn. */
    boolean refine(double[] loans, double limit);

    /** By how much loans that left nothing to learn may miss the limit. */
    double tolerance();

    /** Returns the price of the limit added last of its kind, whose first row among the linear ones is given. */
    double price(Solution solution, int firstRow);

    /** Returns the model of a branch's losses. */
    static LossModel ofBranch(BankProblem problem, int branch) {
        int from = first(problem, branch);
        int n = problem.branches().get(branch).customers();
        double level = problem.branches().get(branch).level();
        return of(problem, from, from + n, level);
    }

    /** Returns the model of the bank's losses. */
    static LossModel ofBank(BankProblem problem) {
        return of(problem, 0, problem.meanLoss().length, problem.level());
    }

    /** First position of a branch's customer types. */
    static int first(BankProblem problem, int branch) {
        return problem.branches().subList(0, branch).stream()
                .mapToInt(Branch::customers)
                .sum();
    }

    private static LossModel of(BankProblem problem, int from, int to, double level) {
        if (problem instanceof TwoLevelProblem normal) {
            return NormalLoss.of(
                    Arrays.copyOfRange(normal.meanLoss(), from, to), block(normal.covariance(), from, to), level);
        }
        double[][] losses = ((ScenarioTwoLevelProblem) problem).losses();
        return new ScenarioLoss(columns(losses, from, to), level, problem.capital());
    }

    private static double[][] block(double[][] matrix, int from, int to) {
        return columns(Arrays.copyOfRange(matrix, from, to), from, to);
    }

    private static double[][] columns(double[][] rows, int from, int to) {
        return Arrays.stream(rows).map(row -> Arrays.copyOfRange(row, from, to)).toArray(double[][]::new);
    }
}
