package io.github.loantwin.optimizer.solver;

/**
 * The last digits of a program without second-order cones: the rows with z > s are taken as equalities, the others as
 * absent, and the optimality system of that equality-constrained program is solved for a correction.
 *
 * <p>Stellato et al., OSQP (2020), section 5.2, with the regularisation undone by refinement. The result counts only if the
 * independent check says that it is better.
 */
final class Polish {
    private static final double REGULARISATION = 1e-9;
    private static final int LARGEST = 1500;
    private static final int REFINEMENTS = 12;

    private final ConeProgram program;
    private final int[] active;
    private final int n;
    private final int p;
    private final LdlFactor factor;

    private Polish(ConeProgram program, int[] active) {
        this.program = program;
        this.active = active;
        this.n = program.variables();
        this.p = program.b().length;
        this.factor = new LdlFactor(n + p + active.length, n);
    }

    /** Returns the corrected copy of a scaled point, or the point itself where polishing does not apply. */
    static Point improve(ConeProgram scaled, Point point) {
        int[] active = java.util.stream.IntStream.range(0, point.z.length)
                .filter(i -> point.z[i] > point.s[i])
                .toArray();
        int size = scaled.variables() + scaled.b().length + active.length;
        if (scaled.cones().length > 0 || size > LARGEST) {
            return point;
        }
        return new Polish(scaled, active).correct(point);
    }

    private Point correct(Point from) {
        Point point = new Point(program);
        point.copyFrom(from);
        java.util.Arrays.fill(point.z, 0);
        for (int row : active) {
            point.z[row] = from.z[row];
        }
        fill();
        factor.factor();
        double[] step = new double[n + p + active.length];
        for (int round = 0; round < REFINEMENTS; round++) {
            residual(point, step);
            factor.solve(step);
            apply(step, point);
        }
        for (int row : active) {
            point.z[row] = Math.max(0, point.z[row]);
        }
        return point;
    }

    private void fill() {
        double[][] k = factor.rows();
        for (int i = 0; i < n; i++) {
            for (int at = program.p().start(i); at < program.p().start(i + 1); at++) {
                k[i][program.p().index(at)] = program.p().value(at);
            }
            k[i][i] += REGULARISATION;
        }
        for (int i = 0; i < p; i++) {
            column(program.a(), i, n + i);
        }
        for (int i = 0; i < active.length; i++) {
            column(program.g(), active[i], n + p + i);
        }
    }

    private void column(SparseMatrix matrix, int row, int at) {
        for (int k = matrix.start(row); k < matrix.start(row + 1); k++) {
            factor.rows()[matrix.index(k)][at] = matrix.value(k);
        }
        factor.rows()[at][at] = -REGULARISATION;
    }

    /** Writes minus the residual of the equality-constrained optimality system. */
    private void residual(Point point, double[] out) {
        double[] gradient = program.q().clone();
        program.p().multiplyAdd(1, point.x, gradient);
        program.a().transposeAdd(1, point.y, gradient);
        program.g().transposeAdd(1, point.z, gradient);
        for (int j = 0; j < n; j++) {
            out[j] = -gradient[j];
        }
        for (int i = 0; i < p; i++) {
            out[n + i] = program.b()[i] - program.a().dot(i, point.x);
        }
        for (int i = 0; i < active.length; i++) {
            out[n + p + i] = program.h()[active[i]] - program.g().dot(active[i], point.x);
        }
    }

    private void apply(double[] step, Point point) {
        for (int j = 0; j < n; j++) {
            point.x[j] += step[j];
        }
        for (int i = 0; i < p; i++) {
            point.y[i] += step[n + i];
        }
        for (int i = 0; i < active.length; i++) {
            point.z[active[i]] += step[n + p + i];
        }
    }
}
