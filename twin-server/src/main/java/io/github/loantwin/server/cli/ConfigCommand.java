package io.github.loantwin.server.cli;

import io.github.loantwin.env.config.ConfigException;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Shows, checks and explains configurations. */
@Command(
        name = "config",
        header = "Show, check or explain the numbers of the model.",
        description =
                "A configuration has nine sections: episode, products, policy, credit, macro, demand, lender, risk and"
                        + " reward. The files of configs/ give the defaults; a file of your own begins with 'extends: default' and"
                        + " gives only what changes; --set changes one value.",
        footer = {
            "  twin config show --set episode.simulationDays=730",
            "  twin config check my-lender.yaml",
            "  twin config explain lender.taxRate",
        },
        subcommands = {ConfigCommand.Show.class, ConfigCommand.Check.class, ConfigCommand.Explain.class})
final class ConfigCommand implements Runnable {
    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do: show, check or explain.");
    }

    /** Prints the resolved configuration, or one value. */
    @Command(
            name = "show",
            header = "Print the resolved configuration as YAML, or one value of it.",
            footer = {"  twin config show", "  twin config show lender", "  twin config show episode.startDate"})
    static final class Show extends TwinCommand {
        @Mixin
        private ConfigOptions config;

        @Parameters(paramLabel = "KEY", arity = "0..1", description = "A section or a value; all when left out.")
        private String key;

        @Override
        public Integer call() {
            TwinConfig resolved = config.resolved();
            out().println(key == null ? resolved.toYaml().strip() : yaml(resolved.get(key)));
            out().flush();
            return ExitCode.OK;
        }

        /** Values come as text, groups as JSON, which is shown as YAML. */
        private static String yaml(String value) {
            boolean group = value.startsWith("{") || value.startsWith("[");
            YAMLMapper mapper = YAMLMapper.builder()
                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                    .build();
            return group ? mapper.writeValueAsString(mapper.readTree(value)).strip() : value;
        }
    }

    /** Says whether a file is a valid configuration. */
    @Command(
            name = "check",
            header = "Say whether a file is a valid configuration.",
            description = "Exit code 0: it is; 2: it is not, and the message says where.",
            footer = "  twin config check my-lender.yaml")
    static final class Check extends TwinCommand {
        @Parameters(paramLabel = "FILE", description = "The YAML file, or the name of a preset.")
        private String file;

        @Override
        public Integer call() {
            TwinConfig config = TwinConfig.load(file);
            print(new ReportTable(
                            "",
                            TableColumn.text("file", "File"),
                            TableColumn.text("valid", "Valid"),
                            TableColumn.text("hash", "Hash"))
                    .row(file, "yes", config.hash().substring(0, 12)));
            return ExitCode.OK;
        }
    }

    /** Says what a key means. */
    @Command(
            name = "explain",
            header = "Say what a key means: its value, and the comment with unit and source.",
            description = "The end of a key's path is enough; every key that ends so is explained.",
            footer = {"  twin config explain episode.simulationDays", "  twin config explain taxRate"})
    static final class Explain extends TwinCommand {
        private static final int SECTION_DEPTH = 2;
        private static final String NOT_IN_USE = "(not in use: it belongs to another source of the economy)";

        @Mixin
        private ConfigOptions config;

        @Parameters(paramLabel = "KEY", description = "Path of a key, or the end of it.")
        private String key;

        @Override
        public Integer call() {
            TwinConfig resolved = config.resolved();
            ReportTable table = new ReportTable(
                    "",
                    TableColumn.text("key", "Key"),
                    TableColumn.text("value", "Value"),
                    TableColumn.text("file", "File"),
                    TableColumn.text("comment", "Comment"));
            for (Path file : ConfigSource.files(folder())) {
                explain(table, resolved, file);
            }
            if (table.rows().isEmpty()) {
                throw Problem.badInput(
                        "A key must be one of the configuration's, got '" + key + "'.",
                        "look for it in 'twin config show'.");
            }
            if (global().output() == OutputFormat.TABLE) {
                table.rows().forEach(this::printParagraph);
                out().flush();
            } else {
                print(table);
            }
            return ExitCode.OK;
        }

        private void explain(ReportTable table, TwinConfig resolved, Path file) {
            Optional<String> section = section(folder().relativize(file));
            if (section.isEmpty()) {
                return;
            }
            for (ConfigSource.Entry entry : ConfigSource.entries(file)) {
                String path = section.get() + "." + entry.path();
                boolean meant = path.equals(key) || path.endsWith("." + key);
                if (meant && !isShadowed(resolved, file, path)) {
                    String place = "configs/" + folder().relativize(file) + ":" + entry.line();
                    table.row(path, value(resolved, path), place, String.join(" ", entry.comments()));
                }
            }
        }

        /** Returns whether another file of the same section gives the value in use. */
        private static boolean isShadowed(TwinConfig resolved, Path file, String path) {
            boolean inUse = file.getFileName().toString().equals(resolved.get("macro.source") + ".yaml");
            return path.startsWith("macro.") && !inUse && !value(resolved, path).equals(NOT_IN_USE);
        }

        /** Returns the section that a file holds: its name, or for configs/macro/var.yaml the name of its folder. */
        private static Optional<String> section(Path file) {
            String name = file.getName(0).toString().replace(".yaml", "");
            boolean section = file.getNameCount() == 1 || name.equals("macro") && file.getNameCount() == SECTION_DEPTH;
            return section ? Optional.of(name) : Optional.empty();
        }

        private static String value(TwinConfig resolved, String path) {
            try {
                return resolved.get(path);
            } catch (ConfigException e) {
                return NOT_IN_USE;
            }
        }

        private void printParagraph(Object[] row) {
            out().println(terminal().outStyle().bold(row[0] + " = " + row[1]));
            for (String line :
                    Paragraph.wrapped(String.valueOf(row[3]), terminal().width() - 2)) {
                out().println("  " + line);
            }
            out().println("  " + terminal().outStyle().faint(String.valueOf(row[2])));
        }

        private static Path folder() {
            Path folder = Path.of(System.getProperty("loantwin.root", "."), "configs");
            if (!Files.isDirectory(folder)) {
                throw Problem.failed("There is no folder " + folder + ".", "start twin from the project's folder.");
            }
            return folder;
        }
    }
}
