package io.github.loantwin.server.grpc;

import io.github.loantwin.proto.v1.Reason;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.lang.System.Logger.Level;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
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
    private static final int STUDIES_WAITING = 16;

    private final ThreadPoolExecutor steps;
    private final ThreadPoolExecutor studies;

    Work(ServerConfig.Threads threads) {
        steps = pool("loantwin-step", threads.stepThreads(), threads.queue());
        studies = pool("loantwin-study", threads.studyThreads(), STUDIES_WAITING);
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

    /** Answers a short call on the pool of sessions. */
    <A> void step(StreamObserver<A> answer, Supplier<A> call) {
        ignoreCancellation(answer);
        dispatch(steps, answer, () -> answer(answer, call));
    }

    /** Answers a long call on the pool of studies. */
    <A> void study(StreamObserver<A> answer, Supplier<A> call) {
        ignoreCancellation(answer);
        dispatch(studies, answer, () -> answer(answer, call));
    }

    /** Runs a long call that answers more than once on the pool of studies. */
    void studyStream(StreamObserver<?> answer, Runnable call) {
        dispatch(studies, answer, () -> {
            try {
                call.run();
            } catch (Throwable e) {
                fail(answer, e);
            }
        });
    }

    /** Answers a call on this thread. */
    <A> void here(StreamObserver<A> answer, Supplier<A> call) {
        ignoreCancellation(answer);
        answer(answer, call);
    }

    /**
     * Runs a part of a stream on the pool of sessions.
     *
     * @throws Refusal if too many calls wait
     */
    void part(Runnable part) {
        try {
            steps.execute(Context.current().wrap(part));
        } catch (RejectedExecutionException e) {
            throw full();
        }
    }

    private static void dispatch(Executor pool, StreamObserver<?> answer, Runnable work) {
        try {
            pool.execute(Context.current().wrap(work));
        } catch (RejectedExecutionException e) {
            fail(answer, full());
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

    /** A cancelled call is noticed by {@link CallTime}; without a handler every answer to it would throw. */
    private static void ignoreCancellation(StreamObserver<?> answer) {
        if (answer instanceof ServerCallStreamObserver<?> call) {
            call.setOnCancelHandler(() -> {});
        }
    }

    private static <A> void answer(StreamObserver<A> answer, Supplier<A> call) {
        A message;
        try {
            message = call.get();
        } catch (Throwable e) {
            fail(answer, e);
            return;
        }
        answer.onNext(message);
        answer.onCompleted();
    }

    static void fail(StreamObserver<?> answer, Throwable e) {
        answer.onError(refusal(e).toException());
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
