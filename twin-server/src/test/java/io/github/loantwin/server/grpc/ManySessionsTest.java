package io.github.loantwin.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.proto.v1.CreateSessionRequest;
import io.github.loantwin.proto.v1.InfoMode;
import io.github.loantwin.proto.v1.LoanTwinGrpc;
import io.github.loantwin.proto.v1.ResetRequest;
import io.github.loantwin.proto.v1.World;
import io.grpc.ManagedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many sessions at once, and a long time of clients that vanish; both under --all. */
@Tag("slow")
class ManySessionsTest {
    private static final World SMALL =
            World.newBuilder().putOverrides("episode.initialLoans", "100").build();

    private static long heap() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(50);
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }

    private static String open(TestServer server, LoanTwinGrpc.LoanTwinBlockingStub stub, long seed) {
        String id = stub.createSession(CreateSessionRequest.newBuilder()
                        .setWorld(SMALL)
                        .setInfoMode(InfoMode.INFO_MODE_NONE)
                        .build())
                .getSessionId();
        stub.reset(
                ResetRequest.newBuilder().setSessionId(id).setSessionSeed(seed).build());
        return id;
    }

    @Test
    void tenThousandSessionsAreServed() throws Exception {
        int sessions = Integer.getInteger("loantwin.many.sessions", 10_000);
        try (TestServer server = new TestServer(Map.of("sessions.perClient", "20000"))) {
            open(server, server.stub, 0);
            long before = heap();
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < sessions - 1; i++) {
                ids.add(open(server, server.stub, i));
            }
            long bytes = (heap() - before) / ids.size();
            System.out.println(ids.size() + " sessions, " + bytes + " bytes of heap each");
            for (String id : ids) {
                server.stub.step(TestServer.step(id, 0, new float[3]));
            }
            assertEquals(sessions, server.server.openSessions());
            assertTrue(bytes < 310_000, "no more than the estimate of the session: " + bytes);
        }
    }

    /** Ten minutes of clients that open, step and vanish: neither sessions nor heap grow. */
    @Test
    void nothingGrowsWhileClientsComeAndVanish() throws Exception {
        long seconds = Long.getLong("loantwin.soak.seconds", 600);
        Random random = new Random(3);
        try (TestServer server =
                new TestServer(Map.of("sessions.idleMinutes", "0.05", "sessions.perClient", "10000"))) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            long settled = 0;
            int rounds = 0;
            int mostOpen = 0;
            while (System.nanoTime() < end) {
                ManagedChannel channel = server.channel();
                LoanTwinGrpc.LoanTwinBlockingStub stub = LoanTwinGrpc.newBlockingStub(channel);
                String id = open(server, stub, rounds);
                for (int step = random.nextInt(30); step > 0; step--) {
                    stub.step(TestServer.step(id, 0, new float[3]));
                }
                LoanTwinGrpc.newFutureStub(channel).step(TestServer.step(id, 0, new float[3]));
                channel.shutdownNow();
                mostOpen = Math.max(mostOpen, server.server.openSessions());
                settled = ++rounds == 200 ? heap() : settled;
            }
            Thread.sleep(8_000);
            assertEquals(0, server.server.openSessions());
            long grown = heap() - settled;
            System.out.println(rounds + " clients came and vanished, at most " + mostOpen + " sessions open, heap "
                    + (settled >> 10) + " kB after the first 200, " + (grown >> 10) + " kB more at the end");
            if (rounds > 400) {
                assertTrue(grown < 20 << 20, "heap grew over " + rounds + " clients");
            }
        }
    }
}
