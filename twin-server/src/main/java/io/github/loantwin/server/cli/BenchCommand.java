package io.github.loantwin.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures speed and memory. */
@Command(
        name = "bench",
        header = "Measure speed and memory on this machine.",
        description = "Timings on a busy machine are worth little: compare figures of one run, and use ratios.",
        footer = {
            "  twin bench env",
            "  twin bench optimize",
            "  twin bench train",
            "  twin bench grpc",
            "  twin bench env --output json",
            "  twin bench jmh EnvJmh.day -p loans=1000"
        },
        subcommands = {
            BenchEnvCommand.class,
            BenchOptimizeCommand.class,
            BenchTrainCommand.class,
            BenchGrpcCommand.class,
            BenchCommand.Jmh.class
        })
final class BenchCommand implements Runnable {
    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Say what to measure: " + String.join(", ", spec.subcommands().keySet()) + ".");
    }

    /** Runs the JMH benchmarks; the launcher does it. */
    @Command(
            name = "jmh",
            header = "Run the JMH benchmarks of the environment (needs the sources).",
            description = "Arguments go to JMH: a pattern of names, -f 1, -prof gc, -p loans=1000.",
            footer = "  ./twin bench jmh EnvJmh.day -p loans=1000")
    static final class Jmh extends LauncherCommands.Stub {
        @CommandLine.Parameters(paramLabel = "JMH-ARGUMENT", description = "Handed to JMH.")
        private String[] arguments;
    }
}
