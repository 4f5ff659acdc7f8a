package io.github.loantwin.server.cli;

import picocli.CommandLine.Option;

/** Options that every command takes. */
final class GlobalOptions extends HelpOption {
    /** Name under which every command mixes these options in. */
    static final String NAME = "global";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "How results are printed: table, json or csv (default: ${DEFAULT-VALUE}).")
    private OutputFormat output;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print results and errors only.")
    private boolean quiet;

    @Option(names = "--debug", description = "Show the stack trace of an error.")
    private boolean debug;

    OutputFormat output() {
        return output;
    }

    boolean quiet() {
        return quiet;
    }

    boolean debug() {
        return debug;
    }
}
