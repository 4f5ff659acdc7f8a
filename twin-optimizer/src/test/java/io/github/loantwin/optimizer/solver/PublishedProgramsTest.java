package io.github.loantwin.optimizer.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs of the public test set whose data are a formula: CVXQP1 to 3, with the published optimal values. */
class PublishedProgramsTest {
    /**
     * sum i (x_i + x_[2i-1] + x_[3i-1])^2 / 2 under x_i + 2 x_[4i-1] + 3 x_[5i-1] = 6 and 0.1 <= x <= 10, [k] = k mod n + 1.
     * Values: Maros, Meszaros, A repository of convex quadratic programming problems (1999), to nine digits.
     */
    @ParameterizedTest
    @CsvSource({
        "100, 50, 1.15907181e4",
        "100, 25, 8.12094048e3",
        "100, 75, 1.19434322e4",
        "1000, 500, 1.08751157e6",
    })
    void convexQuadraticPrograms(int n, int equalities, double published) {
        double[][] p = new double[n][n];
        for (int i = 1; i <= n; i++) {
            int[] in = {i - 1, (2 * i - 1) % n, (3 * i - 1) % n};
            for (int a : in) {
                for (int b : in) {
                    p[a][b] += i;
                }
            }
        }
        ConeProgram.Builder builder = ConeProgram.builder(n).quadratic(p);
        for (int i = 1; i <= equalities; i++) {
            double[] row = new double[n];
            row[i - 1] += 1;
            row[(4 * i - 1) % n] += 2;
            row[(5 * i - 1) % n] += 3;
            builder.equal(row, 6);
        }
        for (int j = 0; j < n; j++) {
            builder.lower(j, 0.1).upper(j, 10);
        }
        Solution solution = ConeSolver.solve(builder.build());
        assertEquals(SolveStatus.OPTIMAL, solution.status());
        assertEquals(published, solution.objective(), 1e-8 * published);
        assertTrue(solution.primalResidual() < 1e-12);
    }
}
