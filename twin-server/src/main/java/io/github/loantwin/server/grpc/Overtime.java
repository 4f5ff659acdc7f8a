package io.github.loantwin.server.grpc;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Interrupts work on this thread once the time of its call is over; the work has to heed that. */
final class Overtime {
    private static final long LOOK_EVERY_MILLIS = 20;
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "loantwin-overtime");
        thread.setDaemon(true);
        return thread;
    });

    private final CallTime time;
    private final Thread worker = Thread.currentThread();
    private final ScheduledFuture<?> looks;
    private boolean interrupted;
    private boolean closed;

    private Overtime(CallTime time) {
        this.time = time;
        looks = CLOCK.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Runs work until it ends or its call does; the thread is not interrupted any more when it goes on to another call. */
    static <A> A interrupting(CallTime time, Supplier<A> work) {
        Overtime overtime = new Overtime(time);
        try {
            return work.get();
        } catch (IllegalStateException e) { // a solver's, or a draw of scenarios', that was interrupted
            throw overtime.interrupted() ? time.passed() : e;
        } finally {
            overtime.end();
        }
    }

    private synchronized boolean interrupted() {
        return interrupted;
    }

    private synchronized void look() {
        if (!closed && !interrupted && time.isOver()) {
            interrupted = true;
            worker.interrupt();
        }
    }

    private void end() {
        looks.cancel(false);
        synchronized (this) {
            closed = true;
            if (interrupted) {
                Thread.interrupted(); // the next call of this thread is another's
            }
        }
    }
}
