package io.github.loantwin.optimizer.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs whose optimum, or whose lack of one, is known from how they were built; sizes grow with the seed. */
class KnownSolutionTest {
    static java.util.stream.LongStream seeds() {
        return java.util.stream.LongStream.rangeClosed(1, 40);
    }

    private static int size(long seed) {
        return 2 + (int) (seed * 2);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void quadraticProgram(long seed) {
        int n = size(seed);
        assertOptimal(new KnownPrograms(seed, n).optimal(n / 2, n / 4, 2 * n));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void linearProgram(long seed) {
        int n = size(seed);
        assertOptimal(new KnownPrograms(seed, n).optimal(0, n / 4, 2 * n));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void coneProgram(long seed) {
        int n = size(seed);
        assertOptimal(new KnownPrograms(seed, n).optimal(n / 3, n / 4, n, n + 1, 3, 4, 5));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void equalitiesAlone(long seed) {
        int n = size(seed);
        assertOptimal(new KnownPrograms(seed, n).optimal(n, n / 2, 0));
    }

    private static void assertOptimal(KnownPrograms.Known known) {
        Solution solution = ConeSolver.solve(known.program());
        assertEquals(SolveStatus.OPTIMAL, solution.status(), solution::toString);
        double size = Math.max(1, Math.abs(known.value()));
        assertEquals(known.value(), solution.objective(), 1e-8 * size);
        assertTrue(solution.primalResidual() < 1e-9 * 100, solution::toString);
        assertEquals(known.program().objective(solution.x()), solution.objective(), 1e-12 * size);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void infeasibleHasFarkasProof(long seed) {
        int n = size(seed);
        ConeProgram program = new KnownPrograms(seed, n).infeasible(n / 4, 2 * n);
        Solution solution = ConeSolver.solve(program);
        assertEquals(SolveStatus.INFEASIBLE, solution.status(), solution::toString);
        double drop = 0;
        double[] columns = new double[n];
        for (int i = 0; i < solution.y().length; i++) {
            drop += program.b()[i] * solution.y()[i];
        }
        for (int i = 0; i < solution.z().length; i++) {
            drop += program.h()[i] * solution.z()[i];
            assertTrue(solution.z()[i] >= 0);
        }
        program.a().transposeAdd(1, solution.y(), columns);
        program.g().transposeAdd(1, solution.z(), columns);
        assertEquals(-1, drop, 1e-9);
        assertTrue(KktSystem.max(columns) < 1e-7, () -> "A'y + G'z = " + KktSystem.max(columns));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void unboundedHasRay(long seed) {
        int n = size(seed);
        ConeProgram program = new KnownPrograms(seed, n).unbounded(n / 3, n / 4, n);
        Solution solution = ConeSolver.solve(program);
        assertEquals(SolveStatus.UNBOUNDED, solution.status(), solution::toString);
        double[] farther = solution.x().clone();
        for (int j = 0; j < n; j++) {
            farther[j] += 1e3 * solution.ray()[j];
        }
        assertEquals(-1e3, program.objective(farther) - solution.objective(), 1e-2);
        assertTrue(violation(program, farther) < 1e-4, () -> "violation " + violation(program, farther));
        assertTrue(violation(program, solution.x()) < 1e-8);
    }

    private static double violation(ConeProgram program, double[] x) {
        double worst = 0;
        for (int i = 0; i < program.b().length; i++) {
            worst = Math.max(worst, Math.abs(program.a().dot(i, x) - program.b()[i]));
        }
        for (int i = 0; i < program.orthant(); i++) {
            worst = Math.max(worst, program.g().dot(i, x) - program.h()[i]);
        }
        return worst;
    }

    /** Above 2,000 variables: equalities over random columns, and two limits that miss each other by a little. */
    @Test
    @Tag("slow")
    void largeInfeasibleProgramHasItsProof() {
        int n = 2_100;
        Random random = new Random(5);
        ConeProgram.Builder builder = ConeProgram.builder(n);
        double[] inside = random.doubles(n, 0, 5).toArray();
        for (int j = 0; j < n; j++) {
            builder.lower(j, 0).upper(j, 10).linear(j, random.nextDouble());
        }
        for (int i = 0; i < n / 3; i++) {
            int[] columns = random.ints(0, n).distinct().limit(6).toArray();
            double[] elements = random.doubles(6, 1, 6).toArray();
            double side = 0;
            for (int k = 0; k < 6; k++) {
                side += elements[k] * inside[columns[k]];
            }
            builder.equal(columns, elements, side);
        }
        int[] three = {0, 1, 2};
        builder.atMost(three, new double[] {1, 1, 1}, 3).atMost(three, new double[] {-1, -1, -1}, -3.0001);
        assertEquals(SolveStatus.INFEASIBLE, ConeSolver.solve(builder.build()).status());
    }

    /** The check that stands before every OPTIMAL must see small errors in x, y and z. */
    @Test
    void checkRejectsPointsBesideTheOptimum() {
        KnownPrograms.Known known = new KnownPrograms(7, 12).optimal(6, 3, 20, 4);
        Solution solution = ConeSolver.solve(known.program());
        KktCheck check = new KktCheck(known.program());
        Point point = new Point(known.program());
        for (int what = 0; what < 4; what++) {
            System.arraycopy(solution.x(), 0, point.x, 0, point.x.length);
            System.arraycopy(solution.y(), 0, point.y, 0, point.y.length);
            System.arraycopy(solution.z(), 0, point.z, 0, point.z.length);
            if (what > 0) {
                double[] moved = what == 1 ? point.x : what == 2 ? point.y : point.z;
                moved[1] += 1e-6;
            }
            check.measure(point);
            if (what == 0) {
                assertTrue(check.holds());
            } else {
                assertFalse(check.holds(), "moved array " + what);
            }
        }
    }
}
