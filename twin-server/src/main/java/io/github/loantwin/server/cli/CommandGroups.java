package io.github.loantwin.server.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.IHelpSectionRenderer;

/** Shows the commands in groups of what they are for. */
final class CommandGroups implements IHelpSectionRenderer {
    private static final Map<String, List<String>> GROUPS = groups();

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("Run the lender", List.of("simulate", "replay"));
        groups.put("Question the lender", List.of("stress", "counterfactual"));
        groups.put("Look into the model", List.of("scenarios", "config", "env", "validate"));
        groups.put("Decide", List.of("optimize"));
        groups.put("Learn and compare", List.of("demo", "train", "tune", "front", "compare", "explain", "baseline"));
        groups.put("Loan data", List.of("tape"));
        groups.put("Serve", List.of("serve", "token"));
        groups.put("Shell", List.of("completion"));
        groups.put("Develop LoanTwin", List.of("bench", "test", "format", "build"));
        return groups;
    }

    /** Returns every command that stands in a group. */
    static List<String> grouped() {
        return GROUPS.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public String render(Help help) {
        Map<String, CommandLine> commands = help.commandSpec().subcommands();
        StringBuilder text = new StringBuilder();
        GROUPS.forEach((title, names) -> {
            Help.TextTable table = Help.TextTable.forColumns(
                    help.colorScheme(),
                    new Help.Column(16, 2, Overflow.SPAN),
                    new Help.Column(help.commandSpec().usageMessage().width() - 16, 1, Overflow.WRAP));
            if (names.stream().noneMatch(commands::containsKey)) {
                return;
            }
            names.stream().filter(commands::containsKey).forEach(name -> {
                String[] description =
                        commands.get(name).getCommandSpec().usageMessage().header();
                table.addRowValues(
                        help.colorScheme().commandText(name),
                        help.colorScheme().text(description.length == 0 ? "" : description[0]));
            });
            text.append(System.lineSeparator()).append(title).append(':').append(System.lineSeparator());
            text.append(table);
        });
        return help.commandSpec().parent() == null ? text.toString() : help.commandList();
    }
}
