package io.github.loantwin.optimizer.model;

import io.github.loantwin.optimizer.solver.Solution;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.List;

/**
 * What to originate and sell in a quarter.
 *
 * @param status how the solve ended
 * @param originated new balance by segment, in money
 * @param sold balance sold by segment, in money
 * @param profit yearly profit of the book after it, less the costs of moving
 * @param density the risk-weighted share that had to be kept
 * @param binding limits that hold the profit back, with their prices in money a year per unit
 * @param solution residuals, gap, iterations, time
 */
public record Rebalancing(
        SolveStatus status,
        double[] originated,
        double[] sold,
        double profit,
        double density,
        List<BindingLimit> binding,
        Solution solution) {}
