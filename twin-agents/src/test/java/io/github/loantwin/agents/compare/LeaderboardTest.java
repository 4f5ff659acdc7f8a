package io.github.loantwin.agents.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.agents.compare.EpisodeRow.Field;
import io.github.loantwin.agents.settings.Settings;
import io.github.loantwin.agents.worlds.Worlds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The file that others add to, and the records it can be checked against; scores are made up. */
class LeaderboardTest {
    private static final Worlds WORLDS = Worlds.shipped();
    private static final int ALL = 100;

    @TempDir
    private Path folder;

    private static Outcome outcome(String name, double score, int breaches, int episodes) {
        List<List<CellResult>> cells = new ArrayList<>();
        for (int s = 0; s < WORLDS.scenarios().size(); s++) {
            List<EpisodeRow> rows = new ArrayList<>();
            for (int w = 0; w < episodes; w++) {
                double[] values = new double[Field.values().length];
                values[Field.SCORE.ordinal()] = score + s + 0.123456 * w;
                values[Field.CAPITAL_BREACHES.ordinal()] = breaches;
                rows.add(new EpisodeRow(WORLDS.test().first() + w, values));
            }
            cells.add(List.of(new CellResult(rows, 2.5)));
        }
        return new Outcome(Contestants.of(name, List.of("hold"), 7), cells);
    }

    private static ComparisonResult result(int episodes, Outcome... others) {
        List<Outcome> all = new ArrayList<>(List.of(outcome("hold", 500, 0, episodes)));
        all.addAll(List.of(others));
        List<String> hashes = WORLDS.scenarios();
        return new ComparisonResult(WORLDS, WORLDS.scenarios(), hashes, episodes, 100, all);
    }

    private static List<String> names(Leaderboard board) {
        return board.text()
                .lines()
                .skip(2)
                .map(line -> line.split(",")[0] + " " + line.split(",")[1])
                .toList();
    }

    @Test
    void theBestComesFirstAndWhoBreaksCapitalComesLast() throws IOException {
        Leaderboard board = new Leaderboard(WORLDS);
        ComparisonResult first = result(
                ALL, outcome("good", 510, 0, ALL), outcome("reckless", 900, 1, ALL), outcome("bad", 400, 0, ALL));
        board.enter(first, Set.of("hold", "good", "reckless", "bad"), "abc");
        assertEquals(List.of("ranked good", "ranked hold", "ranked bad", "capital reckless"), names(board));

        Path file = Files.writeString(folder.resolve("board.csv"), board.text());
        Leaderboard read = Leaderboard.read(file, WORLDS);
        assertEquals(board.text(), read.text());
        read.enter(
                result(ALL, outcome("bad", 520, 0, ALL), outcome("constant:0.1,0,0", 505, 0, ALL)),
                Set.of("bad", "constant:0.1,0,0"),
                "def");
        assertEquals(
                List.of("ranked bad", "ranked good", "ranked constant:0.1;0;0", "ranked hold", "capital reckless"),
                names(read));
        String bad = read.text().lines().skip(2).findFirst().orElseThrow();
        assertTrue(bad.startsWith("ranked,bad,20.00,20.00,20.00,1.00,"), bad);
        assertTrue(bad.contains(",def,20.00,20.00,"), bad);
    }

    @Test
    void otherWorldsAndPartsOfThemAreRefused() throws IOException {
        Leaderboard board = new Leaderboard(WORLDS);
        Exception few =
                assertThrows(IllegalArgumentException.class, () -> board.enter(result(10), Set.of("hold"), "abc"));
        assertTrue(few.getMessage().contains("all test seeds of all economies"), few.getMessage());
        String other = board.text().replace(WORLDS.hash(), "0".repeat(64));
        Path file = Files.writeString(folder.resolve("other.csv"), other);
        Exception error = assertThrows(IllegalArgumentException.class, () -> Leaderboard.read(file, WORLDS));
        assertTrue(error.getMessage().contains("begin a new leaderboard"), error.getMessage());
    }

    /** What the record keeps is enough to find the paired difference again, to the fourth place. */
    @Test
    void recordsHoldTheScoreOfEveryWorld() {
        ComparisonResult result = result(ALL, outcome("good", 510, 0, ALL));
        RunRecords records = new RunRecords(result, "abc");
        assertEquals(Set.of("hold.json", "good.json"), records.files().keySet());
        JsonNode hold = Settings.parse(records.files().get("hold.json"), "hold.json", JsonNode.class);
        JsonNode good = Settings.parse(records.files().get("good.json"), "good.json", JsonNode.class);
        assertEquals(WORLDS.hash(), good.get("worldsHash").stringValue());
        double sum = 0;
        for (String scenario : WORLDS.scenarios()) {
            for (int w = 0; w < ALL; w++) {
                sum += good.at("/score/" + scenario).get(w).doubleValue()
                        - hold.at("/score/" + scenario).get(w).doubleValue();
            }
        }
        assertEquals(result.standing("good").difference().value(), sum / (8 * ALL), 1e-4);
        assertTrue(records.files().get("good.json").length() < 100_000);
    }
}
