package io.github.loantwin.server.cli;

import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.ResetResult;
import io.github.loantwin.env.StepResult;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.report.EpisodeRecorder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lives a recorded episode again. */
@Command(
        name = "replay",
        header = "Live a recorded run again, and verify that it is the same.",
        description =
                "Takes configuration, seed and actions from the folder of a run and simulates it again. With --verify"
                        + " the hash of the state after every step is compared with the recorded one: exit code 0 when all agree,"
                        + " 1 with the first step that differs.",
        footer = {
            "  twin replay runs/var-hold-seed42 --verify",
            "  twin replay runs/var-hold-seed42 --output csv > months.csv",
        })
final class ReplayCommand extends TwinCommand {
    @Parameters(paramLabel = "RUN", description = "Folder of the run, or its name under runs/.")
    private Path run;

    @Option(names = "--verify", description = "Compare every step with the recording instead of printing the months.")
    private boolean verify;

    @Override
    public Integer call() {
        Path folder = folder();
        Recording recording = Recording.read(folder.resolve(Recording.FILE));
        TwinConfig config = TwinConfig.load(folder.resolve(RunFiles.CONFIG));
        LoanEnv env = new LoanEnv(config);
        ResetResult start = env.reset(recording.seed(), RunFiles.options(folder, config));
        return verify ? verify(folder, recording, env, start) : show(folder, recording, env, start);
    }

    private Path folder() {
        for (Path folder : List.of(run, RunFolder.home().resolve(run))) {
            if (Files.isRegularFile(folder.resolve(Recording.FILE))) {
                return folder;
            }
        }
        throw Problem.badInput(
                "A run must be a folder with the file " + Recording.FILE + ", got " + run + ".",
                "see which runs there are: ls " + RunFolder.home() + ".");
    }

    private Integer verify(Path folder, Recording recording, LoanEnv env, ResetResult start) {
        if (env.stateHash() != recording.resetHash()) {
            return differs(folder, "at the start (step 0): the state has another hash");
        }
        int number = 0;
        for (Recording.Step step : recording.steps()) {
            number++;
            StepResult result = env.step(step.action());
            Optional<String> difference = difference(env, step, result);
            if (difference.isPresent()) {
                return differs(folder, "at step " + number + ": " + difference.get());
            }
        }
        print(new Table(
                        "",
                        Column.text("run", "Run"),
                        Column.number("steps", "Steps", "", 0, 1),
                        Column.text("same", "Same"))
                .row(folder.toString(), number, "yes"));
        return ExitCode.OK;
    }

    private static Optional<String> difference(LoanEnv env, Recording.Step step, StepResult result) {
        if (Double.doubleToLongBits(result.reward()) != Double.doubleToLongBits(step.reward())) {
            return Optional.of("the reward is " + result.reward() + ", recorded " + step.reward());
        }
        if (StateMark.of(result.info()) != step.mark()) {
            return Optional.of("the info has other figures");
        }
        boolean sameState = step.stateHash().isEmpty() || step.stateHash().getAsLong() == env.stateHash();
        return sameState ? Optional.empty() : Optional.of("the state has another hash");
    }

    private Integer differs(Path folder, String where) {
        throw Problem.failed(
                "The run " + folder + " differs " + where + ".",
                "it was made by another version: its manifest names the commit; this is "
                        + Versions.commit().orElse(Versions.release()) + ".");
    }

    private Integer show(Path folder, Recording recording, LoanEnv env, ResetResult start) {
        EpisodeRecorder recorder = EpisodeTables.recorder();
        EpisodeTables.Clock clock = EpisodeTables.open(recorder, start.info());
        for (Recording.Step step : recording.steps()) {
            StepResult result = env.step(step.action());
            clock.add(result.info(), result.reward());
        }
        print(EpisodeTables.monthly("Replay of " + folder, recorder));
        return ExitCode.OK;
    }
}
