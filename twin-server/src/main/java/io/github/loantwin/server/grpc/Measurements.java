package io.github.loantwin.server.grpc;

import io.grpc.ForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Counts and times of calls, and how full the server is, for Prometheus. */
final class Measurements {
    private static final System.Logger CALLS = System.getLogger(LoanServer.CALL_LOG);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    Measurements(Sessions sessions, Work work) {
        registry.gauge("loantwin.sessions.open", sessions, Sessions::count);
        registry.gauge("loantwin.sessions.bytes", sessions, Sessions::bytes);
        registry.gauge("loantwin.sessions.reaped", sessions, Sessions::reaped);
        registry.gauge("loantwin.calls.waiting", work, Work::waiting);
        registry.gauge("loantwin.heap.bytes", Runtime.getRuntime(), heap -> heap.totalMemory() - heap.freeMemory());
    }

    String scrape() {
        return registry.scrape();
    }

    private Timer timer(String method, Status.Code code) {
        return timers.computeIfAbsent(method + " " + code, key -> Timer.builder("loantwin.calls")
                .description("Calls by method and status")
                .tag("method", method)
                .tag("code", code.name())
                .serviceLevelObjectives(
                        Duration.ofNanos(100_000), Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofSeconds(1))
                .register(registry));
    }

    ServerInterceptor interceptor() {
        return new ServerInterceptor() {
            @Override
            public <Q, A> ServerCall.Listener<Q> interceptCall(
                    ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
                if (!CALLS.isLoggable(Level.DEBUG)) {
                    return next.startCall(new Timed<>(call, Optional.empty()), headers);
                }
                CallNotes notes = new CallNotes(call, headers);
                return new Noted<>(next.startCall(new Timed<>(call, Optional.of(notes)), headers), notes);
            }
        };
    }

    /** Shows the notes of a call its requests. */
    private static final class Noted<Q> extends SimpleForwardingServerCallListener<Q> {
        private final CallNotes notes;

        Noted(ServerCall.Listener<Q> listener, CallNotes notes) {
            super(listener);
            this.notes = notes;
        }

        @Override
        public void onMessage(Q message) {
            notes.look(message);
            super.onMessage(message);
        }
    }

    private final class Timed<Q, A> extends ForwardingServerCall.SimpleForwardingServerCall<Q, A> {
        private final long start = System.nanoTime();
        private final Optional<CallNotes> notes;

        Timed(ServerCall<Q, A> call, Optional<CallNotes> notes) {
            super(call);
            this.notes = notes;
        }

        @Override
        public void close(Status status, Metadata trailers) {
            long nanos = System.nanoTime() - start;
            timer(getMethodDescriptor().getBareMethodName(), status.getCode()).record(Duration.ofNanos(nanos));
            notes.ifPresent(
                    told -> CALLS.log(Level.DEBUG, "{0}", told.line(status.getCode(), nanos, Caller.KEY.get())));
            super.close(status, trailers);
        }
    }
}
