package io.github.loantwin.server.grpc;

import io.grpc.Context;
import java.util.function.BiFunction;

/** Brings calls to their sessions: finds the session, waits for its turn without holding a thread, runs it where it belongs. */
final class SessionCalls {
    private final Sessions sessions;
    private final Work work;
    private final long mostMillis;

    SessionCalls(Sessions sessions, Work work, long mostMillis) {
        this.sessions = sessions;
        this.work = work;
        this.mostMillis = mostMillis;
    }

    /**
     * Answers a call of a session of the caller.
     *
     * @param lane where it runs; one that had to wait never runs on the thread of another connection
     * @param call makes the answer, in the time that is left
     */
    <A> void answer(Work.Lane lane, String id, Reply<A> reply, BiFunction<Session, CallTime, A> call) {
        try {
            Session session = sessions.get(id, Caller.current());
            CallTime time = CallTime.current(mostMillis);
            Work.Lane late = lane == Work.Lane.HERE ? Work.Lane.STEP : lane;
            Runnable later = Context.current().wrap(() -> start(late, session, time, reply, call));
            if (!session.turns().take(() -> start(lane, session, time, reply, call), later)) {
                reply.refuse(session.busy());
            }
        } catch (Refusal refusal) {
            reply.refuse(refusal);
        }
    }

    private <A> void start(
            Work.Lane lane, Session session, CallTime time, Reply<A> reply, BiFunction<Session, CallTime, A> call) {
        boolean accepted = work.run(lane, reply, () -> {
            try {
                return session.exclusively(time, () -> call.apply(session, time));
            } finally {
                session.turns().end();
            }
        });
        if (!accepted) {
            session.turns().end();
        }
    }
}
