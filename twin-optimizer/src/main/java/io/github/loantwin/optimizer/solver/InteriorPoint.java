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
 *
 * <p>A careful run, for programs that the first run did not solve, lowers a quadratic or conic program's complementarity
 * to a tenth in a step at most: that keeps pairs near each other of which neither s nor z ends above zero, where the method
 * else loses its accuracy. Of a linear program it starts farther from the boundary, and its complementarity may not run ahead of
 * feasibility: the target is at least the share of the first residuals that is left, of its first value (Wright,
 * Primal-Dual Interior-Point Methods, 1997, eq. 6.2). It takes more iterations, but does not meet the boundary of a feasible
 * set that has hardly an interior before it is feasible.
 */
final class InteriorPoint {
    private static final int LIMIT = 150;
    private static final double ENOUGH = 1e-12;
    private static final double SMALL = 1e-10;
    private static final int PATIENCE = 15;
    private static final double SMALLEST_SHIFT = 1e-3;
    private static final double START_AWAY = 30;
    private static final double MOST_CENTRING = 10;
    private static final double LEAST_CENTRING = 0.1;
    private static final double FEASIBLE = 1e-12;

    /** Complementarity, as a share of the first, below which its fall is rounding and no progress. */
    private static final double NOTHING_LEFT = 1e-20;

    private final double enough;
    private final boolean careful;
    private final boolean linear;
    private final Equilibration equilibration;
    private final ConeProgram scaled;
    private final Cones cones;
    private final NesterovTodd scaling;
    private final KktSystem kkt;
    private final KktCheck check;
    private final Certificates certificates;

    private final Point point;
    private final StepDirection direction;
    private final Point restored;
    private final Point best;
    private final Point bestScaled;
    private final double[] rx;
    private final double[] ry;
    private final double[] rz;

    private double firstMu;
    private double firstComplementarity;
    private double leftOfPrimal = 1;
    private double leftOfDual = 1;
    private double leastLeft = 1;
    private double bestError = Double.POSITIVE_INFINITY;
    private double leastComplementarity = Double.POSITIVE_INFINITY;
    private int sinceBest;
    private int iterations;

    InteriorPoint(ConeProgram program) {
        this(program, 0, false);
    }

    /** Ends as soon as the relative error is small enough. */
    InteriorPoint(ConeProgram program, double enough, boolean careful) {
        this.careful = careful;
        this.enough = Math.max(enough, ENOUGH);
        this.linear = isLinear(program);
        this.equilibration = new Equilibration(program);
        this.scaled = equilibration.scaled();
        this.cones = new Cones(program.orthant(), program.cones());
        this.scaling = new NesterovTodd(cones);
        this.kkt = new KktSystem(scaled, cones, scaling);
        this.check = new KktCheck(program);
        this.certificates = new Certificates(program);
        this.point = new Point(program);
        this.restored = new Point(program);
        this.best = new Point(program);
        this.bestScaled = new Point(program);
        this.rx = new double[program.variables()];
        this.ry = new double[program.b().length];
        this.rz = new double[program.h().length];
        this.direction = new StepDirection(scaled, scaling, kkt, rx, ry, rz);
    }

