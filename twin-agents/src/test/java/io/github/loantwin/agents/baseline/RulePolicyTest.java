package io.github.loantwin.agents.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.agents.settings.Settings;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.StepInfo;
import io.github.loantwin.env.config.TwinConfig;
import org.junit.jupiter.api.Test;

/** The rule of thumb, by hand arithmetic on round numbers. */
class RulePolicyTest {
    private static final RuleConfig ROUND =
            new RuleConfig(new Stance(0.01, 0, 0), new Stance(0.05, 0, 0.04), 180, 0.01, 0.02, 0.02, 0.5, 0.1, 0.1);

    private static float[] observation(double unemployment, double spread) {
        float[] observation = new float[ObservationLayout.SIZE];
        observation[ObservationLayout.UNEMPLOYMENT_RATE] = (float) unemployment;
        observation[ObservationLayout.CREDIT_SPREAD] = (float) spread;
        return observation;
    }

    private static float[] act(RulePolicy rule, double unemployment, double spread) {
        float[] action = new float[3];
        rule.act(observation(unemployment, spread), action);
        return action;
    }

    private static RulePolicy rule() {
        RulePolicy rule = new RulePolicy(ROUND);
        rule.reset(0);
        return rule;
    }

    @Test
    void calmIsCalm() {
        assertArrayEquals(new float[] {0.01f, 0, 0}, act(rule(), 0.04, 0.015), 1e-6f);
    }

    @Test
    void tightensInProportionToTheRiseOfUnemployment() {
        RulePolicy rule = rule();
        act(rule, 0.04, 0.015);
        // half a point above the low of 4 % is half an alarm: 0.01 + 0.5 x 0.04
        assertArrayEquals(new float[] {0.03f, 0, 0.02f}, act(rule, 0.045, 0.015), 1e-6f);
        // two points are a full one
        assertArrayEquals(new float[] {0.05f, 0, 0.04f}, act(rule, 0.06, 0.015), 1e-6f);
    }

    @Test
    void repricesWithTheSpread() {
        // 2 points above normal: full alarm, and a tenth of 2 points on the price
        assertArrayEquals(new float[] {0.05f, 0.002f, 0.04f}, act(rule(), 0.04, 0.04), 1e-6f);
    }

    @Test
    void aWideSpreadCountsLessOnceUnemploymentFalls() {
        RulePolicy rule = rule();
        act(rule, 0.08, 0.04);
        // lowest is now the present 6 %, so only the spread alarms, at weight 0.5: 0.01 + 0.5 x 0.04
        float[] action = act(rule, 0.06, 0.04);
        assertEquals(0.03f, action[0], 1e-6f);
        assertEquals(0.002f, action[1], 1e-6f);
    }

    @Test
    void forgetsLowsOlderThanItsMemory() {
        LoanEnv env = new LoanEnv(TwinConfig.load("weekly").with("episode.initialLoans", 100));
        StepInfo info = env.reset(1).info();
        RulePolicy rule = rule();
        rule.inform(info);
        act(rule, 0.04, 0.015);
        for (int week = 0; week < 27; week++) { // day 189: the 4 % of day 0 is forgotten, the 6 % since then are not
            rule.inform(env.step(new float[3]).info());
            act(rule, 0.06, 0.015);
        }
        assertArrayEquals(new float[] {0.01f, 0, 0}, act(rule, 0.06, 0.015), 1e-6f);
    }

    @Test
    void smallMovesAreLeftOut() {
        RulePolicy rule = rule();
        act(rule, 0.04, 0.015);
        // a rise of 0.2 points asks for 0.008 more credit policy, under a tenth of the bound of 0.1
        assertArrayEquals(new float[] {0.01f, 0, 0}, act(rule, 0.042, 0.015), 1e-6f);
    }

    @Test
    void resetForgets() {
        RulePolicy rule = rule();
        act(rule, 0.04, 0.015);
        rule.reset(1);
        assertArrayEquals(new float[] {0.01f, 0, 0}, act(rule, 0.08, 0.015), 1e-6f);
    }

    @Test
    void leversOutsideTheBoxAreRefused() {
        String yaml = Settings.text(RuleConfig.FILE).replace("creditPolicy: 0.065", "creditPolicy: 0.65");
        Exception error =
                assertThrows(IllegalArgumentException.class, () -> Settings.parse(yaml, "rule.yaml", RuleConfig.class));
        assertTrue(error.getMessage().startsWith("rule.yaml: tight: credit_policy must be in"), error.getMessage());
    }
}
