package io.github.loantwin.agents.explain;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.ObservationLayout;
import java.util.Arrays;
import java.util.List;

/**
 * Partial dependence (Friedman, "Greedy function approximation", Annals of Statistics 2001): the mean action over moments in
 * which one figure is set to a value and all others are what they were.
 *
 * @param component of the observation
 * @param values of that component
 * @param percent by lever and value, percent of the lever's bound
 */
public record Dependence(int component, double[] values, double[][] percent) {
    private static final int POINTS = 9;
    private static final double REACH = 2;
    private static final double PERCENT = 100;

    /** Asks a policy at nine values, from two standard deviations under the mean to two over it, inside the bounds. */
    static Dependence of(Probe probe, List<Moment> moments, int component, double deviation) {
        double mean = moments.stream()
                .mapToDouble(m -> m.observation()[component])
                .average()
                .orElseThrow();
        double low = Math.max(ObservationLayout.low(component), mean - REACH * deviation);
        double high = Math.min(ObservationLayout.high(component), mean + REACH * deviation);
        double[] values = new double[POINTS];
        Arrays.setAll(values, i -> low + (high - low) * i / (POINTS - 1));
        double[][] percent = new double[ActionLayout.SIZE][POINTS];
        for (int i = 0; i < POINTS; i++) {
            for (Moment moment : moments) {
                float[] action = probe.at(moment.with(component, values[i]));
                for (int lever = 0; lever < action.length; lever++) {
                    percent[lever][i] += PERCENT * action[lever] / ActionLayout.bound(lever) / moments.size();
                }
            }
        }
        return new Dependence(component, values, percent);
    }
}
