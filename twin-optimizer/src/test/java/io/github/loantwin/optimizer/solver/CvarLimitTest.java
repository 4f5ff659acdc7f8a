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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Linear programs of few variables under a CVaR limit that leaves hardly any room, some room, or all: normal, lognormal,
 * rounded and two-valued losses, levels from 0.5 to 0.999, units from 1e-3 to 1e3.
 */
class CvarLimitTest {
    private static final double[] LEVELS = {0.5, 0.8, 0.9, 0.95, 0.99, 0.999};
    private static final double[] ROOM = {1e-6, 0.01, 0.3, 0.7, 0.99, 1.2};

    /** A program and the unit of its losses; its limit stands some way from the least CVaR to that of the best return. */
    private record Drawn(CvarProgram program, double scale) {}

    private static Drawn draw(long seed, int... sizes) {
        Random random = new Random(seed);
        int n = 1 + random.nextInt(6);
        double scale = Math.pow(10, random.nextInt(7) - 3);
        double[][] losses = losses(random, n, sizes[random.nextInt(sizes.length)], scale);
        double level = LEVELS[random.nextInt(LEVELS.length)];
        ConeProgram base = lending(random, losses);
        CvarProgram least = leastCvar(base, losses, level);
        double low = ScenarioTail.cvar(least.lossesAt(least.solve().solution().x()), level);
        double high = ScenarioTail.cvar(least.lossesAt(ConeSolver.solve(base).x()), level);
        double limit = low + ROOM[random.nextInt(ROOM.length)] * Math.max(0, high - low) + 1e-9 * scale;
        return new Drawn(new CvarProgram(base, losses, level, 0, OptionalDouble.of(limit)), scale);
    }

    /** The same constraints with nothing but CVaR to lower. */
    private static CvarProgram leastCvar(ConeProgram base, double[][] losses, double level) {
        double[] noReturn = new double[base.variables()];
        ConeProgram constraints = new ConeProgram(
                base.p(), noReturn, base.a(), base.b(), base.g(), base.h(), base.orthant(), base.cones());
        return new CvarProgram(constraints, losses, level, 1, OptionalDouble.empty());
    }

    /**
     * Limits that the least CVaR misses by little: what a lender meets whose capital has just become too thin. Nearer than a thousandth of
     * a loss the proof may lack digits; then nothing is claimed.
     */
    @ParameterizedTest
    @MethodSource("large")
    void limitsMissedByLittleAreProvedInfeasible(long seed) {
        Drawn drawn = draw(seed, 150, 300);
        CvarProgram program = drawn.program();
        ConeProgram base = program.base();
        CvarSolution least = leastCvar(base, program.losses(), program.level()).solve();
        for (double missed : new double[] {1e-2, 1e-3, 1e-4, 1e-5}) {
            double limit = least.cvar() - missed * drawn.scale();
            CvarSolution answer =
                    new CvarProgram(base, program.losses(), program.level(), 0, OptionalDouble.of(limit)).solve();
            SolveStatus status = answer.solution().status();
            boolean unproved = missed < 1e-3 && status == SolveStatus.STALLED;
            assertTrue(status == SolveStatus.INFEASIBLE || unproved, () -> missed + ": " + answer);
        }
    }

    private static double[][] losses(Random random, int n, int scenarios, double scale) {
        int kind = random.nextInt(4);
        double[][] losses = new double[scenarios][n];
        for (double[] row : losses) {
            double common = random.nextGaussian();
            for (int j = 0; j < n; j++) {
                double z = 0.6 * common + 0.8 * random.nextGaussian();
                row[j] = scale
                        * switch (kind) {
                            case 0 -> -0.02 * (j + 1) + 0.05 * (1 + j) * z;
                            case 1 -> random.nextInt(20) <= j ? 0.5 : -0.05 * (j + 1);
                            case 2 -> -0.05 + 0.02 * Math.exp(1.2 * z);
                            default -> -0.01 * (j + 1) + 0.03 * Math.rint(z);
                        };
            }
        }
        return losses;
    }

    /** All or some of a budget of one, some shares capped, mean losses off by a fifth. */
    private static ConeProgram lending(Random random, double[][] losses) {
        int n = losses[0].length;
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        ConeProgram.Builder builder = ConeProgram.builder(n);
        double cap = random.nextBoolean() ? 1.5 / n : 2;
        if (random.nextBoolean()) {
            builder.equal(ones, 1);
        } else {
            builder.atMost(ones, 1);
        }
        for (int j = 0; j < n; j++) {
            double mean = 0;
            for (double[] row : losses) {
                mean += row[j] / losses.length;
            }
            builder.lower(j, 0).upper(j, cap).linear(j, mean * (1 + 0.2 * random.nextGaussian()));
        }
        return builder.build();
    }

