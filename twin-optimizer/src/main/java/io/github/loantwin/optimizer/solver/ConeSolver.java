package io.github.loantwin.optimizer.solver;

/**
 * Solves cone programs; every OPTIMAL, INFEASIBLE and UNBOUNDED has been checked on the program as given. An interrupt of the
 * calling thread ends a solve with a {@link java.util.concurrent.CancellationException}.
 */
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
        return solve(program, 0, true, WORTH_POLISHING);
    }

    /** Solves a program known to be feasible and bounded: a hard one is called STALLED without a search for proofs. */
    public static Solution solveBounded(ConeProgram program) {
        return solve(program, 0, false, WORTH_POLISHING);
    }

    /** Solves a program without cones to the last digits, for duals that are to be divided by something small. */
    public static Solution solvePolished(ConeProgram program) {
        return solve(program, 0, false, 0);
    }

    /**
     * Checks an answer that was found in another way, as every answer of this solver is checked.
     *
     * @param program the program
     * @param x variables
     * @param y duals of Ax = b
     * @param z duals of Gx + s = h
     * @return the answer with its residuals; OPTIMAL if they are within the tolerances, STALLED if not
     */
    public static Solution verified(ConeProgram program, double[] x, double[] y, double[] z) {
        long started = System.nanoTime();
        Point point = new Point(program);
        System.arraycopy(x, 0, point.x, 0, point.x.length);
        System.arraycopy(y, 0, point.y, 0, point.y.length);
        System.arraycopy(z, 0, point.z, 0, point.z.length);
        KktCheck check = new KktCheck(program);
        check.measure(point);
        SolveStatus status = check.holds() ? SolveStatus.OPTIMAL : SolveStatus.STALLED;
        return Solution.of(status, point, new double[0], check, 0, started);
    }

    /** Solves a program, content with a relative error: for a first guess, which is then called STALLED. */
    static Solution rough(ConeProgram program, double enough) {
        return solve(program, enough, false, WORTH_POLISHING);
    }

    private static Solution solve(ConeProgram program, double enough, boolean proofs, double worthPolishing) {
        OppositeRows opposite = new OppositeRows(program);
        if (opposite.none()) {
            return solveAsGiven(program, enough, proofs, worthPolishing);
        }
        Solution merged = opposite.restored(solveAsGiven(opposite.merged(), enough, proofs, worthPolishing));
        if (merged.status() != SolveStatus.STALLED || enough > 0) {
            return merged;
        }
        Solution asGiven = solveAsGiven(program, enough, proofs, worthPolishing);
        return asGiven.status() == SolveStatus.STALLED && merged.relativeError() < asGiven.relativeError()
                ? merged
                : asGiven;
    }

    private static Solution solveAsGiven(ConeProgram program, double enough, boolean proofs, double worthPolishing) {
        long started = System.nanoTime();
        InteriorPoint method = new InteriorPoint(program, enough, false);
        method.requireConvex();
        method.run();
        KktCheck check = new KktCheck(program);
        check.measure(method.best());
        if (enough > 0) {
            SolveStatus rough = check.holds() ? SolveStatus.OPTIMAL : SolveStatus.STALLED;
            return Solution.of(rough, method.best(), new double[0], check, method.iterations(), started);
        }
        if (check.worst() > worthPolishing) {
            check.measure(method.polish());
        }
        Certificates certificates = new Certificates(program);
        if (!check.holds()
                && !certificates.provesInfeasible(method.last())
                && !certificates.provesRay(method.last().x)) {
            method = carefully(program, method, check);
        }
        if (check.holds()) {
            return Solution.of(SolveStatus.OPTIMAL, method.best(), new double[0], check, method.iterations(), started);
        }
        Solution proved = proofs ? certificates.find(method, method.best(), started) : null;
        if (proved != null) {
            return proved;
        }
        SolveStatus status = method.reachedLimit() ? SolveStatus.LIMIT : SolveStatus.STALLED;
        return Solution.of(status, method.best(), new double[0], check, method.iterations(), started);
    }

    /** Tries a program again in small steps; returns the better of the two tries, which the check then holds. */
    private static InteriorPoint carefully(ConeProgram program, InteriorPoint first, KktCheck check) {
        double before = check.worst();
        InteriorPoint second = new InteriorPoint(program, 0, true);
        second.run();
        check.measure(second.polish());
        if (check.worst() < before) {
            return second;
        }
        check.measure(first.best());
        return first;
    }
}
