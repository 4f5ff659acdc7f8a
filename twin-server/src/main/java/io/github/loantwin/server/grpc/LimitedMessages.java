package io.github.loantwin.server.grpc;

import io.github.loantwin.proto.v1.Reason;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Holds the requests of ordinary methods to a smaller limit than those that carry arrays. */
final class LimitedMessages {
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
        if (BATCHES.contains(descriptor.getBareMethodName())) {
            return method;
        }
        MethodDescriptor<Q, A> limited = descriptor.toBuilder()
                .setRequestMarshaller(new Limited<>(descriptor.getRequestMarshaller(), bytes))
                .build();
        return ServerMethodDefinition.create(limited, method.getServerCallHandler());
    }

    private record Limited<T>(MethodDescriptor.Marshaller<T> marshaller, int bytes)
            implements MethodDescriptor.Marshaller<T> {
        @Override
        public InputStream stream(T value) {
            return marshaller.stream(value);
        }

        @Override
        public T parse(InputStream stream) {
            int size = size(stream);
            if (size > bytes) {
                throw Refusal.of(
                                Status.Code.RESOURCE_EXHAUSTED,
                                Reason.REASON_TOO_LARGE,
                                "request",
                                "at most " + bytes + " bytes",
                                size,
                                "")
                        .toException();
            }
            return marshaller.parse(stream);
        }

        private static int size(InputStream stream) {
            try {
                return stream instanceof KnownLength ? stream.available() : 0;
            } catch (java.io.IOException e) {
                return 0;
            }
        }
    }
}
