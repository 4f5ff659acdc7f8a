package io.github.loantwin.optimizer.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs whose solution is a formula, and the hard cases of portfolio problems. */
class ClosedFormTest {
    private static double[] filled(int n, double value) {
        double[] v = new double[n];
        Arrays.fill(v, value);
        return v;
    }

    private static ConeProgram.Builder longOnly(int n) {
        ConeProgram.Builder builder = ConeProgram.builder(n).equal(filled(n, 1), 1);
        for (int j = 0; j < n; j++) {
            builder.lower(j, 0);
        }
        return builder;
    }

    private static Solution optimal(ConeProgram.Builder builder) {
        Solution solution = ConeSolver.solve(builder.build());
        assertEquals(SolveStatus.OPTIMAL, solution.status(), solution::toString);
        return solution;
    }

    /** Uncorrelated assets: minimum variance holds 1/variance of each, and the variance is 1 / sum of 1/variance. */
    @Test
    void inverseVarianceWeights() {
        double[][] p = {{1, 0, 0}, {0, 2, 0}, {0, 0, 4}};
        Solution solution = optimal(longOnly(3).quadratic(p));
        assertArrayEquals(new double[] {4 / 7.0, 2 / 7.0, 1 / 7.0}, solution.x(), 1e-10);
        assertEquals(0.5 * 4 / 7, solution.objective(), 1e-12);
        assertEquals(-4 / 7.0, solution.y()[0], 1e-10); // d(objective)/d(budget) = budget / sum of 1/variance
    }

    /** Best point of a ball: -q/|q|; the shadow price of the radius is |q|. */
    @Test
    void ball() {
        Solution solution = optimal(ConeProgram.builder(2)
                .linear(0, 3)
                .linear(1, 4)
                .norm(new double[][] {{1, 0}, {0, 1}}, new double[2], new double[2], 2));
        assertArrayEquals(new double[] {-1.2, -1.6}, solution.x(), 1e-9);
        assertEquals(-10, solution.objective(), 1e-9);
        assertEquals(5, solution.z()[0], 1e-8);
    }

    /** min x2 with x2 >= |(x1, 1)|: one, at x1 = 0. */
    @Test
    void hyperbola() {
        Solution solution = optimal(ConeProgram.builder(2)
                .linear(1, 1)
                .norm(new double[][] {{1, 0}, {0, 0}}, new double[] {0, 1}, new double[] {0, 1}, 0));
        assertEquals(1, solution.objective(), 1e-9);
    }

    /** Projection on the simplex of (0.8, 0.6, -0.5): subtract 0.2, cut at zero. */
    @Test
    void projectionOnSimplex() {
        double[][] identity = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        Solution solution = optimal(
                longOnly(3).quadratic(identity).linear(0, -0.8).linear(1, -0.6).linear(2, 0.5));
        assertArrayEquals(new double[] {0.6, 0.4, 0}, solution.x(), 1e-9);
    }

    @Test
    void oneAsset() {
        assertEquals(1, optimal(longOnly(1).quadratic(new double[][] {{0.3}})).x()[0], 1e-12);
    }

    /** Correlation one, the same asset twice, and one without variance. */
    @Test
    void singularCovariances() {
        assertEquals(
                0.5,
                optimal(longOnly(2).quadratic(new double[][] {{1, 1}, {1, 1}})).objective(),
                1e-10);
        assertEquals(
                0.005,
                optimal(longOnly(2).quadratic(new double[][] {{0.04, 0.02}, {0.02, 0.01}}))
                        .objective(),
                1e-11);
        Solution riskless = optimal(longOnly(3).quadratic(new double[][] {{1, 1, 0}, {1, 1, 0}, {0, 0, 0}}));
        assertEquals(1, riskless.x()[2], 1e-6);
        assertEquals(0, riskless.objective(), 1e-11);
    }

    /** Every mix of the two best is optimal; any of them is right, with the right value. */
    @Test
    void tiedOptimum() {
        Solution solution = optimal(longOnly(3).linear(0, -2).linear(1, -2).linear(2, -1));
        assertEquals(-2, solution.objective(), 1e-9);
        assertEquals(1, solution.x()[0] + solution.x()[1], 1e-9);
    }

