package io.github.loantwin.optimizer.solver;

import java.util.Arrays;

/**
 * Proofs that a program is infeasible or unbounded, checked on the program as given.
 *
 * <p>Infeasible: y and z in the cone with b'y + h'z = -1 and r = A'y + G'z. For any feasible x, r'x <= -1 would have to
 * hold, so that no feasible x has |x_j| below 1 / sum |r_j|; this must exceed 1e7 times the size of the least infeasible
 * point, and -1 must stand clear of rounding in b'y + h'z. Unbounded: a feasible x and a direction d with q'd = -1 along
 * which nothing but the objective changes, to the same accuracy. A diverging interior-point iterate often is such a proof
 * already; if not, two programs that always have a solution are solved: least violation, and steepest direction.
 */
final class Certificates {
    private static final double RADIUS = 1e7;
    private static final double CLEAR = 1e-9;

    /**
     * Rows and columns above which no ray is looked for: its program holds the rows of P as equalities, which makes it up to
     * eight times as dear as the one that failed. The proof of infeasibility costs no more than that one and is always tried.
     */
    private static final int LARGEST_FOR_RAY = 4000;

    private final ConeProgram program;
    private final Cones cones;
    private final double[] columns;
    private final double[] rows;

    Certificates(ConeProgram program) {
        this.program = program;
        this.cones = new Cones(program.orthant(), program.cones());
        this.columns = new double[program.variables()];
        this.rows = new double[program.h().length];
    }

    /** Returns whether y and z of a point prove that the program is infeasible. */
    boolean provesInfeasible(Point point) {
        double drop = -drop(point);
        if (!(drop > CLEAR * (absDot(program.b(), point.y) + absDot(program.h(), point.z)))) {
            return false;
        }
        if (cones.rows() > 0 && cones.margin(point.z) < 0) {
            return false;
        }
        Arrays.fill(columns, 0);
        program.a().transposeAdd(1, point.y, columns);
        program.g().transposeAdd(1, point.z, columns);
        double sum = 0;
        for (double r : columns) {
            sum += Math.abs(r);
        }
        return sum * Math.max(1, KktSystem.max(point.x)) * RADIUS <= drop;
    }

    /**
     * Takes what is left of r = A'y + G'z away with the multipliers of bounds, x_j <= u or -x_j <= -l, which costs the proof |r_j|
     * times the bound: a proof whose last digits are lost becomes one without a rest.
     *
     * <p>Neumaier, Shcherbina, Safe bounds in linear and mixed-integer linear programming (2004), section 3.
     */
    void leaveToBounds(Point point) {
        Arrays.fill(columns, 0);
        program.a().transposeAdd(1, point.y, columns);
        program.g().transposeAdd(1, point.z, columns);
        SparseMatrix g = program.g();
        for (int i = 0; i < cones.orthant(); i++) {
            int k = g.start(i);
            if (g.start(i + 1) == k + 1 && columns[g.index(k)] * g.value(k) < 0) {
                point.z[i] -= columns[g.index(k)] / g.value(k);
                columns[g.index(k)] = 0;
            }
        }
    }

    private double drop(Point point) {
        return Cones.dot(program.b(), point.y, 0, point.y.length) + Cones.dot(program.h(), point.z, 0, point.z.length);
    }

