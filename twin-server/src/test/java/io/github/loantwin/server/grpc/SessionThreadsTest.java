package io.github.loantwin.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.proto.v1.CloseRequest;
import io.github.loantwin.proto.v1.CreateSessionRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which sessions step on several threads: those whose steps are long, as many at a time as the machine bears. */
class SessionThreadsTest {
    private static final int MOST = 8 * Runtime.getRuntime().availableProcessors();

    private final Sessions sessions = new Sessions(ServerConfig.with(Map.of("threads.perSession", "2")));
    private final Caller caller = Caller.ANONYMOUS;

    @AfterEach
    void closeAll() {
        sessions.closeAll();
    }

    private Session open(int envs, int loans, int days) {
        TwinConfig world = TwinConfig.defaults()
                .with(Map.of(
                        "episode.initialLoans", "" + loans,
                        "episode.maxPortfolioSize", "50000",
                        "episode.decisionDays", "" + days));
        return sessions.create(
                CreateSessionRequest.newBuilder().setNumEnvs(envs).build(), world, caller);
    }

    private static int threads(Session session) {
        return session.envs().threads();
    }

    @Test
    void longStepsGetThreadsAndShortOnesDoNot() {
        assertEquals(1, threads(open(1, 1000, 1)));
        assertEquals(1, threads(open(8, 1000, 1)));
        assertEquals(2, threads(open(32, 1000, 1)));
        assertEquals(2, threads(open(2, 20_000, 1)), "few large lenders");
        assertEquals(2, threads(open(2, 1000, 30)), "a step of a month");
        assertEquals(1, threads(open(32, 20, 1)), "many small lenders");
    }

    @Test
    void theirNumberIsBoundedAndAClosedSessionGivesItsThreadsBack() {
        Session first = open(64, 60, 1);
        first.envs().reset(1, first.batch());
        for (int i = 1; i < MOST; i++) {
            assertEquals(2, threads(open(64, 60, 1)));
        }
        assertEquals(1, threads(open(64, 60, 1)), "one more");
        assertEquals(1, threads(sessions.fork(first, new long[0], caller)), "nor does a fork get more");
        sessions.close(first);
        assertEquals(2, threads(open(64, 60, 1)), "after a close");
    }

    @Test
    void theLimitHoldsOverASocketAndThreadsEndWithTheirSession() throws Exception {
        try (TestServer server = new TestServer(Map.of("threads.perSession", "3"))) {
            long before = vectorThreads();
            String id = server.stub
                    .createSession(
                            CreateSessionRequest.newBuilder().setNumEnvs(32).build())
                    .getSessionId();
            assertEquals(before + 2, vectorThreads(), "and the thread of the call itself");
            server.stub.close(CloseRequest.newBuilder().setSessionId(id).build());
            assertEquals(before, vectorThreads());
        }
    }

    private static long vectorThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("loantwin-vec"))
                .count();
    }
}
