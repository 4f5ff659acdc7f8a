package io.github.loantwin.server.grpc;

import io.github.loantwin.proto.v1.HandshakeRequest;
import io.github.loantwin.proto.v1.HandshakeResponse;
import io.github.loantwin.proto.v1.Limits;
import io.github.loantwin.proto.v1.ServerInfoResponse;
import io.github.loantwin.proto.v1.SessionEntry;
import io.github.loantwin.proto.v1.World;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the server says about itself. */
final class About {
    private static final int PROTOCOL = 1;
    private static final int LONGEST_NAME = 64;
    private static final List<String> CAPABILITIES =
            List.of("rollout", "replay", "render", "act", "optimize", "counterfactual");

    private final ServerConfig config;
    private final Sessions sessions;
    private final Worlds worlds;
    private final String version;
    private final long started = System.nanoTime();
    private volatile boolean draining;

    About(ServerConfig config, Sessions sessions, Worlds worlds, String version) {
        this.worlds = worlds;
        this.config = config;
        this.sessions = sessions;
        this.version = version;
    }

    void drain() {
        draining = true;
    }

    HandshakeResponse handshake(HandshakeRequest request) {
        requireShort("client_name", request.getClientName());
        requireShort("client_version", request.getClientVersion());
        int wanted = request.getProtocolVersion();
        if (wanted != 0 && wanted != PROTOCOL) {
            throw Refusal.sentence(
                    Status.Code.FAILED_PRECONDITION,
                    io.github.loantwin.proto.v1.Reason.REASON_BAD_VALUE,
                    "protocol_version",
                    String.valueOf(PROTOCOL),
                    Integer.toUnsignedString(wanted),
                    "this server speaks protocol version " + PROTOCOL + ", the client "
                            + Integer.toUnsignedString(wanted) + ".\nMaybe install the client of version " + version
                            + ".");
        }
        return HandshakeResponse.newBuilder()
                .setServerVersion(version)
                .setProtocolVersionMin(PROTOCOL)
                .setProtocolVersionMax(PROTOCOL)
                .setDefaultConfigHash(defaultHash())
                .addAllCapabilities(CAPABILITIES)
                .addAllEnvIds(EnvView.IDS)
                .setLimits(limits())
                .build();
    }

    /** Compiles the default economy when it is first asked for, so that the server starts without. */
    private String defaultHash() {
        return worlds.of(World.getDefaultInstance()).hash();
    }

    private static void requireShort(String field, String value) {
        if (value.length() > LONGEST_NAME) {
            throw Refusal.badValue(field, "at most " + LONGEST_NAME + " characters", value.length() + " characters");
        }
    }

    private Limits limits() {
        return Limits.newBuilder()
                .setMaxMessageBytes(config.messages().bytes())
                .setMaxBatchMessageBytes(config.messages().batchBytes())
                .setMaxSessionsPerClient(config.sessions().perClient())
                .setMaxSessions(config.sessions().total())
                .setMaxEnvsPerSession(config.sessions().environments())
                .setMaxSessionBytes(config.sessions().maxSessionBytes())
                .setSessionIdleMs(config.sessions().idleMillis())
                .setMaxCallMs(config.calls().maxMillis())
                .build();
    }

    ServerInfoResponse info(Caller caller, List<String> trained) {
        List<Session> own = sessions.of(caller);
        ServerInfoResponse.Builder info = ServerInfoResponse.newBuilder()
                .setServerVersion(version)
                .setUptimeMs(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started))
                .setOwnSessions(own.size())
                .setSessions(sessions.count())
                .setSessionBytes(sessions.bytes())
                .setMaxSessionBytesTotal(config.sessions().maxBytes())
                .setThreads(config.threads().stepThreads())
                .setDraining(draining)
                .setLimits(limits())
                .addAllTrainedPolicies(trained)
                .setCaller(caller.name());
        for (Session session : own) {
            info.addOwn(SessionEntry.newBuilder()
                    .setSessionId(session.id())
                    .setNumEnvs(session.envs().size())
                    .setStepIndex(session.stepIndex())
                    .setIdleMs(session.idleMillis())
                    .setBytes(session.bytes()));
        }
        return info.build();
    }
}
