package io.github.loantwin.optimizer.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.loantwin.env.Evaluator;
import io.github.loantwin.env.NamedPolicy;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.PolicyScore;
import io.github.loantwin.env.config.TwinConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How the settings of {@code configs/policies/convex.yaml} were chosen, to be done again: those that earlier looks had left and 16
 * new draws of the linear program on 512 tuning seeds of the default economy, then 4 or 5 of each other controller's own appetite with
 * the linear program's best view. The variance of mv and the errors of robust take the place of the hurdle.
 *
 * <p>31 settings x 512 seeds x 365 days. docs/optimizer.md counts the earlier looks.
 */
@Tag("slow")
class TuningTest {
    private static final long FIRST_SEED = 3_000_000_000L;
    private static final int SEEDS = 512;
    private static final int CANDIDATES = 16;

    private final Desk desk = ConvexPolicies.defaults().desk();
    private final Evaluator evaluator = new Evaluator(TwinConfig.defaults().with("episode.decisionDays", 30), 1);
    private final double[] hold = returns(NamedPolicy.of("hold"));

    @Test
    void theSettingsAreTheBestOfThoseTried() {
        ControllerSettings lp = best("lp", views());
        ControllerSettings mv = best("mv", appetites(lp, 0, "mv", 10, 30, 60, 100, 200));
        ControllerSettings cvar = best("cvar", appetites(lp, lp.hurdle(), "cvar", 0.5, 0.6, 0.7, 0.8));
        ControllerSettings robust = best("robust", appetites(lp, 0, "robust", 0.25, 0.5, 0.75, 1, 1.5));
        PolicyFile chosen = ConvexPolicies.defaults();
        assertEquals(chosen.lp(), lp);
        assertEquals(chosen.mv(), mv);
        assertEquals(chosen.cvar(), cvar);
        assertEquals(chosen.robust(), robust);
    }

    static List<ControllerSettings> views() {
        SplittableRandom random = new SplittableRandom(1);
        List<ControllerSettings> views =
                new ArrayList<>(List.of(ConvexPolicies.defaults().lp()));
        for (int i = 0; i < CANDIDATES; i++) {
            views.add(new ControllerSettings(
                    30,
                    pick(random, 0.25, 0.5, 0.75),
                    0,
                    pick(random, 0, 0.1, 0.2, 0.3),
                    pick(random, 0.65, 0.7, 0.75, 0.8),
                    1,
                    pick(random, 0.004, 0.006, 0.008, 0.01),
                    0,
                    0.03,
                    0,
                    0.3,
                    0.002,
                    1,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty()));
        }
        return views;
    }

    private static double pick(SplittableRandom random, double... values) {
        return values[random.nextInt(values.length)];
    }

    static List<ControllerSettings> appetites(ControllerSettings view, double hurdle, String model, double... values) {
        List<ControllerSettings> settings = new ArrayList<>();
        for (double value : values) {
            settings.add(new ControllerSettings(
                    view.decideEveryDays(),
                    view.lossWeight(),
                    view.unemploymentWeight(),
                    view.spreadWeight(),
                    view.volumeFloor(),
                    view.volumeCeiling(),
                    hurdle,
                    view.leastTilt(),
                    view.mostTilt(),
                    view.loosest(),
                    view.priceShare(),
                    view.priceRange(),
                    view.moveLimit(),
                    given(model.equals("mv"), value),
                    given(model.equals("cvar"), 0.95),
                    given(model.equals("cvar"), value),
                    given(model.equals("robust"), value)));
        }
        return settings;
    }

    private static OptionalDouble given(boolean wanted, double value) {
        return wanted ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    ControllerSettings best(String model, List<ControllerSettings> candidates) {
        ControllerSettings best = candidates.get(0);
        double highest = Double.NEGATIVE_INFINITY;
        for (ControllerSettings settings : candidates) {
            RiskView risk = ConvexPolicies.risk(model, desk, settings);
            double[] scores =
                    returns(new NamedPolicy(model, () -> new ConvexPolicy(desk, settings, risk, new SolveTally())));
            double gain = 0;
            for (int i = 0; i < SEEDS; i++) {
                gain += (scores[i] - hold[i]) / SEEDS;
            }
            System.out.printf(Locale.ROOT, "tuning: %-6s %+.3f %s%n", model, gain, settings);
            if (gain > highest) {
                highest = gain;
                best = settings;
            }
        }
        return best;
    }

    private double[] returns(NamedPolicy policy) {
        long[] seeds = new long[SEEDS];
        for (int i = 0; i < SEEDS; i++) {
            seeds[i] = FIRST_SEED + i;
        }
        Map<String, Supplier<Policy>> one = new LinkedHashMap<>();
        one.put(policy.name(), policy.maker());
        PolicyScore score = evaluator.evaluate(one, seeds).score(policy.name());
        return score.episodes().stream().mapToDouble(e -> e.episodeReturn()).toArray();
    }
}
