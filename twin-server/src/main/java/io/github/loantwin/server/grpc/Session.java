package io.github.loantwin.server.grpc;

import com.google.protobuf.Message;
import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.StepBatch;
import io.github.loantwin.env.VecEnv;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.proto.v1.Reason;
import io.github.loantwin.proto.v1.StepRequest;
import io.github.loantwin.proto.v1.StepResponse;
import io.grpc.Status;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Environments of one caller. Calls run one at a time; a call that changes the session has an index, and the last such call
 * can be asked again without being run again.
 */
final class Session {
    /** Of what is kept for a retry so many bytes are part of the estimate. */
    private static final long KEPT_UNACCOUNTED = 128 << 10;

    private final Sessions home;
    private final String id;
    private final Caller owner;
    private final TwinConfig config;
    private final EnvView view;
    private final InfoSelection info;
    private final boolean recorded;
    private final long bytes;
    private final VecEnv envs;
    private final StepBatch batch;
    private final History history;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Turns turns;
    private final int mostCalls;

    private volatile long stepIndex;
    private Message lastRequest;
    private Message lastAnswer;
    private StepResponse lastStep;
    private volatile long kept;
    private boolean started;
    private volatile long lastUsed = System.nanoTime();
    private volatile long lastStepNanos = Long.MAX_VALUE;

    Session(
            Sessions home,
            String id,
            Caller owner,
            TwinConfig config,
            EnvView view,
            InfoSelection info,
            boolean recorded,
            long bytes,
            VecEnv envs,
            int mostCalls) {
        this.home = home;
        this.id = id;
        this.owner = owner;
        this.config = config;
        this.view = view;
        this.info = info;
        this.recorded = recorded;
        this.bytes = bytes;
        this.envs = envs;
        this.mostCalls = mostCalls;
        turns = new Turns(mostCalls);
        batch = new StepBatch(envs.size(), info.size() > 0 || view.normalized() || recorded);
        history = new History(recorded ? envs.size() : 0);
    }

    /** Runs a call whose turn has come. */
    <T> T exclusively(CallTime time, Supplier<T> call) {
        time.check();
        lock.lock();
        try {
            requireOpen();
            lastUsed = System.nanoTime();
            return call.get();
        } finally {
            lastUsed = System.nanoTime();
            lock.unlock();
            releaseIfClosed();
        }
    }

    /** Returns what a call is told for which there is no room. */
    Refusal busy() {
        return Refusal.sentence(
                        Status.Code.RESOURCE_EXHAUSTED,
                        Reason.REASON_QUOTA,
                        "session_id",
                        mostCalls + " calls at a time",
                        "one more",
                        "a session serves one call at a time, and " + mostCalls + " are here already.")
                .retryAfter(10);
    }

    private void requireOpen() {
        if (closed.get()) {
            throw Sessions.unknown(id);
        }
    }

    /**
     * Runs a call that changes the session, or answers with the last one's answer if it is that one again.
     *
     * @param index as the caller gave it, 0 for the next
     * @param work makes the answer, given the index
     */
    <A extends Message> A change(long index, Message request, Class<A> type, LongFunction<A> work) {
        return change(index, request, 0, type, work);
    }

    /** The same for a call whose answer may be far larger than what a session was estimated to take. */
    <A extends Message> A change(long index, Message request, long answerBytes, Class<A> type, LongFunction<A> work) {
        if (index != 0 && index == stepIndex && lastRequest != null) {
            if (!lastRequest.equals(request)) {
                throw Refusal.precondition(
                        Reason.REASON_OTHER_CALL_SAME_INDEX,
                        "step_index",
                        "step_index " + index + " has been used by another call, the next one is " + (index + 1) + ".");
            }
            return type.cast(lastAnswer);
        }
        long next = stepIndex + 1;
        if (index != 0 && index != next) {
            throw Refusal.sentence(
                    Status.Code.FAILED_PRECONDITION,
                    Reason.REASON_STALE_STEP_INDEX,
                    "step_index",
                    Long.toUnsignedString(next),
                    Long.toUnsignedString(index),
                    "step_index must be " + next + ", got " + Long.toUnsignedString(index) + ".");
        }
        long before = kept;
        keep((request.getSerializedSize() + answerBytes) / KEPT_UNACCOUNTED * KEPT_UNACCOUNTED);
        A answer;
        try {
            answer = work.apply(next);
        } catch (RuntimeException | Error e) {
            keep(before);
            throw e;
        }
        stepIndex = next;
        lastRequest = request;
        lastAnswer = answer;
        return answer;
    }

