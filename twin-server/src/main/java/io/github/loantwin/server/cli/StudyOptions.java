package io.github.loantwin.server.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of commands that run many lenders and write a report about them. */
final class StudyOptions {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the results, new or empty (default: one under runs/).")
    private Path out;

    @Option(names = "--no-report", description = "Only print; write no files.")
    private boolean noReport;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "How many lenders run at a time (default: as many as processors); results do not depend on it.")
    private Integer threads;

    int threads() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    boolean wantsFiles() {
        return !noReport;
    }

    /** Refuses a folder that cannot take results, before the work is done. */
    void check() {
        if (wantsFiles() && out != null) {
            RunFolder.requireFree(out);
        }
    }

    /** Creates the folder of results. */
    StudyFiles files(String suggestion) {
        String name = suggestion.replaceAll("[^A-Za-z0-9._+=,-]", "_");
        String shortened = name.substring(0, Math.min(name.length(), 90));
        return new StudyFiles(out == null ? RunFolder.suggested(RunFolder.home(), shortened) : RunFolder.at(out));
    }
}
