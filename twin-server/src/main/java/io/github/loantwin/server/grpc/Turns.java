package io.github.loantwin.server.grpc;

import java.util.ArrayDeque;
import java.util.Queue;

/** Lets the calls of a session run one at a time, in the order in which they came; one that waits holds no thread. */
final class Turns {
    private final int most;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int calls;

    /** Creates the turns; so many calls may be here, the running one included. */
    Turns(int most) {
        this.most = most;
    }

    /**
     * Runs a call, or has it run by the end of the one before it. Whoever runs calls {@link #end} when done.
     *
     * @param now what to do if no other call is here
     * @param later what to do when the turn has come
     * @return whether there was room
     */
    boolean take(Runnable now, Runnable later) {
        synchronized (this) {
            if (calls >= most) {
                return false;
            }
            if (calls++ > 0) {
                waiting.add(later);
                return true;
            }
        }
        now.run();
        return true;
    }

    /** Ends a turn, and begins the next. */
    void end() {
        Runnable next;
        synchronized (this) {
            calls--;
            next = waiting.poll();
        }
        if (next != null) {
            next.run();
        }
    }
}