    static boolean isLinear(ConeProgram program) {
        return program.p().size() == 0 && program.cones().length == 0;
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
            Interruption.check();
            if (!scaling.set(point.s, point.z) || !iterate()) {
                return;
            }
            iterations++;
        }
    }

    /**
     * Solves the program with |s|^2/2 in place of the cone, then shifts s and z into the cone (section 7.3). In a linear
     * program s is the smallest one and z the smallest multiplier, each for itself (section 7.2).
     */
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
        if (linear) {
            kkt.solve(new double[rx.length], scaled.b(), scaled.h(), point.x, point.y, point.s);
            kkt.solve(rx, new double[ry.length], new double[rz.length], restored.x, point.y, point.z);
            negate(point.s);
        } else {
            System.arraycopy(point.z, 0, point.s, 0, point.s.length);
            negate(point.s);
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

    /**
     * Nocedal and Wright's start for the orthant (section 14.2): shifts in proportion, so that no pair is far off.
     */
    private void centreStart() {
        cones.addUnit(Math.max(-1.5 * cones.margin(point.s), 0), point.s);
        cones.addUnit(Math.max(-1.5 * cones.margin(point.z), 0), point.z);
        double away = careful ? START_AWAY : 1;
        double product = away * Cones.dot(point.s, point.z, 0, point.s.length);
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
        firstComplementarity = iterations == 0 ? complementarity : firstComplementarity;
        boolean muchBetter = error < 0.5 * bestError;
        double left = Math.max(leftOfPrimal, leftOfDual);
        boolean nearer = error < 0.9 * bestError
                || complementarity < 0.5 * leastComplementarity && complementarity > NOTHING_LEFT * firstComplementarity
                || careful && left > FEASIBLE && left < 0.9 * leastLeft;
        sinceBest = nearer ? 0 : sinceBest + 1;
        leastLeft = Math.min(left, leastLeft);
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
        scaling.apply(point.z, direction.lambda);
        kkt.factor();
        double[] lambda = direction.lambda;
        for (int i = 0; i < lambda.length; i++) {
            direction.u[i] = -lambda[i];
        }
        direction.solve();
        direction.reach(1);
        double affine = direction.shortest();
        double mu = Cones.dot(lambda, lambda, 0, lambda.length) / cones.degree();
        double sigma = sigma(mu, affine);
        correct(sigma * mu, linear ? direction.reachS * direction.reachZ : 1);
        if (!(direction.shortest() >= 0.1 * affine)) { // the second-order term points away: centre instead
            correct(Math.max(sigma, 0.5) * mu, 0);
        } else if (linear) {
            direction.centralise(sigma * mu);
        }
        return advance();
    }

    /** Mehrotra's choice of the share of complementarity to aim at. */
    private double sigma(double mu, double affine) {
        if (!linear) {
            double share = Math.pow(1 - affine, 3);
            return careful ? Math.max(LEAST_CENTRING, share) : share;
        }
        double after = direction.complementarity(direction.reachS, direction.reachZ) / (mu * cones.degree());
        if (!careful) {
            return after * after * after;
        }
        firstMu = iterations == 0 ? mu : firstMu;
        double primal = check.primalRelative > FEASIBLE ? leftOfPrimal : 0;
        double dual = check.dualRelative > FEASIBLE ? leftOfDual : 0;
        double floor = Math.max(primal, dual) * firstMu / mu;
        return Math.max(after * after * after, Math.min(MOST_CENTRING, floor));
    }

    /** Solves lambda o (stepS + stepZ) = -lambda o lambda - weight stepS o stepZ + target e. */
    private void correct(double target, double weight) {
        double[] u = direction.u;
        Arrays.fill(u, 0);
        cones.productAdd(direction.stepS, direction.stepZ, u);
        for (int i = 0; i < u.length; i++) {
            u[i] *= weight;
        }
        cones.productAdd(direction.lambda, direction.lambda, u);
        negate(u);
        cones.addUnit(target, u);
        cones.divide(direction.lambda, u);
        direction.solve();
        direction.reachBoundary();
    }

    private boolean advance() {
        if (!(direction.shortest() > 1e-10)) {
            return false;
        }
        direction.finish();
        add(point.x, direction.reachS, direction.step.x);
        add(point.s, direction.reachS, direction.step.s);
        add(point.y, direction.reachZ, direction.step.y);
        add(point.z, direction.reachZ, direction.step.z);
        leftOfPrimal *= 1 - direction.reachS;
        leftOfDual *= 1 - direction.reachZ;
        return true;
    }

    private static void add(double[] to, double factor, double[] from) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * from[i];
        }
    }
}