    /** What is feasible, by sorting and by the rows themselves; the objective; and the dual objective by the check. */
    private static void assertOptimal(Drawn drawn, CvarSolution answer) {
        assertEquals(SolveStatus.OPTIMAL, answer.solution().status(), answer::toString);
        CvarProgram program = drawn.program();
        double[] x = answer.solution().x();
        double cvar = ScenarioTail.cvar(program.lossesAt(x), program.level());
        assertTrue(cvar <= program.limit().getAsDouble() + 1e-9 * drawn.scale(), () -> "CVaR " + cvar);
        ConeProgram base = program.base();
        for (int i = 0; i < base.orthant(); i++) {
            assertTrue(base.g().dot(i, x) <= base.h()[i] + 1e-9);
        }
        for (int i = 0; i < base.b().length; i++) {
            assertEquals(base.b()[i], base.a().dot(i, x), 1e-9);
        }
        assertEquals(base.objective(x), answer.solution().objective(), 1e-12 * drawn.scale());
        assertTrue(answer.solution().relativeError() <= 1e-9, answer::toString);
    }

    static LongStream small() {
        return LongStream.rangeClosed(1, 150);
    }

    @ParameterizedTest
    @MethodSource("small")
    void simplexAgrees(long seed) {
        Drawn drawn = draw(seed, 10, 30, 60);
        CvarSolution answer = drawn.program().solve();
        assertOptimal(drawn, answer);
        double simplex = simplex(drawn);
        assertEquals(simplex, answer.solution().objective(), 1e-8 * Math.max(Math.abs(simplex), 0.1 * drawn.scale()));
    }

    static LongStream large() {
        return LongStream.rangeClosed(1_001, 1_060);
    }

    @ParameterizedTest
    @MethodSource("large")
    void manyScenariosEndOptimal(long seed) {
        Drawn drawn = draw(seed, 150, 300, 800);
        assertOptimal(drawn, drawn.program().solve());
    }

    /** The scenario program written out, in units of the scale: x, t+, t-, excesses. */
    private static double simplex(Drawn drawn) {
        CvarProgram program = drawn.program();
        ConeProgram base = program.base();
        int n = base.variables();
        int scenarios = program.losses().length;
        int size = n + 2 + scenarios;
        List<LinearConstraint> rows = new ArrayList<>();
        double[] limit = new double[size];
        limit[n] = 1;
        limit[n + 1] = -1;
        Arrays.fill(limit, n + 2, size, 1 / program.tail());
        rows.add(new LinearConstraint(limit, Relationship.LEQ, program.limit().getAsDouble() / drawn.scale()));
        for (int i = 0; i < scenarios; i++) {
            double[] row = new double[size];
            for (int j = 0; j < n; j++) {
                row[j] = program.losses()[i][j] / drawn.scale();
            }
            row[n] = -1;
            row[n + 1] = 1;
            row[n + 2 + i] = -1;
            rows.add(new LinearConstraint(row, Relationship.LEQ, 0));
        }
        addRows(base.a(), base.b(), base.b().length, Relationship.EQ, size, rows);
        addRows(base.g(), base.h(), base.orthant(), Relationship.LEQ, size, rows);
        double[] cost = new double[size];
        for (int j = 0; j < n; j++) {
            cost[j] = base.q()[j] / drawn.scale();
        }
        return drawn.scale()
                * new SimplexSolver(1e-11, 10, 1e-13)
                        .optimize(
                                new MaxIter(100_000),
                                new LinearObjectiveFunction(cost, 0),
                                new LinearConstraintSet(rows),
                                new NonNegativeConstraint(true))
                        .getValue();
    }

    private static void addRows(
            SparseMatrix matrix, double[] side, int count, Relationship sign, int size, List<LinearConstraint> rows) {
        for (int i = 0; i < count; i++) {
            double[] row = new double[size];
            for (int k = matrix.start(i); k < matrix.start(i + 1); k++) {
                row[matrix.index(k)] = matrix.value(k);
            }
            rows.add(new LinearConstraint(row, sign, side[i]));
        }
    }

    /** Seven variables and ten scenarios: every row is crowded, and no variable may be eliminated without a bound of its own. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void fewScenariosOfManyVariables(long seed) {
        Random random = new Random(seed);
        double[][] losses = losses(random, 9, 10, 1);
        ConeProgram base = lending(random, losses);
        CvarSolution least = new CvarProgram(base, losses, 0.8, 1, OptionalDouble.empty()).solve();
        assertEquals(SolveStatus.OPTIMAL, least.solution().status(), least::toString);
    }
}
