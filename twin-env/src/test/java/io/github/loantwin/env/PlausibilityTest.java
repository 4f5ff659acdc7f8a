package io.github.loantwin.env;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.loan.Product;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The lender under the base policy looks like one: bands of docs/environment.md (return on equity 9-15 %, return on assets
 * 0.9-1.4 %, net interest margin 4-5.5 %, efficiency 50-60 %, capital ratio 11-14 %), public delinquency and charge-off
 * rates, signals that move and rewards that are not saturated. Fixed seeds; bands are asked of means over 16 seeds.
 */
class PlausibilityTest {
    private static final int SEEDS = 16;

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, "plausibility: " + format + "%n", values);
    }

    private static PairedRuns.Outcome[] hold(String scenario, int days, int seeds) {
        TwinConfig config = TwinConfig.defaults().withScenario(scenario).with("macro.beyondEnd", "hold");
        return PairedRuns.run(config, days, 30, PairedRuns.constant(0, 0, 0), PairedRuns.FIRST_SEED, seeds);
    }

    private static double mean(PairedRuns.Outcome[] outcomes, ToDoubleFunction<PairedRuns.Outcome> figure) {
        return Arrays.stream(outcomes).mapToDouble(figure).average().orElseThrow();
    }

    private static void describe(String name, PairedRuns.Outcome[] o) {
        print(
                "%-28s ROE %6.2f ROA %5.2f NIM %4.2f efficiency %4.1f capital %.2f > %.2f %%",
                name,
                100 * mean(o, PairedRuns.Outcome::returnOnEquity),
                100 * mean(o, PairedRuns.Outcome::returnOnAssets),
                100 * mean(o, PairedRuns.Outcome::netInterestMargin),
                100 * mean(o, PairedRuns.Outcome::efficiency),
                100 * mean(o, PairedRuns.Outcome::capitalBefore),
                100 * mean(o, PairedRuns.Outcome::capitalAfter));
    }

    private static void within(String what, double value, double low, double high) {
        assertTrue(value >= low && value <= high, what + " must be in [" + low + ", " + high + "], got " + value);
    }

    @Test
    void typicalYear() {
        PairedRuns.Outcome[] o = hold("typical", 365, SEEDS);
        describe("typical, 1 year", o);
        within("return on equity", mean(o, PairedRuns.Outcome::returnOnEquity), 0.09, 0.15);
        within("return on assets", mean(o, PairedRuns.Outcome::returnOnAssets), 0.009, 0.014);
        within("net interest margin", mean(o, PairedRuns.Outcome::netInterestMargin), 0.04, 0.055);
        within("efficiency", mean(o, PairedRuns.Outcome::efficiency), 0.50, 0.60);
        within("capital at the start", mean(o, PairedRuns.Outcome::capitalBefore), 0.11, 0.14);
        within("capital at the end", mean(o, PairedRuns.Outcome::capitalAfter), 0.11, 0.14);
    }

    @Test
    void benignYear() {
        PairedRuns.Outcome[] o = hold("benign", 365, SEEDS);
        describe("benign, 1 year", o);
        within("return on equity", mean(o, PairedRuns.Outcome::returnOnEquity), 0.09, 0.16);
        within("capital at the end", mean(o, PairedRuns.Outcome::capitalAfter), 0.11, 0.14);
    }

    @Test
    void severelyAdverseYear() {
        PairedRuns.Outcome[] o = hold("severely-adverse-2026", 365, SEEDS);
        describe("severely adverse, 1 year", o);
        within(
                "fall of the capital ratio",
                mean(o, PairedRuns.Outcome::capitalBefore) - mean(o, PairedRuns.Outcome::capitalAfter),
                0.02,
                0.04);
        assertTrue(mean(o, PairedRuns.Outcome::returnOnEquity) < 0);
        noneFails(o);
    }

    @Test
    @Tag("slow")
    void crisesOfThreeYearsAreSurvived() {
        for (String scenario : new String[] {"severely-adverse-2025", "gfc", "gfc-peak", "covid"}) {
            PairedRuns.Outcome[] o = hold(scenario, 1095, 64);
            describe(scenario + ", 3 years", o);
            noneFails(o);
        }
    }

    private static void noneFails(PairedRuns.Outcome[] outcomes) {
        for (PairedRuns.Outcome outcome : outcomes) {
            assertFalse(outcome.failed());
        }
    }

    /**
     * Public bands of US banks 2015-2026, share of balance 30 days late and net charge-offs a year, widened by half of
     * their width for the small book (16 books of 1,000 loans): cards 1.53-3.22 and 1.63-4.69 %, mortgages 1.70-6.22 and
     * -0.04-0.26 %, other consumer 1.48-2.44 and 0.29-1.23 % (Federal Reserve, charge-off and delinquency rates).
     */
    @Test
    void delinquencyAndChargeOffsOfTheProducts() {
        double[] late = new double[Product.COUNT];
        double[] lost = new double[Product.COUNT];
        double[] balance = new double[Product.COUNT];
        TwinConfig config = TwinConfig.defaults().withScenario("typical").with("episode.decisionDays", 5);
        for (int seed = 0; seed < SEEDS; seed++) {
            LoanEnv env = new LoanEnv(config);
            env.reset(PairedRuns.FIRST_SEED + seed);
            StepResult step;
            do {
                step = env.step(new float[ActionLayout.SIZE]);
                for (Product product : Product.values()) {
                    int k = product.ordinal();
                    late[k] += step.info().get(InfoField.ofProduct(InfoField.DELINQUENT_CONSUMER, product));
                    lost[k] += step.info().get(InfoField.ofProduct(InfoField.CHARGE_OFFS_CONSUMER, product)) * 73;
                    balance[k] += step.info().get(InfoField.ofProduct(InfoField.BALANCE_CONSUMER, product));
                }
            } while (!step.truncated());
        }
        for (int k = 0; k < Product.COUNT; k++) {
            print(
                    "%-9s 30+ %.2f %%, net charge-offs %.2f %% a year",
                    Product.at(k).key(), 100 * late[k] / balance[k], 100 * lost[k] / balance[k]);
        }
        int card = Product.CARD.ordinal();
        int mortgage = Product.MORTGAGE.ordinal();
        within("cards 30+", late[card] / balance[card], 0.0153 - 0.0085, 0.0322 + 0.0085);
        within("cards net charge-offs", lost[card] / balance[card], 0.0163 - 0.0153, 0.0469 + 0.0153);
        within("mortgages 30+", late[mortgage] / balance[mortgage], 0.0170, 0.0622);
        within("mortgages net charge-offs", lost[mortgage] / balance[mortgage], -0.0004, 0.0026);
        within("auto 30+", late[1] / balance[1], 0.0148 - 0.0048, 0.0244 + 0.0048);
        within("consumer 30+", late[0] / balance[0], 0.0148 - 0.0048, 0.0244 + 0.0048);
    }

    /** Between lowest and highest value that a user should expect to see, component by component. */
    private static final double[][] TYPICAL = {
        {10, 30},
        {0, 0.05},
        {0, 0.08},
        {0, 0.3},
        {0.01, 0.08},
        {0.25, 0.45},
        {0.03, 0.10},
        {0.03, 0.11},
        {-0.05, 0.06},
        {0, 0.05},
        {80, 130},
        {0.01, 0.05},
        {10, 45}
    };

    @Test
    void observationsMoveAndRewardsAreNotSaturated() {
        int seeds = 8;
        int days = 365;
        double[] spread = new double[ObservationLayout.SIZE];
        double[] saturated = new double[4];
        for (int seed = 0; seed < seeds; seed++) {
            LoanEnv env = new LoanEnv(TwinConfig.defaults());
            env.reset(PairedRuns.FIRST_SEED + seed);
            double[][] seen = new double[ObservationLayout.SIZE][days];
            for (int day = 0; day < days; day++) {
                StepResult step = env.step(new float[ActionLayout.SIZE]);
                for (int c = 0; c < seen.length; c++) {
                    seen[c][day] = step.observation()[c];
                }
                double[] vector = step.info().rewardVector();
                for (int c = 0; c < 4; c++) {
                    saturated[c] += Math.abs(vector[c]) > 0.999 ? 1.0 / (seeds * days) : 0;
                }
            }
            for (int c = 0; c < seen.length; c++) {
                spread[c] += PairedRuns.sd(seen[c]) / (TYPICAL[c][1] - TYPICAL[c][0]) / seeds;
            }
        }
        for (int c = 0; c < spread.length; c++) {
            print("%-22s sd over a year %.1f %% of its typical range", ObservationLayout.NAMES.get(c), 100 * spread[c]);
        }
        print(
                "days saturated %% %s",
                Arrays.toString(Arrays.stream(saturated)
                        .map(x -> Math.rint(1000 * x) / 10)
                        .toArray()));
        for (int c = 0; c < spread.length; c++) {
            assertTrue(spread[c] >= 0.01, ObservationLayout.NAMES.get(c));
        }
        for (double share : saturated) {
            assertTrue(share < 0.05, Arrays.toString(saturated));
        }
    }
}
