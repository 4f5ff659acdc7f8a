package io.github.loantwin.server.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Prints the script that completes commands and options in bash and zsh. */
@Command(
        name = "completion",
        header = "Print the script that completes commands and options in bash and zsh.",
        description = "The script completes 'twin' and './twin'.",
        footer = "  source <(./twin completion)")
final class CompletionCommand extends TwinCommand {
    @Override
    public Integer call() {
        CommandLine root = spec().root().commandLine();
        String script = AutoComplete.bash("twin", root).replace(" twin twin.sh twin.bash", " twin ./twin");
        out().print(script);
        out().flush();
        return ExitCode.OK;
    }
}
