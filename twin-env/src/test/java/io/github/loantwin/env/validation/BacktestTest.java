package io.github.loantwin.env.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.validation.Backtest.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The statistics of the validation against hand arithmetic and published values; and that they find what is wrong. */
class BacktestTest {
    /** Textbook values: 10 of 100 at 95 % is 4.90 to 17.62 %; none of 50 has the upper end 1 - 0.025^(1/50). */
    @Test
    void clopperPearsonHasItsTextbookValues() {
        double[] interval = Backtest.clopperPearson(10, 100, 0.95);
        assertEquals(0.0490, interval[0], 5e-5);
        assertEquals(0.1762, interval[1], 5e-5);
        assertEquals(0, Backtest.clopperPearson(0, 50, 0.95)[0]);
        assertEquals(1 - StrictMath.pow(0.025, 0.02), Backtest.clopperPearson(0, 50, 0.95)[1], 1e-9);
        assertEquals(1, Backtest.clopperPearson(50, 50, 0.95)[1]);
    }

    /** Credit model D2: of 250 years at 95 % 7 to 19 exceedances are accepted (statistic under 3.841). */
    @Test
    void kupiecAcceptsSevenToNineteenOf250() {
        for (int k = 0; k <= 40; k++) {
            assertEquals(k >= 7 && k <= 19, Backtest.kupiec(k, 250, 0.05) < 3.841, "exceedances " + k);
        }
        assertEquals(-2 * 250 * StrictMath.log(0.95), Backtest.kupiec(0, 250, 0.05), 1e-9);
    }

    /** By hand: 100 pairs, 10 calm-hit, 8 hit-hit, 2 hit-calm, 80 calm-calm. */
    @Test
    void christoffersenSeesClusters() {
        boolean[][] pairs = pairs(80, 10, 2, 8);
        double all = 82 * StrictMath.log(0.82) + 18 * StrictMath.log(0.18);
        double split = 80 * StrictMath.log(80 / 90.0)
                + 10 * StrictMath.log(10 / 90.0)
                + 2 * StrictMath.log(0.2)
                + 8 * StrictMath.log(0.8);
        assertEquals(-2 * (all - split), Backtest.christoffersen(pairs), 1e-9);
        assertTrue(Backtest.christoffersen(pairs) > 3.841);
        assertEquals(0, Backtest.christoffersen(pairs(81, 9, 9, 1)), 1e-9);
        assertEquals(0, Backtest.christoffersen(pairs(100, 0, 0, 0)), 1e-9);
    }

    private static boolean[][] pairs(int calmCalm, int calmHit, int hitCalm, int hitHit) {
        List<boolean[]> pairs = new ArrayList<>();
        int[] counts = {calmCalm, calmHit, hitCalm, hitHit};
        for (int kind = 0; kind < 4; kind++) {
            for (int i = 0; i < counts[kind]; i++) {
                pairs.add(new boolean[] {kind >= 2, kind % 2 == 1});
            }
        }
        return pairs.toArray(boolean[][]::new);
    }

    /** By hand: predicted .1 .2 .2 .4, the second and the last happen: pairs right 3 + half of one, of 4. */
    @Test
    void areaUnderTheCurveCountsPairs() {
        List<Outcome> outcomes =
                List.of(new Outcome(.1, false), new Outcome(.2, true), new Outcome(.2, false), new Outcome(.4, true));
        assertEquals(3.5 / 4, Backtest.areaUnderCurve(outcomes), 1e-12);
        assertEquals((.01 + .64 + .04 + .36) / 4, Backtest.brier(outcomes), 1e-12);
    }

    /** Two groups of 100: expected 10 and 20, observed 13 and 16: 9 / 9 + 16 / 16. */
    @Test
    void hosmerLemeshowByHand() {
        List<Outcome> outcomes = new ArrayList<>();
        IntStream.range(0, 100).forEach(i -> outcomes.add(new Outcome(0.1, i < 13)));
        IntStream.range(0, 100).forEach(i -> outcomes.add(new Outcome(0.2, i < 16)));
        assertEquals(2, Backtest.hosmerLemeshow(outcomes, 2), 1e-12);
        assertEquals(0.3679, Backtest.chiSquaredPValue(2, 2), 5e-5, "e^-1");
    }

    /** Shares .1 each against .2 in the lowest tenth and .8/9 in the others. */
    @Test
    void stabilityIndexByHand() {
        int[] base = IntStream.range(0, 1000).toArray();
        int[] same = IntStream.range(0, 1000).toArray();
        assertEquals(0, Backtest.stabilityIndex(base, same), 1e-12);
        int[] moved =
                IntStream.range(0, 1125).map(i -> i < 225 ? i % 100 : i - 125).toArray();
        double expected = 0.1 * StrictMath.log(2) + 9 * (0.8 / 9 - 0.1) * StrictMath.log(0.8 / 0.9);
        assertEquals(expected, Backtest.stabilityIndex(base, moved), 1e-9);
    }

    /** Right probabilities pass and probabilities a fifth too low do not, on 40,000 simulated loans. */
    @Test
    void wrongProbabilitiesAreFound() {
        List<Outcome> right = new ArrayList<>();
        List<Outcome> low = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 40_000; i++) {
            double p = 0.005 + 0.1 * random.nextDouble();
            boolean happened = random.nextDouble() < p;
            right.add(new Outcome(p, happened));
            low.add(new Outcome(0.8 * p, happened));
        }
        assertTrue(Backtest.chiSquaredPValue(Backtest.hosmerLemeshow(right, 10), 10) > 0.01);
        assertTrue(Backtest.chiSquaredPValue(Backtest.hosmerLemeshow(low, 10), 10) < 1e-6);
        assertTrue(Math.abs(Backtest.spiegelhalter(right)) < 3.29);
        assertTrue(Math.abs(Backtest.spiegelhalter(low)) > 3.29);
        assertEquals(Backtest.areaUnderCurve(right), Backtest.areaUnderCurve(low), 1e-12);
    }
}
