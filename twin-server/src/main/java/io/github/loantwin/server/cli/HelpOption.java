package io.github.loantwin.server.cli;

import picocli.CommandLine.Option;

/** The option that explains a command. */
class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;
}
