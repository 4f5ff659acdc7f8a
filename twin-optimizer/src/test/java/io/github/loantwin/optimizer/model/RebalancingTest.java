package io.github.loantwin.optimizer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quarterly rebalancing program: by hand, and against the simplex in the variables of the book. */
class RebalancingTest {
    private static final OptionalDouble NONE = OptionalDouble.empty();

    /**
     * 50 of a (profit 5 %, weight 40 %) and 50 of b (2 %, 60 %), growth 20 %: a may grow to 100 (twice), b must keep 25 (half).
     * Density (0.4 a + 0.6 b) / (a + b) <= 0.5 holds when a >= b. All growth into a: 95 + 25, profit 5.25.
     */
    @Test
    void byHand() {
        List<Segment> book =
                List.of(new Segment("a", "A", 50, 0.05, 0.4, 0, 0), new Segment("b", "B", 50, 0.02, 0.6, 0, 0));
        Rebalancing answer = new RebalancingProblem("", book, 0.5, NONE, 0.2, 0.5, 1, NONE).solve();
        assertEquals(SolveStatus.OPTIMAL, answer.status());
        assertEquals(45, answer.originated()[0] - answer.sold()[0], 1e-6);
        assertEquals(-25, answer.originated()[1] - answer.sold()[1], 1e-6);
        assertEquals(0.05 * 95 + 0.02 * 25, answer.profit(), 1e-8);
    }

    /** A book at 70 % cannot reach 50 % by moving a tenth of each type; with steps of 2 % it can begin. */
    @Test
    void glidePath() {
        List<Segment> book = List.of(
                new Segment("a", "A", 40, 0.05, 0.25, 0.01, 0.01), new Segment("b", "B", 60, 0.06, 1.0, 0.01, 0.01));
        RebalancingProblem hard = new RebalancingProblem("", book, 0.5, NONE, 0.2, 0.1, 0.1, NONE);
        assertEquals(SolveStatus.INFEASIBLE, hard.solve().status());
        RebalancingProblem soft = new RebalancingProblem("", book, 0.5, OptionalDouble.of(0.02), 0.2, 0.1, 0.1, NONE);
        assertEquals(0.68, soft.densityThisQuarter(), 1e-12);
        Rebalancing answer = soft.solve();
        assertEquals(SolveStatus.OPTIMAL, answer.status());
        double a = 40 + answer.originated()[0] - answer.sold()[0];
        double b = 60 + answer.originated()[1] - answer.sold()[1];
        assertTrue((0.25 * a + b) / (a + b) <= 0.68 + 1e-9);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void simplexAgrees(long seed) {
        Random random = new Random(seed);
        int n = 3 + (int) seed;
        List<Segment> book = new ArrayList<>();
        for (int s = 0; s < n; s++) {
            book.add(new Segment(
                    "s" + s,
                    "type" + s % 3,
                    1e6 * (1 + random.nextInt(20)),
                    0.06 * random.nextDouble(),
                    0.2 + random.nextDouble(),
                    0.001 + 0.02 * random.nextDouble(),
                    0.001 + 0.02 * random.nextDouble()));
        }
        double step = 0.02;
        RebalancingProblem problem =
                new RebalancingProblem("", book, 0.5, OptionalDouble.of(step), 0.2, 0.25, 0.4, OptionalDouble.of(0.6));
        Rebalancing answer = problem.solve();
        assertEquals(SolveStatus.OPTIMAL, answer.status());
        double other = simplex(problem);
        assertEquals(other, answer.profit(), 1e-8 * Math.abs(other) + 1e-3);
        for (int s = 0; s < n; s++) { // costs above 0: nothing is bought and sold at once
            assertEquals(0, Math.min(answer.originated()[s], answer.sold()[s]), 1);
        }
    }

    /** The same program in x, b, l, in millions, as the formulas say it. */
    private static double simplex(RebalancingProblem problem) {
        List<Segment> book = problem.segments();
        int n = book.size();
        double total = book.stream().mapToDouble(Segment::held).sum() / 1e6;
        double[] profit = new double[3 * n];
        double[] density = new double[3 * n];
        double[] size = new double[3 * n];
        List<LinearConstraint> rows = new ArrayList<>();
        for (int s = 0; s < n; s++) {
            Segment segment = book.get(s);
            profit[s] = segment.profit();
            profit[n + s] = -segment.originationCost();
            profit[2 * n + s] = -segment.saleCost();
            density[s] = segment.riskWeight() - problem.densityThisQuarter();
            size[s] = 1;
            double[] balance = new double[3 * n];
            balance[s] = 1;
            balance[n + s] = -1;
            balance[2 * n + s] = 1;
            rows.add(new LinearConstraint(balance, Relationship.EQ, segment.held() / 1e6));
            double[] cap = new double[3 * n];
            for (int other = 0; other < n; other++) {
                cap[other] = (other == s ? 1 : 0) - problem.segmentCap().getAsDouble();
            }
            rows.add(new LinearConstraint(cap, Relationship.LEQ, 0));
        }
        rows.add(new LinearConstraint(density, Relationship.LEQ, 0));
        rows.add(new LinearConstraint(size, Relationship.LEQ, (1 + problem.growth()) * total));
        for (int type = 0; type < 3; type++) {
            double[] members = new double[3 * n];
            double held = 0;
            for (int s = type; s < n; s += 3) {
                members[s] = 1;
                held += book.get(s).held() / 1e6;
            }
            rows.add(new LinearConstraint(members, Relationship.LEQ, (1 + problem.expand()) * held));
            rows.add(new LinearConstraint(members, Relationship.GEQ, (1 - problem.shrink()) * held));
        }
        return 1e6
                * new SimplexSolver()
                        .optimize(
                                new MaxIter(10_000),
                                GoalType.MAXIMIZE,
                                new LinearObjectiveFunction(profit, 0),
                                new LinearConstraintSet(rows),
                                new NonNegativeConstraint(true))
                        .getValue();
    }
}
