package io.github.loantwin.env.credit;

import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.math.PortableMath;

/**
 * Monthly roll rates of each product at any stress: every non-zero move is interpolated on the logit scale.
 *
 * <p>logit p_ij(s) = (1 - s) logit p_ij(normal) + s logit p_ij(stress); the diagonal takes the rest and moves are
 * scaled down together where they would pass 0.995. Business loans carry an overlay, which is a relative risk
 * e^(overlay x s): the odds of entry are multiplied by it and cures by its power -1/4, so the reference matrices stay
 * as they are at stress 0. Thread-safe; no allocation after construction.
 */
public final class RollRates {
    /** Rows: current, 30, 60, 90+ days past due. */
    public static final int ROWS = 4;

    /** Columns: the four states, charge-off, prepayment. */
    public static final int COLUMNS = 6;

    /** Length of a row-major matrix. */
    public static final int SIZE = ROWS * COLUMNS;

    /** Highest probability of leaving a state in a month. */
    public static final double MOVE_LIMIT = 0.995;

    private final double[] logitNormal = new double[Product.COUNT * SIZE];
    private final double[] logitStress = new double[Product.COUNT * SIZE];
    private final double[] overlay = new double[Product.COUNT];

    /** Creates the roll rates of a config. */
    public RollRates(CreditConfig config) {
        for (Product product : Product.values()) {
            ProductCredit section = config.of(product);
            for (int row = 0; row < ROWS; row++) {
                for (int to = 0; to < COLUMNS; to++) {
                    int cell = product.ordinal() * SIZE + row * COLUMNS + to;
                    logitNormal[cell] = logitOf(section.normal().row(row).get(to));
                    logitStress[cell] = logitOf(section.stress().row(row).get(to));
                }
            }
        }
        overlay[Product.BUSINESS.ordinal()] = config.businessOverlay();
    }

    /**
     * Writes the monthly matrix of a product.
     *
     * @param product product index
     * @param stress stress index, as {@link StressIndex} gives it
     * @param out24 receives the 4 x 6 probabilities, row by row
     */
    public void at(int product, double stress, double[] out24) {
        int base = product * SIZE;
        for (int row = 0; row < ROWS; row++) {
            for (int to = 0; to < COLUMNS; to++) {
                int cell = base + row * COLUMNS + to;
                double a = logitNormal[cell];
                boolean open = row != to && a > Double.NEGATIVE_INFINITY;
                out24[row * COLUMNS + to] =
                        open ? PortableMath.logistic((1 - stress) * a + stress * logitStress[cell]) : 0;
            }
        }
        if (overlay[product] != 0 && stress != 0) {
            applyOverlay(overlay[product] * stress, out24);
        }
        for (int row = 0; row < ROWS; row++) {
            RollRow.close(out24, row * COLUMNS, row);
        }
    }

    private static void applyOverlay(double logRisk, double[] out24) {
        double risk = PortableMath.exp(logRisk);
        double cure = RiskMultiplier.cureFactor(risk);
        out24[1] = RollRow.entry(out24[1], risk);
        for (int row = 1; row < ROWS; row++) {
            for (int to = 0; to < row; to++) {
                out24[row * COLUMNS + to] *= cure;
            }
        }
    }

    private static double logitOf(double p) {
        return p == 0 ? Double.NEGATIVE_INFINITY : PortableMath.logit(p);
    }
}
