package io.github.loantwin.server.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;

/** What a command of the real command line did, run in process: exit code and both streams. */
record Cli(int exitCode, String out, String error) {
    static Cli run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errorStream = new PrintStream(error, true, StandardCharsets.UTF_8);
        CommandLine line = Twin.commandLine(Terminal.of("", Map.of()))
                .setOut(new PrintWriter(outStream, true))
                .setErr(new PrintWriter(errorStream, true));
        int exitCode = line.execute(arguments);
        return new Cli(exitCode, out.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
    }
}
