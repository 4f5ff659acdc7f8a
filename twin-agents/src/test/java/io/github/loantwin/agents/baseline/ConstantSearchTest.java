package io.github.loantwin.agents.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.agents.settings.Settings;
import io.github.loantwin.agents.worlds.Worlds;
import io.github.loantwin.env.Evaluation;
import io.github.loantwin.env.Evaluator;
import io.github.loantwin.env.Policies;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.config.TwinConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The best constant action: how it is searched, and that the shipped one is what it says. */
class ConstantSearchTest {
    private static final Worlds WORLDS = Worlds.shipped();

    private static BestConstant search(int threads) {
        return new ConstantSearch(WORLDS, new SearchPlan(9, 2, 2), threads, text -> {}).search();
    }

    /** van der Corput in base 2: 1/2, 1/4, 3/4, 1/8; in base 3: 1/3, 2/3, 1/9, 4/9 (Halton 1960). */
    @Test
    void candidatesAreAHaltonSequence() {
        double[] two = {0.5, 0.25, 0.75, 0.125};
        double[] three = {1 / 3.0, 2 / 3.0, 1 / 9.0, 4 / 9.0};
        for (int i = 0; i < 4; i++) {
            assertEquals(two[i], ConstantSearch.radicalInverse(i + 1, 2), 1e-15);
            assertEquals(three[i], ConstantSearch.radicalInverse(i + 1, 3), 1e-15);
        }
    }

    @Test
    void sameAnswerWhateverTheThreads() {
        assertEquals(search(1), search(2));
    }

    /** The training figure of the file is computed again by the evaluator of the environment. */
    @Test
    void shippedGainIsThatOfItsSeeds() {
        BestConstant best = BestConstant.shipped();
        assertEquals(WORLDS.config(), best.config());
        TwinConfig twin = WORLDS.config("var");
        assertEquals(
                twin.hash(),
                best.configHash(),
                "the twin has changed since the search: run the command in " + BestConstant.FILE + " again");
        Map<String, Supplier<Policy>> policies = new LinkedHashMap<>();
        policies.put("hold", Policies::hold);
        policies.put("best", Baselines.maker("best-constant").orElseThrow());
        Evaluation evaluation = new Evaluator(twin, 2)
                .evaluate(
                        policies, WORLDS.training().take(best.training().get(1).intValue()));
        assertEquals(
                best.trainingGain(), 1000 * evaluation.differences().get(0).mean() / 365, 6e-4, "thousandths a day");
    }

    @Test
    void shippedFileSaysHowItWasMade() {
        assertTrue(Settings.text(BestConstant.FILE).startsWith("# Written by: ./twin baseline"));
    }
}
