package io.github.loantwin.agents.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.agents.compare.EpisodeRow.Field;
import io.github.loantwin.agents.worlds.Worlds;
import io.github.loantwin.env.Evaluation;
import io.github.loantwin.env.Evaluator;
import io.github.loantwin.env.NamedPolicy;
import io.github.loantwin.env.Policies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small comparisons from end to end. */
class ComparisonTest {
    private static final Worlds WORLDS = Worlds.shipped();
    private static final List<String> TWO = List.of("var", "gfc-peak");
    private static final int EPISODES = 3;

    @TempDir
    private Path folder;

    private static Contestant contestant(String name, String... runs) {
        return Contestants.of(name, List.of(runs), 7);
    }

    private static ComparisonResult run(int threads, Optional<Path> folder, Contestant... contestants) {
        return new Comparison(WORLDS, TWO, EPISODES, 200, threads, folder).run(List.of(contestants), done -> {});
    }

    @Test
    void everyPolicyMeetsTheWorldsOfTheEvaluator() {
        ComparisonResult result =
                run(2, Optional.empty(), contestant("hold", "hold"), contestant("tight", "constant:0.05,0,0"));
        for (int s = 0; s < 2; s++) {
            Evaluation other = new Evaluator(WORLDS.config(TWO.get(s)), 1)
                    .evaluate(
                            List.of("hold", "constant:0.05,0,0"), WORLDS.test().take(EPISODES));
            for (int p = 0; p < 2; p++) {
                Outcome outcome = result.outcomes().get(p);
                for (int w = 0; w < EPISODES; w++) {
                    double expected = other.scores().get(p).episodes().get(w).episodeReturn();
                    assertEquals(
                            1000 * expected / 365, outcome.scores(Field.SCORE).get(s, 0, w), 1e-9);
                    double income = other.scores().get(p).episodes().get(w).netIncome();
                    assertEquals(income, outcome.scores(Field.NET_INCOME).get(s, 0, w), 1e-6);
                }
            }
            double mean = other.differences().get(0).mean() * 1000 / 365;
            assertEquals(mean, result.standing("tight").differences().get(s).value(), 1e-9);
        }
    }

    @Test
    void threadsDoNotChangeResults() {
        Contestant[] both = {contestant("hold", "hold"), contestant("chance", "random", "random")};
        ComparisonResult one = run(1, Optional.empty(), both);
        ComparisonResult two = run(2, Optional.empty(), both);
        assertEquals(one.standing("chance").difference(), two.standing("chance").difference());
        assertArrayEquals(
                one.standing("chance").outcome().scores(Field.TURNOVER).all(1),
                two.standing("chance").outcome().scores(Field.TURNOVER).all(1));
    }

    @Test
    void figuresOfAnEpisodeAddUp() {
        ComparisonResult result = run(2, Optional.empty(), contestant("hold", "hold"));
        for (CellResult cell : result.hold().cells().get(0)) {
            for (EpisodeRow row : cell.rows()) {
                // reward = 0.4 F + 0.3 R + 0.2 G + 0.1 O, configs/reward.yaml
                double reward = 0.4 * row.get(Field.FINANCIAL)
                        + 0.3 * row.get(Field.RISK)
                        + 0.2 * row.get(Field.REGULATORY)
                        + 0.1 * row.get(Field.OPERATIONAL);
                assertEquals(reward, row.get(Field.SCORE), 1e-6);
                double income = row.get(Field.NET_INTEREST_INCOME)
                        + row.get(Field.FEE_INCOME)
                        + row.get(Field.SALE_GAINS)
                        - row.get(Field.OPERATING_COST)
                        - row.get(Field.PROVISION)
                        - row.get(Field.TAX);
                assertEquals(row.get(Field.NET_INCOME), income, 0.01);
                assertEquals(0, row.get(Field.TURNOVER));
                assertEquals(365, row.get(Field.DAYS));
            }
        }
    }

    /** One move of half the credit bound and the whole price bound at the start of a year, none after: 1.5. */
    @Test
    void turnoverCountsMovesInBounds() {
        ComparisonResult result =
                run(2, Optional.empty(), contestant("hold", "hold"), contestant("x", "constant:-0.05,0.02,0"));
        assertEquals(1.5, result.standing("x").outcome().mean(Field.TURNOVER), 1e-6);
    }

    @Test
    void finishedCellsAreNotLivedAgain() throws IOException {
        AtomicInteger decisions = new AtomicInteger();
        NamedPolicy counted = new NamedPolicy("counted", () -> (observation, action) -> {
            decisions.incrementAndGet();
            Policies.hold().act(observation, action);
        });
        Contestant contestant = Contestant.untrained("counted", counted, "1", 0, false);
        Contestant[] all = {contestant("hold", "hold"), contestant};
        ComparisonResult first = run(2, Optional.of(folder), all);
        int once = decisions.get();
        assertEquals(2 * EPISODES * 53, once);
        ComparisonResult again = run(2, Optional.of(folder), all);
        assertEquals(once, decisions.get());
        assertEquals(
                first.standing("counted").difference(),
                again.standing("counted").difference());

        Path cell = folder.resolve("counted").resolve("gfc-peak.csv");
        List<String> lines = new ArrayList<>(Files.readAllLines(cell));
        Files.write(cell, lines.subList(0, lines.size() - 1)); // as if it had been cut off
        run(2, Optional.of(folder), all);
        assertEquals(once + EPISODES * 53, decisions.get());

        Contestant changed = Contestant.untrained("counted", counted, "2", 0, false);
        run(2, Optional.of(folder), all[0], changed);
        assertEquals(2 * once + EPISODES * 53, decisions.get());
    }

