package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class TwinTest {
    static Iterable<String> commands() {
        return CommandGroups.grouped();
    }

    @Test
    void helpGroupsEveryCommand() {
        CommandLine line = Twin.commandLine(Terminal.of("", Map.of()));
        assertEquals(new TreeSet<>(line.getSubcommands().keySet()), new TreeSet<>(CommandGroups.grouped()));
    }

    @Test
    void helpReadsLikeAManualPage() {
        Cli result = Cli.run("--help");
        assertEquals(ExitCode.OK, result.exitCode());
        for (String part :
                new String[] {"Usage: twin", "Exit codes:", "Examples:", "Files:", "Environment:", "NO_COLOR"}) {
            assertTrue(result.out().contains(part), part);
        }
        assertTrue(result.out().lines().allMatch(text -> text.length() <= 100), result.out());
        assertFalse(result.out().contains("\u001b"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpWithAnExample(String command) {
        Cli result = Cli.run(command, "--help");
        assertEquals(ExitCode.OK, result.exitCode());
        assertTrue(result.out().contains("Usage: twin " + command), result.out());
        assertTrue(result.out().contains("Examples:"), result.out());
        assertTrue(result.out().contains("twin " + command), result.out());
    }

    @Test
    void versionNamesReleaseAndJava() {
        Cli result = Cli.run("--version");
        assertEquals(ExitCode.OK, result.exitCode());
        assertTrue(result.out().startsWith("LoanTwin "), result.out());
        assertTrue(result.out().contains("Java " + System.getProperty("java.version")), result.out());
    }

    @Test
    void aMissingCommandIsWrongUsage() {
        Cli result = Cli.run();
        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        assertTrue(result.error().contains("A command is needed: simulate"), result.error());
    }

    @Test
    void anUnknownCommandIsWrongUsageWithoutStackTrace() {
        Cli result = Cli.run("similate");
        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        assertTrue(result.error().contains("similate"), result.error());
        assertTrue(result.error().contains("Maybe 'twin --help' helps."), result.error());
        assertFalse(result.error().contains("\tat "), result.error());
    }

    @Test
    void completionPrintsAScriptForEveryCommand() {
        Cli result = Cli.run("completion");
        assertEquals(ExitCode.OK, result.exitCode());
        CommandGroups.grouped().forEach(name -> assertTrue(result.out().contains("_picocli_twin_" + name), name));
        assertTrue(result.out().contains("-o default twin ./twin"), "completes ./twin too");
    }
}
