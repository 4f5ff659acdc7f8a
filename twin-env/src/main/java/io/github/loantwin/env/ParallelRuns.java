package io.github.loantwin.env;

import io.github.loantwin.env.check.ArgCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** Runs jobs that do not depend on each other on a few threads; what they give does not depend on the threads. */
public final class ParallelRuns {
    private ParallelRuns() {}

    /**
     * Runs jobs 0 to n - 1.
     *
     * @param threads how many run at a time, 1 to 1,024
     * @param jobs their number
     * @param job gives the result of a job; called from several threads
     * @param done told how many jobs are done, after each; called from several threads, one at a time
     * @return the results, in the order of the jobs
     */
    public static <T> List<T> run(int threads, int jobs, IntFunction<T> job, IntConsumer done) {
        ArgCheck.inClosed("threads", threads, 1, 1024);
        AtomicInteger finished = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads, ParallelRuns::daemon);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < jobs; i++) {
                int number = i;
                futures.add(pool.submit(() -> {
                    T result = job.apply(number);
                    synchronized (finished) {
                        done.accept(finished.incrementAndGet());
                    }
                    return result;
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(result(future));
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "loantwin-runs");
        thread.setDaemon(true);
        return thread;
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the runs were interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
