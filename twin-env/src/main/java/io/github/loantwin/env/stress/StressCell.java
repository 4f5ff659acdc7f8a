package io.github.loantwin.env.stress;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A scenario under a policy, on every seed.
 *
 * @param scenario the scenario
 * @param policy name of the policy
 * @param runs one per seed, in the order of the seeds
 */
public record StressCell(StressCase scenario, String policy, List<StressRun> runs) {
    public StressCell {
        runs = List.copyOf(runs);
    }

    /** Returns mean and band of a figure over seeds. */
    public Band band(ToDoubleFunction<StressRun> figure) {
        return Band.of(runs, figure);
    }

    /** Returns mean and band over seeds of a figure's difference to another cell on the same seeds. */
    public Band difference(StressCell base, ToDoubleFunction<StressRun> figure) {
        return Band.ofDifference(runs, base.runs, figure);
    }

    /** Returns the share of seeds on which the capital ratio falls under a limit. */
    public double shareUnder(double limit) {
        return (double) runs.stream().filter(run -> run.lowestRatio() < limit).count() / runs.size();
    }

    /** Returns the seeds on which the lender fails. */
    public int failures() {
        return (int) runs.stream().filter(StressRun::failed).count();
    }

    /** Returns mean and band of the capital ratio on a day. */
    Band ratio(int day) {
        return band(run -> run.capitalPath()[day]);
    }

    /** Returns the quarter of the lowest ratio: the median over seeds, the lower of two. */
    String lowestQuarter() {
        int[] days = runs.stream().mapToInt(StressRun::lowestDay).sorted().toArray();
        return NineQuarters.quarterOf(scenario.day0(), days[(days.length - 1) / 2]);
    }

    /** Returns the mean of the capital path. */
    double[] meanPath() {
        double[] mean = new double[scenario.days() + 1];
        Arrays.setAll(mean, day -> ratio(day).mean());
        return mean;
    }
}
