package io.github.loantwin.optimizer.solver;

/**
 * The answer to a cone program, with everything needed to check it.
 *
 * <p>What x, y and z hold depends on the status. OPTIMAL, STALLED, LIMIT: the best point. INFEASIBLE: y and z are a
 * certificate scaled to b'y + h'z = -1, with A'y + G'z = 0 and z in the cone (Farkas), and x is the point of least
 * violation. UNBOUNDED: x is feasible and ray a direction with q'ray = -1 that keeps P ray = 0, A ray = 0 and -G ray in
 * the cone.
 *
 * @param status how the solve ended
 * @param x variables
 * @param y duals of Ax = b: the objective falls by y_i per unit of b_i added, to first order
 * @param z duals of Gx + s = h, in the cone: the objective falls by z_i per unit of h_i added
 * @param ray direction of endless descent, empty unless UNBOUNDED
 * @param objective x'Px/2 + q'x
 * @param primalResidual largest violation of a row or cone, in the units of the rows
 * @param dualResidual largest element of Px + q + A'y + G'z, or violation of z's cone
 * @param gap |primal objective - dual objective|
 * @param relativeError worst of the three figures, each divided by the size of what is compared (1e-9 or less: OPTIMAL)
 * @param iterations interior-point iterations
 * @param milliseconds time of the solve
 */
public record Solution(
        SolveStatus status,
        double[] x,
        double[] y,
        double[] z,
        double[] ray,
        double objective,
        double primalResidual,
        double dualResidual,
        double gap,
        double relativeError,
        int iterations,
        double milliseconds) {
    /** Returns whether the point is optimal. */
    public boolean optimal() {
        return status == SolveStatus.OPTIMAL;
    }

    static Solution of(SolveStatus status, Point point, double[] ray, KktCheck check, int iterations, long started) {
        return new Solution(
                status,
                point.x,
                point.y,
                point.z,
                ray,
                check.objective,
                check.primal,
                check.dual,
                check.gap,
                check.worst(),
                iterations,
                (System.nanoTime() - started) / 1e6);
    }
}
