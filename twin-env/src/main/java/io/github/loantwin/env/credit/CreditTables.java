package io.github.loantwin.env.credit;

import io.github.loantwin.env.loan.Product;

/**
 * Risk measures of every product, state, stress and risk, computed once per config and shared by all environments.
 *
 * <p>Indexed by stress (36 levels), risk multiplier m (41 nodes from 1/32 to 32) and delinquency state:
 *
 * <ul>
 *   <li>{@code pd12}: probability of first entry to 90+ days past due within 12 months (1 in 90+), m held constant;
 *   <li>{@code chargeOffGivenDefault}: probability that a loan in 90+ is ever charged off (it may cure, and default
 *       again);
 *   <li>{@code levelLossRate}: expected charged-off balance over expected balance-years of a new loan, m = rr alone,
 *       because the seasoning curve is inside;
 *   <li>{@code lifetimeLoss}: expected discounted charged-off balance per unit of balance today, by remaining term,
 *       with scheduled amortisation, the roll matrix's prepayment and the product's reference rate as effective
 *       interest rate.
 * </ul>
 *
 * <p>All are before loss given default. Cures use m^(-1/4) with the same m. A loan with b missed instalments owes the
 * balance scheduled b months ago; in 90+ it pays nothing until it cures, and pays all arrears then. Values of current
 * loans and level-loss rates are stored divided by m, because they are nearly proportional to it, which makes linear
 * interpolation much closer: within 1 % for pd12 and 2 % for lifetime losses. Cards: the balance of today is repaid at
 * a constant monthly share (lifetime loss), while the account keeps its balance (level-loss rate).
 */
public final class CreditTables {
    private static final int ROWS = RollRates.ROWS;
    private static final int X = RiskGrid.NODES;
    private static final int LEVELS = StressGrid.LEVELS;

    /** Per product and level: pd12 [state][x]. */
    static final int PD_SIZE = ROWS * X;

    /** Per product and level: lifetime loss [state][x][term]. */
    static final int LIFETIME_SIZE = ROWS * TermGrid.NODES * X;

    private final double[] pd12 = new double[Product.COUNT * LEVELS * PD_SIZE];
    private final double[] chargeOff = new double[Product.COUNT * LEVELS * X];
    private final double[] levelLoss = new double[Product.COUNT * LEVELS * X];
    private final double[] lifetime = new double[Product.COUNT * LEVELS * LIFETIME_SIZE];
    private final CreditConfig.Forecast forecast;

    /** Computes the tables of a config. */
    public CreditTables(CreditConfig config) {
        forecast = config.forecast();
        RollRates rates = new RollRates(config);
        RiskMultiplier multiplier = new RiskMultiplier(config);
        double[] matrix = new double[RollRates.SIZE];
        for (Product product : Product.values()) {
            TableCell cell = new TableCell(product, config.of(product), multiplier);
            for (int level = 0; level < LEVELS; level++) {
                rates.at(product.ordinal(), StressGrid.level(level), matrix);
                for (int node = 0; node < X; node++) {
                    fillCell(cell, matrix, product.ordinal() * LEVELS + level, node);
                }
            }
        }
    }

    private void fillCell(TableCell cell, double[] matrix, int slab, int node) {
        double m = RiskGrid.multiplier(node);
        cell.set(matrix, m);
        cell.writePd12(pd12, slab * PD_SIZE + node);
        chargeOff[slab * X + node] = cell.chargeOffGivenDefault();
        cell.writeLifetime(lifetime, slab * LIFETIME_SIZE + node * TermGrid.NODES);
        levelLoss[slab * X + node] = cell.levelLossRate() / m;
    }

    CreditConfig.Forecast forecast() {
        return forecast;
    }

    double[] pd12() {
        return pd12;
    }

    double[] chargeOff() {
        return chargeOff;
    }

    double[] levelLoss() {
        return levelLoss;
    }

    double[] lifetime() {
        return lifetime;
    }
}
