package io.github.loantwin.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands that the launcher carries out itself, with Maven; they stand here for help and completion. */
final class LauncherCommands {
    private LauncherCommands() {}

    /** Says that the launcher has to be used. */
    abstract static class Stub implements Callable<Integer> {
        @Mixin
        private HelpOption help;

        @Override
        public Integer call() {
            throw Problem.badInput(
                    "This command is the launcher's and needs the sources.", "call ./twin in the project's folder.");
        }
    }

    /** Runs every test. */
    @Command(
            name = "test",
            header = "Run every test, as continuous integration does.",
            description = "Warnings of the compiler are errors. Ends with a count of all modules' tests.",
            footer = "  ./twin test -pl twin-env -Dtest='Philox*'")
    static final class TestCommand extends Stub {
        @Option(names = "--all", description = "Add the long tests (tag 'slow').")
        private boolean all;

        @Parameters(paramLabel = "MAVEN-ARGUMENT", description = "Handed to Maven.")
        private String[] maven;
    }

    /** Formats the sources. */
    @Command(name = "format", header = "Format the sources (palantir-java-format).", footer = "  ./twin format --check")
    static final class FormatCommand extends Stub {
        @Option(names = "--check", description = "Change nothing; fail when a file is not formatted.")
        private boolean check;
    }

    /** Builds only. */
    @Command(name = "build", header = "Build what is missing or changed, and run nothing.", footer = "  ./twin build")
    static final class BuildCommand extends Stub {}
}
