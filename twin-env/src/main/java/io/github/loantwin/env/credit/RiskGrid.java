package io.github.loantwin.env.credit;

/**
 * The 41 risk multipliers from 1/32 to 32 on which tables are built: four to an octave, evenly spaced within it.
 *
 * <p>Cell and place in the cell are read off the bits of a multiplier, so a lookup needs neither a division nor a
 * logarithm.
 */
final class RiskGrid {
    static final int NODES = 41;
    static final double LOW = 0x1p-5;
    static final double HIGH = 0x1p5;

    /** Exponent and two leading bits of the mantissa number the cells. */
    private static final int SHIFT = 50;

    private static final int FIRST_CELL = (int) (Double.doubleToRawLongBits(LOW) >>> SHIFT);
    private static final long WITHIN = (1L << SHIFT) - 1;
    private static final long ONE_BITS = Double.doubleToRawLongBits(1);
    private static final double BELOW_HIGH = Math.nextDown(HIGH);

    private RiskGrid() {}

    /** Returns the multiplier of a node. */
    static double multiplier(int node) {
        return Math.scalb(1 + (node & 3) / 4.0, (node >> 2) - 5);
    }

    /** Returns a multiplier limited to the grid; its upper end belongs to the last cell. */
    static double limited(double multiplier) {
        return multiplier < LOW ? LOW : multiplier > BELOW_HIGH ? BELOW_HIGH : multiplier;
    }

    /** Returns the lower node of the cell in which a limited multiplier lies. */
    static int cell(double limited) {
        return (int) (Double.doubleToRawLongBits(limited) >>> SHIFT) - FIRST_CELL;
    }

    /** Returns where in its cell a limited multiplier lies, in [0, 1). */
    static double fraction(double limited) {
        return 4 * (Double.longBitsToDouble(Double.doubleToRawLongBits(limited) & WITHIN | ONE_BITS) - 1);
    }
}
