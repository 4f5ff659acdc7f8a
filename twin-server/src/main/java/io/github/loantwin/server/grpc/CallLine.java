package io.github.loantwin.server.grpc;

/**
 * A call as the log tells it.
 *
 * @param method its name
 * @param status of gRPC
 * @param millis from its beginning to its end
 * @param caller name of the token or certificate, anonymous, or unknown if it was refused before that was clear
 * @param peer address that it came from
 * @param session first digits of its session's id, enough to follow it and too few to use it; empty without
 * @param request the caller's {@code x-request-id} if it is up to 64 letters, digits, dots and dashes, else a number of the server's
 */
public record CallLine(
        String method, String status, double millis, String caller, String peer, String session, String request) {
    @Override
    public String toString() {
        return method + " " + status + " " + millis + " ms " + caller;
    }
}
