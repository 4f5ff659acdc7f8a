package io.github.loantwin.server.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a long job answer Ctrl-C (and a polite kill) by saving what it has: the job asks {@link #requested} now and then,
 * stops and closes this; only then does the process end, with exit code 130 (143 for a kill).
 */
final class Interrupts implements AutoCloseable {
    private static final int SECONDS_TO_SAVE = 60;

    private final CountDownLatch saved = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "twin-interrupt");
    private volatile boolean requested;

    private Interrupts() {}

    /** Begins to catch interrupts. */
    static Interrupts caught() {
        Interrupts interrupts = new Interrupts();
        Runtime.getRuntime().addShutdownHook(interrupts.hook);
        return interrupts;
    }

    /** Returns whether the job should stop. */
    boolean requested() {
        return requested;
    }

    private void stop() {
        requested = true;
        try {
            saved.await(SECONDS_TO_SAVE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        saved.countDown();
        if (!requested) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                requested = true; // the process began to end just now
            }
        }
    }
}
