package io.github.loantwin.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.config.TwinConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Policies compared on the same seeds. */
class EvaluatorTest {
    private static final TwinConfig CONFIG =
            TwinConfig.defaults().with("episode.initialLoans", 300).with("episode.simulationDays", 120);
    private static final List<String> POLICIES = List.of("hold", "constant:0.03,0.005,0", "random");

    @Test
    void aScoreIsTheEpisodeOfItsSeed() {
        Evaluation evaluation = new Evaluator(CONFIG).evaluate(POLICIES, new long[] {3, 8});
        LoanEnv env = new LoanEnv(CONFIG);
        env.reset(8);
        double sum = 0;
        double financial = 0;
        StepResult step;
        do {
            step = env.step(new float[] {0.03f, 0.005f, 0});
            sum += step.reward();
            financial += step.info().get(InfoField.REWARD_FINANCIAL);
        } while (!step.truncated());
        EpisodeScore score =
                evaluation.score("constant:0.03,0.005,0").episodes().get(1);
        assertEquals(8, score.seed());
        assertEquals(sum, score.episodeReturn());
        assertEquals(financial, score.components()[0]);
        assertEquals(120, score.days());
        assertEquals(0, evaluation.score("hold").terminations());
        assertEquals(CONFIG.hash(), evaluation.configHash());
        assertThrows(IllegalArgumentException.class, () -> evaluation.score("dqn"));
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() {
        long[] seeds = Evaluator.seeds(5);
        Evaluation one = new Evaluator(CONFIG, 1).evaluate(POLICIES, seeds);
        Evaluation three = new Evaluator(CONFIG, 3).evaluate(POLICIES, seeds);
        for (String policy : POLICIES) {
            assertArrayEquals(
                    PolicyScore.returns(one.score(policy).episodes()),
                    PolicyScore.returns(three.score(policy).episodes()));
        }
        assertEquals(one.differences(), three.differences());
    }

    /** Differences 1, 2, 4 (made by hand): mean 7/3, sd sqrt(7/3), se 0.88192, t(2; .975) = 4.30265 (printed tables). */
    @Test
    void pairedDifferenceByHand() {
        PolicyScore base = score("base", 10, 20, 30);
        PolicyScore policy = score("policy", 11, 22, 34);
        PairedDifference difference = PairedDifference.between(policy, base);
        assertEquals(7.0 / 3, difference.mean(), 1e-12);
        assertEquals(0.881917, difference.standardError(), 1e-6);
        assertEquals(7.0 / 3 - 4.30265 * 0.881917, difference.low(), 1e-4);
        assertEquals(7.0 / 3 + 4.30265 * 0.881917, difference.high(), 1e-4);
        assertEquals(3, difference.wins());
        // Variances of 10, 20, 30 and 11, 22, 34: 100 and 397/3; of the differences: 7/3.
        assertEquals((100 + 397.0 / 3) / (7.0 / 3), difference.varianceFactor(), 1e-9);
    }

    private static PolicyScore score(String name, double... returns) {
        List<EpisodeScore> episodes = java.util.Arrays.stream(returns)
                .mapToObj(value -> new EpisodeScore(0, value, new double[4], 0, 1, false))
                .toList();
        return PolicyScore.of(name, episodes);
    }

    /** Fixed seeds, so no false alarm: the bound is well under the figure that this test prints. */
    @Test
    void pairingCutsTheVarianceOfDifferences() {
        TwinConfig year = TwinConfig.defaults();
        List<String> policies = List.of("hold", "constant:0.02,0,0", "constant:0,0.005,0", "constant:0,0,0.05");
        Evaluation evaluation = new Evaluator(year, 2).evaluate(policies, Evaluator.seeds(16));
        for (PairedDifference difference : evaluation.differences()) {
            System.out.printf(
                    "%s - hold: %.2f +- %.2f, pairing cuts variance %.1f times%n",
                    difference.policy(), difference.mean(), difference.standardError(), difference.varianceFactor());
            assertTrue(difference.varianceFactor() > 4, difference.toString());
        }
    }
}
