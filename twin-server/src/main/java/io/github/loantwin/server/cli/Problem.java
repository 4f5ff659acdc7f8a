package io.github.loantwin.server.cli;

/** Something the user has to know: a message without a stack trace, and the exit code it ends the process with. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Problem(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Returns a problem with what the user gave: the rule with the value got, and what may help. */
    static Problem badInput(String rule, String maybe) {
        return new Problem(ExitCode.BAD_INPUT, rule + "\nMaybe " + maybe);
    }

    /** Returns a problem of a job that was rightly asked for but failed. */
    static Problem failed(String what, String maybe) {
        return new Problem(ExitCode.FAILED, what + "\nMaybe " + maybe);
    }

    int exitCode() {
        return exitCode;
    }
}
