package io.github.loantwin.optimizer.bench;

import io.github.loantwin.optimizer.solver.Solution;
import io.github.loantwin.optimizer.solver.SolveStatus;

/**
 * What one problem took.
 *
 * @param problem kind of problem
 * @param n assets
 * @param scenarios loss scenarios, 0 without
 * @param status how the solves ended
 * @param milliseconds median of the warm runs
 * @param iterations of the last run
 * @param primalResidual of the last run
 * @param dualResidual of the last run
 * @param gap of the last run
 */
public record BenchRow(
        String problem,
        int n,
        int scenarios,
        SolveStatus status,
        double milliseconds,
        int iterations,
        double primalResidual,
        double dualResidual,
        double gap) {
    static BenchRow of(String problem, int n, int scenarios, double milliseconds, Solution last) {
        return new BenchRow(
                problem,
                n,
                scenarios,
                last.status(),
                milliseconds,
                last.iterations(),
                last.primalResidual(),
                last.dualResidual(),
                last.gap());
    }
}
