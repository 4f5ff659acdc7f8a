package io.github.loantwin.server.grpc;

import io.grpc.ForwardingServerCall;
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
                return next.startCall(new Timed<>(call), headers);
            }
        };
    }

    private static String name(Caller caller) {
        return caller == null ? "unknown" : caller.name();
    }

    private final class Timed<Q, A> extends ForwardingServerCall.SimpleForwardingServerCall<Q, A> {
        private final long start = System.nanoTime();

        Timed(ServerCall<Q, A> call) {
            super(call);
        }

        @Override
        public void close(Status status, Metadata trailers) {
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            String method = getMethodDescriptor().getBareMethodName();
            timer(method, status.getCode()).record(taken);
            if (CALLS.isLoggable(Level.DEBUG)) {
                Caller caller = Caller.KEY.get();
                CALLS.log(Level.DEBUG, "{0} {1} {2} ms {3}", method, status.getCode(), taken.toMillis(), name(caller));
            }
            super.close(status, trailers);
        }
    }
}
