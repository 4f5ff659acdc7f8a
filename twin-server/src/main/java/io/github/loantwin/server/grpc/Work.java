package io.github.loantwin.server.grpc;

import io.github.loantwin.proto.v1.Reason;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.lang.System.Logger.Level;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Runs calls on two bounded pools, one for sessions and one for long studies, and turns what they throw into statuses. */
final class Work {
    private static final System.Logger LOG = System.getLogger("io.github.loantwin.server.grpc");
    private static final int RETRY_MILLIS = 50;

    private final ThreadPoolExecutor steps;
    private final ThreadPoolExecutor studies;

    Work(ServerConfig.Threads threads) {
        steps = pool("loantwin-step", threads.stepThreads(), threads.queue());
        studies = pool("loantwin-study", threads.studyThreads(), threads.studyQueue());
    }

    private static ThreadPoolExecutor pool(String name, int threads, int queue) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), work -> {
                    Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Where a call runs. */
    enum Lane {
        /** On this thread, which serves connections. */
        HERE,
        /** On the pool of sessions. */
        STEP,
        /** On the pool of long calls. */
        STUDY
    }

    /** Answers a call; returns false, having refused it, if too many wait. */
    <A> boolean run(Lane lane, Reply<A> reply, Supplier<A> call) {
        if (lane == Lane.HERE) {
            answer(reply, call);
            return true;
        }
        try {
            pool(lane).execute(Context.current().wrap(() -> answer(reply, call)));
            return true;
        } catch (RejectedExecutionException e) {
            reply.refuse(full());
            return false;
        }
    }

    private ThreadPoolExecutor pool(Lane lane) {
        return lane == Lane.STUDY ? studies : steps;
    }

    /** Runs a long call that answers more than once on the pool of studies. */
    void studyStream(StreamObserver<?> answer, Runnable call) {
        try {
            studies.execute(Context.current().wrap(() -> {
                try {
                    call.run();
                } catch (Throwable e) {
                    answer.onError(refusal(e).toException());
                }
            }));
        } catch (RejectedExecutionException e) {
            answer.onError(full().toException());
        }
    }

    private static Refusal full() {
        return Refusal.sentence(
                        Status.Code.RESOURCE_EXHAUSTED,
                        Reason.REASON_QUOTA,
                        "",
                        "a bounded queue",
                        "full",
                        "the server has as many calls waiting as it allows.\nMaybe try again a little later.")
                .retryAfter(RETRY_MILLIS);
    }

    private static <A> void answer(Reply<A> reply, Supplier<A> call) {
        A message;
        try {
            message = call.get();
        } catch (Throwable e) {
            reply.refuse(refusal(e));
            return;
        }
        reply.answer(message);
    }

    /** Returns what a caller is told about anything that was thrown; what was not foreseen is logged under a number. */
    static Refusal refusal(Throwable e) {
        if (e instanceof Refusal refusal) {
            return refusal;
        }
        String number = Long.toHexString(ThreadLocalRandom.current().nextLong());
        LOG.log(Level.ERROR, "fault " + number, e);
        return Refusal.sentence(
                Status.Code.INTERNAL,
                Reason.REASON_INTERNAL,
                "",
                "",
                e.getClass().getSimpleName(),
                "the server failed; its log has the fault under number " + number
                        + ".\nMaybe reset the session, or close it and restore a saved state.");
    }

    int waiting() {
        return steps.getQueue().size() + studies.getQueue().size();
    }

    /** Waits until everything accepted has run, for a while. */
    void finish(long millis) throws InterruptedException {
        steps.shutdown();
        studies.shutdown();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        steps.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        studies.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        steps.shutdownNow();
        studies.shutdownNow();
    }
}
