package io.github.loantwin.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The command {@code twin}: the one door to everything LoanTwin does. */
@Command(
        name = "twin",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        header = "LoanTwin - a digital twin of a lending business.",
        description = {
            "Simulates a lender day by day: loans that are paid, missed, cured, prepaid and charged off, an economy with"
                    + " recessions and crises, applicants, pricing, funding, capital and regulation. Three levers (credit"
                    + " policy, pricing, rebalancing) steer it. It is a Gym-style environment for reinforcement learning,"
                    + " and every run is reproducible bit for bit from its seed.",
        },
        customSynopsis = "twin COMMAND [OPTION...]",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done",
            " 1:failed; for 'replay --verify': the run differs; for 'test': a test failed",
            " 2:wrong usage or bad input; nothing was changed",
            " 3:done, but figures miss a published reference, each miss known and explained",
            "130:interrupted (Ctrl-C); what was done so far is kept"
        },
        footer = {
            "  twin simulate                                        a year of the lender that changes nothing",
            "  twin simulate --scenario gfc --days 1095 --live      the years from 2007, watched day by day",
            "  twin simulate --policy constant:0.05,0.005,0 --seed 7 --days 730",
            "  twin stress                                          nine quarters of bad economies, 50 seeds",
            "  twin counterfactual --alt constant:0.05,0,0          what if credit had been tighter from day 100?",
            "  twin scenarios plot severely-adverse-2026",
            "  twin config explain lender.taxRate",
            "  twin replay runs/NAME --verify                       is it still the same, bit for bit?",
            "  twin validate --only basel,flows                     does it reproduce published figures?",
            "",
            "Files:",
            "  configs/             every number that can be changed, with unit and source",
            "  configs/scenarios/   named economies, one file each",
            "  runs/NAME/           results of a run: resolved config, manifest, tables, recording, plots",
            "",
            "Environment:",
            "  JAVA_HOME, MAVEN_HOME   which Java (17 or newer) and Maven the launcher takes",
            "  MAVEN_ARGS              more options for Maven while it builds or tests",
            "  TWIN_JAVA_OPTS          options of the Java that runs the command, for example -Xmx8g",
            "  TWIN_RUNS               folder of the runs (default: ./runs)",
            "  NO_COLOR                set: no colour",
            "",
            "'twin COMMAND --help' explains a command. Shell completion: source <(twin completion)",
        },
        subcommands = {
            SimulateCommand.class,
            ReplayCommand.class,
            StressCommand.class,
            CounterfactualCommand.class,
            ScenariosCommand.class,
            ConfigCommand.class,
            EnvCommand.class,
            ValidateCommand.class,
            OptimizeCommand.class,
            TrainCommand.class,
            TuneCommand.class,
            FrontCommand.class,
            CompareCommand.class,
            ExplainCommand.class,
            DemoCommand.class,
            BaselineCommand.class,
            TapeCommand.class,
            ServeCommand.class,
            TokenCommand.class,
            BenchCommand.class,
            CompletionCommand.class,
            LauncherCommands.TestCommand.class,
            LauncherCommands.FormatCommand.class,
            LauncherCommands.BuildCommand.class,
        })
public final class Twin implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final Terminal terminal;

    private Twin(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.setProperty("slf4j.internal.verbosity", "ERROR"); // libraries that log need no logger here
        System.exit(commandLine(Terminal.ofProcess()).execute(arguments));
    }

    /** Returns the whole command line, ready to execute. */
    static CommandLine commandLine(Terminal terminal) {
        CommandLine line = new CommandLine(new Twin(terminal));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                terminal.out() && terminal.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setUsageHelpWidth(Math.max(80, Math.min(terminal.width(), 100)));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(new Errors.OfUsage(terminal));
        line.setExecutionExceptionHandler(new Errors.OfExecution(terminal));
        line.getSubcommands().values().forEach(Twin::addHeadings);
        addHeadings(line);
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandGroups());
        return line;
    }

    Terminal terminal() {
        return terminal;
    }

    private static void addHeadings(CommandLine line) {
        line.getCommandSpec()
                .usageMessage()
                .synopsisHeading("%nUsage: ")
                .descriptionHeading("%n")
                .parameterListHeading("%nParameters:%n")
                .optionListHeading("%nOptions:%n")
                .footerHeading("%nExamples:%n")
                .commandListHeading(line.getParent() == null ? "" : "%nCommands:%n");
        line.getSubcommands().values().forEach(Twin::addHeadings);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "A command is needed: " + String.join(", ", CommandGroups.grouped()) + ".");
    }
}
