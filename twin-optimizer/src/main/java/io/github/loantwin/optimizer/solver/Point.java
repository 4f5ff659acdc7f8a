package io.github.loantwin.optimizer.solver;

/** Primal and dual variables of a cone program. */
final class Point {
    final double[] x;
    final double[] y;
    final double[] z;
    final double[] s;

    Point(int variables, int equalities, int rows) {
        this.x = new double[variables];
        this.y = new double[equalities];
        this.z = new double[rows];
        this.s = new double[rows];
    }

    Point(ConeProgram program) {
        this(program.variables(), program.b().length, program.h().length);
    }

    void copyFrom(Point other) {
        System.arraycopy(other.x, 0, x, 0, x.length);
        System.arraycopy(other.y, 0, y, 0, y.length);
        System.arraycopy(other.z, 0, z, 0, z.length);
        System.arraycopy(other.s, 0, s, 0, s.length);
    }
}
