package io.github.loantwin.optimizer.bench;

import io.github.loantwin.optimizer.bank.TwoLevelSolution;
import io.github.loantwin.optimizer.solver.Solution;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.Map;
import java.util.Optional;

/**
 * What one problem took.
 *
 * @param problem kind of problem
 * @param n assets
 * @param scenarios loss scenarios, 0 without
 * @param status how the solves ended
 * @param milliseconds median of the warm runs
 * @param iterations of the last run; nodes of a branch and bound
 * @param objective that was minimised; of a two-level bank the value that was maximised
 * @param primalResidual of the last run
 * @param dualResidual of the last run; NaN of a two-level bank, whose certificate is the gap
 * @param gap of the last run; upper bound less value of a two-level bank
 * @param others other libraries' answers by their key, where they can solve it
 */
public record BenchRow(
        String problem,
        int n,
        int scenarios,
        SolveStatus status,
        double milliseconds,
        int iterations,
        double objective,
        double primalResidual,
        double dualResidual,
        double gap,
        Map<String, Comparison> others) {
    static BenchRow of(String problem, int n, int scenarios, Timed<Solution> timed, Map<String, Comparison> others) {
        Solution last = timed.result();
        return new BenchRow(
                problem,
                n,
                scenarios,
                last.status(),
                timed.milliseconds(),
                last.iterations(),
                last.objective(),
                last.primalResidual(),
                last.dualResidual(),
                last.gap(),
                others);
    }

    static BenchRow of(String problem, int n, double cvarLimit, Timed<TwoLevelSolution> timed) {
        TwoLevelSolution last = timed.result();
        return new BenchRow(
                problem,
                n,
                0,
                last.status(),
                timed.milliseconds(),
                last.nodes(),
                last.value(),
                Math.max(0, last.cvar() - cvarLimit),
                Double.NaN,
                last.upperBound() - last.value(),
                Map.of());
    }

    /** Returns what a library made of it, if it was asked. */
    public Optional<Comparison> other(String solver) {
        return Optional.ofNullable(others.get(solver));
    }
}
