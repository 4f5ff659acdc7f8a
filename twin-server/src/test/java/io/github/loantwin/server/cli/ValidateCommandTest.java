package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.validation.ValidationResult.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command from end to end, on groups that take a moment. */
class ValidateCommandTest {
    @Test
    void verdictsHaveTheirExitCodes() {
        assertEquals(0, ValidateCommand.exitCode(Verdict.PASSED));
        assertEquals(3, ValidateCommand.exitCode(Verdict.REVIEWED_MISSES));
        assertEquals(1, ValidateCommand.exitCode(Verdict.FAILED));
    }

    @Test
    void passingGroupsEndWithZeroAndWriteTheirPage(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("page.md");
        Cli result = Cli.run("validate", "--only", "basel,formulas", "--report", page.toString());
        assertEquals(ExitCode.OK, result.exitCode(), result.out() + result.error());
        assertTrue(result.out().contains("Every check passes"), result.out());
        assertTrue(result.error().contains("basel ..."), result.error());
        String text = Files.readString(page);
        assertTrue(text.startsWith("# Validation\n"), text);
        assertTrue(text.contains("`./twin validate --only basel,formulas`"), text);
        assertTrue(text.contains("level payment, 200000 at 6 %"), text);
    }

    @Test
    void reviewedMissesEndWithThreeAndTheirReasons() {
        Cli result = Cli.run("validate", "--only", "flows", "--quiet");
        assertEquals(ExitCode.REVIEWED_MISSES, result.exitCode(), result.out());
        assertTrue(result.out().contains("Reviewed miss flows/mortgage-0-cured: 5.3 % below"), result.out());
        assertEquals("", result.error());
    }

    @Test
    void jsonHoldsNumbersAndOutcomes() {
        Cli result = Cli.run("validate", "--only", "basel", "--quiet", "-o", "json");
        JsonNode checks = JsonMapper.shared().readTree(result.out());
        assertTrue(checks.size() > 10);
        for (JsonNode check : checks) {
            assertTrue(check.get("id").asString().startsWith("basel/"));
            assertTrue("pass skipped".contains(check.get("outcome").asString()), check.toString());
        }
        assertEquals(152, checks.get(8).get("got_value").asDouble());
    }

    @Test
    void groupsAreListedAndUnknownOnesRefused() {
        assertTrue(Cli.run("validate", "--list").out().contains("vasicek"));
        Cli result = Cli.run("validate", "--only", "nonsense");
        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        assertTrue(result.error().contains("A group must be one of basel"), result.error());
    }
}
