package io.github.loantwin.server.cli;

import picocli.CommandLine.Option;

/** The option of commands whose work is shared by threads. */
final class Threads {
    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads (default: as many as processors); results do not depend on it.")
    private Integer threads;

    /** Returns how many were asked for, or one for each processor. */
    int count() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }
}
