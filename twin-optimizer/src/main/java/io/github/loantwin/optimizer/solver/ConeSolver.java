package io.github.loantwin.optimizer.solver;

/** Solves cone programs; every OPTIMAL, INFEASIBLE and UNBOUNDED has been checked on the program as given. */
public final class ConeSolver {
    private static final double WORTH_POLISHING = 1e-11;

    private ConeSolver() {}

    /**
     * Solves a program.
     *
     * @param program any convex program
     * @return the answer; infeasible and hard programs have theirs too
     * @throws IllegalArgumentException if P is not positive semidefinite, or if the dense matrices do not fit into memory
     */
    public static Solution solve(ConeProgram program) {
        return solve(program, 0, true);
    }

    /** Solves a program known to be feasible and bounded: a hard one is called STALLED without a search for proofs. */
    public static Solution solveBounded(ConeProgram program) {
        return solve(program, 0, false);
    }

    /** Solves a program, content with a relative error: for a first guess, which is then called STALLED. */
    static Solution rough(ConeProgram program, double enough) {
        return solve(program, enough, false);
    }

    private static Solution solve(ConeProgram program, double enough, boolean proofs) {
        long started = System.nanoTime();
        InteriorPoint method = new InteriorPoint(program, enough);
        method.requireConvex();
        method.run();
        Point best = method.best();
        KktCheck check = new KktCheck(program);
        check.measure(best);
        if (enough > 0) {
            SolveStatus rough = check.holds() ? SolveStatus.OPTIMAL : SolveStatus.STALLED;
            return Solution.of(rough, best, new double[0], check, method.iterations(), started);
        }
        if (check.worst() > WORTH_POLISHING) {
            check.measure(method.polish());
        }
        double[] none = {};
        if (check.holds()) {
            return Solution.of(SolveStatus.OPTIMAL, best, none, check, method.iterations(), started);
        }
        Solution proved = proofs ? new Certificates(program).find(method, best, started) : null;
        if (proved != null) {
            return proved;
        }
        SolveStatus status = method.reachedLimit() ? SolveStatus.LIMIT : SolveStatus.STALLED;
        return Solution.of(status, best, none, check, method.iterations(), started);
    }
}
