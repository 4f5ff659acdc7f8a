package io.github.loantwin.optimizer.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two inequalities that are an equality together: a feasible set without an interior. */
class OppositeRowsTest {
    /**
     * min (x - a)^2 / 2 + (y - 1)^2 / 2 with x <= 2 and -x <= -2, both twice: x = 2, y = 1, and the multiplier a - 2 is the
     * upper row's if x wants to be larger, the lower row's if smaller.
     */
    @ParameterizedTest
    @ValueSource(doubles = {-5, 1.5, 2, 3, 40})
    void theSideThatBindsHasThePrice(double a) {
        Solution solution = ConeSolver.solve(ConeProgram.builder(2)
                .quadratic(new double[][] {{1, 0}, {0, 1}})
                .linear(0, -a)
                .linear(1, -1)
                .atMost(new double[] {1, 0}, 2)
                .atMost(new double[] {1, 1}, 10)
                .atMost(new double[] {-1, 0}, -2)
                .atMost(new double[] {1, 0}, 2)
                .atMost(new double[] {-1, 0}, -2)
                .build());
        assertEquals(SolveStatus.OPTIMAL, solution.status());
        assertArrayEquals(new double[] {2, 1}, solution.x(), 1e-9);
        double[] z = solution.z();
        assertArrayEquals(new double[] {Math.max(0, a - 2), 0, Math.max(0, 2 - a), 0, 0}, z, 1e-8);
    }

    /** x = 2 and x = 3 at once: the certificate is one of the rows as given, b'y + h'z = -1. */
    @Test
    void contradictionIsProved() {
        Solution solution = ConeSolver.solve(ConeProgram.builder(1)
                .linear(0, 1)
                .atMost(new double[] {1}, 2)
                .atMost(new double[] {-1}, -2)
                .atMost(new double[] {1}, 3)
                .atMost(new double[] {-1}, -3)
                .build());
        assertEquals(SolveStatus.INFEASIBLE, solution.status());
        double[] z = solution.z();
        assertEquals(-1, 2 * z[0] - 2 * z[1] + 3 * z[2] - 3 * z[3], 1e-9);
        assertEquals(0, z[0] - z[1] + z[2] - z[3], 1e-9);
        for (double dual : z) {
            assertEquals(Math.abs(dual), dual);
        }
    }
}
