package io.github.loantwin.optimizer.policy;

import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;

/** Counts how solves ended, over all episodes of a policy and from any thread. */
final class SolveTally {
    private final AtomicIntegerArray counts = new AtomicIntegerArray(SolveStatus.values().length);

    void add(SolveStatus status) {
        counts.incrementAndGet(status.ordinal());
    }

    int of(SolveStatus status) {
        return counts.get(status.ordinal());
    }

    /** Returns what people should know; empty before the first solve. */
    String remark() {
        int all = Arrays.stream(SolveStatus.values()).mapToInt(this::of).sum();
        int without = all - of(SolveStatus.OPTIMAL);
        if (all == 0) {
            return "";
        }
        if (without == 0) {
            return all + " plans, all optimal.";
        }
        String failures = Arrays.stream(SolveStatus.values())
                .filter(status -> status != SolveStatus.OPTIMAL && of(status) > 0)
                .map(status -> status + " " + of(status))
                .collect(Collectors.joining(", "));
        return "no plan " + without + " times of " + all + " (" + failures
                + "): it held the base policy until the next solve.";
    }
}
