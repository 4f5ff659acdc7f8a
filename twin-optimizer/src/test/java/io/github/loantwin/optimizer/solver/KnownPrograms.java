package io.github.loantwin.optimizer.solver;

import java.util.Random;

/** Random programs built around a known primal-dual solution, so that the optimum is known without a solver. */
final class KnownPrograms {
    private final Random random;
    private final int n;

    KnownPrograms(long seed, int n) {
        this.random = new Random(seed);
        this.n = n;
    }

    /** A program and its optimal value. */
    record Known(ConeProgram program, double[] x, double value) {}

    double[] vector(int length) {
        double[] v = new double[length];
        for (int i = 0; i < length; i++) {
            v[i] = random.nextGaussian();
        }
        return v;
    }

    double[][] matrix(int rows, int columns) {
        double[][] m = new double[rows][];
        for (int i = 0; i < rows; i++) {
            m[i] = vector(columns);
        }
        return m;
    }

    /** F'F of a random F with `rank` rows. */
    double[][] semidefinite(int rank) {
        double[][] f = matrix(rank, n);
        double[][] p = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (double[] row : f) {
                    p[i][j] += row[i] * row[j];
                }
            }
        }
        return p;
    }

    /**
     * Chooses x, y, complementary s and z, and then h = Gx + s and q = -(Px + A'y + G'z): x is optimal by its KKT
     * conditions (Boyd, Vandenberghe 2004, section 5.9).
     */
    Known optimal(int rank, int equalities, int rows, int... cones) {
        double[][] p = semidefinite(rank);
        double[][] a = matrix(equalities, n);
        int all = rows;
        for (int size : cones) {
            all += size;
        }
        double[][] g = matrix(all, n);
        double[] x = vector(n);
        double[] y = vector(equalities);
        double[] s = new double[all];
        double[] z = new double[all];
        for (int i = 0; i < rows; i++) {
            (random.nextBoolean() ? s : z)[i] = 0.1 + random.nextDouble();
        }
        int top = rows;
        for (int k = 0; k < cones.length; k++) {
            complementaryCone(k % 3, top, cones[k], s, z);
            top += cones[k];
        }
        double[] b = times(a, x);
        double[] h = times(g, x);
        double[] q = times(p, x);
        for (int i = 0; i < all; i++) {
            h[i] += s[i];
        }
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < equalities; i++) {
                q[j] += a[i][j] * y[i];
            }
            for (int i = 0; i < all; i++) {
                q[j] += g[i][j] * z[i];
            }
            q[j] = -q[j];
        }
        ConeProgram program = new ConeProgram(
                SparseMatrix.dense(p, n), q, SparseMatrix.dense(a, n), b, SparseMatrix.dense(g, n), h, rows, cones);
        return new Known(program, x, program.objective(x));
    }

    /** Both on the boundary, or one inside and the other zero. */
    private void complementaryCone(int kind, int top, int size, double[] s, double[] z) {
        double[] u = vector(size - 1);
        double norm = Cones.norm(u, 0, u.length);
        double scale = 0.5 + random.nextDouble();
        double inside = kind == 0 ? 1 : 1.5;
        double[] first = kind == 2 ? z : s;
        first[top] = inside * Math.max(norm, 0.1);
        for (int i = 1; i < size; i++) {
            first[top + i] = u[i - 1];
        }
        if (kind == 0 && size > 1) {
            z[top] = scale * norm;
            for (int i = 1; i < size; i++) {
                z[top + i] = -scale * u[i - 1];
            }
        }
    }

    /** Rows with A'y + G'z = 0 and b'y + h'z = -1 for some z > 0: infeasible by Farkas' lemma. */
    ConeProgram infeasible(int equalities, int rows) {
        double[][] a = matrix(equalities, n);
        double[][] g = matrix(rows, n);
        double[] y = vector(equalities);
        double[] z = new double[rows];
        double[] b = vector(equalities);
        double[] h = vector(rows);
        double drop = 0;
        for (int i = 0; i < rows; i++) {
            z[i] = 0.1 + random.nextDouble();
            drop += i < rows - 1 ? h[i] * z[i] : 0;
        }
        drop += Cones.dot(b, y, 0, equalities);
        h[rows - 1] = (-1 - drop) / z[rows - 1];
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int i = 0; i < equalities; i++) {
                sum += a[i][j] * y[i];
            }
            for (int i = 0; i < rows - 1; i++) {
                sum += g[i][j] * z[i];
            }
            g[rows - 1][j] = -sum / z[rows - 1];
        }
        ConeProgram.Builder builder = ConeProgram.builder(n).quadratic(semidefinite(n / 2));
        return with(builder, a, b, g, h).build();
    }

    /** A feasible program with a direction d that keeps Pd = 0, Ad = 0, Gd <= 0 and has q'd = -1. */
    ConeProgram unbounded(int rank, int equalities, int rows) {
        double[] d = vector(n);
        double square = Cones.dot(d, d, 0, n);
        double[][] f = matrix(rank, n);
        double[][] a = matrix(equalities, n);
        double[][] g = matrix(rows, n);
        double[] q = vector(n);
        for (double[] row : f) {
            shift(row, d, 0, square);
        }
        for (double[] row : a) {
            shift(row, d, 0, square);
        }
        for (double[] row : g) {
            shift(row, d, -random.nextDouble(), square);
        }
        shift(q, d, -1, square);
        double[] x = vector(n);
        double[] h = times(g, x);
        for (int i = 0; i < rows; i++) {
            h[i] += random.nextDouble();
        }
        double[][] p = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (double[] row : f) {
                    p[i][j] += row[i] * row[j];
                }
            }
        }
        ConeProgram.Builder builder = ConeProgram.builder(n).quadratic(p);
        for (int j = 0; j < n; j++) {
            builder.linear(j, q[j]);
        }
        return with(builder, a, times(a, x), g, h).build();
    }

    /** Moves a row so that its product with d is a given value. */
    private static void shift(double[] row, double[] d, double value, double square) {
        double factor = (value - Cones.dot(row, d, 0, d.length)) / square;
        for (int j = 0; j < d.length; j++) {
            row[j] += factor * d[j];
        }
    }

    private static ConeProgram.Builder with(
            ConeProgram.Builder builder, double[][] a, double[] b, double[][] g, double[] h) {
        for (int i = 0; i < b.length; i++) {
            builder.equal(a[i], b[i]);
        }
        for (int i = 0; i < h.length; i++) {
            builder.atMost(g[i], h[i]);
        }
        return builder;
    }

    static double[] times(double[][] m, double[] x) {
        double[] product = new double[m.length];
        for (int i = 0; i < m.length; i++) {
            product[i] = Cones.dot(m[i], x, 0, x.length);
        }
        return product;
    }
}
