package io.github.loantwin.server.grpc;

import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.config.StrictYaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Where a server listens and what it allows; the defaults, with their meaning, are in {@code configs/server.yaml}.
 *
 * @param address to listen on
 * @param port of TCP, 0 for any free one
 * @param threads who works
 * @param connection limits of a connection
 * @param messages limits of a message
 * @param sessions limits of sessions
 * @param calls limits of calls
 */
public record ServerConfig(
        String address,
        int port,
        Threads threads,
        Connection connection,
        Messages messages,
        SessionLimits sessions,
        Calls calls) {
    private static final String DEFAULTS = "/loantwin/configs/server.yaml";
    private static final YAMLMapper YAML = StrictYaml.mapper();

    /** Threads; 0 means by the number of processors. */
    public record Threads(int step, int study, int queue, int studyQueue, int perSession, int inlineMicros) {
        public Threads {
            ArgCheck.inClosed("threads.step", step, 0, 1024);
            ArgCheck.inClosed("threads.study", study, 0, 1024);
            ArgCheck.inClosed("threads.queue", queue, 1, 1_000_000);
            ArgCheck.inClosed("threads.studyQueue", studyQueue, 1, 1_000_000);
            ArgCheck.inClosed("threads.perSession", perSession, 0, 1024);
            ArgCheck.inClosed("threads.inlineMicros", inlineMicros, 0, 10_000);
        }

        int stepThreads() {
            return step > 0 ? step : Math.max(2, Runtime.getRuntime().availableProcessors());
        }

        int studyThreads() {
            return study > 0 ? study : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        }

        int sessionThreads() {
            return perSession > 0 ? perSession : Runtime.getRuntime().availableProcessors();
        }
    }

    /** Limits of a connection. */
    public record Connection(
            int metadataBytes,
            int callsAtATime,
            int keepaliveSeconds,
            int keepaliveTimeoutSeconds,
            int permitKeepaliveSeconds,
            double idleMinutes,
            int resetsPerWindow) {
        public Connection {
            ArgCheck.inClosed("connection.metadataBytes", metadataBytes, 1024, 1 << 20);
            ArgCheck.inClosed("connection.callsAtATime", callsAtATime, 1, 1_000_000);
            ArgCheck.inClosed("connection.keepaliveSeconds", keepaliveSeconds, 1, 86_400);
            ArgCheck.inClosed("connection.keepaliveTimeoutSeconds", keepaliveTimeoutSeconds, 1, 86_400);
            ArgCheck.inClosed("connection.permitKeepaliveSeconds", permitKeepaliveSeconds, 0, 86_400);
            ArgCheck.inOpenClosed("connection.idleMinutes", idleMinutes, 0, 1e6);
            ArgCheck.inClosed("connection.resetsPerWindow", resetsPerWindow, 1, 1_000_000);
        }
    }

    /** Limits of a message, in bytes. */
    public record Messages(int bytes, int batchBytes) {
        public Messages {
            ArgCheck.inClosed("messages.bytes", bytes, 1024, 1 << 30);
            ArgCheck.inClosed("messages.batchBytes", batchBytes, bytes, 1 << 30);
        }
    }

    /** Limits of sessions. */
    public record SessionLimits(
            int total,
            int perClient,
            int environments,
            double heapShare,
            double sessionHeapShare,
            double idleMinutes,
            int waiting) {
        public SessionLimits {
            ArgCheck.inClosed("sessions.total", total, 1, 10_000_000);
            ArgCheck.inClosed("sessions.perClient", perClient, 1, 10_000_000);
            ArgCheck.inClosed("sessions.environments", environments, 1, 1_000_000);
            ArgCheck.inOpenClosed("sessions.heapShare", heapShare, 0, 1);
            ArgCheck.inOpenClosed("sessions.sessionHeapShare", sessionHeapShare, 0, 1);
            ArgCheck.inOpenClosed("sessions.idleMinutes", idleMinutes, 0, 1e6);
            ArgCheck.inClosed("sessions.waiting", waiting, 1, 1024);
        }

        long maxBytes() {
            return (long) (heapShare * Runtime.getRuntime().maxMemory());
        }

        long maxSessionBytes() {
            return (long) (sessionHeapShare * Runtime.getRuntime().maxMemory());
        }

        long idleMillis() {
            return (long) (idleMinutes * 60_000);
        }
    }

    /** Limits of calls. */
    public record Calls(double maxSeconds, double drainSeconds) {
        public Calls {
            ArgCheck.inOpenClosed("calls.maxSeconds", maxSeconds, 0, 86_400);
            ArgCheck.inClosed("calls.drainSeconds", drainSeconds, 0, 86_400);
        }

        long maxMillis() {
            return (long) (maxSeconds * 1000);
        }

        long drainMillis() {
            return (long) (drainSeconds * 1000);
        }
    }

    public ServerConfig {
        ArgCheck.notBlank("address", address);
        ArgCheck.inClosed("port", port, 0, 65_535);
    }

    /** Returns the defaults of {@code configs/server.yaml}. */
    public static ServerConfig defaults() {
        return with(Map.of());
    }

    /** Returns the defaults with single values changed: dotted key path to YAML text. */
    public static ServerConfig with(Map<String, String> changes) {
        return bind(bundled(), "configs/server.yaml", changes);
    }

    /** Reads a whole configuration file, with single values changed. */
    public static ServerConfig read(Path file, Map<String, String> changes) throws IOException {
        try {
            return bind(YAML.readTree(Files.readString(file)), file.toString(), changes);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + " must be YAML: " + e.getOriginalMessage(), e);
        }
    }

    private static JsonNode bundled() {
        try (InputStream in = ServerConfig.class.getResourceAsStream(DEFAULTS)) {
            return YAML.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerConfig bind(JsonNode tree, String where, Map<String, String> changes) {
        if (!(tree instanceof ObjectNode root)) {
            throw new IllegalArgumentException(where + " must hold a mapping.");
        }
        changes.forEach((path, value) -> set(root, where, path, value));
        try {
            return YAML.treeToValue(root, ServerConfig.class);
        } catch (DatabindException e) {
            String rule = e.getCause() instanceof IllegalArgumentException cause
                    ? cause.getMessage()
                    : e.getOriginalMessage().split("\n")[0];
            throw new IllegalArgumentException(where + ": " + rule, e);
        }
    }

    private static void set(ObjectNode root, String where, String path, String value) {
        int dot = path.lastIndexOf('.');
        JsonNode parent = dot < 0 ? root : root.at("/" + path.substring(0, dot).replace('.', '/'));
        String key = path.substring(dot + 1);
        if (!(parent instanceof ObjectNode map) || !map.has(key)) {
            throw new IllegalArgumentException(
                    where + " has no key '" + path + "'.\nMaybe look into configs/server.yaml.");
        }
        map.set(key, YAML.readTree(value));
    }
}
