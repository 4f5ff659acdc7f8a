package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that compares, from end to end. */
class CompareCommandTest {
    @TempDir
    private Path folder;

    private Cli compare(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "compare", "../configs/experiments/benchmark.yaml", "--episodes", "2", "--scenarios", "var,gfc-peak"));
        arguments.addAll(List.of("--planner-worlds", "0", "--only", "best-constant", "--quiet"));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    @Test
    void tablesAndFilesSayTheSame() throws IOException {
        Path out = folder.resolve("out");
        Cli first = compare("--out", out.toString(), "--add", "loose=constant:-0.1,-0.02,0");
        assertEquals(ExitCode.OK, first.exitCode(), first.error());
        for (String text :
                List.of("Policies, best first", "best-constant", "loose", "hold: reward (IQM)", "Turnover")) {
            assertTrue(first.out().contains(text), text + " in\n" + first.out());
        }
        List<String> episodes = Files.readAllLines(out.resolve("episodes.csv"));
        assertEquals(1 + 3 * 2 * 2, episodes.size());
        assertTrue(episodes.get(0).startsWith("policy,source,scenario,run,seed,score,financial"), episodes.get(0));
        assertTrue(Files.readString(out.resolve("manifest.json")).contains("cells/loose/gfc-peak.csv"));
        assertTrue(Files.readString(out.resolve("figures.csv")).contains("best-constant,all,difference_to_hold,"));

        Cli again = compare("--out", out.toString(), "--add", "loose=constant:-0.1,-0.02,0");
        assertEquals(first.out(), again.out());
    }

    /** The small training of a file, twice: the second time nothing is trained. */
    @Test
    void whatTheFileWantsTrainedTakesPart() throws IOException {
        Path agent = Files.writeString(
                folder.resolve("agent.yaml"),
                Files.readString(Path.of("../configs/agents/ppo.yaml"))
                        .replaceAll("copies: .*", "copies: 8")
                        .replaceAll("rolloutSteps: .*", "rolloutSteps: 8")
                        .replaceAll("minibatch: .*", "minibatch: 32"));
        Path plan = Files.writeString(
                folder.resolve("plan.yaml"),
                Files.readString(Path.of("../configs/experiments/ppo-default.yaml"))
                        .replaceAll("settings: .*", "settings: " + agent)
                        .replaceAll("copiesPerWorld: .*", "copiesPerWorld: 4")
                        .replaceAll("evaluationSeeds: .*", "evaluationSeeds: 2"));
        Path file = folder.resolve("mine.yaml");
        String text = Files.readString(Path.of("../configs/experiments/benchmark.yaml"))
                .replaceAll("(?m)^  (sac|td3|dqn|ddqn): +\\{plan.*$", "")
                .replaceAll(
                        "(?m)^  ppo: +\\{plan.*$",
                        "  ppo: {plan: " + plan + ", seeds: 2, steps: 600, evaluations: 1, hidden: [4]}");
        Files.writeString(file, text);
        String[] command = {
            "compare",
            file.toString(),
            "--only",
            "ppo",
            "--episodes",
            "2",
            "--scenarios",
            "var",
            "--planner-worlds",
            "0",
            "--out",
            folder.resolve("out").toString(),
            "--quiet"
        };
        Cli first = Cli.run(command);
        assertEquals(ExitCode.OK, first.exitCode(), first.error());
        Path record = folder.resolve("out/train/ppo-seed2/training.json");
        byte[] trained = Files.readAllBytes(record);
        assertTrue(Files.exists(folder.resolve("out/results/ppo-seed2.json")));
        assertTrue(Files.exists(folder.resolve("out/results/hold.json")));
        Cli again = Cli.run(command);
        assertEquals(first.out(), again.out());
        assertArrayEquals(trained, Files.readAllBytes(record));
    }

    @Test
    void aLeaderboardTakesWholeResultsOnly() {
        Cli part = compare(
                "--no-report", "--leaderboard", folder.resolve("board.csv").toString());
        assertEquals(ExitCode.BAD_INPUT, part.exitCode());
        assertTrue(part.error().contains("all test seeds of all economies"), part.error());
        assertFalse(Files.exists(folder.resolve("board.csv")));
    }

    @Test
    void wrongInputIsNamed() {
        Cli scenario = compare("--scenarios", "atlantis", "--no-report");
        assertEquals(ExitCode.BAD_INPUT, scenario.exitCode());
        assertTrue(scenario.error().contains("atlantis"), scenario.error());
        Cli only = compare("--only", "nobody", "--no-report");
        assertTrue(only.error().contains("--only must name policies"), only.error());
        Cli policy = compare("--add", "constant:7,0,0", "--no-report");
        assertEquals(ExitCode.BAD_INPUT, policy.exitCode());
        assertFalse(policy.error().isBlank());
    }
}
