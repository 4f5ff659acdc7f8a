package io.github.loantwin.env.demand;

import io.github.loantwin.env.loan.ProductConfig;
import io.github.loantwin.env.math.PortableMath;

/** Quantiles of a Beta law as a table, so that a draw is one interpolation. */
final class BetaQuantiles {
    private static final int CELLS = 256;
    private static final int STEPS = 1 << 14;

    private BetaQuantiles() {}

    /** Returns CELLS + 1 quantiles at equal steps of probability; empty for a law of zeros. */
    static double[] table(ProductConfig.BetaLaw law) {
        if (law.alpha() == 0 || law.beta() == 0) {
            return new double[0];
        }
        double[] mass = new double[STEPS + 1];
        for (int i = 1; i <= STEPS; i++) {
            double x = (i - 0.5) / STEPS;
            mass[i] = mass[i - 1] + PortableMath.pow(x, law.alpha() - 1) * PortableMath.pow(1 - x, law.beta() - 1);
        }
        double[] quantiles = new double[CELLS + 1];
        int i = 0;
        for (int q = 1; q < CELLS; q++) {
            double target = mass[STEPS] * q / CELLS;
            while (mass[i] < target) {
                i++;
            }
            double cell = (target - mass[i - 1]) / (mass[i] - mass[i - 1]);
            quantiles[q] = (i - 1 + cell) / STEPS;
        }
        quantiles[CELLS] = 1;
        return quantiles;
    }

    /** Returns the quantile of a probability in (0, 1). */
    static double at(double[] table, double probability) {
        double position = probability * CELLS;
        int cell = (int) position;
        double part = position - cell;
        return table[cell] + part * (table[cell + 1] - table[cell]);
    }
}
