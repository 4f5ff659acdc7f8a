package io.github.loantwin.optimizer.solver;

/**
 * Nesterov-Todd scaling: the symmetric W with W z = W^-1 s = lambda.
 *
 * <p>On the orthant W = diag(sqrt(s/z)). On a second-order cone W = eta (w0, w1'; w1, I + w1 w1' / (1 + w0)) with
 * w'Jw = 1, so that W^2 = eta^2 (2 w w' - J) and W^-2 = eta^-2 (2 (Jw)(Jw)' - J), J = diag(1, -I).
 * Source: Andersen, Roos, Terlaky (2003), section 3; Vandenberghe (2010), section 5.
 */
final class NesterovTodd {
    private final Cones cones;
    private final double[] w;
    private final double[] eta;

    NesterovTodd(Cones cones) {
        this.cones = cones;
        this.w = new double[cones.rows()];
        this.eta = new double[cones.count()];
        identity();
    }

    /** Sets W = I. */
    void identity() {
        java.util.Arrays.fill(w, 0);
        cones.addUnit(1, w);
        java.util.Arrays.fill(eta, 1);
    }

    /** Sets W^2 of an orthant, element by element. */
    void setSquares(double[] squares) {
        for (int i = 0; i < cones.orthant(); i++) {
            w[i] = Math.sqrt(squares[i]);
        }
    }

    /** Sets W from s and z inside the cone; returns whether both are safely inside. */
    boolean set(double[] s, double[] z) {
        for (int i = 0; i < cones.orthant(); i++) {
            w[i] = Math.sqrt(s[i] / z[i]);
            if (!(w[i] > 0 && w[i] < Double.POSITIVE_INFINITY)) {
                return false;
            }
        }
        for (int k = 0; k < cones.count(); k++) {
            if (!setCone(k, s, z)) {
                return false;
            }
        }
        return true;
    }

    private boolean setCone(int k, double[] s, double[] z) {
        int top = cones.first(k);
        int end = cones.first(k + 1);
        double sizeS = Math.sqrt(cones.determinant(s, k));
        double sizeZ = Math.sqrt(cones.determinant(z, k));
        if (!(sizeS > 0 && sizeZ > 0 && s[top] > 0 && z[top] > 0)) {
            return false;
        }
        double gamma = Math.sqrt((1 + Cones.dot(s, z, top, end) / sizeS / sizeZ) / 2);
        double square = 0;
        for (int i = top + 1; i < end; i++) {
            w[i] = (s[i] / sizeS - z[i] / sizeZ) / (2 * gamma);
            square += w[i] * w[i];
        }
        w[top] = Math.sqrt(1 + square);
        eta[k] = Math.sqrt(sizeS / sizeZ);
        return true;
    }

    /** The weight of an orthant row in W^-2. */
    double inverseSquare(int row) {
        return 1 / (w[row] * w[row]);
    }

    double eta(int cone) {
        return eta[cone];
    }

    /** Writes J w of a cone. */
    void reflected(int cone, double[] out) {
        int top = cones.first(cone);
        out[top] = w[top];
        for (int i = top + 1; i < cones.first(cone + 1); i++) {
            out[i] = -w[i];
        }
    }

    /** Writes W v. */
    void apply(double[] v, double[] out) {
        for (int i = 0; i < cones.orthant(); i++) {
            out[i] = w[i] * v[i];
        }
        for (int k = 0; k < cones.count(); k++) {
            applyCone(k, v, out, eta[k], 1);
        }
    }

    /** Writes W^-1 v. */
    void applyInverse(double[] v, double[] out) {
        for (int i = 0; i < cones.orthant(); i++) {
            out[i] = v[i] / w[i];
        }
        for (int k = 0; k < cones.count(); k++) {
            applyCone(k, v, out, 1 / eta[k], -1);
        }
    }

    private void applyCone(int k, double[] v, double[] out, double scale, int sign) {
        int top = cones.first(k);
        int end = cones.first(k + 1);
        double inner = Cones.dot(w, v, top + 1, end);
        double head = v[top];
        double factor = sign * head + inner / (1 + w[top]);
        for (int i = top + 1; i < end; i++) {
            out[i] = scale * (v[i] + factor * w[i]);
        }
        out[top] = scale * (w[top] * head + sign * inner);
    }
}
