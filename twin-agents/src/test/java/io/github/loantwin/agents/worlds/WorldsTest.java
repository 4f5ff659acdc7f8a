package io.github.loantwin.agents.worlds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.agents.settings.Settings;
import io.github.loantwin.env.LoanEnv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
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

    private String hashWith(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), text);
        return new Worlds(
                        1,
                        "",
                        "weekly",
                        new SeedRange(0, 1),
                        new SeedRange(1, 1),
                        new SeedRange(2, 1),
                        new SeedRange(3, 1),
                        List.of(file.toString()))
                .contentHash();
    }

    @Test
    void theTextOfAScenarioCountsAndItsLineEndsDoNot() throws IOException {
        String text = Settings.text("scenarios/benign.yaml");
        String hash = hashWith(text);
        assertEquals(hash, hashWith(text.replace("\n", "\r\n")));
        assertEquals(hash, hashWith(text.replace("\n", "  \n") + "\n\n"));
        int digit = text.lastIndexOf("4");
        assertNotEquals(hash, hashWith(text.substring(0, digit) + "5" + text.substring(digit + 1)));
    }

    /** The hash of the text by hand: the lines of each part, then a zero byte. */
    @Test
    void theHashIsThatOfTheFiles() throws Exception {
        StringBuilder text = new StringBuilder("worlds 1 weekly\n\0");
        text.append(
                "1000000000 to 1099999999 2000000000 to 2000009999 3000000000 to 3000999999 4000000000 to 4000000099\n\0");
        text.append("var 2025-12-31 365\n\0")
                .append(file("macro/var.yaml"))
                .append(file("macro/models/us-1990-2025.yaml"));
        for (String scenario :
                SHIPPED.scenarios().subList(1, SHIPPED.scenarios().size())) {
            String start = SHIPPED.config(scenario).get("episode.startDate");
            text.append(scenario).append(' ').append(start).append(" 365\n\0").append(file("macro/scenario.yaml"));
            text.append(file("scenarios/" + scenario + ".yaml"));
            if (List.of("covid", "gfc-peak").contains(scenario)) {
                text.append(file("scenarios/us-history.yaml"));
            }
        }
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
        assertEquals(SHIPPED.hash(), HexFormat.of().formatHex(digest));
    }

    private static String file(String name) {
        return Settings.text(name).strip().replaceAll("[ \t]+\n", "\n") + "\n\0";
    }
}
