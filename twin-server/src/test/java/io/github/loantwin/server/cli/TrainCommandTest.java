package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A run of one short iteration, from the file to the policy in use. */
class TrainCommandTest {
    private static final String SETTINGS =
            """
            hidden: [8]
            activation: tanh
            copies: 2
            rolloutSteps: 8
            epochs: 1
            minibatch: 16
            learningRate: {start: 0.001, end: 0.0}
            discount: 0.97
            gaeLambda: 0.95
            clip: 0.2
            entropyCoefficient: 0.0
            maxGradientNorm: 0.5
            targetKl: 0.0
            initialStd: 0.2
            smallestStd: 0.05
            noiseSteps: 4
            adamEpsilon: 1.0e-5
            """;

    @RegisterExtension
    final RunsAside aside = new RunsAside();

    private Path file;

    /** Writes the files of a training on sixty loans for sixty days; returns the run's. */
    static Path write(Path folder) throws IOException {
        Files.writeString(folder.resolve("agent.yaml"), SETTINGS);
        Files.writeString(
                folder.resolve("twin.yaml"),
                "extends: weekly\nepisode:\n  initialLoans: 60\n  maxPortfolioSize: 200\n  simulationDays: 60\n");
        return Files.writeString(
                folder.resolve("run.yaml"),
                "algorithm: ppo\nsettings: " + folder.resolve("agent.yaml") + "\ntwin: " + folder.resolve("twin.yaml")
                        + "\nworlds: experiments/worlds.yaml\ntotalSteps: 1000\nseed: 1\ndecisionDays: 14\nmemoryHalfLifeDays: 60"
                        + "\ndeadband: 0.05\nreference: group\ncopiesPerWorld: 2\nevaluateEverySteps: 16\nevaluationSeeds: 2\n");
    }

    @BeforeEach
    void writeFiles() throws Exception {
        file = write(aside.folder());
    }

    @Test
    void trainsResumesAndActs() {
        Cli trained = Cli.run("train", file.toString(), "--steps", "32", "--seed", "3", "--name", "short");
        assertEquals(0, trained.exitCode(), trained.error());
        assertTrue(trained.error().contains("Best validation score"), trained.error());
        Path run = aside.folder().resolve("runs/short");
        assertTrue(Files.exists(run.resolve("manifest.json")));
        assertTrue(Files.exists(run.resolve("metrics.csv")));
        Cli resumed = Cli.run("train", "--resume", run.toString());
        assertEquals(0, resumed.exitCode(), resumed.error());
        Cli simulated = Cli.run(
                "simulate",
                "--policy",
                run.toString(),
                "--loans",
                "60",
                "--days",
                "30",
                "--no-plots",
                "--name",
                "used");
        assertEquals(0, simulated.exitCode(), simulated.error());
    }

    @Test
    void saysWhatItNeeds() {
        for (String[] wrong : new String[][] {
            {"train"}, {"train", file.toString(), "--resume", "runs/x"}, {"train", "--resume", "runs/x", "--seed", "2"}
        }) {
            Cli refused = Cli.run(wrong);
            assertEquals(ExitCode.BAD_INPUT, refused.exitCode(), refused.error());
            assertTrue(refused.error().contains("\nMaybe "), refused.error());
        }
        Cli nowhere = Cli.run("train", "--resume", aside.folder().toString());
        assertTrue(nowhere.error().contains("must hold train.yaml"), nowhere.error());
    }
}
