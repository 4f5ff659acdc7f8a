package io.github.loantwin.agents.worlds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.agents.settings.Settings;
import io.github.loantwin.env.LoanEnv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worlds of the comparison stay as they were frozen. */
class WorldsTest {
    private static final Worlds SHIPPED = Worlds.shipped();

    @TempDir
    private Path folder;

    private Path changed(String from, String to) throws IOException {
        String text = Settings.text(Worlds.FILE);
        assertTrue(text.contains(from), from);
        return Files.writeString(folder.resolve("worlds.yaml"), text.replace(from, to));
    }

    @Test
    void everyScenarioCanBeLivedToItsEnd() {
        for (String scenario : SHIPPED.scenarios()) {
            LoanEnv env = new LoanEnv(SHIPPED.config(scenario));
            assertEquals(365, env.config().episode().simulationDays(), scenario);
            env.reset(SHIPPED.test().first());
        }
    }

    @Test
    void seedsAreDisjointAndLongEnough() {
        List<SeedRange> ranges = List.of(SHIPPED.training(), SHIPPED.validation(), SHIPPED.tuning(), SHIPPED.test());
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < i; j++) {
                long last = ranges.get(j).first() + ranges.get(j).count() - 1;
                assertTrue(last < ranges.get(i).first(), ranges.get(j) + " before " + ranges.get(i));
            }
        }
        assertEquals(100, SHIPPED.test().count());
        assertEquals(
                4_000_000_099L, Arrays.stream(SHIPPED.test().take(100)).max().getAsLong());
    }

    @Test
    void overlappingSeedsAreRefused() {
        SeedRange a = new SeedRange(0, 10);
        assertTrue(a.overlaps(new SeedRange(9, 1)));
        assertFalse(a.overlaps(new SeedRange(10, 5)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Worlds(
                        1,
                        "",
                        "weekly",
                        a,
                        new SeedRange(9, 5),
                        new SeedRange(20, 1),
                        new SeedRange(30, 1),
                        List.of("var")));
    }

    @Test
    void aChangedSeedIsRefused() throws IOException {
        Path file = changed("test: {first: 4000000000", "test: {first: 4000000001");
        Exception error = assertThrows(IllegalArgumentException.class, () -> Worlds.read(file.toString()));
        assertTrue(error.getMessage().contains("hash must be that of the worlds"), error.getMessage());
        assertTrue(error.getMessage().contains("raise version"), error.getMessage());
    }

    @Test
    void aLostScenarioIsRefused() throws IOException {
        Path file = changed("covid, ", "");
        assertThrows(IllegalArgumentException.class, () -> Worlds.read(file.toString()));
    }

    @Test
    void unknownAndMissingKeysAreNamed() throws IOException {
        Path more = changed("version: 1", "version: 1\nflavour: mint");
        Exception error = assertThrows(IllegalArgumentException.class, () -> Worlds.read(more.toString()));
        assertTrue(error.getMessage().contains("flavour: unknown key"), error.getMessage());
        Path less = changed("version: 1\n", "");
        error = assertThrows(IllegalArgumentException.class, () -> Worlds.read(less.toString()));
        assertTrue(error.getMessage().contains("version: the key must be given."), error.getMessage());
    }
}
