package io.github.loantwin.optimizer.model;

import io.github.loantwin.optimizer.solver.CvarSolution;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.List;

/**
 * The answer to an allocation under CVaR.
 *
 * @param status how the solve ended
 * @param assets what could be held, with means and covariance over the scenarios
 * @param weights shares of the budget
 * @param tail value at risk, CVaR and each asset's part of it
 * @param binding limits that hold the optimum back, with their prices
 * @param conflicts if infeasible, the changes of single limits that would help
 * @param solution residuals, gap, rounds
 */
public record CvarAllocation(
        SolveStatus status,
        Assets assets,
        double[] weights,
        TailFigures tail,
        List<BindingLimit> binding,
        List<Conflict> conflicts,
        CvarSolution solution) {
    /** Returns whether the weights are optimal. */
    public boolean optimal() {
        return status == SolveStatus.OPTIMAL;
    }

    /** Returns the expected return of the portfolio. */
    public double expectedReturn() {
        return assets.expectedReturn(weights);
    }

    /** Returns the standard deviation of the portfolio's return over the scenarios. */
    public double standardDeviation() {
        return Math.sqrt(Math.max(0, assets.variance(weights)));
    }

    /** Returns how the money is spread; its parts of risk are parts of the variance. */
    public Diversification diversification() {
        return Diversification.of(assets, weights);
    }
}
