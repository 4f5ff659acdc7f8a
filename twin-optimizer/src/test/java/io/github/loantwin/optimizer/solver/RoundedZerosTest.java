package io.github.loantwin.optimizer.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Right-hand sides that are zero but for rounding, as sums and conversions leave them, beside one that is not. */
class RoundedZerosTest {
    private static final int SIDE = 9;

    /**
     * One unit from a corner of a grid to the opposite one, each edge costing its flow f + f^2 / 2 x 1e-3: the balance of every node
     * is a row, together they are dependent. Up to the quadratic term the cost is the length of the way, 16.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-18, 1e-17, 1e-16})
    void roundingInZerosChangesNothing(double rounding) {
        Random random = new Random(4);
        int n = 4 * SIDE * (SIDE - 1);
        double[][] balance = new double[SIDE * SIDE][n];
        int edge = 0;
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                int node = row * SIDE + column;
                edge = column < SIDE - 1 ? both(balance, edge, node, node + 1) : edge;
                edge = row < SIDE - 1 ? both(balance, edge, node, node + SIDE) : edge;
            }
        }
        double[][] curvature = new double[n][n];
        ConeProgram.Builder builder = ConeProgram.builder(n);
        for (int j = 0; j < n; j++) {
            curvature[j][j] = 1e-3;
            builder.linear(j, 1).lower(j, 0);
        }
        for (int node = 0; node < balance.length; node++) {
            double side = node == 0 ? -1 : node == balance.length - 1 ? 1 : rounding * random.nextGaussian();
            builder.equal(balance[node], side);
        }
        Solution solution = ConeSolver.solve(builder.quadratic(curvature).build());
        assertEquals(SolveStatus.OPTIMAL, solution.status());
        assertEquals(expected(), solution.objective(), 1e-8 * expected());
    }

    private static int both(double[][] balance, int edge, int from, int to) {
        balance[from][edge] = -1;
        balance[to][edge] = 1;
        balance[from][edge + 1] = 1;
        balance[to][edge + 1] = -1;
        return edge + 2;
    }

    /**
     * The potentials of the same grid as a resistor network: the least energy of unit flow is R / 2 x 1e-3, where R, the
     * resistance between the corners, follows from the network's Laplacian by elimination. All flow goes forward, so the
     * linear cost is 16.
     */
    private static double expected() {
        int nodes = SIDE * SIDE;
        double[][] laplacian = new double[nodes][nodes];
        for (int node = 0; node < nodes; node++) {
            if (node % SIDE < SIDE - 1) {
                resistor(laplacian, node, node + 1);
            }
            if (node + SIDE < nodes) {
                resistor(laplacian, node, node + SIDE);
            }
        }
        double[] current = new double[nodes - 1]; // the last node is earth
        current[0] = 1;
        RealMatrix matrix = new Array2DRowRealMatrix(laplacian, false).getSubMatrix(0, nodes - 2, 0, nodes - 2);
        double resistance = new CholeskyDecomposition(matrix)
                .getSolver()
                .solve(new ArrayRealVector(current))
                .getEntry(0);
        return 2 * (SIDE - 1) + 1e-3 * resistance / 2;
    }

    private static void resistor(double[][] laplacian, int one, int other) {
        laplacian[one][one]++;
        laplacian[other][other]++;
        laplacian[one][other]--;
        laplacian[other][one]--;
    }
}
