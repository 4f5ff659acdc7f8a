package io.github.loantwin.optimizer.model;

/** The normal distribution, to 1e-14. */
public final class Normal {
    private static final double SQRT_TWO_PI = 2.506628274631000502;

    private Normal() {}

    /** Returns the density. */
    public static double density(double x) {
        return Math.exp(-0.5 * x * x) / SQRT_TWO_PI;
    }

    /** Returns P(X <= x): series near zero, continued fraction in the tail (Abramowitz, Stegun 1964, 26.2.11 and 26.2.14). */
    public static double cdf(double x) {
        if (x > 0) {
            return 1 - cdf(-x);
        }
        if (x < -38) {
            return 0;
        }
        if (x < -3) {
            double fraction = 0;
            for (int k = 120; k >= 1; k--) {
                fraction = k / (-x + fraction);
            }
            return density(x) / (-x + fraction);
        }
        double term = x;
        double sum = x;
        for (int k = 1; Math.abs(term) > 1e-18 && k < 200; k++) {
            term *= x * x / (2 * k + 1);
            sum += term;
        }
        return 0.5 + sum * density(x);
    }

    /** Returns the quantile by bisection and Newton's method. */
    public static double quantile(double p) {
        Require.that(p > 0 && p < 1, "a probability must be in (0, 1)", p);
        double low = -39;
        double high = 39;
        for (int i = 0; i < 40; i++) {
            double middle = 0.5 * (low + high);
            if (cdf(middle) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double x = 0.5 * (low + high);
        for (int i = 0; i < 3 && density(x) > 1e-300; i++) {
            x -= (cdf(x) - p) / density(x);
        }
        return x;
    }

    /**
     * Returns P(X <= a, Y <= b) for standard normals of correlation rho in [0, 1): the integral over the common factor of
     * both conditional probabilities, by Simpson's rule.
     */
    static double both(double a, double b, double rho) {
        double root = Math.sqrt(rho);
        double rest = Math.sqrt(1 - rho);
        int steps = 2000;
        double width = 17.0 / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double y = -8.5 + i * width;
            double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * density(y) * cdf((a - root * y) / rest) * cdf((b - root * y) / rest);
        }
        return sum * width / 3;
    }
}
