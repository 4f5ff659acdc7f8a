package io.github.loantwin.optimizer.solver;

import java.util.Arrays;

/**
 * The primal-dual path-following method with Nesterov-Todd scaling and Mehrotra's predictor and corrector.
 *
 * <p>Vandenberghe, The CVXOPT linear and quadratic cone program solvers (2010), section 7 (algorithm coneqp); for the
 * orthant alone it is Mehrotra's method of Nocedal, Wright, Numerical Optimization (2006), algorithm 16.4. It differs in
 * its end: it goes on while the independent check improves, and keeps the best point it has seen. In a linear program x
 * and s take a step of their own length, y and z another (algorithm 14.3 there); a quadratic objective ties them together.
 * All arrays are made before the first iteration.
 */
final class InteriorPoint {
    private static final int LIMIT = 150;
    private static final double ENOUGH = 1e-12;
    private static final double SMALL = 1e-10;
    private static final int PATIENCE = 15;
    private static final double SMALLEST_SHIFT = 1e-3;
    private static final double TO_BOUNDARY = 0.99;

    private final double enough;
    private final boolean linear;
    private final Equilibration equilibration;
    private final ConeProgram scaled;
    private final Cones cones;
    private final NesterovTodd scaling;
    private final KktSystem kkt;
    private final KktCheck check;
    private final Certificates certificates;

    private final Point point;
    private final Point step;
    private final Point restored;
    private final Point best;
    private final Point bestScaled;
    private final double[] rx;
    private final double[] ry;
    private final double[] rz;
    private final double[] lambda;
    private final double[] stepS;
    private final double[] stepZ;
    private final double[] right;
    private final double[] work;

    private double reachS;
    private double reachZ;
    private double bestError = Double.POSITIVE_INFINITY;
    private double leastComplementarity = Double.POSITIVE_INFINITY;
    private int sinceBest;
    private int iterations;

    InteriorPoint(ConeProgram program) {
        this(program, 0);
    }

    /** Ends as soon as the relative error is small enough. */
    InteriorPoint(ConeProgram program, double enough) {
        this.enough = Math.max(enough, ENOUGH);
        this.linear = program.p().size() == 0 && program.cones().length == 0;
        this.equilibration = new Equilibration(program);
        this.scaled = equilibration.scaled();
        this.cones = new Cones(program.orthant(), program.cones());
        this.scaling = new NesterovTodd(cones);
        this.kkt = new KktSystem(scaled, cones, scaling);
        this.check = new KktCheck(program);
        this.certificates = new Certificates(program);
        this.point = new Point(program);
        this.step = new Point(program);
        this.restored = new Point(program);
        this.best = new Point(program);
        this.bestScaled = new Point(program);
        this.rx = new double[program.variables()];
        this.ry = new double[program.b().length];
        this.rz = new double[program.h().length];
        this.lambda = new double[rz.length];
        this.stepS = new double[rz.length];
        this.stepZ = new double[rz.length];
        this.right = new double[rz.length];
        this.work = new double[rz.length];
    }

    /** Throws unless the objective is convex. */
    void requireConvex() {
        Convexity.require(scaled.p());
    }

    /** The best point seen, on the program as given. */
    Point best() {
        return best;
    }

    /** The last point, on the program as given; of an infeasible or unbounded program it points to a certificate. */
    Point last() {
        return restored;
    }

    /** Polishes the best point; returns the better of the two. */
    Point polish() {
        Point polished = Polish.improve(scaled, bestScaled);
        equilibration.restore(polished, restored);
        check.measure(restored);
        if (check.worst() < bestError) {
            bestError = check.worst();
            best.copyFrom(restored);
        }
        return best;
    }

    int iterations() {
        return iterations;
    }

    boolean reachedLimit() {
        return iterations >= LIMIT;
    }

    void run() {
        start();
        while (!finished() && iterations < LIMIT) {
            if (!scaling.set(point.s, point.z) || !iterate()) {
                return;
            }
            iterations++;
        }
    }

    /** Solves the program with |s|^2/2 in place of the cone, then shifts s and z into the cone (section 7.3). */
    private void start() {
        scaling.identity();
        kkt.factor();
        for (int j = 0; j < rx.length; j++) {
            rx[j] = -scaled.q()[j];
        }
        kkt.solve(rx, scaled.b(), scaled.h(), point.x, point.y, point.z);
        if (cones.rows() == 0) {
            return;
        }
        for (int i = 0; i < point.s.length; i++) {
            point.s[i] = -point.z[i];
        }
        if (cones.count() == 0) {
            centreStart();
        } else {
            shiftInside(point.s);
            shiftInside(point.z);
        }
    }

    private void shiftInside(double[] v) {
        double margin = cones.margin(v);
        if (margin < 1e-8 * Math.max(1, KktSystem.max(v))) {
            cones.addUnit(1 - margin, v);
        }
    }

    /** Nocedal and Wright's start for the orthant (section 14.2): shifts in proportion, so that no pair is far off. */
    private void centreStart() {
        cones.addUnit(Math.max(-1.5 * cones.margin(point.s), 0), point.s);
        cones.addUnit(Math.max(-1.5 * cones.margin(point.z), 0), point.z);
        double product = Cones.dot(point.s, point.z, 0, point.s.length);
        double shiftS = product / 2 / sum(point.z);
        double shiftZ = product / 2 / sum(point.s);
        cones.addUnit(product > 0 ? Math.max(shiftS, SMALLEST_SHIFT) : 1, point.s);
        cones.addUnit(product > 0 ? Math.max(shiftZ, SMALLEST_SHIFT) : 1, point.z);
    }

