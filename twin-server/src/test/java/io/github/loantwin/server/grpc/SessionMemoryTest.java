package io.github.loantwin.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.proto.v1.CloseRequest;
import io.github.loantwin.proto.v1.CreateSessionRequest;
import io.github.loantwin.proto.v1.ErrorDetail;
import io.github.loantwin.proto.v1.Reason;
import io.github.loantwin.proto.v1.RolloutRequest;
import io.github.loantwin.proto.v1.RolloutResponse;
import io.github.loantwin.proto.v1.ServerInfoRequest;
import io.github.loantwin.proto.v1.World;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quotas and memory: what sessions may take, alone and together, and that they give it back. */
class SessionMemoryTest {
    private static ErrorDetail detail(Status.Code code, Runnable call) {
        return TestServer.detail(TestServer.refused(code, call));
    }

    @TempDir
    private Path folder;

    /** Two callers: one reaches its own quota, then both together that of the server. */
    @Test
    void aCallersQuotaAndTheServersAreTwo() throws Exception {
        Tokens tokens = Tokens.in(folder.resolve("tokens.json"));
        Map<String, String> limits = Map.of("sessions.perClient", "2", "sessions.total", "3");
        try (TestServer server = new TestServer(limits, Security.NONE.with(tokens))) {
            var callers = Stream.of("alice", "bob")
                    .map(name -> tokens.create(name, Set.of(Scope.values()), Optional.empty()))
                    .map(fresh -> server.stub.withCallCredentials(TestServer.bearer(fresh.token())))
                    .toList();
            CreateSessionRequest session = CreateSessionRequest.newBuilder()
                    .setWorld(TestServer.world())
                    .build();
            callers.get(0).createSession(session);
            callers.get(0).createSession(session);
            assertEquals(
                    "2",
                    detail(Status.Code.RESOURCE_EXHAUSTED, () -> callers.get(0).createSession(session))
                            .getBound());
            callers.get(1).createSession(session);
            assertEquals(
                    "3",
                    detail(Status.Code.RESOURCE_EXHAUSTED, () -> callers.get(1).createSession(session))
                            .getBound());
        }
    }

    @Test
    void quotasHoldAndAreGivenBack() throws Exception {
        try (TestServer server = new TestServer(Map.of("sessions.perClient", "3", "sessions.total", "3"))) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ids.add(server.open(1).getSessionId());
            }
            ErrorDetail detail = detail(Status.Code.RESOURCE_EXHAUSTED, () -> server.open(1));
            assertEquals(Reason.REASON_QUOTA, detail.getReason());
            assertEquals("3", detail.getBound());
            assertTrue(detail.getRetryAfterMs() > 0);
            server.stub.close(CloseRequest.newBuilder().setSessionId(ids.get(0)).build());
            server.open(1);
        }
    }

    @Test
    void theMemoryOfAllSessionsIsBounded() throws Exception {
        try (TestServer server = new TestServer(heap(11e6))) {
            int opened = 0;
            ErrorDetail detail = null;
            for (int i = 0; i < 200 && detail == null; i++) {
                try {
                    server.open(1);
                    opened++;
                } catch (StatusRuntimeException e) {
                    detail = TestServer.detail(e);
                }
            }
            assertEquals(Reason.REASON_OVER_MEMORY, detail.getReason());
            long all = server.stub
                    .serverInfo(ServerInfoRequest.getDefaultInstance())
                    .getSessionBytes();
            long each = (all - Worlds.BYTES_PER_MODEL) / opened;
            assertTrue(each > 250_000 && each < 350_000, "an environment of 60 loans: " + each);
            assertEquals((long) (11e6 - Worlds.BYTES_PER_MODEL) / each, opened, 1);
        }
    }

    private static Map<String, String> heap(double bytes) {
        return Map.of(
                "sessions.heapShare",
                String.valueOf(bytes / Runtime.getRuntime().maxMemory()));
    }

    /** Sessions of one configuration share its compiled tables; each of its own brings 5 MB, and gives them back. */
    @Test
    void aConfigurationOfItsOwnCountsTowardsTheMemory() throws Exception {
        try (TestServer server = new TestServer(heap(17e6))) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ids.add(ofItsOwn(server, i));
            }
            ErrorDetail detail = detail(Status.Code.RESOURCE_EXHAUSTED, () -> ofItsOwn(server, 3));
            assertEquals(Reason.REASON_OVER_MEMORY, detail.getReason());
            assertTrue(detail.getRetryAfterMs() > 0);
            server.stub.close(CloseRequest.newBuilder().setSessionId(ids.get(0)).build());
            ids.set(0, ofItsOwn(server, 3));
            ids.forEach(id ->
                    server.stub.close(CloseRequest.newBuilder().setSessionId(id).build()));
            assertEquals(0, bytes(server));
        }
    }

    private static String ofItsOwn(TestServer server, int number) {
        World world = TestServer.world().toBuilder()
                .putOverrides("lender.taxRate", "0.2" + number)
                .build();
        return server.stub
                .createSession(CreateSessionRequest.newBuilder().setWorld(world).build())
                .getSessionId();
    }

    private static long bytes(TestServer server) {
        return server.stub.serverInfo(ServerInfoRequest.getDefaultInstance()).getSessionBytes();
    }

    /** Ten years of recorded days: 121 numbers of 8 bytes each, at least. */
    @Test
    void recordedDaysCountTowardsTheMemory() throws Exception {
        try (TestServer server = new TestServer(Map.of())) {
            World years = TestServer.world().toBuilder()
                    .putOverrides("episode.simulationDays", "3650")
                    .build();
            CreateSessionRequest.Builder session =
                    CreateSessionRequest.newBuilder().setWorld(years).setNumEnvs(4);
            long without = server.stub.createSession(session.build()).getSessionBytes();
            long with = server.stub
                    .createSession(session.setRecordHistory(true).build())
                    .getSessionBytes();
            assertTrue(with - without > 4L * 3_650 * 121 * 8, "bytes of history: " + (with - without));
        }
    }

    /** A large answer is kept for a retry until the next call: it counts, and one that finds no room moves nothing. */
    @Test
    void whatIsKeptForARetryCountsTowardsTheMemory() throws Exception {
        try (TestServer server = new TestServer(heap(30e6))) {
            String id = server.open(1).getSessionId();
            String other = server.open(1).getSessionId();
            server.reset(id, 1);
            server.reset(other, 1);
            long before = bytes(server);
            RolloutRequest.Builder large =
                    RolloutRequest.newBuilder().setSteps(12_000).setRecord(true);
            RolloutResponse kept =
                    server.stub.rollout(large.setSessionId(id).setStepIndex(2).build());
            long taken = bytes(server) - before;
            assertEquals(kept.getSerializedSize(), taken, 300_000);
            ErrorDetail detail = detail(
                    Status.Code.RESOURCE_EXHAUSTED,
                    () -> server.stub.rollout(
                            large.setSessionId(other).setStepIndex(2).build()));
            assertEquals(Reason.REASON_OVER_MEMORY, detail.getReason());
            assertEquals(before + taken, bytes(server));
            server.stub.step(TestServer.step(other, 2, new float[3]));
            assertEquals(kept, server.stub.rollout(large.setSessionId(id).build()), "the retry");
            server.stub.step(TestServer.step(id, 3, new float[3]));
            assertEquals(before, bytes(server), "given back with the next call");
        }
    }
}