    private static double absDot(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += Math.abs(u[i] * v[i]);
        }
        return sum;
    }

    /** Returns whether a direction lowers the objective and changes no constraint. */
    boolean provesRay(double[] d) {
        double fall = -Cones.dot(program.q(), d, 0, d.length);
        double size = KktSystem.max(d);
        if (!(fall > CLEAR * absDot(program.q(), d)) || !(size < Double.POSITIVE_INFINITY)) {
            return false;
        }
        Arrays.fill(columns, 0);
        program.p().multiplyAdd(1, d, columns);
        double worst = KktSystem.max(columns) * size / fall; // the curvature a step as long as the fall would meet
        for (int i = 0; i < program.b().length; i++) {
            worst = Math.max(worst, Math.abs(program.a().dot(i, d)) / scale(program.a(), i) / size);
        }
        Arrays.fill(rows, 0);
        program.g().multiplyAdd(-1, d, rows);
        for (int i = 0; i < cones.orthant(); i++) {
            worst = Math.max(worst, -rows[i] / scale(program.g(), i) / size);
        }
        for (int k = 0; k < cones.count(); k++) {
            int top = cones.first(k);
            double scale = 1e-300;
            for (int i = top; i < cones.first(k + 1); i++) {
                scale = Math.max(scale, program.g().rowNorm(i));
            }
            double violation = Cones.norm(rows, top + 1, cones.first(k + 1)) - rows[top];
            worst = Math.max(worst, violation / scale / size);
        }
        return worst <= CLEAR;
    }

    private static double scale(SparseMatrix matrix, int row) {
        return Math.max(1e-300, matrix.rowNorm(row));
    }

    /** Returns a proved answer, or null if there is none. */
    Solution find(InteriorPoint method, Point best, long started) {
        if (provesInfeasible(method.last())) {
            return infeasible(method.last(), best, method.iterations(), started);
        }
        Elastic elastic = Elastic.of(program);
        InteriorPoint least = new InteriorPoint(elastic.program());
        least.run();
        Point closest = elastic.point(least.best());
        int iterations = method.iterations() + least.iterations();
        if (!provesInfeasible(closest)) {
            closest = elastic.point(least.polish()); // limits that are missed by little need duals to the last digits
            leaveToBounds(closest);
        }
        if (provesInfeasible(closest)) {
            return infeasible(closest, closest, iterations, started);
        }
        if (!provesRay(method.last().x) && sizeForRay() > LARGEST_FOR_RAY) {
            return null;
        }
        double[] ray = provesRay(method.last().x) ? method.last().x.clone() : steepestRay();
        KktCheck check = new KktCheck(program);
        check.measure(closest);
        if (provesRay(ray) && check.primalRelative <= KktCheck.FEASIBILITY) {
            double fall = -Cones.dot(program.q(), ray, 0, ray.length);
            for (int j = 0; j < ray.length; j++) {
                ray[j] /= fall;
            }
            return Solution.of(SolveStatus.UNBOUNDED, closest, ray, check, iterations, started);
        }
        return null;
    }

    /** The answer for a program that y and z of a point have proved infeasible, scaled so that b'y + h'z = -1. */
    Solution infeasible(Point proof, Point closest, int iterations, long started) {
        double drop = -drop(proof);
        Point point = new Point(program);
        System.arraycopy(closest.x, 0, point.x, 0, point.x.length);
        for (int i = 0; i < point.y.length; i++) {
            point.y[i] = proof.y[i] / drop;
        }
        for (int i = 0; i < point.z.length; i++) {
            point.z[i] = proof.z[i] / drop;
        }
        KktCheck check = new KktCheck(program);
        check.measure(point);
        return Solution.of(SolveStatus.INFEASIBLE, point, new double[0], check, iterations, started);
    }

    private int sizeForRay() {
        int size = program.variables() + program.b().length;
        for (int i = 0; i < program.variables(); i++) {
            size += program.p().start(i + 1) > program.p().start(i) ? 1 : 0;
        }
        return size;
    }

    /** Minimises q'd over the directions that the constraints and P leave free, |d_j| <= 1. */
    private double[] steepestRay() {
        int n = program.variables();
        SparseMatrix.RowBuilder fixed = new SparseMatrix.RowBuilder(n);
        fixed.addRows(program.a(), 0, program.a().rows());
        addFilledRows(program.p(), fixed);
        SparseMatrix.RowBuilder limits = new SparseMatrix.RowBuilder(n);
        for (int j = 0; j < n; j++) {
            limits.put(j, 1).endRow();
            limits.put(j, -1).endRow();
        }
        limits.addRows(program.g(), 0, program.g().rows());
        double[] h = new double[2 * n + program.h().length];
        Arrays.fill(h, 0, 2 * n, 1);
        SparseMatrix.RowBuilder none = new SparseMatrix.RowBuilder(n);
        for (int j = 0; j < n; j++) {
            none.endRow();
        }
        ConeProgram steepest = new ConeProgram(
                none.build(),
                program.q(),
                fixed.build(),
                new double[fixed.rows()],
                limits.build(),
                h,
                2 * n + program.orthant(),
                program.cones());
        InteriorPoint method = new InteriorPoint(steepest);
        method.run();
        return method.best().x.clone();
    }

    private static void addFilledRows(SparseMatrix from, SparseMatrix.RowBuilder to) {
        for (int i = 0; i < from.rows(); i++) {
            if (from.start(i + 1) > from.start(i)) {
                to.addRows(from, i, i + 1);
            }
        }
    }
}
