package io.github.loantwin.server.cli;

/** What the process ends with; the same for every command. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int BAD_INPUT = 2;
    static final int REVIEWED_MISSES = 3;
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
