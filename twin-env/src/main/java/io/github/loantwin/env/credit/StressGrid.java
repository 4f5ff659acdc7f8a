package io.github.loantwin.env.credit;

/** The 36 stress levels from -0.5 to 1.25 in steps of 0.05 on which tables are built. */
final class StressGrid {
    static final int LEVELS = 36;
    static final double LOW = -0.5;
    static final double STEP = 0.05;

    private StressGrid() {}

    static double level(int index) {
        return (index - 10) / 20.0;
    }

    /** Returns the position of a stress on the grid, limited to it; the integer part is the cell. */
    static double position(double stress) {
        double t = (stress - LOW) * 20;
        return t < 0 ? 0 : Math.min(t, LEVELS - 1);
    }

    /** Returns the lower cell of a position. */
    static int cell(double position) {
        return Math.min((int) position, LEVELS - 2);
    }
}
