package io.github.loantwin.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.proto.v1.StepStreamRequest;
import io.github.loantwin.proto.v1.StepStreamResponse;
import io.grpc.stub.StreamObserver;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a connection may do, seen from a raw socket that speaks HTTP/2 (RFC 9113): probes, idleness, calls at a time. */
class ConnectionLimitsTest {
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int ACK = 1;
    private static final int MAX_CONCURRENT_STREAMS = 3;
    private static final int ENHANCE_YOUR_CALM = 11;
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private record Frame(int type, int flags, byte[] payload) {
        /** Whether the server probes, and wants an answer. */
        boolean isProbe() {
            return type == PING && (flags & ACK) == 0;
        }
    }

    /** A client that has begun a connection and makes no call. */
    private static final class Raw implements AutoCloseable {
        private final Socket socket;
        private final DataInputStream in;
        private final List<Frame> seen = new ArrayList<>();

        Raw(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            in = new DataInputStream(socket.getInputStream());
            socket.getOutputStream().write(PREFACE);
            send(SETTINGS, 0, new byte[0]);
        }

        void send(int type, int flags, byte[] payload) throws IOException {
            ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
            frame.put((byte) 0)
                    .putShort((short) payload.length)
                    .put((byte) type)
                    .put((byte) flags);
            frame.putInt(0).put(payload);
            socket.getOutputStream().write(frame.array());
        }

        /** Returns the next frame, acknowledging settings; null at the end of the connection. */
        Frame read() throws IOException {
            try {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                in.readInt();
                Frame frame = new Frame(type, flags, in.readNBytes(length));
                seen.add(frame);
                if (type == SETTINGS && (flags & ACK) == 0) {
                    send(SETTINGS, ACK, new byte[0]);
                }
                return frame;
            } catch (EOFException | SocketException closed) {
                return null;
            }
        }

        /** Reads until the server ends the connection; seconds that took, at most 30. */
        double readToTheEnd(boolean answerProbes) throws IOException {
            long start = System.nanoTime();
            socket.setSoTimeout(30_000);
            for (Frame frame = read(); frame != null; frame = read()) {
                if (frame.isProbe() && answerProbes) {
                    send(PING, ACK, frame.payload());
                }
            }
            return (System.nanoTime() - start) / 1e9;
        }

        boolean saw(int type) {
            return seen.stream().anyMatch(frame -> frame.type() == type);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static Map<String, String> probing() {
        return Map.of("connection.keepaliveSeconds", "1", "connection.keepaliveTimeoutSeconds", "1");
    }

    @Test
    void aConnectionThatAnswersNoProbeIsClosed() throws Exception {
        try (TestServer server = new TestServer(probing());
                Raw dead = new Raw(server.server.port())) {
            double seconds = dead.readToTheEnd(false);
            assertTrue(dead.seen.stream().anyMatch(Frame::isProbe), "it was probed");
            assertTrue(seconds > 1.5, "a second of silence, and a second for the answer: " + seconds);
        }
    }

    @Test
    void aConnectionThatAnswersProbesStays() throws Exception {
        try (TestServer server = new TestServer(probing());
                Raw alive = new Raw(server.server.port())) {
            alive.socket.setSoTimeout(20_000);
            int probes = 0;
            while (probes < 3) {
                Frame frame = alive.read();
                assertTrue(frame != null, "closed after " + probes + " answered probes");
                if (frame.isProbe()) {
                    alive.send(PING, ACK, frame.payload());
                    probes++;
                }
            }
            assertFalse(alive.saw(GOAWAY));
        }
    }

    @Test
    void aConnectionWithoutCallsIsClosed() throws Exception {
        try (TestServer server = new TestServer(Map.of("connection.idleMinutes", "0.02"));
                Raw idle = new Raw(server.server.port())) {
            double seconds = idle.readToTheEnd(true);
            assertTrue(idle.saw(GOAWAY), "it was told to go");
            assertTrue(seconds > 1, "1.2 seconds: " + seconds);
        }
    }

    @Test
    void aClientThatProbesTooOftenIsToldToGo() throws Exception {
        try (TestServer server = new TestServer(Map.of("connection.permitKeepaliveSeconds", "30"));
                Raw busy = new Raw(server.server.port())) {
            for (int i = 0; i < 8; i++) {
                busy.send(PING, 0, ByteBuffer.allocate(8).putLong(i).array());
            }
            busy.readToTheEnd(true);
            Frame last = busy.seen.stream()
                    .filter(frame -> frame.type() == GOAWAY)
                    .reduce((first, second) -> second)
                    .orElseThrow();
            assertEquals(ENHANCE_YOUR_CALM, ByteBuffer.wrap(last.payload()).getInt(4));
        }
    }

    @Test
    void callsOfAConnectionAreBoundedAndTheNextOneWaits() throws Exception {
        try (TestServer server = new TestServer(Map.of("connection.callsAtATime", "2"))) {
            try (Raw raw = new Raw(server.server.port())) {
                raw.socket.setSoTimeout(20_000);
                ByteBuffer settings = ByteBuffer.wrap(raw.read().payload());
                int most = -1;
                while (settings.hasRemaining()) {
                    int key = settings.getShort();
                    int value = settings.getInt();
                    most = key == MAX_CONCURRENT_STREAMS ? value : most;
                }
                assertEquals(2, most, "told in the first frame");
            }
            server.stub.serverInfo(io.github.loantwin.proto.v1.ServerInfoRequest.getDefaultInstance());
            BlockingQueue<Integer> answered = new LinkedBlockingQueue<>();
            List<StreamObserver<StepStreamRequest>> streams = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                streams.add(stream(server, i, answered));
                streams.get(i).onNext(StepStreamRequest.getDefaultInstance());
            }
            assertEquals(1, answered.take() + answered.take(), "streams 0 and 1 are served");
            assertEquals(null, answered.poll(500, TimeUnit.MILLISECONDS), "the third waits");
            streams.get(0).onCompleted();
            assertEquals(2, answered.poll(20, TimeUnit.SECONDS), "until one ends");
            streams.subList(1, 3).forEach(StreamObserver::onCompleted);
        }
    }

    private static StreamObserver<StepStreamRequest> stream(
            TestServer server, int number, BlockingQueue<Integer> answered) {
        return io.github.loantwin.proto.v1.LoanTwinGrpc.newStub(server.channel)
                .stepStream(new StreamObserver<StepStreamResponse>() {
                    @Override
                    public void onNext(StepStreamResponse answer) {
                        answered.add(number); // an empty message is refused, which is an answer too
                    }

                    @Override
                    public void onError(Throwable e) {}

                    @Override
                    public void onCompleted() {}
                });
    }
}
