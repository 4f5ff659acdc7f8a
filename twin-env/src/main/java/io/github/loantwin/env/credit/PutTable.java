package io.github.loantwin.env.credit;

/** The put of {@link LossGivenDefault} by moneyness (step 1/128 up to 4) and volatility (0.05 to 0.25, step 0.01). */
final class PutTable {
    private static final int STEPS = 512;
    private static final double PER_UNIT = 128;
    private static final int SIGMAS = 21;
    private static final double SIGMA_LOW = 0.05;

    private final double[] value = new double[SIGMAS * (STEPS + 1)];

    PutTable() {
        for (int j = 0; j < SIGMAS; j++) {
            value[j * (STEPS + 1)] = 1;
            for (int i = 1; i <= STEPS; i++) {
                value[j * (STEPS + 1) + i] = LossGivenDefault.putValue(i / PER_UNIT, SIGMA_LOW + j * 0.01);
            }
        }
    }

    /** Returns the bilinear value; volatility is limited to the grid, far out of the money the put is 0. */
    double value(double moneyness, double sigma) {
        double t = moneyness * PER_UNIT;
        if (!(t < STEPS)) {
            return 0;
        }
        int i = (int) t;
        double f = t - i;
        double v = Math.max(0, Math.min((sigma - SIGMA_LOW) * 100, SIGMAS - 1));
        int j = Math.min((int) v, SIGMAS - 2);
        int at = j * (STEPS + 1) + i;
        double low = value[at] + f * (value[at + 1] - value[at]);
        int up = at + STEPS + 1;
        double high = value[up] + f * (value[up + 1] - value[up]);
        return low + (v - j) * (high - low);
    }

    /** The put at one volatility: one interpolation instead of three. */
    static final class Row {
        private final double[] value = new double[STEPS + 1];

        Row(double sigma) {
            value[0] = 1;
            for (int i = 1; i <= STEPS; i++) {
                value[i] = LossGivenDefault.putValue(i / PER_UNIT, sigma);
            }
        }

        /** Returns the interpolated value; far out of the money the put is 0. */
        double value(double moneyness) {
            double t = moneyness * PER_UNIT;
            if (!(t < STEPS)) {
                return 0;
            }
            int i = (int) t;
            return value[i] + (t - i) * (value[i + 1] - value[i]);
        }
    }
}
