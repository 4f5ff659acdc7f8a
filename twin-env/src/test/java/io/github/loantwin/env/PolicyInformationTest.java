package io.github.loantwin.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.counterfactual.Counterfactual;
import io.github.loantwin.env.counterfactual.CounterfactualPlan;
import io.github.loantwin.env.stress.StressCase;
import io.github.loantwin.env.stress.StressTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever drives an episode tells its policy the info of the reset and of every step, in order, and once. */
class PolicyInformationTest {
    private static final long SEED = 4;
    private static final TwinConfig CONFIG =
            TwinConfig.defaults().with(Map.of("episode.initialLoans", 100, "episode.simulationDays", 40));

    /** Notes what it is told; its action depends on the last figures, so that a late or missing call changes the world. */
    private static final class Listener implements Policy {
        private final List<double[]> told = new ArrayList<>();
        private int resets;

        @Override
        public void reset(long seed) {
            resets++;
        }

        @Override
        public void inform(StepInfo info) {
            told.add(info.toArray());
        }

        @Override
        public void act(float[] observation, float[] action) {
            Arrays.fill(action, 0);
            double[] last = told.get(told.size() - 1);
            action[0] = last[InfoField.DAY.ordinal()] % 2 == 0 ? 0.01f : -0.01f;
        }
    }

    private static List<double[]> infos(TwinConfig config) {
        LoanEnv env = new LoanEnv(config);
        List<double[]> infos = new ArrayList<>(List.of(env.reset(SEED).info().toArray()));
        StepResult step;
        do {
            double day = infos.get(infos.size() - 1)[InfoField.DAY.ordinal()];
            step = env.step(new float[] {day % 2 == 0 ? 0.01f : -0.01f, 0, 0});
            infos.add(step.info().toArray());
        } while (!step.truncated());
        return infos;
    }

    private static void requireTold(Listener listener, List<double[]> infos) {
        assertEquals(1, listener.resets);
        assertEquals(infos.size(), listener.told.size());
        for (int i = 0; i < infos.size(); i++) {
            assertArrayEquals(infos.get(i), listener.told.get(i), "info " + i);
        }
    }

    @Test
    void evaluatorTellsEveryStep() {
        for (int decisionDays : new int[] {1, 7, 30}) {
            TwinConfig config = CONFIG.with("episode.decisionDays", decisionDays);
            Listener listener = new Listener();
            new Evaluator(config).evaluate(Map.of("listener", () -> listener), new long[] {SEED});
            requireTold(listener, infos(config));
        }
    }

    @Test
    void stressTestTellsEveryStep() {
        TwinConfig config = StressCase.nineQuarters(CONFIG, "typical");
        Listener listener = new Listener();
        StressTest.run(
                List.of(StressCase.of("typical", config)),
                List.of(new NamedPolicy("listener", () -> listener)),
                new long[] {SEED},
                0.08,
                1,
                done -> {});
        requireTold(listener, infos(config));
    }

    /** The alternative has seen all from day 0, though it decides from day 21 only. */
    @Test
    void counterfactualTellsBothPoliciesInBothWorlds() {
        List<Listener> bases = new ArrayList<>();
        List<Listener> alternatives = new ArrayList<>();
        Counterfactual.run(
                new CounterfactualPlan(
                        CONFIG, listeners("base", bases), listeners("alternative", alternatives), 21, List.of(SEED)),
                1,
                done -> {});
        for (int world = 0; world < 2; world++) {
            requireTold(bases.get(world), infos(CONFIG));
            requireTold(alternatives.get(world), infos(CONFIG));
        }
    }

    private static NamedPolicy listeners(String name, List<Listener> made) {
        return new NamedPolicy(name, () -> {
            Listener listener = new Listener();
            made.add(listener);
            return listener;
        });
    }
}
