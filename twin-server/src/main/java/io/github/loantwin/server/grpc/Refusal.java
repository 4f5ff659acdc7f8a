package io.github.loantwin.server.grpc;

import com.google.protobuf.Any;
import io.github.loantwin.env.check.InvalidValueException;
import io.github.loantwin.proto.v1.ErrorDetail;
import io.github.loantwin.proto.v1.Reason;
import io.github.loantwin.proto.v1.RpcStatus;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** A call that is refused: a status for people, and field, bound and value for programs. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final Metadata.Key<byte[]> DETAILS =
            Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);
    /** Bytes of UTF-8; a message travels twice, and all together must fit in the 8 KiB of trailers that clients take. */
    private static final int LONGEST_MESSAGE = 1_000;

    private static final int LONGEST_BOUND = 800;
    private static final int LONGEST_HELP = 400;
    private static final int LONGEST_VALUE = 200;

    private final Status.Code code;
    private final transient ErrorDetail detail;

    private Refusal(Status.Code code, String message, ErrorDetail detail) {
        super(message, null, false, false);
        this.code = code;
        this.detail = detail;
    }

    private static String shortened(String text, int bytes) {
        CharBuffer rest = CharBuffer.wrap(text);
        StandardCharsets.UTF_8.newEncoder().encode(rest, ByteBuffer.allocate(bytes), true); // stops where the room ends
        return rest.hasRemaining() ? text.substring(0, rest.position()) + "..." : text;
    }

    /** Returns a refusal whose message is rule, value and help. */
    static Refusal of(Status.Code code, Reason reason, String field, String bound, Object value, String help) {
        String got = shortened(String.valueOf(value), LONGEST_VALUE);
        String where = shortened(field, LONGEST_VALUE);
        String rule = (where.isEmpty() ? "" : where + " ") + "must be " + bound + ", got " + got + ".";
        return say(code, reason, rule, field, bound, got, help);
    }

    private static Refusal say(
            Status.Code code, Reason reason, String rule, String field, String bound, String value, String help) {
        ErrorDetail detail = ErrorDetail.newBuilder()
                .setReason(reason)
                .setField(shortened(field, LONGEST_VALUE))
                .setBound(shortened(bound, LONGEST_BOUND))
                .setValue(shortened(value, LONGEST_VALUE))
                .setHelp(shortened(help, LONGEST_HELP))
                .build();
        String message = help.isEmpty() ? rule : rule + "\n" + help;
        return new Refusal(code, shortened(message, LONGEST_MESSAGE), detail);
    }

    /** Returns a refusal of a value that breaks a rule. */
    static Refusal badValue(String field, String bound, Object value) {
        return of(Status.Code.INVALID_ARGUMENT, Reason.REASON_BAD_VALUE, field, bound, value, "");
    }

    /** Returns a refusal of a value that breaks a rule, with help. */
    static Refusal badValue(String field, String bound, Object value, String help) {
        return of(Status.Code.INVALID_ARGUMENT, Reason.REASON_BAD_VALUE, field, bound, value, help);
    }

    /** Returns a refusal of a name that the server does not know. */
    static Refusal unknownName(String field, String allowed, String value) {
        return of(Status.Code.NOT_FOUND, Reason.REASON_UNKNOWN_NAME, field, "one of " + allowed, "'" + value + "'", "");
    }

    /** Returns a refusal that is a sentence of its own. */
    static Refusal sentence(Status.Code code, Reason reason, String field, String bound, String value, String text) {
        return say(code, reason, text, field, bound, value, "");
    }

    /** Returns a refusal of a session that needs another call first. */
    static Refusal precondition(Reason reason, String field, String text) {
        return sentence(Status.Code.FAILED_PRECONDITION, reason, field, "", "", text);
    }

    /** Returns what the library's own check says, as a refusal. */
    static Refusal from(Reason reason, String field, RuntimeException e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        int help = message.indexOf("\nMaybe");
        if (e instanceof InvalidValueException invalid) {
            return say(
                    Status.Code.INVALID_ARGUMENT,
                    reason,
                    first(message, help),
                    field,
                    invalid.rule(),
                    invalid.got(),
                    invalid.help());
        }
        return say(
                Status.Code.INVALID_ARGUMENT,
                reason,
                first(message, help),
                field,
                "",
                "",
                help < 0 ? "" : message.substring(help + 1));
    }

    private static String first(String message, int help) {
        return help < 0 ? message : message.substring(0, help);
    }

    /** Returns this refusal about a row of a batch. */
    Refusal atRow(int row) {
        return new Refusal(code, getMessage(), detail.toBuilder().setRow(row).build());
    }

    /** Returns this refusal with a time after which the call may succeed. */
    Refusal retryAfter(long millis) {
        return new Refusal(
                code, getMessage(), detail.toBuilder().setRetryAfterMs(millis).build());
    }

    /** Returns the detail. */
    ErrorDetail detail() {
        return detail;
    }

    /** Returns the status that travels. */
    Status status() {
        return Status.fromCode(code).withDescription(getMessage());
    }

    /** Returns the message that travels in a stream or in the trailer. */
    RpcStatus toMessage() {
        return RpcStatus.newBuilder()
                .setCode(code.value())
                .setMessage(getMessage())
                .addDetails(Any.pack(detail))
                .build();
    }

    /** Returns the trailer with the details. */
    Metadata trailers() {
        Metadata trailers = new Metadata();
        trailers.put(DETAILS, toMessage().toByteArray());
        return trailers;
    }

    /** Returns what an observer is told. */
    StatusRuntimeException toException() {
        return status().asRuntimeException(trailers());
    }
}
