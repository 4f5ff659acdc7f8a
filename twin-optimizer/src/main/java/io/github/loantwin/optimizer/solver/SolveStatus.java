package io.github.loantwin.optimizer.solver;

/** How a solve ended. */
public enum SolveStatus {
    /** The point passed the independent check of the optimality conditions on the unscaled problem. */
    OPTIMAL,
    /** No point satisfies the constraints; the solution carries a checked certificate. */
    INFEASIBLE,
    /** The objective falls without end along a checked direction, from a feasible point. */
    UNBOUNDED,
    /** Progress ended before the tolerances were met; the solution carries the best point and its residuals. */
    STALLED,
    /** The iteration limit came first; the solution carries the best point and its residuals. */
    LIMIT
}