    /** Request and answer of the last call are kept for its retry; large ones take of the room of all sessions. */
    private void keep(long most) {
        if (most != kept) {
            home.keep(this, most);
        }
    }

    /** Returns the bytes that are kept for a retry beyond the estimate. */
    long kept() {
        return kept;
    }

    /** Notes them; {@link Sessions} calls it. */
    void kept(long most) {
        kept = most;
    }

    /** Steps, or answers again. */
    StepResponse step(StepRequest request) {
        StepResponse answer =
                change(request.getStepIndex(), request, StepResponse.class, index -> stepAnew(request, index));
        lastStep = answer;
        return answer;
    }

    private StepResponse stepAnew(StepRequest request, long index) {
        float[] actions = NumberArrays.floats("actions", request.getActions(), envs.size(), ActionLayout.SIZE);
        requireStarted();
        view.takeActions(actions);
        long nanos = run(actions, batch);
        lastStepNanos = nanos;
        return StepAnswers.of(this, index, nanos);
    }

    /** Steps under raw actions that have been checked, and returns the nanoseconds it took. */
    long run(float[] rawActions, StepBatch into) {
        requireRunning();
        long start = System.nanoTime();
        started = false; // a step that fails in its middle leaves no state to go on from
        envs.step(rawActions, into);
        started = true;
        long nanos = System.nanoTime() - start;
        home.stepped(envs.size(), nanos);
        history.step(into);
        return nanos;
    }

    /** Returns the last step's answer. */
    StepResponse echo() {
        if (lastStep == null) {
            throw Refusal.precondition(Reason.REASON_NEEDS_RESET, "session_id", "an echo needs a step before it.");
        }
        return lastStep;
    }

    void requireStarted() {
        if (!started) {
            throw Refusal.precondition(
                    Reason.REASON_NEEDS_RESET,
                    "session_id",
                    "a session needs a reset first, of all environments.\nMaybe call reset.");
        }
    }

    private void requireRunning() {
        int row = envs.autoresetMode() == io.github.loantwin.env.AutoresetMode.DISABLED ? firstEnded() : -1;
        if (row >= 0) {
            throw Refusal.precondition(
                            Reason.REASON_EPISODE_ENDED,
                            "session_id",
                            "the episode of environment " + row
                                    + " has ended.\nMaybe call reset; of several environments, with a mask of those that"
                                    + " ended.")
                    .atRow(row);
        }
    }

    /** Returns the first environment whose episode has ended, or -1. */
    int firstEnded() {
        for (int i = 0; i < envs.size(); i++) {
            if (envs.ended(i)) {
                return i;
            }
        }
        return -1;
    }

    /** Tells that every environment now stands in an episode. */
    void begin() {
        started = true;
        history.begin(batch);
    }

    /** Writes the last observation and the levels of now of every environment into the batch. */
    void readBatch() {
        for (int i = 0; i < envs.size(); i++) {
            float[] observation = envs.environment(i).observation();
            System.arraycopy(observation, 0, batch.observations, i * ObservationLayout.SIZE, observation.length);
            if (batch.withInfo()) {
                double[] levels = envs.environment(i).info().toArray();
                System.arraycopy(levels, 0, batch.info, i * InfoField.COUNT, levels.length);
            }
        }
    }

    /** Closes the session for all later calls; a running call is answered. Returns whether this call did it. */
    boolean close() {
        boolean did = closed.compareAndSet(false, true);
        releaseIfClosed();
        return did;
    }

    /** Lets go of what the session holds, unless a call runs, which then does it at its end. */
    private void releaseIfClosed() {
        if (closed.get() && lock.tryLock()) {
            try {
                lastRequest = null;
                lastAnswer = null;
                lastStep = null;
                envs.close();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Returns whether a step is so short that it may run on a thread that serves connections. */
    boolean quick(long nanos) {
        return lastStepNanos <= nanos && !lock.isLocked();
    }

    boolean idleFor(long nanos) {
        return !lock.isLocked() && System.nanoTime() - lastUsed > nanos;
    }

    long idleMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastUsed);
    }

    Turns turns() {
        return turns;
    }

    String id() {
        return id;
    }

    Caller owner() {
        return owner;
    }

    TwinConfig config() {
        return config;
    }

    EnvView view() {
        return view;
    }

    InfoSelection info() {
        return info;
    }

    boolean recorded() {
        return recorded;
    }

    /** Returns the estimated memory of its environments. */
    long bytes() {
        return bytes;
    }

    VecEnv envs() {
        return envs;
    }

    StepBatch batch() {
        return batch;
    }

    History history() {
        return history;
    }

    boolean started() {
        return started;
    }

    long stepIndex() {
        return stepIndex;
    }
}
