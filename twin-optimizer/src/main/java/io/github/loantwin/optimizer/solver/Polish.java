package io.github.loantwin.optimizer.solver;

/**
 * The last digits of a program without second-order cones: the rows with z > s are taken as equalities, the others as
 * absent, and the optimality system of that equality-constrained program is solved for a correction.
 *
 * <p>Stellato et al., OSQP (2020), section 5.2. The system is the interior-point method's own with a tiny W on the rows
 * taken as equalities and a huge one on the others; solving it for what is left of the conditions again and again undoes
 * both (the proximal method of multipliers). The result counts only if the independent check says that it is better.
 */
final class Polish {
    /** W^2 of a row taken as an equality; its inverse that of a row taken as absent. */
    private static final double SMALL = 1e-9;

    private static final int ROUNDS = 12;

    private final ConeProgram program;
    private final boolean[] active;
    private final KktSystem kkt;
    private final Point point;
    private final Point step;
    private final Point residual;

    private Polish(ConeProgram program, Point from) {
        this.program = program;
        this.active = new boolean[from.z.length];
        double[] squares = new double[from.z.length];
        for (int i = 0; i < active.length; i++) {
            active[i] = from.z[i] > from.s[i];
            squares[i] = active[i] ? SMALL : 1 / SMALL;
        }
        Cones cones = new Cones(program.orthant(), program.cones());
        NesterovTodd scaling = new NesterovTodd(cones);
        scaling.setSquares(squares);
        this.kkt = new KktSystem(program, cones, scaling);
        this.point = new Point(program);
        this.step = new Point(program);
        this.residual = new Point(program);
        point.copyFrom(from);
        for (int i = 0; i < active.length; i++) {
            point.z[i] = active[i] ? from.z[i] : 0;
        }
    }

    /** Returns the corrected copy of a scaled point, or the point itself where polishing does not apply. */
    static Point improve(ConeProgram scaled, Point point) {
        return scaled.cones().length > 0 ? point : new Polish(scaled, point).correct();
    }

    private Point correct() {
        kkt.factor();
        for (int round = 0; round < ROUNDS; round++) {
            measure();
            kkt.solve(residual.x, residual.y, residual.z, step.x, step.y, step.z);
            add(step.x, point.x);
            add(step.y, point.y);
            for (int i = 0; i < active.length; i++) {
                point.z[i] += active[i] ? step.z[i] : 0;
            }
        }
        for (int i = 0; i < active.length; i++) {
            point.z[i] = Math.max(0, point.z[i]);
        }
        return point;
    }

    /** Writes minus the residual of the equality-constrained optimality system. */
    private void measure() {
        System.arraycopy(program.q(), 0, residual.x, 0, residual.x.length);
        program.p().multiplyAdd(1, point.x, residual.x);
        program.a().transposeAdd(1, point.y, residual.x);
        program.g().transposeAdd(1, point.z, residual.x);
        for (int j = 0; j < residual.x.length; j++) {
            residual.x[j] = -residual.x[j];
        }
        System.arraycopy(program.b(), 0, residual.y, 0, residual.y.length);
        program.a().multiplyAdd(-1, point.x, residual.y);
        System.arraycopy(program.h(), 0, residual.z, 0, residual.z.length);
        program.g().multiplyAdd(-1, point.x, residual.z);
        for (int i = 0; i < active.length; i++) {
            residual.z[i] = active[i] ? residual.z[i] : 0;
        }
    }

    private static void add(double[] step, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += step[i];
        }
    }
}
