package io.github.loantwin.optimizer.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The factorisation solves what it factors, for sizes around its block of four; iterations allocate nothing. */
class LdlFactorTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 31, 64, 101})
    void solvesQuasiDefiniteSystems(int size) {
        int positive = (size + 1) / 2;
        KnownPrograms random = new KnownPrograms(size, size);
        double[][] matrix = random.matrix(size, size);
        LdlFactor factor = new LdlFactor(size, positive);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                boolean sameBlock = i < positive || j >= positive;
                matrix[i][j] = sameBlock ? 0.1 * matrix[j][i] / size : matrix[j][i];
                matrix[j][i] = matrix[i][j];
            }
            matrix[i][i] = (i < positive ? 1 : -1) * (1 + Math.abs(matrix[i][i]));
        }
        for (int i = 0; i < size; i++) {
            System.arraycopy(matrix[i], 0, factor.rows()[i], 0, size);
        }
        double[] x = random.vector(size);
        double[] right = KnownPrograms.times(matrix, x);
        factor.factor();
        factor.solve(right);
        assertArrayEquals(x, right, 1e-9);
    }

    @Test
    void iterationsAllocateNothing() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        ConeProgram program =
                new KnownPrograms(3, 60).optimal(30, 10, 120, 61, 4).program();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            InteriorPoint method = new InteriorPoint(program);
            long before = threads.getCurrentThreadAllocatedBytes();
            method.run();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            assertTrue(method.iterations() > 4);
        }
        assertTrue(least < 2_000, "bytes allocated: " + least);
    }
}
