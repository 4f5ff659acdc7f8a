package io.github.loantwin.env.credit;

/** The remaining terms in months at which lifetime losses are tabulated, with a lookup by month. */
final class TermGrid {
    static final int MAX_MONTHS = 360;
    private static final int[] MONTHS = {1, 2, 3, 5, 8, 12, 18, 24, 36, 48, 60, 84, 120, 180, 240, 300, 360};
    static final int NODES = MONTHS.length;
    private static final byte[] CELL = new byte[MAX_MONTHS + 1];
    private static final double[] FRACTION = new double[MAX_MONTHS + 1];

    static {
        int cell = 0;
        for (int month = 1; month <= MAX_MONTHS; month++) {
            if (month > MONTHS[cell + 1]) {
                cell++;
            }
            CELL[month] = (byte) cell;
            FRACTION[month] = (double) (month - MONTHS[cell]) / (MONTHS[cell + 1] - MONTHS[cell]);
        }
    }

    private TermGrid() {}

    static int months(int node) {
        return MONTHS[node];
    }

    static int limited(int remainingMonths) {
        return Math.max(1, Math.min(remainingMonths, MAX_MONTHS));
    }

    static int cell(int limitedMonths) {
        return CELL[limitedMonths];
    }

    static double fraction(int limitedMonths) {
        return FRACTION[limitedMonths];
    }
}
