package io.github.loantwin.agents.learn;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs two jobs that share nothing that changes: at the same time, or one after the other. */
public final class SideThread implements AutoCloseable {
    private final ExecutorService executor;
    private final boolean together;

    /** Creates the thread, if both jobs are to run at the same time. */
    public SideThread(boolean together) {
        this.together = together;
        executor = Executors.newSingleThreadExecutor(job -> {
            Thread thread = new Thread(job, "loantwin-learn");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Runs both jobs to their end. */
    public void run(Runnable beside, Runnable here) {
        if (!together) {
            beside.run();
            here.run();
            return;
        }
        Future<?> running = executor.submit(beside);
        try {
            here.run();
        } finally {
            await(running);
        }
    }

    private static void await(Future<?> running) {
        try {
            running.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("learning failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("learning was interrupted.", e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