    /** Scores 900 everywhere, with a day under the capital limit in a world where hold has none. */
    @Test
    void whoBreaksTheCapitalLimitCannotHeadTheTable() {
        Outcome hold = outcome("hold", 500, 0);
        Outcome reckless = outcome("reckless", 900, 1);
        Outcome plain = outcome("plain", 510, 0);
        ComparisonResult result = new ComparisonResult(
                WORLDS, List.of("var"), List.of(""), EPISODES, 200, List.of(hold, reckless, plain));
        List<String> order =
                result.ranked().stream().map(s -> s.outcome().name()).toList();
        assertEquals(List.of("plain", "hold", "reckless"), order);
        assertEquals(Standing.Place.BROKE_CAPITAL, result.ranked().get(2).place());
        assertEquals(EPISODES, result.ranked().get(2).capitalExcess());
        assertEquals(400, result.standing("reckless").difference().value(), 1e-9);
    }

    /** Where hold itself is under the limit, being there too is no fault of the policy. */
    @Test
    void breachesThatHoldSharesDoNotCount() {
        ComparisonResult result = new ComparisonResult(
                WORLDS,
                List.of("var"),
                List.of(""),
                EPISODES,
                200,
                List.of(outcome("hold", 500, 2), outcome("better", 600, 1)));
        assertEquals("better", result.ranked().get(0).outcome().name());
        assertEquals(Standing.Place.RANKED, result.ranked().get(0).place());
    }

    private static Outcome outcome(String name, double score, int breaches) {
        List<EpisodeRow> rows = new ArrayList<>();
        for (int w = 0; w < EPISODES; w++) {
            double[] values = new double[Field.values().length];
            values[Field.SCORE.ordinal()] = score + 10 * w;
            values[Field.CAPITAL_BREACHES.ordinal()] = breaches;
            rows.add(new EpisodeRow(w, values));
        }
        return new Outcome(contestant(name, "hold"), List.of(List.of(new CellResult(rows, 1))));
    }

    @Test
    void linesReadBackBitForBit() {
        double[] values = new double[Field.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.PI * Math.pow(-10, i - 8);
        }
        EpisodeRow row = new EpisodeRow(-7, values);
        assertEquals(row.line(), EpisodeRow.parse(row.line()).line());
        assertArrayEquals(values, EpisodeRow.parse(row.line()).values());
        assertThrows(IllegalArgumentException.class, () -> EpisodeRow.parse("1,2"));
    }

    @Test
    void namesAndHoldAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> run(1, Optional.empty(), contestant("rule", "rule")));
        Contestant hold = contestant("hold", "hold");
        assertThrows(IllegalArgumentException.class, () -> run(1, Optional.empty(), hold, hold));
        assertNotEquals(
                contestant("a", "rule").identities(),
                contestant("a", "best-constant").identities());
        assertEquals(
                "constant:0.1,0,0", Contestants.added("constant:0.1,0,0", 7).name());
        assertEquals("mine", Contestants.added("mine=constant:0.1,0,0", 7).name());
        assertTrue(Contestants.added("constant:0.1,0,0", 7).runs().get(0).name().startsWith("constant"));
    }

    /** The page names what it stands on, is well-formed, and never calls a winner what the interval does not prove. */
    @Test
    void reportSaysWhatItStandsOn() throws Exception {
        ComparisonResult result = run(
                2, Optional.empty(), contestant("hold", "hold"), contestant("rule", "rule"), contestant("x", "random"));
        ComparisonReport report = new ComparisonReport(result, "test", "gfc-peak");
        String html = report.page().html();
        javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(
                        html.replaceFirst("<!DOCTYPE html>", "").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        for (String text : List.of(
                WORLDS.hash().substring(0, 12),
                WORLDS.config("gfc-peak").hash(),
                "What policies did in gfc-peak, seed 4000000000",
                "200 bootstrap replicates",
                "Worse than hold, with an interval below zero: x.")) {
            assertTrue(html.contains(text), text);
        }
        assertTrue(result.standing("x").difference().below(0));
    }

    /** Two policies that differ by luck only: the text must not call the first one better. */
    @Test
    void noClaimWithoutAnInterval() {
        Outcome hold = scattered("hold", 0, 0, 0);
        Outcome lucky = scattered("lucky", 30, -20, 5);
        ComparisonResult result =
                new ComparisonResult(WORLDS, List.of("var"), List.of(""), EPISODES, 500, List.of(hold, lucky));
        List<String> sentences = new ComparisonReport(result, "test", "none").sentences();
        assertTrue(sentences.get(0).contains("lucky comes first"), sentences.get(0));
        assertTrue(sentences.get(0).contains("this is no proof"), sentences.get(0));
        assertTrue(sentences.toString().contains("Not told apart from hold"), sentences.toString());
    }

    private static Outcome scattered(String name, double... scores) {
        List<EpisodeRow> rows = new ArrayList<>();
        for (double score : scores) {
            double[] values = new double[Field.values().length];
            values[Field.SCORE.ordinal()] = score;
            rows.add(new EpisodeRow(rows.size(), values));
        }
        return new Outcome(contestant(name, "hold"), List.of(List.of(new CellResult(rows, 1))));
    }
}
