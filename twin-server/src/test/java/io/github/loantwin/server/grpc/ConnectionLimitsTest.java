package io.github.loantwin.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.proto.v1.StepStreamRequest;
import io.github.loantwin.proto.v1.StepStreamResponse;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
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
    private static final int HEADERS = 1;
    private static final int END_HEADERS = 4;
    private static final int RST_STREAM = 3;
    private static final byte CANCEL = 8;
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
            send(0, type, flags, payload);
        }

        void send(int stream, int type, int flags, byte[] payload) throws IOException {
            ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
            frame.put((byte) 0)
                    .putShort((short) payload.length)
                    .put((byte) type)
                    .put((byte) flags);
            frame.putInt(stream).put(payload);
            socket.getOutputStream().write(frame.array());
        }

        /** Begins a call of StepStream and resets it; headers as literals that are not indexed (RFC 7541, 6.2.2). */
        void beginAndReset(int stream) throws IOException {
            ByteArrayOutputStream block = new ByteArrayOutputStream();
            String[] headers = {
                ":method", "POST", ":scheme", "http", ":path", "/loantwin.v1.LoanTwin/StepStream",
                ":authority", "localhost", "content-type", "application/grpc", "te", "trailers"
            };
            for (int i = 0; i < headers.length; i++) {
                if (i % 2 == 0) {
                    block.write(0);
                }
                block.write(headers[i].length());
                block.writeBytes(headers[i].getBytes(StandardCharsets.US_ASCII));
            }
            send(stream, HEADERS, END_HEADERS, block.toByteArray());
            send(stream, RST_STREAM, 0, new byte[] {0, 0, 0, CANCEL});
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
            assertEquals(ENHANCE_YOUR_CALM, reason(busy));
        }
    }

    /** The rapid reset attack (CVE-2023-44487): streams that are begun and reset at once, without end. */
    @Test
    void aClientThatResetsStreamsWithoutEndIsCutOff() throws Exception {
        try (TestServer server = new TestServer(Map.of("connection.resetsPerWindow", "20"));
                Raw modest = new Raw(server.server.port());
                Raw flood = new Raw(server.server.port())) {
            for (int i = 0; i < 15; i++) {
                modest.beginAndReset(2 * i + 1);
            }
            try {
                for (int i = 0; i < 500; i++) {
                    flood.beginAndReset(2 * i + 1);
                }
            } catch (SocketException cutOff) {
                assertFalse(flood.socket.isClosed(), "by the server, not by us");
            }
            flood.readToTheEnd(true); // fails if the server lets it go on
            if (flood.saw(GOAWAY)) { // a connection cut while it still sends may lose it
                assertEquals(ENHANCE_YOUR_CALM, reason(flood));
            }
            modest.send(PING, 0, new byte[8]);
            Frame answer = modest.read();
            while (answer.type() != PING) {
                answer = modest.read();
            }
            assertFalse(modest.saw(GOAWAY), "a client that resets a few streams stays");
            server.stub.serverInfo(io.github.loantwin.proto.v1.ServerInfoRequest.getDefaultInstance());
        }
    }

    /** Returns the error code of the last GOAWAY. */
    private static int reason(Raw raw) {
        Frame last = raw.seen.stream()
                .filter(frame -> frame.type() == GOAWAY)
                .reduce((first, second) -> second)
                .orElseThrow();
        return ByteBuffer.wrap(last.payload()).getInt(4);
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
