package io.github.loantwin.env.counterfactual;

import io.github.loantwin.env.check.ArgCheck;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What differed, on every seed.
 *
 * @param plan what was asked
 * @param runs one per seed, in the order of the seeds
 */
public record CounterfactualResult(CounterfactualPlan plan, List<CounterfactualRun> runs) {
    public CounterfactualResult {
        runs = List.copyOf(ArgCheck.notEmpty("runs", runs));
    }

    /** Returns mean and 95 % interval of a difference over seeds. */
    public Interval interval(ToDoubleFunction<CounterfactualRun> difference) {
        return Interval.of(runs.stream().mapToDouble(difference).toArray());
    }
}
