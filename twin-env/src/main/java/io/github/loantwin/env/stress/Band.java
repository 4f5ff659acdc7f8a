package io.github.loantwin.env.stress;

import io.github.loantwin.env.check.ArgCheck;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Mean of a figure over seeds, and the band that holds nine in ten of them.
 *
 * @param mean over seeds
 * @param low 5 % quantile over seeds, linear between order statistics (R's type 7)
 * @param high 95 % quantile
 */
public record Band(double mean, double low, double high) {
    private static final double TAIL = 0.05;

    /** Returns the band of some values, one per seed. */
    public static Band of(double[] values) {
        ArgCheck.that(values.length > 0, "a band needs values", "none");
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return new Band(sum / values.length, quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
    }

    /** Returns the band of a figure of runs. */
    static Band of(List<StressRun> runs, ToDoubleFunction<StressRun> figure) {
        return of(runs.stream().mapToDouble(figure).toArray());
    }

    /** Returns the band of the differences of a figure between runs on the same seeds. */
    static Band ofDifference(List<StressRun> runs, List<StressRun> base, ToDoubleFunction<StressRun> figure) {
        double[] differences = new double[runs.size()];
        for (int i = 0; i < differences.length; i++) {
            ArgCheck.that(
                    runs.get(i).seed() == base.get(i).seed(),
                    "paired runs must have equal seeds",
                    runs.get(i).seed());
            differences[i] = figure.applyAsDouble(runs.get(i)) - figure.applyAsDouble(base.get(i));
        }
        return of(differences);
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
