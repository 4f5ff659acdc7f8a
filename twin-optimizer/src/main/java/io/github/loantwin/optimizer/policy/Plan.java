package io.github.loantwin.optimizer.policy;

import io.github.loantwin.optimizer.solver.SolveStatus;

/**
 * The target of one solve.
 *
 * @param status OPTIMAL, or why there is no plan
 * @param tilt rebalancing action of the target's mix of new lending
 * @param trade share of the tradable volume that the target trades, above 0 towards secured
 * @param tightening credit-policy action of the target's bands
 * @param margin yearly margin of the target's new lending by product, per unit
 * @param volume the target's new lending by product, weighted by the years that it counts
 */
record Plan(SolveStatus status, double tilt, double trade, double tightening, double[] margin, double[] volume) {
    static Plan none(SolveStatus status) {
        return new Plan(status, 0, 0, 0, new double[0], new double[0]);
    }
}
