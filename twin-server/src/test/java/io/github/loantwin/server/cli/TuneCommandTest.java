package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A search of three short trainings, from the file to a run that trains. */
class TuneCommandTest {
    @RegisterExtension
    final RunsAside aside = new RunsAside();

    private Path file;

    @BeforeEach
    void write() throws Exception {
        Path run = TrainCommandTest.write(aside.folder());
        file = Files.writeString(
                aside.folder().resolve("small.yaml"),
                """
                run: %s
                search: halving
                trials: 2
                steps: [16, 32]
                keep: 2
                evaluationSeeds: 2
                seed: 1
                space:
                  learningRate.start: log 0.0001 0.01
                  run.deadband: linear 0 0.3
                """
                        .formatted(run));
    }

    @Test
    void searchesGoesOnAndItsWinnerTrains() throws Exception {
        Cli searched = Cli.run("tune", file.toString(), "--output", "csv");
        assertEquals(0, searched.exitCode(), searched.error());
        assertTrue(searched.error().contains("2 trials of 16, 1 trials of 32 decisions (64 in all)"), searched.error());
        Path search = aside.folder().resolve("runs/tune-small");
        List<String> trials = Files.readAllLines(search.resolve("trials.csv"));
        assertEquals(4, trials.size(), trials.toString());
        assertTrue(trials.get(0).startsWith("rung,trial,steps,gain"), trials.get(0));
        String agent = Files.readString(search.resolve("agent.yaml"));
        assertTrue(agent.startsWith("# Written by: twin tune " + file), agent);
        assertTrue(agent.contains("hidden:"), agent);
        Cli trained = Cli.run("train", search.resolve("run.yaml").toString(), "--steps", "16", "--name", "winner");
        assertEquals(0, trained.exitCode(), trained.error());
    }

    @Test
    void aSettingThatTheRunHasNotIsNamed() throws Exception {
        Files.writeString(file, Files.readString(file).replace("learningRate.start", "learningrate"));
        Cli refused = Cli.run("tune", file.toString());
        assertEquals(2, refused.exitCode());
        assertTrue(refused.error().contains("the algorithm has no setting 'learningrate'"), refused.error());
    }
}
