package io.github.loantwin.optimizer.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.NamedPolicy;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.StepInfo;
import io.github.loantwin.env.StepInfos;
import io.github.loantwin.env.StepResult;
import io.github.loantwin.env.config.TwinConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The convex controllers: what they see, when they decide, and what they do without a plan. */
class ConvexPolicyTest {
    private static final TwinConfig CONFIG =
            TwinConfig.defaults().with(Map.of("episode.initialLoans", 300, "episode.simulationDays", 200));

    /** An episode as someone outside could have written it down. */
    private record Record(List<float[]> observations, List<StepInfo> infos, List<float[]> actions) {}

    private static ConvexPolicy fresh(String model) {
        return (ConvexPolicy) ConvexPolicies.named("convex:" + model).make();
    }

    private static Record live(TwinConfig config, Policy policy, long seed) {
        LoanEnv env = new LoanEnv(config).recordHistory(false);
        Record record = new Record(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        StepInfo info = env.reset(seed).info();
        float[] observation = env.observation();
        policy.reset(seed);
        policy.inform(info);
        boolean ended = false;
        while (!ended) {
            float[] action = new float[ActionLayout.SIZE];
            policy.act(observation, action);
            record.observations.add(observation);
            record.infos.add(info);
            record.actions.add(action);
            StepResult step = env.step(action);
            observation = step.observation();
            info = step.info();
            policy.inform(info);
            ended = step.terminated() || step.truncated();
        }
        return record;
    }

    private static void requireSameActions(Record record, List<StepInfo> infos, ConvexPolicy again, long seed) {
        again.reset(seed);
        for (int i = 0; i < infos.size(); i++) {
            again.inform(infos.get(i));
            float[] action = new float[ActionLayout.SIZE];
            again.act(record.observations.get(i), action);
            assertArrayEquals(record.actions.get(i), action, "step " + i);
        }
    }

    /**
     * The controller of a running world, and a fresh one that only reads what was written down, act alike: so whatever of the
     * world is not written down (hidden state, the seed, the environment itself) plays no part.
     */
    @ParameterizedTest
    @ValueSource(strings = {"lp", "mv", "cvar", "robust"})
    void actionsFollowFromThePublishedFiguresAlone(String model) {
        Record record = live(CONFIG.withScenario("severely-adverse-2026"), fresh(model), 7);
        requireSameActions(record, record.infos, fresh(model), 8);
        float[] last = record.actions.get(record.actions.size() - 1);
        assertTrue(last[0] > 0.01, "it must have acted: " + Arrays.toString(last));
    }

    /** The one figure of info that a lender cannot know, and figures of the reward, may be anything. */
    @Test
    void theTrueRegimeAndTheRewardPlayNoPart() {
        Record record = live(CONFIG, fresh("lp"), 3);
        List<StepInfo> altered = record.infos.stream()
                .map(info -> StepInfos.changed(
                        info,
                        Map.of(
                                InfoField.REGIME,
                                2 - info.get(InfoField.REGIME),
                                InfoField.REWARD_FINANCIAL,
                                99.0,
                                InfoField.REWARD_RISK,
                                -99.0)))
                .toList();
        assertNotEquals(
                record.infos.get(0).get(InfoField.REGIME), altered.get(0).get(InfoField.REGIME));
        requireSameActions(record, altered, fresh("lp"), 3);
    }

    /** A later start, another history: the past is what was told since the reset, and nothing of an earlier episode. */
    @Test
    void resetForgets() {
        ConvexPolicy used = fresh("mv");
        live(CONFIG.withScenario("gfc-peak"), used, 1);
        Record record = live(CONFIG, used, 2);
        requireSameActions(record, record.infos, fresh("mv"), 2);
    }

    @ParameterizedTest
    @CsvSource({"1", "7", "30"})
    void decidesMonthlyWhateverTheStep(int decisionDays) {
        NamedPolicy policy = ConvexPolicies.named("convex:lp");
        Record record = live(CONFIG.with("episode.decisionDays", decisionDays), policy.make(), 5);
        int steps = (200 + decisionDays - 1) / decisionDays;
        assertEquals(steps, record.actions.size());
        int between = (30 + decisionDays - 1) / decisionDays;
        assertEquals(
                (steps + between - 1) / between + " plans, all optimal.",
                policy.remark().get());
        for (int i = 0; i < steps; i++) {
            float[] held = record.actions.get(i / between * between);
            assertArrayEquals(held, record.actions.get(i), "held between solves, step " + i);
            assertTrue(ActionLayout.space().contains(record.actions.get(i)));
        }
    }

    /** Equity as large as all weighted assets, or nine tenths less of these within a year: no plan exists, so it holds, and says so. */
    @Test
    void withoutAPlanItHoldsAndCounts() {
        PolicyFile file = ConvexPolicies.defaults();
        Desk desk = file.desk();
        Desk strict = new Desk(
                desk.products(),
                desk.averageSpread(),
                desk.spreadBeta(),
                desk.priceMemoryDays(),
                desk.lossRepricing(),
                desk.crunchAdverse(),
                desk.crunchTakeUp(),
                desk.bidOffer(),
                desk.bidOfferCrisis(),
                desk.tradePerYear(),
                1,
                desk.concentrationLimit(),
                0.9,
                desk.horizonYears());
        SolveTally tally = new SolveTally();
        Record record = live(CONFIG, new ConvexPolicy(strict, file.lp(), new RiskView.None(), tally), 5);
        assertEquals(
                "no plan 7 times of 7 (INFEASIBLE 7): it held the base policy until the next solve.", tally.remark());
        for (float[] action : record.actions) {
            assertArrayEquals(new float[3], action);
        }
    }

    @Test
    void mustBeToldBeforeItActs() {
        ConvexPolicy policy = fresh("lp");
        policy.reset(1);
        Exception e = assertThrows(
                IllegalStateException.class, () -> policy.act(new float[ObservationLayout.SIZE], new float[3]));
        assertTrue(e.getMessage().contains("Maybe call inform"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    convex:qp | must be convex:lp, convex:mv, convex:cvar or convex:robust, got 'convex:qp'
                    convex: | must be convex:lp
                    convex:lp@missing.yaml | the file of a convex policy must exist, got missing.yaml
                    """)
    void unknownNamesAndFilesAreRefused(String name, String message) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> ConvexPolicies.named(name));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertTrue(e.getMessage().contains("\nMaybe"), e.getMessage());
    }
}
