package io.github.loantwin.server.cli;

import io.github.loantwin.env.report.ReportTable;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every command has: the global options, the streams, the terminal. */
abstract class TwinCommand implements Callable<Integer> {
    @Mixin(name = GlobalOptions.NAME)
    private GlobalOptions global;

    @Spec
    private CommandSpec spec;

    final GlobalOptions global() {
        return global;
    }

    final CommandSpec spec() {
        return spec;
    }

    /** Returns the command line as it was given. */
    final List<String> arguments() {
        return spec.root().commandLine().getParseResult().originalArgs();
    }

    final Terminal terminal() {
        return ((Twin) spec.root().userObject()).terminal();
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Prints a result. */
    final void print(ReportTable table) {
        int width = terminal().out() ? terminal().width() : Integer.MAX_VALUE;
        new TableWriter(out(), terminal().outStyle(), width).write(table, global.output());
        out().flush();
    }

    /** Prints a result that is more than one table, as JSON. */
    final void printJson(Object tree) {
        new TableWriter(out(), terminal().outStyle()).writeJson(tree);
    }

    /** Tells the user something beside the result, unless quiet is wanted. */
    final void note(String text) {
        if (!global.quiet()) {
            PrintWriter error = spec.commandLine().getErr();
            error.println(text);
            error.flush();
        }
    }
}
