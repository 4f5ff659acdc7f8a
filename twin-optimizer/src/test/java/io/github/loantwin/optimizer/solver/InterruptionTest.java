package io.github.loantwin.optimizer.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    private static final ConeProgram SMALL =
            ConeProgram.builder(1).linear(0, 1).lower(0, 2).build();

    @Test
    void anInterruptedThreadSolvesNothingAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> ConeSolver.solve(SMALL));
        assertTrue(Thread.interrupted(), "the thread's owner decides what its interrupt means");
        assertEquals(2, ConeSolver.solve(SMALL).x()[0], 1e-9);
    }
}
