package io.github.loantwin.optimizer.solver;

import java.util.ArrayList;
import java.util.List;

/**
 * A convex quadratic program over a cone: minimise x'Px/2 + q'x subject to Ax = b and Gx + s = h with s in K.
 *
 * <p>K is the product of a non-negative orthant, which takes the first rows of G, and second-order cones
 * {s : s0 >= |(s1, .., sk)|}, which take the rows behind it. The dual (Vandenberghe, The CVXOPT linear and quadratic
 * cone program solvers, 2010, eq. 2) is: maximise -x'Px/2 - b'y - h'z subject to Px + q + A'y + G'z = 0, z in K.
 *
 * @param p P, n x n, both triangles, symmetric positive semidefinite
 * @param q q, length n
 * @param a A, equalities x n
 * @param b b
 * @param g G, (orthant + sum of cones) x n
 * @param h h
 * @param orthant rows of G in the non-negative orthant
 * @param cones sizes of the second-order cones, each at least 1, in the order of their rows
 */
public record ConeProgram(
        SparseMatrix p, double[] q, SparseMatrix a, double[] b, SparseMatrix g, double[] h, int orthant, int[] cones) {
    /** Checks the shapes. */
    public ConeProgram {
        int n = q.length;
        require(n > 0, "a program must have at least one variable", n);
        require(p.rows() == n && p.columns() == n, "P must be " + n + " x " + n, p.rows() + " x " + p.columns());
        require(a.columns() == n && a.rows() == b.length, "A must be " + b.length + " x " + n, shape(a));
        require(g.columns() == n && g.rows() == h.length, "G must be " + h.length + " x " + n, shape(g));
        int rows = orthant;
        for (int size : cones) {
            require(size >= 1, "a second-order cone must have at least 1 row", size);
            rows += size;
        }
        require(rows == h.length, "the cones must cover the " + h.length + " rows of G", rows);
        requireFinite(q, "q");
        requireFinite(b, "b");
        requireFinite(h, "h");
    }

    /** Returns the number of variables. */
    public int variables() {
        return q.length;
    }

    /** Returns x'Px/2 + q'x. */
    public double objective(double[] x) {
        double sum = 0;
        for (int i = 0; i < q.length; i++) {
            sum += x[i] * (q[i] + 0.5 * p.dot(i, x));
        }
        return sum;
    }

    /** Returns the gradient of the objective, Px + q. */
    public double[] gradient(double[] x) {
        double[] gradient = q.clone();
        p.multiplyAdd(1, x, gradient);
        return gradient;
    }

    /** Returns a builder of a program with a number of variables. */
    public static Builder builder(int variables) {
        return new Builder(variables);
    }

    private static String shape(SparseMatrix matrix) {
        return matrix.rows() + " x " + matrix.columns();
    }

    private static void require(boolean holds, String rule, Object got) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", got " + got + ".");
        }
    }

    private static void requireFinite(double[] values, String name) {
        for (int i = 0; i < values.length; i++) {
            require(Double.isFinite(values[i]), name + "[" + i + "] must be a finite number", values[i]);
        }
    }

    /** Collects objective and constraints in any order; rows of each kind keep the order in which they were added. */
    public static final class Builder {
        private final int n;
        private SparseMatrix p;
        private final double[] q;
        private final SparseMatrix.RowBuilder a;
        private final List<Double> b = new ArrayList<>();
        private final SparseMatrix.RowBuilder orthant;
        private final List<Double> orthantSide = new ArrayList<>();
        private final SparseMatrix.RowBuilder cone;
        private final List<Double> coneSide = new ArrayList<>();
        private final List<Integer> cones = new ArrayList<>();

        private Builder(int n) {
            this.n = n;
            this.q = new double[n];
            this.p = SparseMatrix.empty(n);
            this.a = new SparseMatrix.RowBuilder(n);
            this.orthant = new SparseMatrix.RowBuilder(n);
            this.cone = new SparseMatrix.RowBuilder(n);
        }

        /** Sets P. */
        public Builder quadratic(SparseMatrix matrix) {
            this.p = matrix;
            return this;
        }

        /** Sets P from full rows; P may be smaller than n, and then acts on the first variables. */
        public Builder quadratic(double[][] matrix) {
            SparseMatrix.RowBuilder rows = new SparseMatrix.RowBuilder(n);
            for (int i = 0; i < n; i++) {
                for (int j = 0; i < matrix.length && j < matrix.length; j++) {
                    rows.put(j, 0.5 * (matrix[i][j] + matrix[j][i]));
                }
                rows.endRow();
            }
            return quadratic(rows.build());
        }

        /** Adds to an element of q. */
        public Builder linear(int variable, double coefficient) {
            q[variable] += coefficient;
            return this;
        }

        /** Adds the row coefficients'x = side; coefficients act on the first variables. */
        public Builder equal(double[] coefficients, double side) {
            put(a, coefficients);
            b.add(side);
            return this;
        }

        /** Adds the row coefficients'x = side over some variables. */
        public Builder equal(int[] variables, double[] coefficients, double side) {
            put(a, variables, coefficients);
            b.add(side);
            return this;
        }

        /** Adds the row coefficients'x <= side; coefficients act on the first variables. */
        public Builder atMost(double[] coefficients, double side) {
            put(orthant, coefficients);
            orthantSide.add(side);
            return this;
        }

        /** Adds the row coefficients'x <= side over some variables. */
        public Builder atMost(int[] variables, double[] coefficients, double side) {
            put(orthant, variables, coefficients);
            orthantSide.add(side);
            return this;
        }

        /** Adds the limit x[variable] >= bound. */
        public Builder lower(int variable, double bound) {
            return atMost(new int[] {variable}, new double[] {-1}, -bound);
        }

        /** Adds the limit x[variable] <= bound. */
        public Builder upper(int variable, double bound) {
            return atMost(new int[] {variable}, new double[] {1}, bound);
        }

        /** Returns the number of linear limits added so far: the row that the next one will have. */
        public int linearRows() {
            return orthantSide.size();
        }

        /** Adds the limit |Mx + c| <= t'x + d; rows of M and t act on the first variables. */
        public Builder norm(double[][] m, double[] c, double[] t, double d) {
            put(cone, negative(t));
            coneSide.add(d);
            for (int i = 0; i < m.length; i++) {
                put(cone, negative(m[i]));
                coneSide.add(c[i]);
            }
            cones.add(m.length + 1);
            return this;
        }

        private static double[] negative(double[] row) {
            double[] negated = new double[row.length];
            for (int i = 0; i < row.length; i++) {
                negated[i] = -row[i];
            }
            return negated;
        }

        private static void put(SparseMatrix.RowBuilder rows, double[] coefficients) {
            for (int j = 0; j < coefficients.length; j++) {
                rows.put(j, coefficients[j]);
            }
            rows.endRow();
        }

        private static void put(SparseMatrix.RowBuilder rows, int[] variables, double[] coefficients) {
            for (int j = 0; j < variables.length; j++) {
                rows.put(variables[j], coefficients[j]);
            }
            rows.endRow();
        }

        /** Returns the program. */
        public ConeProgram build() {
            SparseMatrix quadratic = p;
            if (quadratic.rows() == 0) {
                SparseMatrix.RowBuilder zero = new SparseMatrix.RowBuilder(n);
                for (int i = 0; i < n; i++) {
                    zero.endRow();
                }
                quadratic = zero.build();
            }
            int linearRows = orthantSide.size();
            orthantSide.addAll(coneSide);
            SparseMatrix lastRows = cone.build();
            orthant.addRows(lastRows, 0, lastRows.rows());
            return new ConeProgram(
                    quadratic,
                    q,
                    a.build(),
                    array(b),
                    orthant.build(),
                    array(orthantSide),
                    linearRows,
                    cones.stream().mapToInt(Integer::intValue).toArray());
        }

        private static double[] array(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}
