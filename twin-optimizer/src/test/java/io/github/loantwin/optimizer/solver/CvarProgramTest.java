package io.github.loantwin.optimizer.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs with CVaR: against the plain linear program of all scenarios, and against sorting. */
class CvarProgramTest {
    private static final OptionalDouble NONE = OptionalDouble.empty();

    private static double[][] normalLosses(long seed, int scenarios, int n) {
        Random random = new Random(seed);
        double[][] losses = new double[scenarios][n];
        for (double[] row : losses) {
            double common = random.nextGaussian();
            for (int j = 0; j < n; j++) {
                row[j] = -0.02 * (j % 5) + (0.02 + 0.01 * (j % 7)) * (0.6 * common + 0.8 * random.nextGaussian());
            }
        }
        return losses;
    }

    /** Losses of 0 or 1: as tied as can be, as defaults of single loans are. */
    private static double[][] defaults(long seed, int scenarios, int n) {
        Random random = new Random(seed);
        double[][] losses = new double[scenarios][n];
        for (double[] row : losses) {
            for (int j = 0; j < n; j++) {
                row[j] = random.nextInt(20) <= j % 4 ? 1 : 0;
            }
        }
        return losses;
    }

    private static ConeProgram longOnly(int n, double reward) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        ConeProgram.Builder builder = ConeProgram.builder(n).equal(ones, 1);
        for (int j = 0; j < n; j++) {
            builder.lower(j, 0).linear(j, -reward * (j % 3));
        }
        return builder.build();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    /** Rockafellar and Uryasev's linear program in x, t+, t-, excesses, solved by the simplex. */
    @ParameterizedTest
    @MethodSource("seeds")
    void simplexAgrees(long seed) {
        int n = 2 + (int) seed % 4;
        int scenarios = 15 + (int) seed;
        double[][] losses = seed % 2 == 0 ? normalLosses(seed, scenarios, n) : defaults(seed, scenarios, n);
        double level = seed % 3 == 0 ? 0.5 : seed % 3 == 1 ? 0.9 : 0.99;
        int size = n + 2 + scenarios;
        double[] cost = new double[size];
        cost[n] = 1;
        cost[n + 1] = -1;
        Arrays.fill(cost, n + 2, size, 1 / ((1 - level) * scenarios));
        List<LinearConstraint> rows = new ArrayList<>();
        double[] budget = new double[size];
        Arrays.fill(budget, 0, n, 1);
        rows.add(new LinearConstraint(budget, Relationship.EQ, 1));
        for (int i = 0; i < scenarios; i++) {
            double[] row = new double[size];
            System.arraycopy(losses[i], 0, row, 0, n);
            row[n] = -1;
            row[n + 1] = 1;
            row[n + 2 + i] = -1;
            rows.add(new LinearConstraint(row, Relationship.LEQ, 0));
        }
        double value = new SimplexSolver()
                .optimize(
                        new MaxIter(100_000),
                        new LinearObjectiveFunction(cost, 0),
                        new LinearConstraintSet(rows),
                        new NonNegativeConstraint(true))
                .getValue();
        CvarSolution ours = new CvarProgram(longOnly(n, 0), losses, level, 1, NONE).solve();
        assertEquals(SolveStatus.OPTIMAL, ours.solution().status());
        assertEquals(value, ours.cvar(), 1e-8);
    }

    /** Few of many scenarios give what all of them give, for smooth and for tied losses. */
    @ParameterizedTest
    @CsvSource({"0.5,false", "0.95,false", "0.99,false", "0.999,false", "0.95,true", "0.99,true", "0.999,true"})
    void tailRestrictionIsExact(double level, boolean tied) {
        int n = 8;
        int scenarios = 6_000;
        double[][] losses = tied ? defaults(3, scenarios, n) : normalLosses(3, scenarios, n);
        ConeProgram base = longOnly(n, 0.001);
        CvarSolution ours = new CvarProgram(base, losses, level, 1, NONE).solve();
        assertEquals(SolveStatus.OPTIMAL, ours.solution().status(), () -> ours.toString());
        assertEquals(ScenarioTail.cvar(losses(losses, ours.solution().x()), level), ours.cvar(), 1e-14);
        Solution all = ConeSolver.solve(wholeProgram(base, losses, level));
        assertEquals(SolveStatus.OPTIMAL, all.status());
        assertEquals(all.objective(), ours.solution().objective(), 1e-9);
    }

