package io.github.loantwin.agents.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.loantwin.agents.compare.EpisodeRow.Field;
import io.github.loantwin.agents.worlds.Worlds;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.ResetResult;
import io.github.loantwin.env.config.TwinConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that take part, with real Python processes. */
class ScriptPolicyTest {
    private static final Path EXAMPLE = Path.of("../examples/script_policy.py");
    private static String example;

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsPython() throws IOException, InterruptedException {
        example = Files.readString(EXAMPLE);
        try {
            Process python = new ProcessBuilder("python3", "--version").start();
            assumeTrue(python.waitFor(20, TimeUnit.SECONDS) && python.exitValue() == 0, "python3 is needed");
        } catch (IOException e) {
            assumeTrue(false, "python3 is needed");
        }
    }

    private String script(String text) throws IOException {
        return "script:python3 " + Files.writeString(folder.resolve("policy.py"), text);
    }

    private static ComparisonResult compare(String... texts) {
        List<Contestant> contestants = new ArrayList<>(List.of(Contestants.of("hold", List.of("hold"), 7)));
        for (String text : texts) {
            contestants.add(Contestants.added(text, 7));
        }
        return new Comparison(Worlds.shipped(), List.of("gfc-peak"), 2, 200, 2, Optional.empty())
                .run(contestants, done -> {});
    }

    /** In the crisis unemployment passes 6 %: the script acts as the constant does there. */
    @Test
    void scriptMeetsTheSameWorlds() throws IOException {
        ComparisonResult result =
                compare("mine=" + script(example), "always=constant:0.05,0,0", "again=" + script(example));
        Scores mine = result.standing("mine").outcome().scores(Field.SCORE);
        Scores always = result.standing("always").outcome().scores(Field.SCORE);
        Scores hold = result.hold().scores(Field.SCORE);
        assertEquals(
                result.standing("mine").difference(), result.standing("again").difference());
        assertTrue(mine.get(0, 0, 0) != hold.get(0, 0, 0), "it acts in the crisis");
        assertTrue(mine.get(0, 0, 0) != always.get(0, 0, 0), "and not before unemployment has risen");
        assertEquals(
                0.5, result.standing("mine").outcome().scores(Field.TURNOVER).get(0, 0, 0), 0.6);
    }

    /** One decision of a program, with the figures of a reset. */
    private void assertRefused(String text, String words) throws IOException {
        String command = script(text).substring("script:".length());
        LoanEnv env = new LoanEnv(TwinConfig.load("weekly").with("episode.initialLoans", 100));
        ResetResult start = env.reset(1);
        Exception error = assertThrows(RuntimeException.class, () -> {
            try (ScriptPolicy policy = new ScriptPolicy(command)) {
                policy.reset(1);
                policy.inform(start.info());
                policy.act(start.observation(), new float[3]);
            }
        });
        assertTrue(error.getMessage().contains(words), error.getMessage());
        assertTrue(error.getMessage().contains("\nMaybe"), error.getMessage());
    }

    @Test
    void wrongAnswersAreNamed() throws IOException {
        assertRefused(example.replace("0.05 if tight else 0.0", "7"), "must give credit_policy in [-0.1, 0.1], got 7");
        assertRefused(example.replace("0.05 if tight else 0.0", "None"), "must give credit_policy");
        assertRefused(example.replace("0.0, 0.0]", "0.0]"), "must answer act with");
        assertRefused(example.replace("{\"ready\": True}", "{}"), "must answer hello");
        assertRefused("print('good morning', flush=True)", "one line of JSON");
        assertRefused("import sys\nsys.exit(3)", "the end of the program");
    }

    @Test
    void aMissingProgramIsNamed() {
        Exception error = assertThrows(RuntimeException.class, () -> compare("bad=script:no-such-program-here x"));
        assertTrue(error.getMessage().contains("must start"), error.getMessage());
    }
}
