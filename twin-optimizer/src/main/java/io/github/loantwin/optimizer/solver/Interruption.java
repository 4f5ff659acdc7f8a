package io.github.loantwin.optimizer.solver;

import java.util.concurrent.CancellationException;

/** How a solve is stopped from outside: by an interrupt of its thread, which every iteration looks at. */
public final class Interruption {
    private Interruption() {}

    /**
     * Ends the work of an interrupted thread; the thread stays interrupted.
     *
     * @throws CancellationException if this thread was interrupted
     */
    public static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the solver's thread was interrupted.");
        }
    }
}
