package io.github.loantwin.env.risk;

import io.github.loantwin.env.math.PortableMath;

/**
 * Standard normal distribution function and density by third-order Taylor steps from a table; absolute error below 1e-8.
 */
final class NormalTable {
    private static final int PER_UNIT = 32;
    static final double LIMIT = 8;
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

    /** Index of the table node nearest to z; beyond the limits the last node. */
    static int nearest(double z) {
        return (int) (Math.max(-LIMIT, Math.min(LIMIT, z)) * PER_UNIT + (LIMIT * PER_UNIT + 0.5));
    }

    static double node(int i) {
        return i * (1.0 / PER_UNIT) - LIMIT;
    }

    static double cdfAt(int i) {
        return CDF[i];
    }

    static double densityAt(int i) {
        return DENSITY[i];
    }

    static double cdf(double z) {
        if (!(z > -LIMIT && z < LIMIT)) {
            return z > 0 ? 1 : 0;
        }
        int i = nearest(z);
        double node = node(i);
        double d = z - node;
        return CDF[i] + DENSITY[i] * d * (1 - 0.5 * node * d + (node * node - 1) * d * d * (1.0 / 6));
    }

    static double density(double z) {
        if (!(z > -LIMIT && z < LIMIT)) {
            return 0;
        }
        int i = nearest(z);
        double node = node(i);
        double d = z - node;
        double square = node * node;
        return DENSITY[i] * (1 - node * d + 0.5 * (square - 1) * d * d - (square - 3) * node * d * d * d * (1.0 / 6));
    }
}
