package io.github.loantwin.agents.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against a real HTTP server that answers as MLflow's REST API 2.0 documents, and writes down what it is asked. */
class MlflowLogTest {
    private static final String PREFIX = "/api/2.0/mlflow/";
    private static final RunPlan PLAN = SmallRuns.ppo(3, 64);

    @TempDir
    private Path folder;

    private HttpServer server;
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final List<JsonNode> bodies = Collections.synchronizedList(new ArrayList<>());
    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private volatile boolean experimentExists;
    private volatile String authorization = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(PREFIX.length());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (failuresLeft.getAndDecrement() > 0) {
            answer(exchange, 500, "{\"error_code\":\"INTERNAL_ERROR\"}");
            return;
        }
        calls.add(exchange.getRequestMethod() + " " + path);
        bodies.add(JsonMapper.shared().readTree(body.isEmpty() ? "{}" : body));
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        authorization = header == null ? "" : header;
        switch (path) {
            case "experiments/get-by-name" -> answer(
                    exchange,
                    experimentExists ? 200 : 404,
                    experimentExists
                            ? "{\"experiment\":{\"experiment_id\":\"5\",\"name\":\"loantwin\"}}"
                            : "{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\"}");
            case "experiments/create" -> answer(exchange, 200, "{\"experiment_id\":\"7\"}");
            case "runs/create" -> answer(exchange, 200, "{\"run\":{\"info\":{\"run_id\":\"abc\"}}}");
            case "runs/log-batch", "runs/update" -> answer(exchange, 200, "{}");
            default -> answer(exchange, 404, "{}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private MlflowLog log(Map<String, String> more) {
        Map<String, String> environment = new TreeMap<>(more);
        environment.putIfAbsent("MLFLOW_TRACKING_URI", address() + "/");
        return MlflowLog.of(environment, folder, PLAN, Map.of("commit", "0123abc"), warnings::add)
                .orElseThrow();
    }

    @Test
    void withoutAServerNothingIsSent() {
        assertTrue(MlflowLog.of(Map.of(), folder, PLAN, Map.of(), warnings::add).isEmpty());
    }

    @Test
    void aRunIsCreatedFilledAndFinished() throws Exception {
        MlflowLog log = log(Map.of("MLFLOW_TRACKING_TOKEN", "secret"));
        log.write(64, Map.of("policy/loss", 0.5, "episode/return", Double.NaN));
        log.write(128, Map.of("policy/loss", 0.25));
        log.end("FINISHED");
        assertEquals(
                List.of(
                        "GET experiments/get-by-name",
                        "POST experiments/create",
                        "POST runs/create",
                        "POST runs/log-batch",
                        "POST runs/log-batch",
                        "POST runs/log-batch",
                        "POST runs/update"),
                calls);
        assertEquals("loantwin", bodies.get(1).at("/name").stringValue());
        JsonNode run = bodies.get(2);
        assertEquals("7", run.at("/experiment_id").stringValue());
        assertTrue(run.at("/start_time").longValue() > 1_700_000_000_000L, "milliseconds");
        Map<String, String> tags = pairs(run.at("/tags"));
        assertEquals("3", tags.get("seed"));
        assertEquals("ppo", tags.get("algorithm"));
        assertEquals(PLAN.hash(), tags.get("planHash"));
        assertEquals(PLAN.twin().hash(), tags.get("configHash"));
        assertEquals("0123abc", tags.get("commit"));
        Map<String, String> parameters = pairs(bodies.get(3).at("/params"));
        assertEquals("0.2", parameters.get("clip"));
        assertEquals("0.003", parameters.get("learningRate.start"));
        assertEquals("0.05", parameters.get("run.deadband"));
        assertTrue(parameters.size() <= 100, "MLflow takes a hundred at a time");
        JsonNode first = bodies.get(4);
        assertEquals("abc", first.at("/run_id").stringValue());
        assertEquals(1, first.at("/metrics").size(), "a number that is none is left out");
        assertEquals("policy/loss", first.at("/metrics/0/key").stringValue());
        assertEquals(0.5, first.at("/metrics/0/value").doubleValue());
        assertEquals(64, first.at("/metrics/0/step").longValue());
        assertTrue(first.at("/metrics/0/timestamp").longValue() > 1_700_000_000_000L);
        assertEquals(128, bodies.get(5).at("/metrics/0/step").longValue());
        assertEquals("FINISHED", bodies.get(6).at("/status").stringValue());
        assertEquals("Bearer secret", authorization);
        assertEquals(List.of(), warnings);
    }

    private static Map<String, String> pairs(JsonNode list) {
        Map<String, String> pairs = new TreeMap<>();
        list.forEach(pair ->
                pairs.put(pair.at("/key").stringValue(), pair.at("/value").stringValue()));
        return pairs;
    }

    @Test
    void aResumedTrainingGoesOnWithItsRun() throws Exception {
        experimentExists = true;
        MlflowLog first = log(Map.of());
        first.write(64, Map.of("policy/loss", 0.5));
        first.end("KILLED");
        assertFalse(calls.contains("POST experiments/create"), calls.toString());
        assertEquals("abc", Files.readString(folder.resolve("mlflow.txt")).strip());
        calls.clear();
        bodies.clear();
        MlflowLog second = log(Map.of());
        second.write(128, Map.of("policy/loss", 0.25));
        second.end("FINISHED");
        assertEquals(List.of("POST runs/update", "POST runs/log-batch", "POST runs/update"), calls);
        assertEquals("RUNNING", bodies.get(0).at("/status").stringValue());
    }

    /** The first two requests fail: one warning, and every row arrives after all. */
    @Test
    void aServerThatComesBackGetsWhatItMissed() throws Exception {
        failuresLeft.set(1);
        MlflowLog log = log(Map.of());
        log.write(64, Map.of("policy/loss", 0.5));
        for (int i = 0; i < 600 && warnings.isEmpty(); i++) {
            Thread.sleep(10);
        }
        log.write(128, Map.of("policy/loss", 0.25));
        log.end("FINISHED");
        assertEquals(1, warnings.size());
        assertEquals(3, calls.stream().filter("POST runs/log-batch"::equals).count(), calls.toString());
        assertEquals("POST runs/update", calls.get(calls.size() - 1));
    }

    /** Nobody listens: training a whole run takes no longer than the few seconds that the end may wait, and one warning says why. */
    @Test
    void aServerThatIsAwayIsSaidOnce() {
        String nowhere = address();
        server.stop(0);
        MlflowLog log = log(Map.of("MLFLOW_TRACKING_URI", nowhere));
        for (int i = 0; i < 2000; i++) {
            log.write(i, Map.of("policy/loss", 0.5));
        }
        log.end("FINISHED");
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).startsWith("MLflow at " + nowhere + " cannot be used"), warnings.get(0));
        assertTrue(warnings.get(0).contains("\nMaybe start it"), warnings.get(0));
    }

    @Test
    void anAddressThatIsNoneIsSaid() {
        MlflowLog log = log(Map.of("MLFLOW_TRACKING_URI", "mlruns"));
        log.write(64, Map.of("policy/loss", 0.5));
        log.end("FINISHED");
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).contains("an address such as http://localhost:5000"), warnings.get(0));
    }
}
