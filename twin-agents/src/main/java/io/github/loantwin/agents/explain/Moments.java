package io.github.loantwin.agents.explain;

import io.github.loantwin.agents.worlds.Worlds;
import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.ResetResult;
import io.github.loantwin.env.StepResult;
import java.util.ArrayList;
import java.util.List;

/** Moments that lenders meet: a quiet one, and a sample of the default economy under the base policy, on tuning seeds. */
public final class Moments {
    private static final String QUIET = "typical";
    private static final int EVERY = 13;

    private Moments() {}

    /** Returns the first day of a typical economy. */
    public static Moment quiet(Worlds worlds) {
        ResetResult start =
                new LoanEnv(worlds.config(QUIET)).reset(worlds.tuning().first());
        return new Moment(start.observation(), start.info());
    }

    /** Returns a moment of every quarter of as many worlds, four each. */
    public static List<Moment> sample(Worlds worlds, int count) {
        LoanEnv env = new LoanEnv(worlds.config(Worlds.DEFAULT_ECONOMY)).recordHistory(false);
        List<Moment> moments = new ArrayList<>();
        for (long seed : worlds.tuning().take(count)) {
            ResetResult start = env.reset(seed);
            moments.add(new Moment(start.observation(), start.info()));
            StepResult step;
            int decisions = 0;
            do {
                step = env.step(new float[ActionLayout.SIZE]);
                decisions++;
                if (decisions % EVERY == 0 && !step.truncated()) {
                    moments.add(new Moment(step.observation(), step.info()));
                }
            } while (!step.truncated() && !step.terminated());
        }
        return moments;
    }

    /** Returns the standard deviation of every component of the observation over moments. */
    static double[] deviations(List<Moment> moments) {
        double[] deviations = new double[ObservationLayout.SIZE];
        for (int c = 0; c < deviations.length; c++) {
            int component = c;
            double mean = moments.stream()
                    .mapToDouble(m -> m.observation()[component])
                    .average()
                    .orElseThrow();
            double square = moments.stream()
                    .mapToDouble(m -> (m.observation()[component] - mean) * (m.observation()[component] - mean))
                    .sum();
            deviations[c] = Math.sqrt(square / (moments.size() - 1));
        }
        return deviations;
    }
}
