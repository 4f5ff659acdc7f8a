package io.github.loantwin.server.grpc;

import io.github.loantwin.proto.v1.LoanTwinGrpc;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Deadline;
import io.grpc.ForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/** Counts and times of calls, and how full the server is, for Prometheus. */
final class Measurements {
    private static final System.Logger CALLS = System.getLogger(LoanServer.CALL_LOG);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final AtomicInteger running = new AtomicInteger();

    Measurements(Sessions sessions, Work work) {
        gauge("loantwin.sessions.open", "Open sessions", sessions, Sessions::count);
        gauge("loantwin.sessions.bytes", "Estimated memory of open sessions", sessions, Sessions::bytes);
        gauge("loantwin.sessions.reaped", "Sessions closed because they were idle", sessions, Sessions::reaped);
        gauge("loantwin.calls.waiting", "Calls that wait for a thread", work, Work::waiting);
        gauge("loantwin.calls.running", "Calls and streams that have begun and not ended", running, AtomicInteger::get);
        gauge(
                "loantwin.heap.bytes",
                "Used Java heap",
                Runtime.getRuntime(),
                heap -> heap.totalMemory() - heap.freeMemory());
        FunctionCounter.builder("loantwin.env.steps", sessions, Sessions::envSteps)
                .description("Steps of environments, over streams too")
                .register(registry);
        FunctionCounter.builder("loantwin.simulator.seconds", sessions, Sessions::simulatorSeconds)
                .description("Time that these steps took in the simulator")
                .register(registry);
    }

    private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value).description(description).register(registry);
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

    /** Returns the number of calls of environments and studies that have begun and not ended. */
    int running() {
        return running.get();
    }

    ServerInterceptor interceptor() {
        return new ServerInterceptor() {
            @Override
            public <Q, A> ServerCall.Listener<Q> interceptCall(
                    ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
                if (!CALLS.isLoggable(Level.DEBUG)) {
                    Timed<Q, A> timed = new Timed<>(call, Optional.empty());
                    return new Watched<>(next.startCall(timed, headers), timed);
                }
                CallNotes notes = new CallNotes(call, headers);
                Timed<Q, A> timed = new Timed<>(call, Optional.of(notes));
                return new Watched<>(Contexts.interceptCall(notes.context(), timed, headers, next), timed);
            }
        };
    }

    /** Shows the notes of a call its requests, and notices when its client is gone. */
    private final class Watched<Q> extends SimpleForwardingServerCallListener<Q> {
        private final Timed<Q, ?> call;

        Watched(ServerCall.Listener<Q> listener, Timed<Q, ?> call) {
            super(listener);
            this.call = call;
        }

        @Override
        public void onMessage(Q message) {
            call.notes.ifPresent(notes -> notes.look(message));
            super.onMessage(message);
        }

        @Override
        public void onCancel() {
            Deadline deadline = Context.current().getDeadline();
            boolean late = deadline != null && deadline.isExpired();
            call.tell(late ? Status.Code.DEADLINE_EXCEEDED : Status.Code.CANCELLED);
            call.end();
            super.onCancel();
        }
    }

    /** Tells of a call once: when it is answered, or when its client is gone before. */
    private final class Timed<Q, A> extends ForwardingServerCall.SimpleForwardingServerCall<Q, A> {
        private final long start = System.nanoTime();
        private final Optional<CallNotes> notes;
        private final AtomicBoolean told = new AtomicBoolean();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final boolean counts;

        Timed(ServerCall<Q, A> call, Optional<CallNotes> notes) {
            super(call);
            this.notes = notes;
            counts = LoanTwinGrpc.SERVICE_NAME.equals(call.getMethodDescriptor().getServiceName());
            if (counts) {
                running.incrementAndGet();
            }
        }

        @Override
        public void close(Status status, Metadata trailers) {
            tell(status.getCode());
            try {
                super.close(status, trailers);
            } finally {
                end();
            }
        }

        private void tell(Status.Code code) {
            if (told.compareAndSet(false, true)) {
                long nanos = System.nanoTime() - start;
                timer(getMethodDescriptor().getBareMethodName(), code).record(Duration.ofNanos(nanos));
                notes.ifPresent(known -> CALLS.log(Level.DEBUG, "{0}", known.line(code, nanos)));
            }
        }

        private void end() {
            if (counts && ended.compareAndSet(false, true)) {
                running.decrementAndGet();
            }
        }
    }
}
