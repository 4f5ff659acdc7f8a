package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of docs/optimizer.md print what the page shows. */
class OptimizeDocsTest {
    private static final Path ROOT = Path.of(System.getProperty("loantwin.root", ".."));
    private static final Pattern EXAMPLE =
            Pattern.compile("```\\n\\$ \\./twin optimize (\\S+)([^\\n]*)\\n(.*?)```", Pattern.DOTALL);

    @Test
    void pageShowsWhatTheCommandsPrint() throws IOException {
        Matcher examples = EXAMPLE.matcher(Files.readString(ROOT.resolve("docs/optimizer.md")));
        int found = 0;
        while (examples.find()) {
            String command = ROOT.resolve(examples.group(1)) + examples.group(2).replace("'", "");
            String[] arguments = ("optimize " + command).split(" ");
            String printed = Cli.run(arguments).out();
            for (String line : examples.group(3).split("\n")) {
                assertTrue(
                        printed.lines().anyMatch(line::equals),
                        Arrays.toString(arguments) + " does not print: " + line + "\n" + printed);
            }
            found++;
        }
        assertEquals(14, found, "examples on the page");
    }
}
