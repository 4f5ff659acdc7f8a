package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as a process of its own: exit codes and signals. */
class ProcessTest {
    /** 128 + SIGTERM. */
    private static final int TERMINATED = 143;

    @TempDir
    private Path folder;

    private Process twin(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.loantwin.server.cli.Twin"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().remove("TWIN_RUNS");
        return builder.start();
    }

    @Test
    void exitCodesReachTheShell() throws Exception {
        Process good = twin("--version");
        assertTrue(good.waitFor(60, TimeUnit.SECONDS));
        assertEquals(ExitCode.OK, good.exitValue());
        Process bad = twin("simulate", "--days", "0");
        assertTrue(bad.waitFor(60, TimeUnit.SECONDS));
        assertEquals(ExitCode.BAD_INPUT, bad.exitValue());
        String error = new String(bad.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(error.startsWith("twin: "), error);
    }

    @Test
    void anInterruptSavesWhatIsDone() throws Exception {
        Process process = twin("simulate", "--loans", "20000", "--days", "36500", "--no-plots", "--name", "long");
        Path recording = folder.resolve("runs/long/episode.jsonl");
        for (int i = 0; i < 600 && !Files.exists(recording); i++) {
            Thread.sleep(100);
        }
        Thread.sleep(1_000);
        process.toHandle().destroy(); // SIGTERM; Ctrl-C goes the same way, but a test's parent may have it ignored
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(TERMINATED, process.exitValue());
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(error.contains("Interrupted after day"), error);
        JsonNode manifest = JsonMapper.shared()
                .readTree(folder.resolve("runs/long/manifest.json").toFile());
        assertTrue(manifest.get("interrupted").asBoolean());
        int days = manifest.get("days").asInt();
        assertEquals(days + 2, Files.readAllLines(recording).size(), "header, days, end");
        assertEquals(
                days + 1,
                Files.readAllLines(folder.resolve("runs/long/daily.csv")).size());
    }

    @Test
    void anInterruptWhileItDrawsLeavesAManifest() throws Exception {
        Process process = twin("simulate", "--loans", "300", "--days", "90", "--name", "drawn");
        Path first = folder.resolve("runs/drawn/plots");
        for (int i = 0; i < 1200 && !Files.exists(first); i++) {
            Thread.sleep(25);
        }
        process.toHandle().destroy();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(TERMINATED, process.exitValue());
        JsonNode manifest = JsonMapper.shared()
                .readTree(folder.resolve("runs/drawn/manifest.json").toFile());
        assertTrue(manifest.get("interrupted").asBoolean());
        assertEquals(90, manifest.get("days").asInt());
        assertTrue(manifest.get("files").has("report.html"));
    }
}
