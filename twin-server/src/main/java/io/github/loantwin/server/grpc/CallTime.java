package io.github.loantwin.server.grpc;

import io.github.loantwin.proto.v1.Reason;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Status;
import java.util.concurrent.TimeUnit;

/** How long a call may go on: until its deadline, the server's own limit, or its caller's cancellation. */
final class CallTime {
    private final Context context;
    private final Deadline deadline;

    private CallTime(Context context, Deadline deadline) {
        this.context = context;
        this.deadline = deadline;
    }

    /** Returns the time of the running call. */
    static CallTime current(long mostMillis) {
        Context context = Context.current();
        Deadline own = Deadline.after(mostMillis, TimeUnit.MILLISECONDS);
        Deadline given = context.getDeadline();
        return new CallTime(context, given == null ? own : given.minimum(own));
    }

    /** Throws if the call need not go on. */
    void check() {
        if (isOver()) {
            throw passed();
        }
    }

    boolean isOver() {
        return isGone() || deadline.isExpired();
    }

    /** Returns whether nobody waits for the answer any more. */
    boolean isGone() {
        return context.isCancelled();
    }

    Refusal passed() {
        boolean late = deadline.isExpired();
        return Refusal.sentence(
                late ? Status.Code.DEADLINE_EXCEEDED : Status.Code.CANCELLED,
                Reason.REASON_CANCELLED,
                "",
                "",
                "",
                late ? "the deadline has passed before the answer was ready." : "the caller has cancelled the call.");
    }
}
