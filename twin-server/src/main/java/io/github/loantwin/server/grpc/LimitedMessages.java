package io.github.loantwin.server.grpc;

import io.github.loantwin.proto.v1.Reason;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.KnownLength;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Refuses requests that are too large, ordinary ones earlier than those that carry arrays, and bytes that are no message. */
final class LimitedMessages {
    /** Why the request that was just parsed on this thread became null; read at once by {@link Guard}. */
    private static final ThreadLocal<Refusal> PROBLEM = new ThreadLocal<>();

    static final Set<String> BATCHES =
            Set.of("Reset", "Step", "StepStream", "Echo", "Restore", "Act", "Rollout", "Fork");

    private LimitedMessages() {}

    static ServerServiceDefinition limit(ServerServiceDefinition service, int bytes) {
        List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
        ServiceDescriptor.Builder descriptor =
                ServiceDescriptor.newBuilder(service.getServiceDescriptor().getName());
        descriptor.setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
        for (ServerMethodDefinition<?, ?> method : service.getMethods()) {
            ServerMethodDefinition<?, ?> limited = limited(method, bytes);
            methods.add(limited);
            descriptor.addMethod(limited.getMethodDescriptor());
        }
        ServerServiceDefinition.Builder result = ServerServiceDefinition.builder(descriptor.build());
        methods.forEach(result::addMethod);
        return result.build();
    }

    private static <Q, A> ServerMethodDefinition<Q, A> limited(ServerMethodDefinition<Q, A> method, int bytes) {
        MethodDescriptor<Q, A> descriptor = method.getMethodDescriptor();
        int most = BATCHES.contains(descriptor.getBareMethodName()) ? Integer.MAX_VALUE : bytes;
        MethodDescriptor<Q, A> limited = descriptor.toBuilder()
                .setRequestMarshaller(new Limited<>(descriptor.getRequestMarshaller(), most))
                .build();
        return ServerMethodDefinition.create(limited, method.getServerCallHandler());
    }

    /** A request that cannot be taken becomes null, which {@link #interceptor} then refuses: a marshaller cannot. */
    private record Limited<T>(MethodDescriptor.Marshaller<T> marshaller, int bytes)
            implements MethodDescriptor.Marshaller<T> {
        @Override
        public InputStream stream(T value) {
            return marshaller.stream(value);
        }

        @Override
        public T parse(InputStream stream) {
            if (size(stream) > bytes) {
                PROBLEM.set(Refusal.of(
                        Status.Code.RESOURCE_EXHAUSTED,
                        Reason.REASON_TOO_LARGE,
                        "request",
                        "at most " + bytes + " bytes",
                        size(stream) + " bytes",
                        ""));
                return null;
            }
            try {
                return marshaller.parse(stream);
            } catch (StatusRuntimeException e) {
                PROBLEM.set(Refusal.badValue("request", "a message of this method", "other bytes"));
                return null;
            }
        }

        private static int size(InputStream stream) {
            try {
                return stream instanceof KnownLength ? stream.available() : 0;
            } catch (java.io.IOException e) {
                return 0;
            }
        }
    }

    /** Refuses the calls whose request could not be taken. */
    static ServerInterceptor interceptor() {
        return new ServerInterceptor() {
            @Override
            public <Q, A> ServerCall.Listener<Q> interceptCall(
                    ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
                return new Guard<>(call, next.startCall(call, headers));
            }
        };
    }

    private static final class Guard<Q> extends SimpleForwardingServerCallListener<Q> {
        private final ServerCall<Q, ?> call;
        private boolean refused;

        Guard(ServerCall<Q, ?> call, ServerCall.Listener<Q> listener) {
            super(listener);
            this.call = call;
        }

        @Override
        public void onMessage(Q message) {
            if (refused) {
                return;
            }
            if (message != null) {
                super.onMessage(message);
                return;
            }
            refused = true;
            Refusal refusal = PROBLEM.get();
            PROBLEM.remove();
            call.close(refusal.status(), refusal.trailers());
            super.onCancel(); // the service forgets the call, which it did not end itself
        }

        @Override
        public void onHalfClose() {
            if (!refused) {
                super.onHalfClose();
            }
        }
    }
}
