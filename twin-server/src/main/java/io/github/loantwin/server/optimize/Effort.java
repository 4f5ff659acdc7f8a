package io.github.loantwin.server.optimize;

import io.github.loantwin.optimizer.solver.Solution;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How well and how fast a problem was solved.
 *
 * @param primalResidual largest violation of a row
 * @param dualResidual largest violation of stationarity
 * @param gap primal less dual objective
 * @param iterations of the solver
 * @param milliseconds of the solve
 */
record Effort(double primalResidual, double dualResidual, double gap, int iterations, double milliseconds) {
    static Effort of(Solution solution) {
        return new Effort(
                solution.primalResidual(),
                solution.dualResidual(),
                solution.gap(),
                solution.iterations(),
                solution.milliseconds());
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("primal_residual", primalResidual);
        json.put("dual_residual", dualResidual);
        json.put("gap", gap);
        json.put("iterations", iterations);
        json.put("milliseconds", milliseconds);
        return json;
    }
}
