package io.github.loantwin.server.grpc;

import io.grpc.Context;
import java.util.Set;

/**
 * Who calls.
 *
 * @param id owns sessions; of a token its id, of a client certificate its subject
 * @param name for people and logs
 * @param scopes what it may do
 */
record Caller(String id, String name, Set<Scope> scopes) {
    /** Set by {@link Authentication} for every call. */
    static final Context.Key<Caller> KEY = Context.key("loantwin-caller");

    /** Everyone, where no token is asked for. */
    static final Caller ANONYMOUS = new Caller("anonymous", "anonymous", Set.of(Scope.values()));

    Caller {
        scopes = Set.copyOf(scopes);
    }

    /** Returns the caller of the running call. */
    static Caller current() {
        Caller caller = KEY.get();
        if (caller == null) {
            throw new IllegalStateException("a call without a caller");
        }
        return caller;
    }
}
