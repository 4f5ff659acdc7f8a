package io.github.loantwin.env.risk;

import io.github.loantwin.env.math.PortableMath;

/**
 * A mixture of translated gamma laws given by weight, mean, variance and third cumulant.
 *
 * <p>Distribution function of a part by Wilson and Hilferty (1931): with u = (x - mean) / sd and skewness s,
 * z = 6 / s (c - 1) + s / 6, c = (1 + s u / 2)^(1/3), written without the difference so that s = 0 is the normal law.
 */
final class LossParts {
    private static final double MAX_SKEWNESS = 2.5;

    /** Relative step at which the search ends; the error of the point then is of the order of its square. */
    private static final double SETTLED = 3e-4;

    private static final int MAX_STEPS = 60;

    private final double[] weight;
    private final double[] mean;
    private final double[] perSd;
    private final double[] skewness;
    private int count;
    private double tail;
    private double density;

    LossParts(int capacity) {
        weight = new double[capacity];
        mean = new double[capacity];
        perSd = new double[capacity];
        skewness = new double[capacity];
    }

    void clear() {
        count = 0;
    }

    void add(double w, double m, double variance, double third) {
        if (w < 1e-7) {
            return;
        }
        double inverse = variance > 0 ? 1 / Math.sqrt(variance) : 1e30;
        weight[count] = w;
        mean[count] = m;
        perSd[count] = inverse;
        skewness[count++] = PortableMath.clamp(third * inverse * inverse * inverse, -MAX_SKEWNESS, MAX_SKEWNESS);
    }

    double cdf(double x) {
        double total = 0;
        for (int i = 0; i < count; i++) {
            double u = (x - mean[i]) * perSd[i];
            double c = cubeRoot(1 + 0.5 * skewness[i] * u);
            total += weight[i] * NormalTable.cdf(normal(u, c, skewness[i]));
        }
        return total;
    }

    /** Newton steps on the logarithm of the tail, which is nearly straight, kept inside a bracket. */
    double quantile(double level, double start) {
        double x = start;
        double target = 1 - level;
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        for (int step = 0; step < MAX_STEPS; step++) {
            addUpTail(x);
            if (tail > target) {
                low = x;
            } else {
                high = x;
            }
            double next = tail > 1e-12 && density > 0
                    ? x + tail / density * PortableMath.log(tail / target)
                    : 0.5 * (low + x);
            if (!(next > low && next < high)) {
                next = high == Double.POSITIVE_INFINITY ? 2 * x : 0.5 * (low + high);
            }
            if (Math.abs(next - x) <= SETTLED * x) {
                return next;
            }
            x = next;
        }
        return x;
    }

    /** Sets tail to P(X > x) and density to its slope; the kernel of the quantile, so the normal law is read in place. */
    private void addUpTail(double x) {
        double tailSum = 0;
        double densitySum = 0;
        for (int i = 0; i < count; i++) {
            double u = (x - mean[i]) * perSd[i];
            double s = skewness[i];
            double c = cubeRoot(1 + 0.5 * s * u);
            double square = c * c;
            double sum = square + c + 1;
            double inverse = 1 / (square * sum);
            double z = 3 * u * square * inverse + s * (1.0 / 6);
            if (z >= NormalTable.LIMIT) {
                continue;
            }
            int at = NormalTable.nearest(-z);
            double node = NormalTable.node(at);
            double d = -z - node;
            double curve = (node * node - 1) * d * d;
            double w = weight[i];
            double phi = w * NormalTable.densityAt(at);
            tailSum += w * NormalTable.cdfAt(at) + phi * d * (1 - 0.5 * node * d + curve * (1.0 / 6));
            densitySum += phi * (1 - node * d + 0.5 * curve) * sum * inverse * perSd[i];
        }
        tail = tailSum;
        density = densitySum;
    }

    /**
     * E[X; X &gt; x]. By the law u = 2/s ((a + s z / 6)^3 - 1) with a = 1 - s^2 / 36, a cubic in z, whose tail moments are
     * E[1] = Q, E[z] = f, E[z^2] = z f + Q, E[z^3] = (z^2 + 2) f (Q tail, f density of the normal law at z).
     */
    double upperMean(double x) {
        double total = 0;
        for (int i = 0; i < count; i++) {
            double s = skewness[i];
            double u = (x - mean[i]) * perSd[i];
            double z = normal(u, cubeRoot(1 + 0.5 * s * u), s);
            double q = NormalTable.cdf(-z);
            double f = NormalTable.density(z);
            double a = 1 - s * s * (1.0 / 36);
            double upper = s * ((1.0 / 6) * a - (1.0 / 18) * (a * a + a + 1)) * q
                    + (a * a + (1.0 / 6) * a * s * z + (1.0 / 108) * s * s * (z * z + 2)) * f;
            total += weight[i] * (mean[i] * q + upper / perSd[i]);
        }
        return total;
    }

    private static double normal(double u, double c, double skew) {
        return 3 * u / (c * c + c + 1) + skew * (1.0 / 6);
    }

    /** Cube root of x, at least 0.1, by a guess from the bits and a Halley step; relative error below 5e-5. */
    private static double cubeRoot(double x) {
        double positive = Math.max(x, 1e-3);
        double c = Double.longBitsToDouble(Double.doubleToRawLongBits(positive) / 3 + 0x2A9F7893782DA1CEL);
        double cube = c * c * c;
        return c * ((cube + 2 * positive) / (2 * cube + positive));
    }
}
