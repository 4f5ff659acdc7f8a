package io.github.loantwin.env.sim;

import io.github.loantwin.env.credit.RollRates;
import io.github.loantwin.env.credit.SeasonedBook;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.math.PortableMath;

/** Quasi-stationary delinquency shares of each product, tabulated over the stress index. */
final class SeasonedShares {
    private static final double LOW = -0.5;
    private static final double STEP = 0.125;
    private static final int LEVELS = 15;

    private final double[] shares = new double[Product.COUNT * LEVELS * 4];

    SeasonedShares(RollRates rates) {
        double[] matrix = new double[RollRates.SIZE];
        double[] out = new double[4];
        for (int k = 0; k < Product.COUNT; k++) {
            for (int level = 0; level < LEVELS; level++) {
                rates.at(k, LOW + STEP * level, matrix);
                SeasonedBook.shares(matrix, out);
                System.arraycopy(out, 0, shares, (k * LEVELS + level) * 4, 4);
            }
        }
    }

    /** Writes the shares of the four states at a stress. */
    void at(int product, double stress, double[] out4) {
        double position = PortableMath.clamp((stress - LOW) / STEP, 0, LEVELS - 1);
        int level = Math.min((int) position, LEVELS - 2);
        double part = position - level;
        int from = (product * LEVELS + level) * 4;
        for (int j = 0; j < 4; j++) {
            out4[j] = shares[from + j] + part * (shares[from + 4 + j] - shares[from + j]);
        }
    }
}
