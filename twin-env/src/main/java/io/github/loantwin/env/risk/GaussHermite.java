package io.github.loantwin.env.risk;

import io.github.loantwin.env.math.PortableMath;

/**
 * Nodes and weights for expectations over a standard normal variable: E f(Z) = sum of weight(i) f(node(i)).
 *
 * <p>Exact for polynomials up to degree 2 n - 1. Nodes are the roots of the orthonormal Hermite polynomial of degree n,
 * found by bisection between the roots of degree n - 1; weight = 1 / (n h(n-1)(node)^2) with orthonormal h.
 */
final class GaussHermite {
    private final double[] nodes;
    private final double[] weights;

    GaussHermite(int n) {
        nodes = roots(n);
        weights = new double[n];
        for (int i = 0; i < n; i++) {
            double h = hermite(n - 1, nodes[i]);
            weights[i] = 1 / (n * h * h);
        }
    }

    int size() {
        return nodes.length;
    }

    double node(int i) {
        return nodes[i];
    }

    double weight(int i) {
        return weights[i];
    }

    /** Orthonormal Hermite polynomial: sqrt(k + 1) h(k + 1) = x h(k) - sqrt(k) h(k - 1). */
    private static double hermite(int degree, double x) {
        double before = 0;
        double value = 1;
        for (int k = 0; k < degree; k++) {
            double next = (x * value - Math.sqrt(k) * before) / Math.sqrt(k + 1);
            before = value;
            value = next;
        }
        return value;
    }

    private static double[] roots(int n) {
        double[] inner = new double[0];
        for (int degree = 1; degree <= n; degree++) {
            double[] found = new double[degree];
            double bound = 2 * Math.sqrt(degree) + 1;
            for (int i = 0; i < degree; i++) {
                double low = i == 0 ? -bound : inner[i - 1];
                double high = i == degree - 1 ? bound : inner[i];
                found[i] = bisect(degree, low, high);
            }
            inner = found;
        }
        return inner;
    }

    private static double bisect(int degree, double low, double high) {
        double a = low;
        double b = high;
        double signAtLow = Math.signum(hermite(degree, a));
        for (int step = 0; step < 200 && a < b; step++) {
            double middle = 0.5 * (a + b);
            if (Math.signum(hermite(degree, middle)) == signAtLow) {
                a = middle;
            } else {
                b = middle;
            }
        }
        return PortableMath.clamp(0.5 * (a + b), low, high);
    }
}
