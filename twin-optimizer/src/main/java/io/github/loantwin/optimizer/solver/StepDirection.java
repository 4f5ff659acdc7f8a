package io.github.loantwin.optimizer.solver;

/**
 * One step of the interior-point method: the direction for a complementarity target u, and how far it can be gone.
 *
 * <p>In the scaled space of {@link NesterovTodd} both s and z are lambda, and a step has stepS + stepZ = u.
 */
final class StepDirection {
    private static final double TO_BOUNDARY = 0.99;

    /** Gondzio's corrections of a linear program's step, products of pairs outside of which call for one, and what it must gain. */
    private static final int CORRECTIONS = 2;

    private static final double LEAST_PRODUCT = 0.1;
    private static final double LARGEST_PRODUCT = 10;
    private static final double LEAST_GAIN = 0.02;

    private static final double LEAST_SHARE = 0.9;
    private static final double LARGEST_SHARE = 0.9999;

    private final Cones cones;
    private final NesterovTodd scaling;
    private final KktSystem kkt;
    private final boolean linear;
    private final double[] rx;
    private final double[] ry;
    private final double[] rz;
    private final double[] right;
    private final Point earlier;
    private final double[] earlierS;
    private final double[] earlierZ;

    /** The step; its s only after {@link #finish}. */
    final Point step;

    final double[] lambda;
    final double[] stepS;
    final double[] stepZ;
    final double[] u;

    /** Lengths at which s and z meet the boundary, or the length asked for. */
    double reachS;

    double reachZ;

    StepDirection(ConeProgram scaled, NesterovTodd scaling, KktSystem kkt, double[] rx, double[] ry, double[] rz) {
        this.cones = new Cones(scaled.orthant(), scaled.cones());
        this.scaling = scaling;
        this.kkt = kkt;
        this.linear = scaled.p().size() == 0 && cones.count() == 0;
        this.rx = rx;
        this.ry = ry;
        this.rz = rz;
        int rows = cones.rows();
        this.right = new double[rows];
        this.earlier = new Point(scaled);
        this.earlierS = new double[rows];
        this.earlierZ = new double[rows];
        this.step = new Point(scaled);
        this.lambda = new double[rows];
        this.stepS = new double[rows];
        this.stepZ = new double[rows];
        this.u = new double[rows];
    }

    /** Solves for the step with stepS + stepZ = u and the residuals removed. */
    void solve() {
        scaling.apply(u, right);
        for (int i = 0; i < right.length; i++) {
            right[i] = rz[i] - right[i];
        }
        kkt.solve(rx, ry, right, step.x, step.y, step.z);
        scaling.apply(step.z, stepZ);
        for (int i = 0; i < stepS.length; i++) {
            stepS[i] = u[i] - stepZ[i];
        }
    }

    /** Sets how far s and z can go along the step before they meet the boundary, up to a length. */
    void reach(double most) {
        reachS = Math.min(most, cones.maxStep(lambda, stepS));
        reachZ = Math.min(most, cones.maxStep(lambda, stepZ));
        if (!linear) {
            reachS = Math.min(reachS, reachZ);
            reachZ = reachS;
        }
    }

    /** Sets how far s and z can go, so that a share of 0.99 of the way is at most a whole step. */
    void reachBoundary() {
        reach(1 / TO_BOUNDARY);
    }

    double shortest() {
        return Math.min(reachS, reachZ);
    }

    /** The sum of s_i z_i after a step of given lengths. */
    double complementarity(double lengthS, double lengthZ) {
        double sum = 0;
        for (int i = 0; i < lambda.length; i++) {
            sum += product(i, lengthS, lengthZ);
        }
        return sum;
    }

    private double product(int i, double lengthS, double lengthZ) {
        return (lambda[i] + lengthS * stepS[i]) * (lambda[i] + lengthZ * stepZ[i]);
    }

    /**
     * Bends a linear program's step so that it can be longer, by correcting the pairs that a longer one would bring far from
     * the target. Gondzio, Multiple centrality corrections in a primal-dual method for linear programming (1996).
     */
    void centralise(double target) {
        for (int k = 0; k < CORRECTIONS && TO_BOUNDARY * shortest() < 0.99; k++) {
            remember();
            double before = reachS + reachZ;
            addCorrection(target);
            solve();
            reachBoundary();
            if (reachS + reachZ < before + LEAST_GAIN) {
                takeBack();
                return;
            }
        }
    }

    private void addCorrection(double target) {
        double trialS = Math.min(1, 1.08 * TO_BOUNDARY * reachS + 0.08);
        double trialZ = Math.min(1, 1.08 * TO_BOUNDARY * reachZ + 0.08);
        for (int i = 0; i < u.length; i++) {
            double product = product(i, trialS, trialZ);
            double wanted = Math.max(LEAST_PRODUCT * target, Math.min(LARGEST_PRODUCT * target, product));
            u[i] += Math.max(wanted - product, -LARGEST_PRODUCT * target) / lambda[i];
        }
    }

    private void remember() {
        earlier.copyFrom(step);
        System.arraycopy(stepS, 0, earlierS, 0, stepS.length);
        System.arraycopy(stepZ, 0, earlierZ, 0, stepZ.length);
    }

    private void takeBack() {
        step.copyFrom(earlier);
        System.arraycopy(earlierS, 0, stepS, 0, stepS.length);
        System.arraycopy(earlierZ, 0, stepZ, 0, stepZ.length);
        reachBoundary();
    }

    /** Settles the lengths of the step, from now on in reachS and reachZ, and its s. */
    void finish() {
        scaling.apply(stepS, step.s);
        if (!linear) {
            reachS *= TO_BOUNDARY;
            reachZ *= TO_BOUNDARY;
            return;
        }
        double fullS = Math.min(1, reachS);
        double fullZ = Math.min(1, reachZ);
        double goal = LEAST_PRODUCT * complementarity(fullS, fullZ) / lambda.length;
        reachS = reachS * TO_BOUNDARY >= 1 ? 1 : length(stepS, stepZ, fullZ, goal);
        reachZ = reachZ * TO_BOUNDARY >= 1 ? 1 : length(stepZ, stepS, fullS, goal);
    }

    /**
     * Mehrotra's length: so far that the product of the pair that meets the boundary first falls to the goal, at least 0.9 of
     * the way. Nocedal, Wright (2006), section 14.2, "Step length".
     */
    private double length(double[] own, double[] other, double otherLength, double goal) {
        int blocking = -1;
        double way = Double.POSITIVE_INFINITY;
        for (int i = 0; i < own.length; i++) {
            if (own[i] < 0 && -lambda[i] / own[i] < way) {
                way = -lambda[i] / own[i];
                blocking = i;
            }
        }
        double partner = lambda[blocking] + otherLength * other[blocking];
        double length = (goal / partner - lambda[blocking]) / own[blocking];
        return Math.min(1, Math.max(LEAST_SHARE * way, Math.min(length, LARGEST_SHARE * way)));
    }
}
