package io.github.loantwin.agents.explain;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.ObservationLayout;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far a policy moves its levers when one figure moves and all others stay: half the difference between a standard deviation
 * more and one less, mean over moments, in percent of the lever's bound.
 *
 * @param percent by observation component and lever
 */
public record Sensitivities(double[][] percent) {
    private static final double PERCENT = 100;

    /**
     * Asks a policy.
     *
     * @param moments where it is asked
     * @param deviations standard deviation of every component
     */
    static Sensitivities of(Probe probe, List<Moment> moments, double[] deviations) {
        double[][] percent = new double[ObservationLayout.SIZE][ActionLayout.SIZE];
        for (int component = 0; component < percent.length; component++) {
            for (Moment moment : moments) {
                double value = moment.observation()[component];
                float[] more = probe.at(moment.with(component, value + deviations[component]));
                float[] less = probe.at(moment.with(component, value - deviations[component]));
                for (int lever = 0; lever < ActionLayout.SIZE; lever++) {
                    percent[component][lever] +=
                            PERCENT * (more[lever] - less[lever]) / 2 / ActionLayout.bound(lever) / moments.size();
                }
            }
        }
        return new Sensitivities(percent);
    }

    /** Returns components by how far a lever follows them, the strongest first. */
    int[] strongest(int lever) {
        return IntStream.range(0, percent.length)
                .boxed()
                .sorted(Comparator.comparingDouble(component -> -Math.abs(percent[component][lever])))
                .mapToInt(component -> component)
                .toArray();
    }

    /** Returns components by how far any lever follows them, the strongest first. */
    int[] strongest() {
        return IntStream.range(0, percent.length)
                .boxed()
                .sorted(Comparator.comparingDouble(component ->
                        -Arrays.stream(percent[component]).map(Math::abs).max().orElseThrow()))
                .mapToInt(component -> component)
                .toArray();
    }
}
