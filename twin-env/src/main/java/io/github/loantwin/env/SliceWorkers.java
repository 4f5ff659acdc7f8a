package io.github.loantwin.env;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * A few threads that run the slices of one job at a time; the caller runs slice 0, and then every slice whose thread has not
 * begun it, so that on a busy machine nothing waits for a thread that gets no processor.
 *
 * <p>Waiting spins for some microseconds, as a step is short, and then parks. No allocation per job.
 */
final class SliceWorkers implements AutoCloseable {
    /** A job in slices that do not depend on each other. */
    interface Job {
        void run(int slice);
    }

    private static final int SPINS = 2_000;

    private final Worker[] workers;
    private final int spins;
    private final AtomicInteger pending = new AtomicInteger();
    /** Of each slice the generation whose job somebody has begun. */
    private final AtomicIntegerArray begun;

    private final Throwable[] failures;
    private Job job;
    private volatile Thread caller;
    private volatile int generation;
    private volatile boolean closed;

    /** Starts slices - 1 daemon threads. */
    SliceWorkers(int slices, String name) {
        workers = new Worker[slices - 1];
        failures = new Throwable[slices];
        begun = new AtomicIntegerArray(slices);
        spins = slices <= Runtime.getRuntime().availableProcessors() ? SPINS : 0;
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker(i + 1, name + "-" + (i + 1));
            workers[i].start();
        }
    }

    /** Runs all slices and returns when the last has ended; rethrows the failure of the lowest slice. */
    void run(Job newJob) {
        if (workers.length == 0) {
            newJob.run(0);
            return;
        }
        job = newJob;
        caller = Thread.currentThread();
        pending.set(workers.length);
        int current = ++generation;
        for (Worker worker : workers) {
            LockSupport.unpark(worker);
        }
        runSlice(0);
        for (int slice = workers.length; slice > 0; slice--) {
            runUnbegun(slice, current);
        }
        awaitWorkers();
        rethrow();
    }

    /** Runs a slice of a generation unless somebody has begun it; returns whether it was the last one to end. */
    private boolean runUnbegun(int slice, int current) {
        if (!begun.compareAndSet(slice, current - 1, current)) {
            return false;
        }
        runSlice(slice);
        return pending.decrementAndGet() == 0;
    }

    private void runSlice(int slice) {
        try {
            job.run(slice);
        } catch (RuntimeException | Error e) {
            failures[slice] = e;
        }
    }

    private void awaitWorkers() {
        boolean interrupted = false;
        for (int spin = 0; pending.get() > 0; spin++) {
            if (spin < spins) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void rethrow() {
        Throwable first = null;
        for (int i = 0; i < failures.length; i++) {
            first = first == null ? failures[i] : first;
            failures[i] = null;
        }
        if (first instanceof Error error) {
            throw error;
        }
        if (first != null) {
            throw (RuntimeException) first;
        }
    }

    /** Stops the threads and waits for them. */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        for (Worker worker : workers) {
            LockSupport.unpark(worker);
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Worker extends Thread {
        private final int slice;

        Worker(int slice, String name) {
            super(name);
            this.slice = slice;
            setDaemon(true);
        }

        @Override
        public void run() {
            int done = 0;
            while (true) {
                done = awaitJob(done);
                if (closed) {
                    return;
                }
                if (runUnbegun(slice, done)) {
                    LockSupport.unpark(caller);
                }
            }
        }

        /** Waits until the generation differs from the last one seen, and returns it. */
        private int awaitJob(int done) {
            for (int spin = 0; generation == done && !closed; spin++) {
                if (spin < spins) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(SliceWorkers.this);
                }
            }
            return generation;
        }
    }
}
