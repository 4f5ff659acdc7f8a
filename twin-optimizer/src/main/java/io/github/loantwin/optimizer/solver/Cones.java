package io.github.loantwin.optimizer.solver;

/**
 * The product cone and its Jordan algebra: a non-negative orthant, then second-order cones.
 *
 * <p>Source: Vandenberghe, The CVXOPT linear and quadratic cone program solvers (2010), sections 4 to 6.
 */
final class Cones {
    private final int orthant;
    private final int[] first;
    private final int rows;

    Cones(int orthant, int[] sizes) {
        this.orthant = orthant;
        this.first = new int[sizes.length + 1];
        int at = orthant;
        for (int k = 0; k < sizes.length; k++) {
            first[k] = at;
            at += sizes[k];
        }
        first[sizes.length] = at;
        this.rows = at;
    }

    int orthant() {
        return orthant;
    }

    int rows() {
        return rows;
    }

    /** Number of second-order cones. */
    int count() {
        return first.length - 1;
    }

    /** First row of a second-order cone; of the one behind the last, the number of rows. */
    int first(int cone) {
        return first[cone];
    }

    /** Rank of the algebra: the inner product of the unit with itself. */
    int degree() {
        return orthant + count();
    }

    /** Returns the largest t such that v - t e is in the cone. */
    double margin(double[] v) {
        double margin = Double.POSITIVE_INFINITY;
        for (int i = 0; i < orthant; i++) {
            margin = Math.min(margin, v[i]);
        }
        for (int k = 0; k < count(); k++) {
            margin = Math.min(margin, v[first[k]] - norm(v, first[k] + 1, first[k + 1]));
        }
        return margin;
    }

    /** Adds t e. */
    void addUnit(double t, double[] v) {
        for (int i = 0; i < orthant; i++) {
            v[i] += t;
        }
        for (int k = 0; k < count(); k++) {
            v[first[k]] += t;
        }
    }

    /** Adds the Jordan product of u and v to out. */
    void productAdd(double[] u, double[] v, double[] out) {
        for (int i = 0; i < orthant; i++) {
            out[i] += u[i] * v[i];
        }
        for (int k = 0; k < count(); k++) {
            int top = first[k];
            double sum = u[top] * v[top];
            for (int i = top + 1; i < first[k + 1]; i++) {
                out[i] += u[top] * v[i] + v[top] * u[i];
                sum += u[i] * v[i];
            }
            out[top] += sum;
        }
    }

    /** Replaces r by the x that solves lambda o x = r. */
    void divide(double[] lambda, double[] r) {
        for (int i = 0; i < orthant; i++) {
            r[i] /= lambda[i];
        }
        for (int k = 0; k < count(); k++) {
            int top = first[k];
            int end = first[k + 1];
            double x = (lambda[top] * r[top] - dot(lambda, r, top + 1, end)) / determinant(lambda, k);
            r[top] = x;
            for (int i = top + 1; i < end; i++) {
                r[i] = (r[i] - x * lambda[i]) / lambda[top];
            }
        }
    }

    /** Returns the largest step, at most 1e10, for which lambda + step d stays in the cone. */
    double maxStep(double[] lambda, double[] d) {
        double steepest = 1e-10;
        for (int i = 0; i < orthant; i++) {
            steepest = Math.max(steepest, -d[i] / lambda[i]);
        }
        for (int k = 0; k < count(); k++) {
            steepest = Math.max(steepest, steepest(lambda, d, k));
        }
        return 1 / steepest;
    }

    /** The most negative eigenvalue of d as lambda sees it, with its sign turned (section 8.3). */
    private double steepest(double[] lambda, double[] d, int k) {
        int top = first[k];
        int end = first[k + 1];
        double a = Math.sqrt(determinant(lambda, k));
        double inner = (lambda[top] * d[top] - dot(lambda, d, top + 1, end)) / a;
        double factor = (inner + d[top]) / (lambda[top] / a + 1) / a;
        double square = 0;
        for (int i = top + 1; i < end; i++) {
            double element = d[i] - factor * lambda[i];
            square += element * element;
        }
        return (Math.sqrt(square) - inner) / a;
    }

    /** Returns v0^2 - |v1|^2 of a cone's part. */
    double determinant(double[] v, int k) {
        double norm = norm(v, first[k] + 1, first[k + 1]);
        return (v[first[k]] - norm) * (v[first[k]] + norm);
    }

    static double dot(double[] u, double[] v, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }

    static double norm(double[] v, int from, int to) {
        return Math.sqrt(dot(v, v, from, to));
    }
}
