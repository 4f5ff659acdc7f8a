package io.github.loantwin.optimizer.io;

import io.github.loantwin.optimizer.solver.ConeProgram;
import io.github.loantwin.optimizer.solver.ConeSolver;
import io.github.loantwin.optimizer.solver.NotConvexException;
import io.github.loantwin.optimizer.solver.Solution;
import java.util.List;

/**
 * A problem read from an MPS or QPS file.
 *
 * @param name from the NAME section, may be empty
 * @param maximise whether the file asks for the largest value; the program then has the objective with its sign turned
 * @param constant constant term of the file's objective
 * @param variables names in the order of the program's variables
 * @param program the problem, to be minimised, without the constant
 */
public record QpsProblem(String name, boolean maximise, double constant, List<String> variables, ConeProgram program) {
    /**
     * Solves the problem.
     *
     * @throws NotConvexException naming the file's variable at which the objective is not convex
     */
    public Solution solve() {
        try {
            return ConeSolver.solve(program);
        } catch (NotConvexException e) {
            throw e.named(variables);
        }
    }

    /** Returns the file's objective at a solution, with its sign and constant. */
    public double objective(Solution solution) {
        return (maximise ? -1 : 1) * solution.objective() + constant;
    }
}
