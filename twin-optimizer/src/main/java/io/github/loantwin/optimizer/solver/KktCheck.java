package io.github.loantwin.optimizer.solver;

import java.util.Arrays;

/**
 * The independent check of the optimality conditions, on the program as given and from x, y, z alone.
 *
 * <p>Absolute figures are in the user's units: `primal`, the largest violation of a row or cone by x; `dual`, the largest
 * element of Px + q + A'y + G'z; `gap`, |primal objective - dual objective|. Relative figures divide each by the size of
 * what is compared: a row by max(|side|, largest coefficient, 0.001 sum of |terms|); the dual by the largest objective gradient;
 * the gap, or sum |dual residual x| if larger, by the objective. A point is called optimal when all three relative figures
 * are within the tolerances and z is in the cone.
 */
final class KktCheck {
    static final double FEASIBILITY = 1e-9;
    static final double OBJECTIVE = 1e-8;

    /** How far the size of a sum may be taken from terms that cancel: not far, or a diverging point would seem exact. */
    private static final double CANCELLED = 1e-3;

    private final ConeProgram program;
    private final Cones cones;
    private final double[] gradient;
    private final double[] slack;
    private final double[] px;
    private final double largestCurvature;

    double primal;
    double dual;
    double gap;
    double primalRelative;
    double dualRelative;
    double gapRelative;
    double objective;

    KktCheck(ConeProgram program) {
        this.program = program;
        this.cones = new Cones(program.orthant(), program.cones());
        this.gradient = new double[program.variables()];
        this.px = new double[program.variables()];
        this.slack = new double[program.h().length];
        double largest = 0;
        for (int i = 0; i < program.variables(); i++) {
            largest = Math.max(largest, program.p().rowNorm(i));
        }
        this.largestCurvature = largest;
    }

    /** Returns the worst relative figure, with the gap brought to the feasibility's scale. */
    double worst() {
        double worst = Math.max(Math.max(primalRelative, dualRelative), gapRelative * (FEASIBILITY / OBJECTIVE));
        return Double.isNaN(worst) ? Double.POSITIVE_INFINITY : worst;
    }

    boolean holds() {
        return primalRelative <= FEASIBILITY && dualRelative <= FEASIBILITY && gapRelative <= OBJECTIVE;
    }

    void measure(Point point) {
        measurePrimal(point.x);
        measureDual(point);
    }

    private void measurePrimal(double[] x) {
        primal = 0;
        primalRelative = 0;
        for (int i = 0; i < program.b().length; i++) {
            double side = program.b()[i];
            count(Math.abs(program.a().dot(i, x) - side), scale(program.a(), i, side, x));
        }
        System.arraycopy(program.h(), 0, slack, 0, slack.length);
        program.g().multiplyAdd(-1, x, slack);
        for (int i = 0; i < cones.orthant(); i++) {
            if (!(slack[i] >= 0)) {
                count(-slack[i], scale(program.g(), i, program.h()[i], x));
            }
        }
        for (int k = 0; k < cones.count(); k++) {
            int top = cones.first(k);
            double scale = 0;
            for (int i = top; i < cones.first(k + 1); i++) {
                scale = Math.max(scale, scale(program.g(), i, program.h()[i], x));
            }
            count(Math.max(0, Cones.norm(slack, top + 1, cones.first(k + 1)) - slack[top]), scale);
        }
    }

    private static double scale(SparseMatrix matrix, int row, double side, double[] x) {
        return Math.max(Math.max(Math.abs(side), matrix.rowNorm(row)), CANCELLED * matrix.absDot(row, x));
    }

    private void count(double violation, double scale) {
        primal = Math.max(primal, violation);
        if (violation != 0) {
            primalRelative = Math.max(primalRelative, violation / scale);
        }
        if (Double.isNaN(violation)) {
            primal = Double.NaN;
            primalRelative = Double.NaN;
        }
    }

    private void measureDual(Point point) {
        double[] x = point.x;
        Arrays.fill(px, 0);
        program.p().multiplyAdd(1, x, px);
        double linear = 0;
        double quadratic = 0;
        double gradientSize = 0;
        for (int j = 0; j < x.length; j++) {
            gradient[j] = px[j] + program.q()[j];
            linear += program.q()[j] * x[j];
            quadratic += px[j] * x[j];
            gradientSize = Math.max(gradientSize, Math.max(Math.abs(program.q()[j]), Math.abs(px[j])));
        }
        gradientSize = Math.max(gradientSize, 1e-4 * largestCurvature);
        gradientSize = gradientSize == 0 ? 1 : gradientSize;
        program.a().transposeAdd(1, point.y, gradient);
        program.g().transposeAdd(1, point.z, gradient);
        dual = 0;
        double loss = 0;
        for (int j = 0; j < x.length; j++) {
            dual = Double.isNaN(gradient[j]) ? Double.NaN : Math.max(dual, Math.abs(gradient[j]));
            loss += Math.abs(gradient[j] * x[j]);
        }
        dual = Math.max(dual, -Math.min(0, cones.rows() == 0 ? 0 : cones.margin(point.z)));
        dualRelative = dual / gradientSize;
        objective = linear + 0.5 * quadratic;
        double dualObjective = -0.5 * quadratic - dot(program.b(), point.y) - dot(program.h(), point.z);
        gap = Math.abs(objective - dualObjective);
        double objectiveSize = Math.max(Math.abs(objective), Math.abs(dualObjective));
        double size = Math.abs(linear) + 0.5 * Math.abs(quadratic);
        objectiveSize = Math.max(objectiveSize, Math.max(CANCELLED * size, 1e-4 * gradientSize));
        gapRelative = Math.max(gap, loss) / objectiveSize;
    }

    private static double dot(double[] u, double[] v) {
        return Cones.dot(u, v, 0, u.length);
    }
}
