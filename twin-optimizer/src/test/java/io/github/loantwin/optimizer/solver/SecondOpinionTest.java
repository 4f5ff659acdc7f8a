package io.github.loantwin.optimizer.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.commons.math3.exception.TooManyIterationsException;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NoFeasibleSolutionException;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.linear.UnboundedSolutionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/** Other solvers on the same problems: the simplex of Commons Math, the active-set method of ojAlgo. */
class SecondOpinionTest {
    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    static LongStream fewSeeds() {
        return LongStream.rangeClosed(1, 15);
    }

    /** Small integer data, so that ties, degeneracy, infeasible and unbounded problems are frequent. */
    @ParameterizedTest
    @MethodSource("seeds")
    void simplexAgrees(long seed) {
        Random random = new Random(seed);
        int n = 2 + (int) (seed / 6);
        int m = 1 + random.nextInt(n + 2);
        double[] cost = integers(random, n);
        ConeProgram.Builder builder = ConeProgram.builder(n);
        List<LinearConstraint> rows = new ArrayList<>();
        for (int j = 0; j < n; j++) {
            builder.linear(j, cost[j]).lower(j, 0);
        }
        for (int i = 0; i < m; i++) {
            double[] row = integers(random, n);
            double side = random.nextInt(6);
            boolean equal = random.nextInt(4) == 0;
            rows.add(new LinearConstraint(row, equal ? Relationship.EQ : Relationship.LEQ, side));
            if (equal) {
                builder.equal(row, side);
            } else {
                builder.atMost(row, side);
            }
        }
        compare(new LinearObjectiveFunction(cost, 0), rows, ConeSolver.solve(builder.build()));
    }

    private static double[] integers(Random random, int n) {
        return random.ints(n, -3, 5).asDoubleStream().toArray();
    }

    private static void compare(LinearObjectiveFunction objective, List<LinearConstraint> rows, Solution ours) {
        try {
            PointValuePair other = new SimplexSolver()
                    .optimize(
                            new MaxIter(10_000),
                            objective,
                            new LinearConstraintSet(rows),
                            new NonNegativeConstraint(true));
            assertEquals(SolveStatus.OPTIMAL, ours.status(), ours::toString);
            assertEquals(other.getValue(), ours.objective(), 1e-8 * Math.max(1, Math.abs(other.getValue())));
        } catch (NoFeasibleSolutionException e) {
            assertEquals(SolveStatus.INFEASIBLE, ours.status(), ours::toString);
        } catch (UnboundedSolutionException e) {
            assertEquals(SolveStatus.UNBOUNDED, ours.status(), ours::toString);
        } catch (TooManyIterationsException e) {
            throw new AssertionError("the simplex cycled", e);
        }
    }

    @ParameterizedTest
    @MethodSource("fewSeeds")
    void activeSetMethodAgrees(long seed) {
        int n = 3 + 2 * (int) seed;
        KnownPrograms random = new KnownPrograms(seed, n);
        double[][] p = random.semidefinite(n);
        double[] q = random.vector(n);
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        ConeProgram.Builder builder = ConeProgram.builder(n).quadratic(p);
        Expression curvature = model.newExpression("curvature").weight(0.5);
        Expression budget = model.newExpression("budget").level(1);
        double[] ones = new double[n];
        for (int j = 0; j < n; j++) {
            Variable variable = model.newVariable("x" + j).lower(0).upper(0.6).weight(q[j]);
            budget.set(variable, 1);
            ones[j] = 1;
            builder.linear(j, q[j]).lower(j, 0).upper(j, 0.6);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                curvature.set(i, j, p[i][j]);
            }
        }
        Optimisation.Result other = model.minimise();
        Solution ours = ConeSolver.solve(builder.equal(ones, 1).build());
        assertEquals(SolveStatus.OPTIMAL, ours.status());
        assertEquals(other.getValue(), ours.objective(), 1e-8 * Math.max(1, Math.abs(ours.objective())));
        for (int j = 0; j < n; j++) {
            assertEquals(other.doubleValue(j), ours.x()[j], 1e-5);
        }
    }

    @org.junit.jupiter.api.Test
    void shapesThatDoNotFitAreRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> ConeProgram.builder(2).atMost(new double[] {1, Double.NaN}, 0));
        assertThrows(
                IllegalArgumentException.class, () -> ConeProgram.builder(2).atMost(new double[] {1, 1, 1}, 0));
    }
}
