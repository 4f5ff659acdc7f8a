package io.github.loantwin.server.grpc;

import io.github.loantwin.proto.v1.Reason;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Finds out who calls, by token or client certificate, and refuses what the caller may not do. */
final class Authentication implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String BEARER = "bearer ";
    /** A stream looks at its token so often at most: a step takes a twentieth of a millisecond, and should not pay for it. */
    private static final long LOOK_EVERY_NANOS = 200_000_000L;

    private static final String HEALTH = "grpc.health.v1.Health";

    private final Optional<Tokens> tokens;
    private final String service;

    /** Creates the check; without tokens everyone may do everything. */
    Authentication(Optional<Tokens> tokens, String service) {
        this.tokens = tokens;
        this.service = service;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (HEALTH.equals(call.getMethodDescriptor().getServiceName())) {
            return next.startCall(call, headers); // probes carry no token, and learn only whether the server serves
        }
        try {
            Caller caller = caller(call, headers);
            requireScope(call, caller);
            CallNotes.ofCall().ifPresent(notes -> notes.tell(caller));
            ServerCall.Listener<Q> listener =
                    Contexts.interceptCall(Context.current().withValue(Caller.KEY, caller), call, headers, next);
            boolean stays =
                    tokens.isPresent() && !call.getMethodDescriptor().getType().clientSendsOneMessage();
            return stays ? new Stream<>(call, listener, caller) : listener;
        } catch (Refusal refusal) {
            call.close(refusal.status(), refusal.trailers());
            return new ServerCall.Listener<>() {};
        }
    }

    /** A stream may outlive its token: one that ends or is revoked ends the stream at its next message. */
    private final class Stream<Q> extends SimpleForwardingServerCallListener<Q> {
        private final ServerCall<Q, ?> call;
        private final Caller caller;
        private long checked = System.nanoTime();
        private boolean refused;

        Stream(ServerCall<Q, ?> call, ServerCall.Listener<Q> listener, Caller caller) {
            super(listener);
            this.call = call;
            this.caller = caller;
        }

        @Override
        public void onMessage(Q message) {
            if (refused) {
                return;
            }
            if (isStillGood()) {
                super.onMessage(message);
                return;
            }
            refused = true;
            Refusal refusal = unauthenticated("one that has expired or was revoked while the stream was open");
            call.close(refusal.status(), refusal.trailers());
            super.onCancel(); // the service forgets the call, which it did not end itself
        }

        private boolean isStillGood() {
            long now = System.nanoTime();
            if (now - checked < LOOK_EVERY_NANOS) {
                return true;
            }
            checked = now;
            return tokens.orElseThrow().isGood(caller);
        }

        @Override
        public void onHalfClose() {
            if (!refused) {
                super.onHalfClose();
            }
        }
    }

    private Caller caller(ServerCall<?, ?> call, Metadata headers) {
        if (tokens.isEmpty()) {
            return certificate(call)
                    .map(name -> new Caller("certificate:" + name, name, Set.of(Scope.values())))
                    .orElse(Caller.ANONYMOUS);
        }
        String header = headers.get(AUTHORIZATION);
        if (header == null) {
            throw unauthenticated("no authorization header");
        }
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unauthenticated("another authorization");
        }
        return tokens.get()
                .caller(header.substring(BEARER.length()).strip())
                .orElseThrow(() -> unauthenticated("one that is unknown, expired or revoked"));
    }

    private static Optional<String> certificate(ServerCall<?, ?> call) {
        SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        if (session == null) {
            return Optional.empty();
        }
        try {
            Principal peer = session.getPeerPrincipal();
            return Optional.of(peer.getName());
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    private static Refusal unauthenticated(String got) {
        return Refusal.sentence(
                Status.Code.UNAUTHENTICATED,
                Reason.REASON_UNAUTHENTICATED,
                "authorization",
                "Bearer TOKEN",
                got,
                "this server asks for a token (metadata authorization: Bearer TOKEN), got " + got
                        + ".\nMaybe ask its owner for one: ./twin token create NAME.");
    }

    private void requireScope(ServerCall<?, ?> call, Caller caller) {
        String name = call.getMethodDescriptor().getBareMethodName();
        boolean ours = service.equals(call.getMethodDescriptor().getServiceName());
        Optional<Scope> needed = ours ? Scope.ofMethod(name) : Optional.of(Scope.READ);
        if (needed.isEmpty() || !caller.scopes().contains(needed.get())) {
            String scope = needed.map(Scope::key).orElse("none");
            throw Refusal.sentence(
                    Status.Code.PERMISSION_DENIED,
                    Reason.REASON_NO_SCOPE,
                    "authorization",
                    scope,
                    String.join(
                            ",",
                            caller.scopes().stream().map(Scope::key).sorted().toList()),
                    "the token of " + caller.name() + " does not allow " + name + ", which needs the scope " + scope
                            + ".");
        }
    }
}
