package io.github.loantwin.env.credit;

import io.github.loantwin.env.math.PortableMath;

/**
 * A law on (0, 1) with a given mean and standard deviation that inverts in one step (the Vasicek distribution).
 *
 * <p>X = Phi((Phi^-1(mean) + sqrt(rho) z) / sqrt(1 - rho)), z standard normal: its mean is exact for every rho, and its
 * variance Phi2(c, c; rho) - mean^2 = integral from 0 to rho of e^(-c^2 / (1 + r)) / (2 pi sqrt(1 - r^2)) dr (Plackett
 * 1954) fixes rho. Near 0 and 1 the standard deviation is limited to 0.8 sqrt(mean (1 - mean)), which no law with
 * support (0, 1) could pass at 1. Replaces the usual beta law, which has no closed inverse.
 */
final class ProbitNormal {
    private static final int CELLS = 50;
    private static final int PANELS = 16;

    private final double[] rho = new double[CELLS + 1];

    ProbitNormal(double standardDeviation) {
        for (int i = 1; i < CELLS; i++) {
            double mean = (double) i / CELLS;
            double sd = Math.min(standardDeviation, 0.8 * Math.sqrt(mean * (1 - mean)));
            rho[i] = solve(mean, sd * sd);
        }
        rho[0] = rho[1];
        rho[CELLS] = rho[CELLS - 1];
    }

    /** Returns the quantile of the law with the given mean at a uniform in (0, 1). */
    double quantile(double mean, double uniform) {
        if (mean <= 0 || mean >= 1) {
            return mean;
        }
        double t = mean * CELLS;
        int cell = Math.min((int) t, CELLS - 1);
        double r = rho[cell] + (t - cell) * (rho[cell + 1] - rho[cell]);
        double z = PortableMath.normalQuantile(uniform);
        return PortableMath.normalCdf((PortableMath.normalQuantile(mean) + Math.sqrt(r) * z) / Math.sqrt(1 - r));
    }

    /** Returns the variance of the law with threshold c = Phi^-1(mean), with r = sin(t) and Simpson's rule in t. */
    static double variance(double c, double rho) {
        double end = StrictMath.asin(rho);
        double step = end / PANELS;
        double sum = 0;
        for (int i = 0; i <= PANELS; i++) {
            double weight = i == 0 || i == PANELS ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * PortableMath.exp(-c * c / (1 + StrictMath.sin(i * step)));
        }
        return sum * step / 3 / (2 * StrictMath.PI);
    }

    private static double solve(double mean, double variance) {
        double c = PortableMath.normalQuantile(mean);
        double low = 0;
        double high = 0.999;
        for (int i = 0; i < 32; i++) {
            double middle = 0.5 * (low + high);
            if (variance(c, middle) < variance) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }
}
