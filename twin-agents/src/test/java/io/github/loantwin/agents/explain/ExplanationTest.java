package io.github.loantwin.agents.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.agents.PolicyCatalogue;
import io.github.loantwin.agents.worlds.Worlds;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.NamedPolicy;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.StepInfo;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Explanations of policies whose workings are known. */
class ExplanationTest {
    private static final Worlds WORLDS = Worlds.shipped();
    private static final Moment QUIET = Moments.quiet(WORLDS);

    /** Credit policy is unemployment - 0.05 and nothing else matters; pricing follows info's capital ratio by name. */
    private static final NamedPolicy LINEAR = new NamedPolicy("linear", () -> new Policy() {
        private double rate;

        @Override
        public void inform(StepInfo info) {
            rate = info.get(InfoField.BASE_RATE);
        }

        @Override
        public void act(float[] observation, float[] action) {
            action[0] = observation[ObservationLayout.UNEMPLOYMENT_RATE] - 0.05f;
            action[1] = (float) (0.1 * (rate - 0.05));
            action[2] = 0;
        }
    });

    /** A standard deviation of u moves credit policy by as much: 100 x sd / 0.1 percent of the bound. */
    @Test
    void sensitivitiesOfALinearPolicyAreItsSlopes() {
        List<Moment> moments = List.of(
                QUIET.with(ObservationLayout.UNEMPLOYMENT_RATE, 0.05),
                QUIET.with(ObservationLayout.UNEMPLOYMENT_RATE, 0.07));
        double[] deviations = new double[ObservationLayout.SIZE];
        deviations[ObservationLayout.UNEMPLOYMENT_RATE] = 0.01;
        deviations[ObservationLayout.BASE_RATE] = 0.02;
        deviations[ObservationLayout.CREDIT_SPREAD] = 0.01;
        Sensitivities found = Sensitivities.of(new Probe(LINEAR.maker(), QUIET), moments, deviations);
        assertArrayEquals(new double[] {10, 0, 0}, found.percent()[ObservationLayout.UNEMPLOYMENT_RATE], 1e-3);
        // 0.1 x 0.02 over a bound of 0.02: the policy reads info, which moves with the observation
        assertArrayEquals(new double[] {0, 10, 0}, found.percent()[ObservationLayout.BASE_RATE], 1e-3);
        assertArrayEquals(new double[] {0, 0, 0}, found.percent()[ObservationLayout.CREDIT_SPREAD], 1e-9);
        assertEquals(ObservationLayout.UNEMPLOYMENT_RATE, found.strongest(0)[0]);
    }

    /** An agent that decides every eighth week, as trained ones do, is heard; what it saw before does not answer for it. */
    @Test
    void aPolicyThatHoldsItsActionIsAskedUntilItDecides() {
        Probe probe = new Probe(
                () -> new Policy() {
                    private int calls;
                    private float held;

                    @Override
                    public void reset(long seed) {
                        calls = 0;
                    }

                    @Override
                    public void act(float[] observation, float[] action) {
                        held = calls++ % 8 == 0 ? observation[ObservationLayout.UNEMPLOYMENT_RATE] : held;
                        action[0] = held;
                    }
                },
                QUIET);
        assertEquals(0.09f, probe.at(QUIET.with(ObservationLayout.UNEMPLOYMENT_RATE, 0.09))[0]);
    }

    @Test
    void dependenceOfALinearPolicyIsItsLine() {
        List<Moment> moments = List.of(
                QUIET.with(ObservationLayout.UNEMPLOYMENT_RATE, 0.04),
                QUIET.with(ObservationLayout.UNEMPLOYMENT_RATE, 0.08));
        Dependence found =
                Dependence.of(new Probe(LINEAR.maker(), QUIET), moments, ObservationLayout.UNEMPLOYMENT_RATE, 0.01);
        assertEquals(0.04, found.values()[0], 1e-6); // mean 0.06 less two deviations
        assertEquals(0.08, found.values()[8], 1e-6);
        for (int i = 0; i < 9; i++) {
            assertEquals(1000 * (found.values()[i] - 0.05), found.percent()[0][i], 1e-3);
        }
    }

    @Test
    void surfaceSeesUnemploymentAndNotHouses() {
        Surface surface = Surface.of(new Probe(LINEAR.maker(), QUIET));
        assertEquals(50, surface.percent()[0][5][0], 1e-3); // u of 10 %: 0.05 over a bound of 0.1
        assertEquals(surface.percent()[0][5][0], surface.percent()[0][5][5]);
        assertFalse(surface.isFlat());
        assertTrue(
                Surface.of(new Probe(PolicyCatalogue.named("constant:0.03,0,0").maker(), QUIET))
                        .isFlat());
    }

    /** The rule of thumb reads unemployment and the spread only, by its text. */
    @Test
    void theRuleIsDrivenByWhatItSays() {
        Explanation explanation =
                Explanation.of(WORLDS, PolicyCatalogue.named("rule"), PolicyCatalogue.named("hold"), "gfc-peak", 2);
        for (int component = 0; component < ObservationLayout.SIZE; component++) {
            boolean read =
                    component == ObservationLayout.UNEMPLOYMENT_RATE || component == ObservationLayout.CREDIT_SPREAD;
            double moves = Math.abs(explanation.sensitivities().percent()[component][0]);
            assertEquals(read, moves > 1e-9, ObservationLayout.NAMES.get(component) + " " + moves);
        }
        ExplanationReport report = new ExplanationReport(explanation, "test");
        String words = String.join("\n", report.sentences());
        assertTrue(words.contains("Credit policy: tightens as unemployment rate rises"), words);
        assertTrue(words.contains("2008-"), words);
        String html = report.page().html();
        assertTrue(html.contains("What it did in gfc-peak"), "page");
    }

    /** Hold in the place of the constant: the difference is the constant itself. */
    @Test
    void secondOpinionSeesTheSameMoments() {
        History history = History.of(
                WORLDS.config("var"),
                WORLDS.tuning().first(),
                PolicyCatalogue.named("constant:0.05,0,0").make(),
                Optional.of(PolicyCatalogue.named("hold").make()));
        assertEquals(history.actions().size(), history.shadow().size());
        assertEquals(53, history.seen().size());
        assertEquals(50, history.lever(0)[20], 1e-4);
        assertArrayEquals(new float[3], history.shadow().get(20));
    }

    @Test
    void changedMomentsKeepEverythingElse() {
        Moment moved = QUIET.with(ObservationLayout.PORTFOLIO_VALUE, 12.5);
        assertEquals(12.5f, moved.observation()[0]);
        assertEquals(12.5e6, moved.info().get(InfoField.PORTFOLIO_VALUE));
        assertEquals(QUIET.info().get(InfoField.CAPITAL_RATIO), moved.info().get(InfoField.CAPITAL_RATIO));
        assertEquals(QUIET.observation()[5], moved.observation()[5]);
    }
}
