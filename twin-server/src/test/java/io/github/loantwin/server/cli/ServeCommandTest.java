package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.proto.v1.CreateSessionRequest;
import io.github.loantwin.proto.v1.HandshakeRequest;
import io.github.loantwin.proto.v1.LoanTwinGrpc;
import io.github.loantwin.proto.v1.ResetRequest;
import io.github.loantwin.proto.v1.RolloutRequest;
import io.github.loantwin.proto.v1.World;
import io.github.loantwin.server.grpc.Scope;
import io.github.loantwin.server.grpc.Tokens;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server as a process of its own: what it says, how it ends, and the tokens of its callers. */
class ServeCommandTest {
    /** 128 + SIGTERM. */
    private static final int TERMINATED = 143;

    @TempDir
    private Path folder;

    private Process process;
    private ManagedChannel channel;

    @AfterEach
    void stop() {
        if (channel != null) {
            channel.shutdownNow();
        }
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private ProcessBuilder builder(Map<String, String> environment, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.loantwin.server.cli.Twin",
                "serve",
                "--port",
                "0"));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    private JsonNode start(Map<String, String> environment, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of("--output", "json"));
        all.addAll(List.of(options));
        process = builder(environment, all).start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        JsonNode facts = JsonMapper.shared().readTree(said.readLine());
        channel = NettyChannelBuilder.forAddress("127.0.0.1", facts.path("port").asInt())
                .usePlaintext()
                .build();
        return facts;
    }

    private static LoanTwinGrpc.LoanTwinBlockingStub with(LoanTwinGrpc.LoanTwinBlockingStub stub, String token) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    @Test
    void itEndsWithTheStandardInputOfItsParent() throws Exception {
        String token = "a-token-of-the-environment-0123456789";
        JsonNode facts = start(Map.of("LOANTWIN_TOKEN", token), "--parent-stdin");
        assertEquals("listening", facts.path("event").asString());
        assertEquals(process.pid(), facts.path("pid").asLong());
        assertTrue(facts.path("tokens").asBoolean());
        LoanTwinGrpc.LoanTwinBlockingStub stub = LoanTwinGrpc.newBlockingStub(channel);
        assertFalse(with(stub, token)
                .handshake(HandshakeRequest.getDefaultInstance())
                .getServerVersion()
                .isEmpty());
        org.junit.jupiter.api.Assertions.assertThrows(
                StatusRuntimeException.class, () -> stub.handshake(HandshakeRequest.getDefaultInstance()));
        process.getOutputStream().close();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
    }

    /** A parent that was killed cannot remove the folder that it made for the socket. */
    @Test
    void itLeavesNoFolderOfItsSocketButWhatOthersPutThere() throws Exception {
        for (boolean shared : new boolean[] {false, true}) {
            Path place = Files.createTempDirectory("ltw");
            Path other = place.resolve("other");
            if (shared) {
                Files.createFile(other);
            }
            start(Map.of(), "--parent-stdin", "--socket", place.resolve("s").toString());
            assertTrue(Files.exists(place.resolve("s")));
            process.getOutputStream().close();
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(shared, Files.exists(place));
            Files.deleteIfExists(other);
            Files.deleteIfExists(place);
        }
    }

    @Test
    void theLogIsLinesOfJsonWithoutSecrets() throws Exception {
        String token = "a-token-of-the-environment-0123456789";
        start(Map.of("LOANTWIN_TOKEN", token), "--log", "json", "--parent-stdin");
        LoanTwinGrpc.LoanTwinBlockingStub stub = LoanTwinGrpc.newBlockingStub(channel);
        Metadata named = new Metadata();
        named.put(Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER), "night-run.17");
        String session = with(stub, token)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(named))
                .createSession(CreateSessionRequest.getDefaultInstance())
                .getSessionId();
        with(stub, token).reset(ResetRequest.newBuilder().setSessionId(session).build());
        org.junit.jupiter.api.Assertions.assertThrows(StatusRuntimeException.class, () -> with(stub, "another-secret")
                .handshake(HandshakeRequest.getDefaultInstance()));
        process.getOutputStream().close();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        Map<String, JsonNode> calls = new HashMap<>();
        for (String line : process.errorReader(StandardCharsets.UTF_8).lines().toList()) {
            assertFalse(line.contains(token) || line.contains("another-secret") || line.contains(session), line);
            JsonNode record = JsonMapper.shared().readTree(line);
            assertTrue(java.time.Instant.parse(record.path("time").asString()).getEpochSecond() > 0, line);
            calls.put(record.path("method").asString(""), record);
        }
        requireCall(calls.get("CreateSession"), "OK", "", "night-run\\.17");
        requireCall(calls.get("Reset"), "OK", session.substring(0, 8), "[0-9a-f]{16}");
        requireCall(calls.get("Handshake"), "UNAUTHENTICATED", "", "[0-9a-f]{16}");
        assertEquals("unknown", calls.get("Handshake").path("caller").asString());
        assertFalse(calls.get("Reset").path("caller").asString().isBlank());
    }

    private static void requireCall(JsonNode call, String status, String session, String request) {
        assertEquals(status, call.path("status").asString(), call.toString());
        assertEquals(session, call.path("session").asString(), call.toString());
        assertTrue(call.path("request").asString().matches(request), call.toString());
        assertTrue(call.path("ms").isNumber() && call.path("ms").asDouble() > 0, call.toString());
        assertTrue(call.path("peer").asString().matches("/127\\.0\\.0\\.1:\\d+"), call.toString());
    }

    @Test
    void sigtermFinishesTheCallInFlight() throws Exception {
        start(Map.of("LOANTWIN_TOKEN", ""));
        LoanTwinGrpc.LoanTwinBlockingStub stub = LoanTwinGrpc.newBlockingStub(channel);
        String id = stub.createSession(CreateSessionRequest.newBuilder()
                        .setWorld(World.newBuilder()
                                .putOverrides("episode.initialLoans", "20000")
                                .putOverrides("episode.maxPortfolioSize", "40000"))
                        .build())
                .getSessionId();
        stub.reset(ResetRequest.newBuilder().setSessionId(id).build());
        var running = LoanTwinGrpc.newFutureStub(channel)
                .rollout(RolloutRequest.newBuilder()
                        .setSessionId(id)
                        .setSteps(10_000)
                        .build());
        Thread.sleep(300);
        assertFalse(running.isDone(), "it is in flight");
        process.toHandle().destroy();
        assertEquals(10_000, running.get(60, TimeUnit.SECONDS).getSteps());
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(TERMINATED, process.exitValue());
    }

    @Test
    void tokensAreMadeListedAndRevoked() {
        String file = folder.resolve("tokens.json").toString();
        Cli made = Cli.run("token", "create", "alice", "--days", "3", "--scope", "read,env", "--tokens", file, "-q");
        assertEquals(0, made.exitCode(), made.error());
        String token = made.out().strip();
        assertEquals(47, token.length());
        Cli list = Cli.run("token", "list", "--tokens", file, "-o", "json");
        JsonNode entry = JsonMapper.shared().readTree(list.out()).get(0);
        assertEquals("alice", entry.path("name").asString());
        assertEquals("env,read", entry.path("scopes").asString());
        assertEquals("good", entry.path("state").asString());
        assertFalse(list.out().contains(token.substring(4)));
        String id = entry.path("id").asString();
        assertEquals(0, Cli.run("token", "revoke", id, "--tokens", file).exitCode());
        assertEquals(2, Cli.run("token", "revoke", id, "--tokens", file).exitCode());
        assertTrue(Cli.run("token", "list", "--tokens", file).out().contains("revoked"));
        assertEquals(
                2,
                Cli.run("token", "create", "bob", "--scope", "root", "--tokens", file)
                        .exitCode());
        Tokens.in(Path.of(file))
                .create(
                        "old",
                        Set.of(Scope.READ),
                        Optional.of(java.time.Instant.now().minusSeconds(60)));
        JsonNode old = JsonMapper.shared()
                .readTree(
                        Cli.run("token", "list", "--tokens", file, "-o", "json").out())
                .get(1);
        assertEquals("expired", old.path("state").asString(), old.toString());
    }

    /** What people are told is what works: the scheme for TLS, a host of their own, a token. */
    @Test
    void itSaysHowToConnect() throws Exception {
        String token = "a-token-of-the-environment-0123456789";
        List<String> said = startForPeople(Map.of("LOANTWIN_TOKEN", token), "--address", "0.0.0.0", "--insecure");
        assertTrue(
                said.stream()
                        .anyMatch(
                                line -> line.matches(".*TCP +0\\.0\\.0\\.0:\\d+, not encrypted, callers need a token")),
                said.toString());
        assertTrue(
                said.stream().anyMatch(line -> line.matches(".*address=\"HOST:\\d+\", token=\"TOKEN\"\\)")),
                said.toString());
        assertTrue(
                said.stream().anyMatch(line -> line.matches(".*grpcurl -plaintext -H .*Bearer TOKEN.* HOST:\\d+ list")),
                said.toString());
        assertFalse(said.toString().contains(token));
    }

    private List<String> startForPeople(Map<String, String> environment, String... options) throws IOException {
        process = builder(environment, List.of(options)).start();
        BufferedReader told = process.inputReader(StandardCharsets.UTF_8);
        List<String> said = new ArrayList<>();
        while (said.isEmpty() || !said.get(said.size() - 1).startsWith("Ctrl-C")) {
            said.add(told.readLine());
        }
        return said;
    }

    @Test
    void wrongOptionsAreExplained() {
        Cli open = Cli.run("serve", "--address", "0.0.0.0", "--auth", "none", "--port", "0");
        assertEquals(2, open.exitCode());
        assertTrue(open.error().contains("needs TLS"), open.error());
        Cli key = Cli.run("serve", "--set", "sessions.perClint=3");
        assertEquals(2, key.exitCode());
        assertTrue(key.error().contains("sessions.perClint"), key.error());
        Cli half = Cli.run("serve", "--tls-cert", "x.pem");
        assertEquals(2, half.exitCode());
        Cli nowhere = Cli.run("serve", "--no-tcp");
        assertEquals(2, nowhere.exitCode());
    }

    @Test
    void theBenchHasItsFields() {
        Cli bench = Cli.run(
                "bench",
                "grpc",
                "--loans",
                "40",
                "--batches",
                "1,3",
                "--seconds",
                "0.05",
                "-o",
                "json",
                "-q",
                "--python",
                "/bin/false");
        assertEquals(0, bench.exitCode(), bench.error());
        JsonNode rows = JsonMapper.shared().readTree(bench.out());
        assertEquals(6, rows.size(), "in process, TCP and Unix socket, two batches");
        for (JsonNode row : rows) {
            assertTrue(row.path("env_steps_per_second").asDouble() > 0);
            assertTrue(row.path("step_p50_us").asDouble()
                    >= row.path("simulator_us").asDouble());
            if (row.path("client").asString().equals("java")) {
                assertTrue(row.path("echo_p50_us").asDouble() > 0);
                assertTrue(row.path("step_p99_us").asDouble()
                        >= row.path("step_p50_us").asDouble());
            }
        }
    }
}
