package io.github.loantwin.optimizer.solver;

import java.util.Arrays;

/**
 * Scaling of a program so that rows and columns of its optimality matrix have similar size.
 *
 * <p>x = scale D x~, rows of A times E, rows of G times F (one factor per second-order cone), objective times c. D, E, F
 * come from Ruiz's iteration (A scaling algorithm to equilibrate both rows and columns norms in matrices, 2001) on the
 * maximum norm; `scale` brings the right-hand sides to size one.
 */
final class Equilibration {
    private static final int ROUNDS = 10;
    private static final double ROUNDING = 1e-13;

    private final ConeProgram scaled;
    private final double[] d;
    private final double[] e;
    private final double[] f;
    private double cost = 1;
    private double size = 1;

    Equilibration(ConeProgram program) {
        this.d = ones(program.variables());
        this.e = ones(program.b().length);
        this.f = ones(program.h().length);
        Cones cones = new Cones(program.orthant(), program.cones());
        for (int round = 0; round < ROUNDS; round++) {
            balance(program, cones);
        }
        this.scaled = scale(program);
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private void balance(ConeProgram program, Cones cones) {
        SparseMatrix a = program.a().scaled(e, d);
        SparseMatrix g = program.g().scaled(f, d);
        double[] norms = new double[d.length];
        program.p().scaled(d, d).columnNorms(norms);
        a.columnNorms(norms);
        g.columnNorms(norms);
        for (int j = 0; j < d.length; j++) {
            d[j] *= inverseRoot(norms[j]);
        }
        for (int i = 0; i < e.length; i++) {
            e[i] *= inverseRoot(a.rowNorm(i));
        }
        for (int i = 0; i < cones.orthant(); i++) {
            f[i] *= inverseRoot(g.rowNorm(i));
        }
        for (int k = 0; k < cones.count(); k++) {
            double norm = 0;
            for (int i = cones.first(k); i < cones.first(k + 1); i++) {
                norm = Math.max(norm, g.rowNorm(i));
            }
            for (int i = cones.first(k); i < cones.first(k + 1); i++) {
                f[i] *= inverseRoot(norm);
            }
        }
    }

    private static double inverseRoot(double norm) {
        return norm == 0 ? 1 : 1 / Math.sqrt(norm);
    }

    private ConeProgram scale(ConeProgram program) {
        size = sideSize(program);
        double[] q = new double[d.length];
        double[] columns = new double[d.length];
        SparseMatrix p = program.p().scaled(d, d);
        p.columnNorms(columns);
        double largest = 0;
        double curvature = 0;
        for (int j = 0; j < d.length; j++) {
            q[j] = program.q()[j] * d[j] / size;
            largest = Math.max(largest, Math.abs(q[j]));
            curvature += columns[j] / d.length;
        }
        cost = 1 / Math.max(largest, curvature);
        cost = Double.isFinite(cost) ? cost : 1;
        double[] costs = ones(d.length);
        for (int j = 0; j < d.length; j++) {
            costs[j] = cost;
            q[j] *= cost;
        }
        return new ConeProgram(
                p.scaled(costs, ones(d.length)),
                q,
                program.a().scaled(e, d),
                sides(program.b(), e),
                program.g().scaled(f, d),
                sides(program.h(), f),
                program.orthant(),
                program.cones());
    }

    /**
     * The geometric mean of the right-hand sides that are neither zero nor, beside the largest, rounding: one far bound must
     * not set the scale, and neither must what is left of a zero.
     */
    private double sideSize(ConeProgram program) {
        double[] sides = new double[e.length + f.length];
        double largest = 0;
        for (int i = 0; i < sides.length; i++) {
            sides[i] = Math.abs(i < e.length ? e[i] * program.b()[i] : f[i - e.length] * program.h()[i - e.length]);
            largest = Math.max(largest, sides[i]);
        }
        double sum = 0;
        int count = 0;
        for (double side : sides) {
            if (side > ROUNDING * largest) {
                sum += Math.log(side);
                count++;
            }
        }
        return count == 0 ? 1 : Math.exp(sum / count);
    }

    private double[] sides(double[] side, double[] factor) {
        double[] sides = new double[side.length];
        for (int i = 0; i < side.length; i++) {
            sides[i] = side[i] * factor[i] / size;
        }
        return sides;
    }

    ConeProgram scaled() {
        return scaled;
    }

    /** Writes a scaled point into a point of the program as given. */
    void restore(Point from, Point to) {
        for (int j = 0; j < d.length; j++) {
            to.x[j] = size * d[j] * from.x[j];
        }
        for (int i = 0; i < e.length; i++) {
            to.y[i] = size * e[i] * from.y[i] / cost;
        }
        for (int i = 0; i < f.length; i++) {
            to.z[i] = size * f[i] * from.z[i] / cost;
            to.s[i] = size * from.s[i] / f[i];
        }
    }
}