    private static double sum(double[] v) {
        double sum = 0;
        for (double element : v) {
            sum += element;
        }
        return sum;
    }

    /** Checks the present point on the program as given; returns whether to end. */
    private boolean finished() {
        equilibration.restore(point, restored);
        check.measure(restored);
        double error = check.worst();
        double complementarity = Cones.dot(point.s, point.z, 0, point.s.length);
        boolean muchBetter = error < 0.5 * bestError;
        boolean nearer = error < 0.9 * bestError || complementarity < 0.5 * leastComplementarity;
        sinceBest = nearer ? 0 : sinceBest + 1;
        leastComplementarity = nearer ? Math.min(complementarity, leastComplementarity) : leastComplementarity;
        if (error < bestError) {
            bestError = error;
            best.copyFrom(restored);
            bestScaled.copyFrom(point);
        }
        if (cones.rows() == 0 || sinceBest > PATIENCE || bestError <= enough && small()) {
            return true;
        }
        if (bestError <= KktCheck.FEASIBILITY) {
            return !muchBetter;
        }
        return iterations > 2 && (certificates.provesInfeasible(restored) || certificates.provesRay(restored.x));
    }

    /** Whether the absolute figures are small too; where they are not, a step more costs little. */
    private boolean small() {
        return enough > ENOUGH || Math.max(check.primal, Math.max(check.dual, check.gap)) <= SMALL;
    }

    private void residuals() {
        System.arraycopy(scaled.q(), 0, rx, 0, rx.length);
        scaled.p().multiplyAdd(1, point.x, rx);
        scaled.a().transposeAdd(1, point.y, rx);
        scaled.g().transposeAdd(1, point.z, rx);
        negate(rx);
        System.arraycopy(scaled.b(), 0, ry, 0, ry.length);
        scaled.a().multiplyAdd(-1, point.x, ry);
        for (int i = 0; i < rz.length; i++) {
            rz[i] = scaled.h()[i] - point.s[i];
        }
        scaled.g().multiplyAdd(-1, point.x, rz);
    }

    private static void negate(double[] v) {
        for (int i = 0; i < v.length; i++) {
            v[i] = -v[i];
        }
    }

    /** Makes one predictor-corrector step; returns whether it moved. */
    private boolean iterate() {
        residuals();
        scaling.apply(point.z, lambda);
        kkt.factor();
        for (int i = 0; i < work.length; i++) {
            work[i] = -lambda[i];
        }
        direction(work);
        reach(1);
        double affine = Math.min(reachS, reachZ);
        double mu = Cones.dot(lambda, lambda, 0, lambda.length) / cones.degree();
        double left = linear ? affineComplementarity() / (mu * cones.degree()) : 1 - affine;
        double sigma = left * left * left;
        correct(sigma * mu, 1);
        reach(1 / TO_BOUNDARY);
        double reach = Math.min(reachS, reachZ);
        if (!(TO_BOUNDARY * reach >= 0.1 * affine)) { // the second-order term points away: centre instead
            scaling.apply(point.z, lambda);
            Arrays.fill(stepS, 0);
            correct(Math.max(sigma, 0.5) * mu, 0);
            reach(1 / TO_BOUNDARY);
        }
        return advance();
    }

    /** Solves for the step whose scaled parts satisfy stepS + stepZ = u. */
    private void direction(double[] u) {
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

    /** Solves lambda o (stepS + stepZ) = -lambda o lambda - weight stepS o stepZ + target e. */
    private void correct(double target, double weight) {
        Arrays.fill(work, 0);
        cones.productAdd(lambda, lambda, work);
        if (weight != 0) {
            cones.productAdd(stepS, stepZ, work);
        }
        negate(work);
        cones.addUnit(target, work);
        cones.divide(lambda, work);
        direction(work);
    }

    /** Sets how far s and z can go along the step before they meet the boundary, up to a length. */
    private void reach(double most) {
        reachS = Math.min(most, cones.maxStep(lambda, stepS));
        reachZ = Math.min(most, cones.maxStep(lambda, stepZ));
        if (!linear) {
            reachS = Math.min(reachS, reachZ);
            reachZ = reachS;
        }
    }

    /** The sum of s_i z_i after the whole affine step. */
    private double affineComplementarity() {
        double sum = 0;
        for (int i = 0; i < lambda.length; i++) {
            sum += (lambda[i] + reachS * stepS[i]) * (lambda[i] + reachZ * stepZ[i]);
        }
        return sum;
    }

    private boolean advance() {
        if (!(Math.min(reachS, reachZ) > 1e-10)) {
            return false;
        }
        scaling.apply(stepS, step.s);
        add(point.x, TO_BOUNDARY * reachS, step.x);
        add(point.s, TO_BOUNDARY * reachS, step.s);
        add(point.y, TO_BOUNDARY * reachZ, step.y);
        add(point.z, TO_BOUNDARY * reachZ, step.z);
        return true;
    }

    private static void add(double[] to, double factor, double[] from) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * from[i];
        }
    }
}
