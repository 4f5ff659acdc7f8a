package io.github.loantwin.optimizer.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.Evaluation;
import io.github.loantwin.env.Evaluator;
import io.github.loantwin.env.NamedPolicy;
import io.github.loantwin.env.PairedDifference;
import io.github.loantwin.env.Policies;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.config.TwinConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The controllers against the base policy, paired on seeds that no tuning saw: episode returns of a year. */
class AgainstHoldTest {
    private static final long FIRST_SEED = 5_000_000_000L;

    private static List<PairedDifference> against(TwinConfig config, int n) {
        long[] seeds = new long[n];
        for (int i = 0; i < n; i++) {
            seeds[i] = FIRST_SEED + i;
        }
        Map<String, Supplier<Policy>> policies = new LinkedHashMap<>();
        List<NamedPolicy> convex = new ArrayList<>();
        policies.put("hold", Policies::hold);
        for (String model : ConvexPolicies.MODELS) {
            convex.add(ConvexPolicies.named("convex:" + model));
        }
        convex.forEach(policy -> policies.put(policy.name(), policy.maker()));
        Evaluation evaluation = new Evaluator(config, 2).evaluate(policies, seeds);
        for (NamedPolicy policy : convex) {
            assertTrue(
                    policy.remark().get().endsWith("all optimal."),
                    policy.remark().get());
        }
        return evaluation.differences();
    }

    private static void print(String economy, PairedDifference gain) {
        System.out.printf(
                Locale.ROOT,
                "against hold: %s, %s: %+.2f, 95 %% interval %.2f to %.2f, %d wins%n",
                economy,
                gain.policy(),
                gain.mean(),
                gain.low(),
                gain.high(),
                gain.wins());
    }

    /**
     * Twelve seeds of a severe economy. Were there no gain, a mean above five standard errors would come by luck with a chance
     * of 0.0002 (Student's law, 11 degrees of freedom), for one of the four 0.0008; seeds are fixed and never tried again.
     */
    @Test
    void everyControllerBeatsHoldInASevereEconomy() {
        for (PairedDifference gain : against(TwinConfig.defaults().withScenario("severely-adverse-2026"), 12)) {
            print("severely-adverse-2026", gain);
            assertTrue(gain.mean() > 5 * gain.standardError(), gain.toString());
        }
    }

    /** In the default economy the whole interval lies above zero; by luck it would with a chance of 2.5 % each. */
    @Test
    @Tag("slow")
    void everyControllerBeatsHoldInTheDefaultEconomy() {
        List<PairedDifference> gains = against(TwinConfig.defaults(), 200);
        assertEquals(4, gains.size());
        for (PairedDifference gain : gains) {
            print("var", gain);
            assertTrue(gain.low() > 0, gain.toString());
        }
    }

    /** What good times cost is reported; in bad ones the whole interval lies above zero. */
    @Test
    @Tag("slow")
    void namedEconomies() {
        for (String economy : List.of("benign", "mild-recession", "gfc-peak", "severely-adverse-2026")) {
            for (PairedDifference gain : against(TwinConfig.defaults().withScenario(economy), 50)) {
                print(economy, gain);
                boolean severe = economy.equals("gfc-peak") || economy.equals("severely-adverse-2026");
                assertTrue(!severe || gain.low() > 0, economy + ": " + gain);
                assertTrue(gain.mean() > -1.3, "caution that costs half a percent of hold's return: " + gain);
            }
        }
    }
}
