package io.github.loantwin.server.grpc;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** What the log will tell of a call, gathered while it runs. */
final class CallNotes {
    private static final Metadata.Key<String> REQUEST =
            Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int DIGITS_TOLD = 8;

    private static final Context.Key<CallNotes> KEY = Context.key("loantwin-notes");

    private final String method;
    private final String peer;
    private final String request;
    private volatile String session = "";
    private volatile String caller = "unknown";

    CallNotes(ServerCall<?, ?> call, Metadata headers) {
        method = call.getMethodDescriptor().getBareMethodName();
        peer = String.valueOf(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
        String given = headers.get(REQUEST);
        request = given != null && PLAIN.matcher(given).matches()
                ? given
                : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    /** Returns the notes of the call that runs here, if it has any. */
    static Optional<CallNotes> ofCall() {
        return Optional.ofNullable(KEY.get());
    }

    /** Returns a context in which these are the notes of the call. */
    Context context() {
        return Context.current().withValue(KEY, this);
    }

    /** Takes the name of who calls, once that is clear. */
    void tell(Caller known) {
        caller = known.name();
    }

    /** Takes the session of a request; of a stream the last one counts. */
    void look(Object message) {
        if (message instanceof Message request) {
            String id = sessionId(request);
            session = id.substring(0, Math.min(DIGITS_TOLD, id.length()));
        }
    }

    private static String sessionId(Message request) {
        FieldDescriptor field = request.getDescriptorForType().findFieldByName("session_id");
        if (field != null) {
            return (String) request.getField(field);
        }
        for (Object part : request.getAllFields().values()) { // a stream's message holds the call
            if (part instanceof Message inner && inner.getDescriptorForType().findFieldByName("session_id") != null) {
                return sessionId(inner);
            }
        }
        return "";
    }

    CallLine line(Status.Code status, long nanos) {
        double millis = Math.round(nanos / 1e3) / 1e3;
        return new CallLine(method, status.name(), millis, caller, peer, session, request);
    }
}
