package io.github.loantwin.env.risk;

import io.github.loantwin.env.math.PortableMath;

/**
 * Standard normal distribution function and density by third-order Taylor steps from a table; absolute error below 1e-8.
 */
final class NormalTable {
    private static final int PER_UNIT = 32;
    private static final double LIMIT = 8;
    private static final int NODES = (int) (2 * LIMIT * PER_UNIT) + 1;
    private static final double[] CDF = new double[NODES];
    private static final double[] DENSITY = new double[NODES];

    static {
        for (int i = 0; i < NODES; i++) {
            double z = (double) i / PER_UNIT - LIMIT;
            CDF[i] = PortableMath.normalCdf(z);
            DENSITY[i] = PortableMath.normalDensity(z);
        }
    }

    private NormalTable() {}

    static double cdf(double z) {
        if (!(z > -LIMIT && z < LIMIT)) {
            return z > 0 ? 1 : 0;
        }
        int i = (int) ((z + LIMIT) * PER_UNIT + 0.5);
        double node = (double) i / PER_UNIT - LIMIT;
        double d = z - node;
        return CDF[i] + DENSITY[i] * d * (1 - 0.5 * node * d + (node * node - 1) * d * d * (1.0 / 6));
    }

    static double density(double z) {
        if (!(z > -LIMIT && z < LIMIT)) {
            return 0;
        }
        int i = (int) ((z + LIMIT) * PER_UNIT + 0.5);
        double node = (double) i / PER_UNIT - LIMIT;
        double d = z - node;
        double square = node * node;
        return DENSITY[i] * (1 - node * d + 0.5 * (square - 1) * d * d - (square - 3) * node * d * d * d * (1.0 / 6));
    }
}
