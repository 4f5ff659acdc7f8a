package io.github.loantwin.optimizer.solver;

/**
 * The program of least violation: minimise t subject to |Ax - b| <= t E, Gx + s = h + t F, s in K, t >= -1.
 *
 * <p>E and F are the sizes of the rows. It has a strictly feasible point and a bounded objective whatever the program is;
 * where its optimum is above zero, its duals prove the program infeasible.
 *
 * @param program the elastic program; t is its last variable
 * @param original the program it was made from
 */
record Elastic(ConeProgram program, ConeProgram original) {
    static Elastic of(ConeProgram original) {
        int n = original.variables();
        int p = original.b().length;
        SparseMatrix.RowBuilder rows = new SparseMatrix.RowBuilder(n + 1);
        double[] h = new double[1 + 2 * p + original.h().length];
        rows.put(n, -1).endRow();
        h[0] = 1;
        for (int i = 0; i < p; i++) {
            double size = size(original.a(), i, original.b()[i]);
            append(original.a(), i, 1, rows).put(n, -size).endRow();
            append(original.a(), i, -1, rows).put(n, -size).endRow();
            h[1 + 2 * i] = original.b()[i];
            h[2 + 2 * i] = -original.b()[i];
        }
        for (int i = 0; i < original.orthant(); i++) {
            append(original.g(), i, 1, rows)
                    .put(n, -size(original.g(), i, original.h()[i]))
                    .endRow();
        }
        appendCones(original, rows);
        System.arraycopy(original.h(), 0, h, 1 + 2 * p, original.h().length);
        double[] q = new double[n + 1];
        q[n] = 1;
        SparseMatrix.RowBuilder none = new SparseMatrix.RowBuilder(n + 1);
        for (int j = 0; j <= n; j++) {
            none.endRow();
        }
        return new Elastic(
                new ConeProgram(
                        none.build(),
                        q,
                        SparseMatrix.empty(n + 1),
                        new double[0],
                        rows.build(),
                        h,
                        1 + 2 * p + original.orthant(),
                        original.cones()),
                original);
    }

    private static void appendCones(ConeProgram original, SparseMatrix.RowBuilder rows) {
        Cones cones = new Cones(original.orthant(), original.cones());
        int n = original.variables();
        for (int k = 0; k < cones.count(); k++) {
            double size = 0;
            for (int i = cones.first(k); i < cones.first(k + 1); i++) {
                size = Math.max(size, size(original.g(), i, original.h()[i]));
            }
            for (int i = cones.first(k); i < cones.first(k + 1); i++) {
                append(original.g(), i, 1, rows)
                        .put(n, i == cones.first(k) ? -size : 0)
                        .endRow();
            }
        }
    }

    private static double size(SparseMatrix matrix, int row, double side) {
        double size = Math.max(matrix.rowNorm(row), Math.abs(side));
        return size == 0 ? 1 : size;
    }

    private static SparseMatrix.RowBuilder append(SparseMatrix from, int row, double sign, SparseMatrix.RowBuilder to) {
        for (int k = from.start(row); k < from.start(row + 1); k++) {
            to.put(from.index(k), sign * from.value(k));
        }
        return to;
    }

    /** Returns the original program's part of a point: x without t, and the multipliers of its rows. */
    Point point(Point elastic) {
        Point point = new Point(original);
        System.arraycopy(elastic.x, 0, point.x, 0, point.x.length);
        for (int i = 0; i < point.y.length; i++) {
            point.y[i] = elastic.z[1 + 2 * i] - elastic.z[2 + 2 * i];
        }
        System.arraycopy(elastic.z, 1 + 2 * point.y.length, point.z, 0, point.z.length);
        return point;
    }
}
