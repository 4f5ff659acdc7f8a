package io.github.loantwin.optimizer.solver;

/** Whether a quadratic objective is convex: only then is a point that satisfies the first-order conditions an optimum. */
final class Convexity {
    private static final double ROUNDING = 1e-9;

    private Convexity() {}

    /**
     * Throws unless P plus a billionth of the identity, P scaled to size one, has positive pivots.
     *
     * @param p the scaled P
     * @throws IllegalArgumentException naming the first variable at which a pivot is negative
     */
    static void require(SparseMatrix p) {
        int n = p.rows();
        double largest = 0;
        boolean diagonal = true;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, p.rowNorm(i));
            for (int k = p.start(i); k < p.start(i + 1); k++) {
                diagonal &= p.index(k) == i;
                if (p.index(k) == i && p.value(k) < -ROUNDING) {
                    throw notConvex(i);
                }
            }
        }
        if (diagonal || largest == 0) {
            return;
        }
        LdlFactor factor = new LdlFactor(n, n);
        for (int i = 0; i < n; i++) {
            for (int k = p.start(i); k < p.start(i + 1); k++) {
                factor.rows()[i][p.index(k)] = p.value(k);
            }
            factor.rows()[i][i] += ROUNDING * largest;
        }
        int negative = factor.factor();
        if (negative >= 0) {
            throw notConvex(negative);
        }
    }

    private static NotConvexException notConvex(int variable) {
        return new NotConvexException(variable, "variable " + variable);
    }
}