    @Test
    void redundantAndRepeatedLimits() {
        ConeProgram.Builder builder =
                longOnly(3).equal(filled(3, 2), 2).quadratic(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
        for (int k = 0; k < 5; k++) {
            builder.atMost(filled(3, 1), 1).upper(0, 0.25).atMost(new double[3], 1);
        }
        assertArrayEquals(new double[] {0.25, 0.375, 0.375}, optimal(builder).x(), 1e-9);
    }

    /** Limits that leave one point, and limits that miss each other by a millionth. */
    @Test
    void barelyFeasibleAndBarelyNot() {
        ConeProgram.Builder tight = longOnly(2).linear(0, 1).upper(0, 0.5).upper(1, 0.5);
        assertArrayEquals(new double[] {0.5, 0.5}, optimal(tight).x(), 1e-8);
        ConeProgram.Builder missed = longOnly(2).linear(0, 1).upper(0, 0.5).upper(1, 0.499999);
        assertEquals(SolveStatus.INFEASIBLE, ConeSolver.solve(missed.build()).status());
    }

    /** A limit touched at one point has no finite shadow price: the answer may be STALLED, but close, and never wrong. */
    @Test
    void tangentConeIsNeverWrong() {
        ConeProgram.Builder touching = ConeProgram.builder(2)
                .linear(0, 1)
                .equal(new double[] {1, 1}, Math.sqrt(2))
                .norm(new double[][] {{1, 0}, {0, 1}}, new double[2], new double[2], 1);
        Solution solution = ConeSolver.solve(touching.build());
        assertTrue(solution.status() == SolveStatus.OPTIMAL || solution.status() == SolveStatus.STALLED);
        assertEquals(Math.sqrt(0.5), solution.x()[0], 1e-4);
    }

    /** The same problem in other units: variables by `scale`, objective by its inverse. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1e-3, 1, 1e3, 1e6, 1e9})
    void unitsDoNotMatter(double scale) {
        int n = 5;
        double[] rate = {0.05, 0.03, 0.08, 0.01, 0.06};
        double[][] m = new double[n][n];
        ConeProgram.Builder builder = ConeProgram.builder(n).equal(filled(n, 1), scale);
        for (int j = 0; j < n; j++) {
            m[j][j] = 0.1 * (j + 1);
            builder.linear(j, -rate[j]).lower(j, 0).upper(j, 0.4 * scale);
        }
        builder.norm(m, new double[n], new double[n], 0.14 * scale);
        Solution solution = optimal(builder);
        double[] relative = Arrays.stream(solution.x()).map(x -> x / scale).toArray();
        double norm = 0;
        for (int j = 0; j < n; j++) {
            norm += Math.pow(m[j][j] * relative[j], 2);
        }
        assertEquals(0.14, Math.sqrt(norm), 1e-9);
        assertEquals(UNIT_VALUE, solution.objective() / scale, 1e-9);
        assertEquals(UNIT_PRICE, solution.z()[2 * n], 1e-6);
    }

    /**
     * The problem above by its first-order conditions: assets 0 (capped) and 1, 2, 4 held; x_j = (rate_j - y) / (2 k m_j^2)
     * for those inside; y and k by bisection on budget and risk.
     */
    private static final double UNIT_VALUE = -valueByBisection()[0];

    private static final double UNIT_PRICE = valueByBisection()[1];

    private static double[] valueByBisection() {
        double[] rate = {0.05, 0.03, 0.08, 0.01, 0.06};
        double low = 1e-6;
        double high = 10;
        double[] x = new double[5];
        for (int round = 0; round < 200; round++) {
            double k = Math.sqrt(low * high);
            double down = -10;
            double up = 10;
            for (int inner = 0; inner < 200; inner++) {
                double y = (down + up) / 2;
                double sum = 0;
                for (int j = 0; j < 5; j++) {
                    double m = 0.1 * (j + 1);
                    x[j] = Math.min(0.4, Math.max(0, (rate[j] - y) / (k * m * m)));
                    sum += x[j];
                }
                if (sum > 1) {
                    down = y;
                } else {
                    up = y;
                }
            }
            double risk = 0;
            for (int j = 0; j < 5; j++) {
                risk += Math.pow(0.1 * (j + 1) * x[j], 2);
            }
            if (Math.sqrt(risk) > 0.14) {
                low = k;
            } else {
                high = k;
            }
        }
        double value = 0;
        for (int j = 0; j < 5; j++) {
            value += rate[j] * x[j];
        }
        return new double[] {value, low * 0.14}; // gradient of the norm is m^2 x / risk, so its price is k times risk
    }

    /** First-order points of these are no minima; and a program far too large is refused before memory runs out. */
    @Test
    void whatCannotBeSolvedIsRefused() {
        double[][][] indefinite = {
            {{-1, 0}, {0, 1}}, {{0, 1}, {1, 0}}, {{1, 2}, {2, 1}}, {{1e-6, 0}, {0, -1e-6}}, {{1, 1}, {1, 0.999}}
        };
        for (double[][] p : indefinite) {
            ConeProgram program = longOnly(2).quadratic(p).build();
            assertThrows(IllegalArgumentException.class, () -> ConeSolver.solve(program));
        }
        ConeProgram huge =
                ConeProgram.builder(200_000).equal(filled(200_000, 1), 1).build();
        assertTrue(assertThrows(IllegalArgumentException.class, () -> ConeSolver.solve(huge))
                .getMessage()
                .contains("must fit into memory"));
    }

    @Test
    void thousandAssets() {
        int n = 1000;
        SparseMatrix.RowBuilder rows = new SparseMatrix.RowBuilder(n);
        ConeProgram.Builder builder = longOnly(n);
        double inverse = 0;
        for (int j = 0; j < n; j++) {
            rows.put(j, 1 + j % 7).endRow();
            inverse += 1.0 / (1 + j % 7);
        }
        Solution solution = optimal(builder.quadratic(rows.build()));
        assertEquals(0.5 / inverse, solution.objective(), 1e-12);
    }
}
