package io.github.loantwin.agents.train;

import io.github.loantwin.agents.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends what is logged to an MLflow server, from a thread of its own: training never waits for it and never fails by it.
 *
 * <p>While the server is away rows are kept, up to a few hundred; older ones are then lost here (not in {@code metrics.csv}).
 * It is said once. The run's id stands in {@code mlflow.txt}: a resumed training goes on with the same run, where steps after
 * the checkpoint stand twice, because MLflow keeps what it has.
 */
final class MlflowLog implements AutoCloseable {
    static final String RUN_FILE = "mlflow.txt";
    private static final String SERVER = "MLFLOW_TRACKING_URI";
    private static final String EXPERIMENT = "MLFLOW_EXPERIMENT_NAME";
    private static final int KEPT_ROWS = 500;
    private static final int LONGEST_PARAMETER = 500;
    private static final long RETRY_MILLIS = 2_000;
    private static final long SECONDS_TO_END = 5;

    private final MlflowClient client;
    private final String server;
    private final String experiment;
    private final Path folder;
    private final RunPlan plan;
    private final Map<String, String> tags;
    private final Consumer<String> warn;
    private final BlockingQueue<Row> rows = new ArrayBlockingQueue<>(KEPT_ROWS);
    private final Thread thread = new Thread(this::work, "loantwin-mlflow");
    private volatile String status = "";
    private volatile boolean abandoned;
    private boolean warned;
    private String run = "";

    private record Row(long step, long millis, Map<String, Double> figures) {}

    private MlflowLog(
            Map<String, String> environment,
            Path folder,
            RunPlan plan,
            Map<String, String> tags,
            Consumer<String> warn) {
        server = environment.get(SERVER);
        experiment = environment.getOrDefault(EXPERIMENT, "loantwin");
        client = new MlflowClient(server, environment);
        this.folder = folder;
        this.plan = plan;
        this.tags = tags;
        this.warn = warn;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Begins to log if the environment names a server.
     *
     * @param tags that are shown with the run, beside those of the plan
     * @param warn hears, once, that the server cannot be reached
     */
    static Optional<MlflowLog> of(
            Map<String, String> environment,
            Path folder,
            RunPlan plan,
            Map<String, String> tags,
            Consumer<String> warn) {
        String server = environment.getOrDefault(SERVER, "");
        return server.isEmpty() ? Optional.empty() : Optional.of(new MlflowLog(environment, folder, plan, tags, warn));
    }

    /** Takes a row in; never waits. */
    void write(long step, Map<String, Double> figures) {
        Row row = new Row(step, System.currentTimeMillis(), new LinkedHashMap<>(figures));
        while (!rows.offer(row)) {
            rows.poll();
        }
    }

    /** Ends the run as FINISHED, KILLED or FAILED; waits a few seconds at most. */
    void end(String how) {
        status = how;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_END));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        abandoned = true;
    }

    @Override
    public void close() {
        if (status.isEmpty()) {
            end("FAILED");
        }
    }

    private void work() {
        while (!abandoned) {
            boolean ending = !status.isEmpty();
            try {
                if (run.isEmpty()) {
                    run = begun();
                }
                send(ending);
                if (ending) {
                    client.update(run, status);
                    return;
                }
            } catch (IOException e) {
                warnOnce(e);
                if (ending) {
                    return;
                }
                pause();
            }
        }
    }

    /** Sends what has come; waits a little for the first row, unless it is the end. */
    private void send(boolean ending) throws IOException {
        Row row = ending ? rows.peek() : awaited();
        while (row != null) {
            client.logMetrics(run, row.step(), row.millis(), row.figures());
            rows.remove(row);
            row = rows.peek();
        }
    }

    private Row awaited() {
        try {
            for (int i = 0; i < 10 && rows.isEmpty() && status.isEmpty(); i++) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return rows.peek();
    }

    private void pause() {
        try {
            for (long waited = 0; waited < RETRY_MILLIS && status.isEmpty(); waited += 50) {
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandoned = true;
        }
    }

    private String begun() throws IOException {
        Path file = folder.resolve(RUN_FILE);
        if (Files.isRegularFile(file)) {
            String kept = Files.readString(file).strip();
            client.update(kept, "RUNNING");
            return kept;
        }
        String created = client.createRun(client.experiment(experiment), folder.getFileName() + "", tags());
        Files.writeString(file, created + "\n");
        client.logParameters(created, parameters());
        return created;
    }

    private Map<String, String> tags() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("algorithm", plan.train().algorithm());
        all.put("seed", String.valueOf(plan.train().seed()));
        all.put("planHash", plan.hash());
        all.put("configHash", plan.twin().hash());
        all.putAll(tags);
        return all;
    }

    /** Settings of run and algorithm, flat: {@code run.deadband}, {@code replay.batch}. */
    private Map<String, String> parameters() {
        Map<String, String> flat = new LinkedHashMap<>();
        flatten("run.", Settings.toMap(Settings.toYaml(plan.train()), "run"), flat);
        flatten("", Settings.toMap(Settings.toYaml(plan.learnerConfig()), "settings"), flat);
        return flat;
    }

    private static void flatten(String prefix, Map<?, ?> settings, Map<String, String> to) {
        settings.forEach((name, value) -> {
            if (value instanceof Map<?, ?> inner) {
                flatten(prefix + name + ".", inner, to);
            } else {
                String text = String.valueOf(value);
                to.put(prefix + name, text.substring(0, Math.min(LONGEST_PARAMETER, text.length())));
            }
        });
    }

    private void warnOnce(IOException e) {
        if (!warned) {
            warned = true;
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            warn.accept("MLflow at " + server + " cannot be used (" + why
                    + "); training goes on, and its metrics stand in " + folder.resolve(MetricFiles.CSV)
                    + ".\nMaybe start it ('mlflow server'), or unset " + SERVER + ".");
        }
    }
}
