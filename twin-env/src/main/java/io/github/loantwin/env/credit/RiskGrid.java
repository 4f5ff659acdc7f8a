package io.github.loantwin.env.credit;

/** The 33 risk coordinates x = m / (1 + m) from 1/32 to 31/32 (m from 0.032 to 31) on which tables are built. */
final class RiskGrid {
    static final int NODES = 33;
    static final double LOW = 1.0 / 32;
    static final double HIGH = 31.0 / 32;
    static final double STEP = (30.0 / 32) / (NODES - 1);
    private static final double PER_UNIT = 1 / STEP;

    private RiskGrid() {}

    static double multiplier(int node) {
        return RiskMultiplier.ofCoordinate(LOW + node * STEP);
    }

    /** Returns the position of a coordinate on the grid, limited to it. */
    static double position(double x) {
        double t = (x - LOW) * PER_UNIT;
        return t < 0 ? 0 : Math.min(t, NODES - 1);
    }

    /** Returns the multiplier of a coordinate limited to the grid. */
    static double multiplierAt(double x) {
        return RiskMultiplier.ofCoordinate(x < LOW ? LOW : Math.min(x, HIGH));
    }

    static int cell(double position) {
        return Math.min((int) position, NODES - 2);
    }
}
