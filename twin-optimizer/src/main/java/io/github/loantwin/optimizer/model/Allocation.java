package io.github.loantwin.optimizer.model;

import io.github.loantwin.optimizer.solver.Solution;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.List;

/**
 * The answer to an allocation problem.
 *
 * @param status how the solve ended
 * @param assets what could be held
 * @param weights shares of the budget; of an infeasible problem the point of least violation
 * @param binding limits that hold the optimum back, with their prices
 * @param conflicts if infeasible, the changes of single limits that would help
 * @param solution residuals, gap, iterations, time
 */
public record Allocation(
        SolveStatus status,
        Assets assets,
        double[] weights,
        List<BindingLimit> binding,
        List<Conflict> conflicts,
        Solution solution) {
    /** Returns whether the weights are optimal. */
    public boolean optimal() {
        return status == SolveStatus.OPTIMAL;
    }

    /** Returns the expected return of the portfolio. */
    public double expectedReturn() {
        return assets.expectedReturn(weights);
    }

    /** Returns the variance of the portfolio's return. */
    public double variance() {
        return assets.variance(weights);
    }

    /** Returns the standard deviation of the portfolio's return. */
    public double standardDeviation() {
        return Math.sqrt(Math.max(0, variance()));
    }

    /** Returns how the money is spread. */
    public Diversification diversification() {
        return Diversification.of(assets, weights);
    }
}
