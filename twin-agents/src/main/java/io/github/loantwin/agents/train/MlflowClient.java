package io.github.loantwin.agents.train;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The five calls of MLflow's REST API (version 2.0) that a training run needs. Every failure is an {@link IOException}. */
final class MlflowClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int NOT_FOUND = 404;
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String base;
    private final Map<String, String> environment;

    /**
     * Creates a client.
     *
     * @param server such as {@code http://localhost:5000}
     * @param environment where MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and _PASSWORD, are looked up
     */
    MlflowClient(String server, Map<String, String> environment) {
        base = server.replaceAll("/+$", "") + "/api/2.0/mlflow/";
        this.environment = environment;
    }

    /** Returns the id of an experiment, which is created if there is none of that name. */
    String experiment(String name) throws IOException {
        String query = "experiments/get-by-name?experiment_name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        HttpResponse<String> found = send(request(query).GET());
        if (found.statusCode() != NOT_FOUND) {
            return text(found, "/experiment/experiment_id");
        }
        return text(post("experiments/create", Map.of("name", name)), "/experiment_id");
    }

    /** Creates a run; returns its id. */
    String createRun(String experiment, String name, Map<String, String> tags) throws IOException {
        Map<String, Object> body = Map.of(
                "experiment_id",
                experiment,
                "run_name",
                name,
                "start_time",
                System.currentTimeMillis(),
                "tags",
                pairs(tags));
        return text(post("runs/create", body), "/run/info/run_id");
    }

    /** Logs parameters of a run. */
    void logParameters(String run, Map<String, String> parameters) throws IOException {
        post("runs/log-batch", Map.of("run_id", run, "params", pairs(parameters)));
    }

    /** Logs figures of a step; those that are not finite are left out. */
    void logMetrics(String run, long step, long millis, Map<String, Double> figures) throws IOException {
        List<Map<String, Object>> metrics = figures.entrySet().stream()
                .filter(figure -> Math.abs(figure.getValue()) <= Double.MAX_VALUE)
                .map(figure -> Map.<String, Object>of(
                        "key", figure.getKey(), "value", figure.getValue(), "timestamp", millis, "step", step))
                .toList();
        post("runs/log-batch", Map.of("run_id", run, "metrics", metrics));
    }

    /** Sets the status of a run: RUNNING, FINISHED, KILLED or FAILED. */
    void update(String run, String status) throws IOException {
        boolean runs = status.equals("RUNNING");
        Map<String, Object> body = runs
                ? Map.of("run_id", run, "status", status)
                : Map.of("run_id", run, "status", status, "end_time", System.currentTimeMillis());
        post("runs/update", body);
    }

    private static List<Map<String, String>> pairs(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> Map.of("key", value.getKey(), "value", value.getValue()))
                .toList();
    }

    private HttpRequest.Builder request(String path) throws IOException {
        try {
            HttpRequest.Builder builder =
                    HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
            String token = environment.get("MLFLOW_TRACKING_TOKEN");
            String user = environment.get("MLFLOW_TRACKING_USERNAME");
            if (token != null) {
                builder.header("Authorization", "Bearer " + token);
            } else if (user != null) {
                String both = user + ":" + environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", "");
                String coded = Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
                builder.header("Authorization", "Basic " + coded);
            }
            return builder;
        } catch (IllegalArgumentException e) {
            throw new IOException("it must be an address such as http://localhost:5000", e);
        }
    }

    private HttpResponse<String> post(String path, Object body) throws IOException {
        String json = JsonMapper.shared().writeValueAsString(body);
        HttpResponse<String> response = send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
        requireOk(response);
        return response;
    }

    private static void requireOk(HttpResponse<String> response) throws IOException {
        if (response.statusCode() != OK) {
            String body = response.body();
            throw new IOException("it answered " + response.statusCode() + " to "
                    + response.request().uri().getPath() + ": " + body.substring(0, Math.min(200, body.length())));
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String text(HttpResponse<String> response, String pointer) throws IOException {
        requireOk(response);
        try {
            JsonNode value = JsonMapper.shared().readTree(response.body()).at(pointer);
            if (value.isString()) {
                return value.stringValue();
            }
        } catch (JacksonException e) {
            // told below
        }
        throw new IOException("its answer has no " + pointer + "; maybe it is no MLflow server");
    }
}
