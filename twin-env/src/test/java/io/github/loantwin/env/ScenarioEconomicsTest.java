package io.github.loantwin.env;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * In the named scenarios no fixed policy is best everywhere, hold is a fair yardstick, and adapting pays.
 *
 * <p>Scores are the mean daily reward in thousandths on paired seeds. The constants and the rule were chosen on seeds
 * 1000-1003; here other seeds are used.
 */
class ScenarioEconomicsTest {
    private static final long TEST_SEED = 5000;
    private static final List<String> ALL = List.of(
            "benign",
            "typical",
            "mild-recession",
            "severely-adverse-2026",
            "baseline-2026",
            "severely-adverse-2025",
            "baseline-2025",
            "gfc",
            "gfc-peak",
            "covid",
            "recovery",
            "falling",
            "rising",
            "house-boom",
            "rate-shock",
            "stagflation",
            "housing-slump");
    private static final List<String> SOME =
            List.of("benign", "typical", "severely-adverse-2026", "gfc-peak", "recovery", "rate-shock");

    /** The best constants of the search over a grid of twenty, by mean over the scenarios, best first. */
    private static final double[][] BEST_CONSTANTS = {
        {0.025, -0.002, 0.03}, {0.04, -0.003, 0.03}, {0.03, -0.003, 0.03}, {0.04, -0.003, 0.05}, {0.05, -0.004, 0.03}
    };

    private static TwinConfig config(String scenario) {
        return TwinConfig.defaults().withScenario(scenario).with("macro.beyondEnd", "hold");
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, "scenarios: " + format + "%n", values);
    }

    /** Hold, the corners of the box, constants inside it, and random ones. */
    private static List<double[]> constants(int random) {
        List<double[]> constants = new ArrayList<>();
        constants.add(new double[] {0, 0, 0});
        constants.addAll(List.of(BEST_CONSTANTS));
        constants.add(new double[] {0.075, 0, 0.05});
        constants.add(new double[] {-0.025, 0, 0});
        constants.addAll(List.of(PairedRuns.corners()));
        Draws draws = new Draws(7);
        for (int i = 0; i < random; i++) {
            double[] action = new double[ActionLayout.SIZE];
            for (int c = 0; c < action.length; c++) {
                action[c] = (2 * draws.uniform(Stream.POLICY, c, i) - 1) * ActionLayout.bound(c);
            }
            constants.add(action);
        }
        return constants;
    }

    private static double score(String scenario, double[] action, int days, int seeds) {
        return PairedRuns.mean(
                PairedRuns.scores(PairedRuns.constantRun(config(scenario), days, action, TEST_SEED, seeds)));
    }

    @Test
    void noConstantIsBestEverywhereAndHoldIsFair() {
        compareConstants(SOME, 365, 2, 3);
    }

    @Test
    @Tag("slow")
    void noConstantIsBestEverywhereInAnyScenario() {
        compareConstants(ALL, 365, 8, 8);
    }

    @Test
    @Tag("slow")
    void noConstantIsBestEverywhereInThreeYears() {
        compareConstants(ALL, 1095, 4, 8);
    }

    private static void compareConstants(List<String> scenarios, int days, int seeds, int random) {
        List<double[]> constants = constants(random);
        double[] mean = new double[constants.size()];
        int[] best = new int[scenarios.size()];
        double oracle = 0;
        for (int s = 0; s < best.length; s++) {
            double top = Double.NEGATIVE_INFINITY;
            for (int p = 0; p < mean.length; p++) {
                double score = score(scenarios.get(s), constants.get(p), days, seeds);
                mean[p] += score / best.length;
                if (score > top) {
                    top = score;
                    best[s] = p;
                }
            }
            oracle += top / best.length;
            double[] winner = constants.get(best[s]);
            print(
                    "%d days %-22s best (%+.3f, %+.3f, %+.2f) %.1f",
                    days, scenarios.get(s), winner[0], winner[1], winner[2], top);
        }
        int bestMean = IntStream.range(0, mean.length).reduce(0, (a, b) -> mean[b] > mean[a] ? b : a);
        print(
                "%d days, %d scenarios: hold %.1f, best constant %s %.1f, best of each scenario %.1f",
                days, best.length, mean[0], Arrays.toString(constants.get(bestMean)), mean[bestMean], oracle);
        assertTrue(IntStream.of(best).distinct().count() > 1, "one constant is best in every scenario");
        assertTrue(mean[0] >= 0.9 * mean[bestMean], "hold is a strawman");
        assertTrue(mean[0] <= mean[bestMean]);
    }

    @Test
    void adaptingBeatsTheBestConstant() {
        compareRule(365, 32, 1);
    }

    @Test
    @Tag("slow")
    void adaptingBeatsEveryGoodConstant() {
        compareRule(365, 32, BEST_CONSTANTS.length);
    }

    @Test
    @Tag("slow")
    void adaptingBeatsEveryGoodConstantInThreeYears() {
        compareRule(1095, 32, BEST_CONSTANTS.length);
    }

    /** The interval is over seeds, of the mean over the scenarios: these are a fixed set, not a sample. */
    private static void compareRule(int days, int seeds, int rivals) {
        PairedRuns.Rule ruleOf = days > 365 ? AdaptiveRule::threeYears : AdaptiveRule::oneYear;
        double[] rule = new double[seeds];
        double[][] rival = new double[rivals][seeds];
        for (String scenario : ALL) {
            TwinConfig config = config(scenario);
            add(rule, PairedRuns.run(config, days, AdaptiveRule.DECISION_DAYS, ruleOf, TEST_SEED, seeds));
            for (int c = 0; c < rivals; c++) {
                add(rival[c], PairedRuns.constantRun(config, days, BEST_CONSTANTS[c], TEST_SEED, seeds));
            }
        }
        for (int c = 0; c < rivals; c++) {
            double[] gain = PairedRuns.minus(rule, rival[c]);
            print(
                    "%d days: rule %.1f, constant (%+.3f, %+.3f, %+.2f) %.1f, difference %.2f +- %.2f",
                    days,
                    PairedRuns.mean(rule),
                    BEST_CONSTANTS[c][0],
                    BEST_CONSTANTS[c][1],
                    BEST_CONSTANTS[c][2],
                    PairedRuns.mean(rival[c]),
                    PairedRuns.mean(gain),
                    PairedRuns.half(gain));
            assertTrue(PairedRuns.mean(gain) - PairedRuns.half(gain) > 0, "constant " + c);
        }
    }

    private static void add(double[] sums, PairedRuns.Outcome[] outcomes) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += outcomes[i].score() / ALL.size();
        }
    }
}