    private static double[] losses(double[][] losses, double[] x) {
        return KnownPrograms.times(losses, x);
    }

    private static ConeProgram wholeProgram(ConeProgram base, double[][] losses, double level) {
        int n = base.variables();
        ConeProgram.Builder builder = ConeProgram.builder(n + 1 + losses.length);
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        builder.equal(ones, 1).linear(n, 1);
        for (int j = 0; j < n; j++) {
            builder.lower(j, 0).linear(j, base.q()[j]);
        }
        for (int i = 0; i < losses.length; i++) {
            int[] columns = new int[n + 2];
            double[] row = Arrays.copyOf(losses[i], n + 2);
            for (int j = 0; j <= n; j++) {
                columns[j] = j;
            }
            columns[n + 1] = n + 1 + i;
            row[n] = -1;
            row[n + 1] = -1;
            builder.atMost(columns, row, 0).lower(n + 1 + i, 0);
            builder.linear(n + 1 + i, 1 / ((1 - level) * losses.length));
        }
        return builder.build();
    }

    /** The limit holds over all scenarios, binds, and its price is the slope of the best return. */
    @Test
    void limitBindsAtItsPrice() {
        int n = 10;
        double[][] losses = normalLosses(9, 4_000, n);
        ConeProgram base = longOnly(n, 0.02);
        double least =
                new CvarProgram(longOnly(n, 0), losses, 0.95, 1, NONE).solve().cvar();
        double limit = least + 0.01;
        CvarSolution at = new CvarProgram(base, losses, 0.95, 0, OptionalDouble.of(limit)).solve();
        CvarSolution beyond = new CvarProgram(base, losses, 0.95, 0, OptionalDouble.of(limit + 1e-6)).solve();
        assertEquals(SolveStatus.OPTIMAL, at.solution().status());
        assertEquals(limit, at.cvar(), 1e-9);
        assertTrue(at.limitPrice() > 0);
        double slope = (at.solution().objective() - beyond.solution().objective()) / 1e-6;
        assertEquals(at.limitPrice(), slope, 2e-3 * slope);
    }

    @Test
    void limitBelowTheLeastIsInfeasible() {
        double[][] losses = normalLosses(4, 3_000, 6);
        double least =
                new CvarProgram(longOnly(6, 0), losses, 0.99, 1, NONE).solve().cvar();
        CvarSolution answer = new CvarProgram(longOnly(6, 1), losses, 0.99, 0, OptionalDouble.of(least - 1e-3)).solve();
        assertEquals(SolveStatus.INFEASIBLE, answer.solution().status());
    }

    /** Ten scenarios at 0.999: the tail is a hundredth of a scenario, CVaR is the worst loss. */
    @Test
    void fewScenariosAtAHighLevel() {
        double[][] losses = normalLosses(5, 10, 3);
        CvarSolution ours = new CvarProgram(longOnly(3, 0), losses, 0.999, 1, NONE).solve();
        assertEquals(SolveStatus.OPTIMAL, ours.solution().status());
        assertEquals(Arrays.stream(losses(losses, ours.solution().x())).max().getAsDouble(), ours.cvar(), 1e-12);
    }

    /** By hand: of 1..10 at level 0.75 the tail is 10, 9 and half of 8, so (10 + 9 + 4) / 2.5. */
    @Test
    void tailOfTenNumbers() {
        double[] losses = {3, 1, 2, 10, 9, 8, 7, 4, 6, 5};
        assertEquals(9.2, ScenarioTail.cvar(losses, 0.75), 1e-14);
        assertEquals(8, ScenarioTail.valueAtRisk(losses, 0.75));
        assertEquals(5, ScenarioTail.valueAtRisk(losses, 0.5));
    }
}
