package io.github.loantwin.optimizer.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.optimizer.solver.ScenarioTail;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two levels with losses known by scenarios: against enumeration by another solver, and by sorting. */
class ScenarioTwoLevelTest {
    private static final int SCENARIOS = 20;

    private static ScenarioTwoLevelProblem small(long seed) {
        Random random = new Random(seed);
        double[][] losses = new double[SCENARIOS][4];
        for (double[] row : losses) {
            double common = random.nextGaussian();
            for (int j = 0; j < 4; j++) {
                row[j] = -0.1 - 0.05 * j + 0.3 * (1 + 0.4 * j) * (0.5 * common + random.nextGaussian());
            }
        }
        List<Branch> branches = List.of(new Branch("a", 2, 0.8, 0.15), new Branch("b", 2, 0.8, 0.2));
        return new ScenarioTwoLevelProblem(1, 0.9, 0.25, branches, losses);
    }

    /** A branch's decision by Commons Math's simplex on Rockafellar and Uryasev's program, t split in two. */
    private static double[] decide(ScenarioTwoLevelProblem problem, int branch, double budget) {
        Branch of = problem.branches().get(branch);
        double[] mean = problem.meanLoss();
        int size = 4 + SCENARIOS;
        double tail = (1 - of.level()) * SCENARIOS;
        List<LinearConstraint> rows = new ArrayList<>();
        double[] limit = new double[size];
        limit[2] = 1;
        limit[3] = -1;
        Arrays.fill(limit, 4, size, 1 / tail);
        rows.add(new LinearConstraint(limit, Relationship.LEQ, of.cvarLimit()));
        double[] use = new double[size];
        use[0] = 1;
        use[1] = 1;
        rows.add(new LinearConstraint(use, Relationship.LEQ, budget));
        for (int i = 0; i < SCENARIOS; i++) {
            double[] row = new double[size];
            row[0] = problem.losses()[i][2 * branch];
            row[1] = problem.losses()[i][2 * branch + 1];
            row[2] = -1;
            row[3] = 1;
            row[4 + i] = -1;
            rows.add(new LinearConstraint(row, Relationship.LEQ, 0));
        }
        double[] cost = new double[size];
        cost[0] = mean[2 * branch];
        cost[1] = mean[2 * branch + 1];
        double[] x = new SimplexSolver()
                .optimize(
                        new MaxIter(10_000),
                        new LinearObjectiveFunction(cost, 0),
                        new LinearConstraintSet(rows),
                        new NonNegativeConstraint(true))
                .getPoint();
        return new double[] {x[0], x[1]};
    }

    /** No split of a fine grid beats the answer, and the best of them is close; the branches decide as the simplex says. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void enumerationAgrees(long seed) {
        ScenarioTwoLevelProblem problem = small(seed);
        TwoLevelSolver solver = new TwoLevelSolver(problem);
        TwoLevelSolution solution = solver.solve();
        assertEquals(SolveStatus.OPTIMAL, solution.status(), solution::toString);
        assertTrue(solution.upperBound() - solution.value() <= 1e-6);
        double best = Double.NEGATIVE_INFINITY;
        for (int k = 0; k <= 200; k++) {
            double[] a = decide(problem, 0, k / 200.0);
            double[] b = decide(problem, 1, 1 - k / 200.0);
            double[] loans = {a[0], a[1], b[0], b[1]};
            double[] at = problem.lossesAt(loans);
            if (ScenarioTail.cvar(at, 0.9) <= 0.25 + 1e-9) {
                best = Math.max(best, problem.expectedReturn(loans));
            }
        }
        assertTrue(best <= solution.value() + 2e-6, best + " " + solution);
        assertTrue(best >= solution.value() - 0.01, best + " " + solution);
        double[] again = solver.decide(solution.budgets()).orElseThrow();
        assertTrue(problem.cvar(again) <= 0.25 + 1e-8);
    }

    /** CVaR is homogeneous, so that the loans times their marginal CVaR sum to it (Euler). */
    @Test
    void marginalCvarSumsToCvar() {
        ScenarioTwoLevelProblem problem = small(5);
        double[] loans = {0.1, 0.2, 0.3, 0.4};
        double[] marginal = problem.marginalCvar(loans);
        double sum = 0;
        for (int j = 0; j < 4; j++) {
            sum += loans[j] * marginal[j];
        }
        assertEquals(problem.cvar(loans), sum, 1e-14);
    }

    /** A bank's limit below what any lending has: the branches lend all the same. */
    @Test
    void limitThatNoSplitKeeps() {
        ScenarioTwoLevelProblem loose = small(1);
        ScenarioTwoLevelProblem tight = new ScenarioTwoLevelProblem(1, 0.9, -0.5, loose.branches(), loose.losses());
        assertEquals(SolveStatus.INFEASIBLE, new TwoLevelSolver(tight).solve().status());
    }
}
