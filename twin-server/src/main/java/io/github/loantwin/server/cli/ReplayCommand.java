package io.github.loantwin.server.cli;

import io.github.loantwin.env.Replay;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lives a recorded episode again. */
@Command(
        name = "replay",
        header = "Live a recorded run again, and verify that it is the same.",
        description =
                "Takes configuration, start and actions from the recording in the folder of a run and simulates it again."
                        + " With --verify reward, observation and info of every step are compared with the recorded"
                        + " ones, and the hash of the state (of a large book at some steps): exit code 0 when all agree,"
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
        Path recording = folder.resolve(RunFiles.RECORDING);
        if (verify) {
            return verify(folder, Replay.verify(recording));
        }
        print(EpisodeTables.monthly("Replay of " + folder, Replay.history(recording)));
        return ExitCode.OK;
    }

    private Path folder() {
        for (Path folder : List.of(run, RunFolder.home().resolve(run))) {
            if (Files.isRegularFile(folder.resolve(RunFiles.RECORDING))) {
                return folder;
            }
        }
        throw Problem.badInput(
                "A run must be a folder with the file " + RunFiles.RECORDING + ", got " + run + ".",
                "see which runs there are: ls " + RunFolder.home() + ".");
    }

    private Integer verify(Path folder, Replay.Report report) {
        if (!report.complete()) {
            note("The recording has no end: the run was cut off while it wrote.");
        }
        report.first().ifPresent(difference -> {
            throw Problem.failed(
                    "The run " + folder + " differs at step " + difference.step() + ": " + explained(difference) + ".",
                    "it was made by another version: its manifest names the commit; this is "
                            + Versions.commit().orElse(Versions.release()) + ".");
        });
        print(new ReportTable(
                        "",
                        TableColumn.text("run", "Run"),
                        TableColumn.number("steps", "Steps", "", 0, 1),
                        TableColumn.text("same", "Same"))
                .row(folder.toString(), report.steps(), "yes"));
        return ExitCode.OK;
    }

    private static String explained(Replay.Difference difference) {
        return switch (difference.what()) {
            case "hash" -> "the state has another hash";
            case "mark" -> "the info has other figures";
            default -> difference.what() + " is " + difference.replayed() + ", recorded " + difference.recorded();
        };
    }
}
