package io.github.loantwin.env.credit;

import io.github.loantwin.env.loan.Product;

/**
 * The credit tables at today's stress: an environment sets it once a month and reads it for every loan it marks.
 *
 * <p>Reading is linear interpolation in the risk coordinate x = m / (1 + m) and the remaining term; x beyond [1/32,
 * 31/32] counts as the nearer end. Lifetime losses are taken at w s + (1 - w) s_longRun with the forecast weights of
 * the config: provisions let stress revert. Not thread-safe; no allocation after construction.
 */
public final class CreditSlice {
    private static final int X = RiskGrid.NODES;

    private final double[] pd12 = new double[Product.COUNT * CreditTables.PD_SIZE];
    private final double[] chargeOff = new double[Product.COUNT * X];
    private final double[] levelLoss = new double[Product.COUNT * X];
    private final double[] lifetime = new double[Product.COUNT * CreditTables.LIFETIME_SIZE];

    /**
     * Moves the slice to the given stress.
     *
     * @param tables tables of the environment's config
     * @param stressByProduct stress index of each product from published data
     */
    public void set(CreditTables tables, double[] stressByProduct) {
        CreditConfig.Forecast f = tables.forecast();
        for (int product = 0; product < Product.COUNT; product++) {
            double s = stressByProduct[product];
            double lifetimeStress = reverted(s, f.lifetimeWeight(), f.longRunStress());
            double levelStress = reverted(s, f.levelWeight(), f.longRunStress());
            blend(tables.pd12(), product, s, CreditTables.PD_SIZE, pd12);
            blend(tables.chargeOff(), product, s, X, chargeOff);
            blend(tables.levelLoss(), product, levelStress, X, levelLoss);
            blend(tables.lifetime(), product, lifetimeStress, CreditTables.LIFETIME_SIZE, lifetime);
        }
    }

    /**
     * Returns the point-in-time probability of entering 90+ days past due within 12 months; 1 in 90+.
     *
     * @param x risk coordinate of m = rr x age factor
     */
    public double pd12(int product, int state, double x) {
        double value = at(pd12, (product * RollRates.ROWS + state) * X, x);
        return state == 0 ? value * RiskGrid.multiplierAt(x) : value;
    }

    /** Returns the probability that a loan in 90+ days past due is ever charged off. */
    public double chargeOffGivenDefault(int product, double x) {
        return at(chargeOff, product * X, x);
    }

    /**
     * Returns loss given default (90+) including cures: the chance of ever being charged off x loss given charge-off.
     *
     * @param lossGivenChargeOff severity from {@link LossGivenDefault}
     */
    public double ultimateLossGivenDefault(int product, double x, double lossGivenChargeOff) {
        return chargeOffGivenDefault(product, x) * lossGivenChargeOff;
    }

    /**
     * Returns lifetime expected charge-offs, discounted, per unit of balance today, before loss given charge-off.
     *
     * @param x risk coordinate of m = rr x age factor
     * @param remainingTermMonths scheduled instalments to come (ignored for cards); 1 for a loan past its maturity
     */
    public double lifetimeLoss(int product, int state, double x, int remainingTermMonths) {
        int months = TermGrid.limited(remainingTermMonths);
        int at = ((product * RollRates.ROWS + state) * TermGrid.NODES + TermGrid.cell(months)) * X;
        double t = RiskGrid.position(x);
        int cell = RiskGrid.cell(t);
        double f = t - cell;
        int i = at + cell;
        double near = lifetime[i] + f * (lifetime[i + 1] - lifetime[i]);
        i += X;
        double far = lifetime[i] + f * (lifetime[i + 1] - lifetime[i]);
        double value = near + TermGrid.fraction(months) * (far - near);
        return state == 0 ? value * RiskGrid.multiplierAt(x) : value;
    }

    /**
     * Returns the level-loss rate of a loan over its life: charged-off balance per balance-year, before loss given
     * charge-off.
     *
     * @param x risk coordinate of rr alone: the seasoning curve is inside, so the rate is constant over a loan's life
     */
    public double levelLossRate(int product, double x) {
        return at(levelLoss, product * X, x) * RiskGrid.multiplierAt(x);
    }

    private static double at(double[] table, int start, double x) {
        double t = RiskGrid.position(x);
        int cell = RiskGrid.cell(t);
        int i = start + cell;
        return table[i] + (t - cell) * (table[i + 1] - table[i]);
    }

    private static double reverted(double stress, double weight, double longRun) {
        return weight * stress + (1 - weight) * longRun;
    }

    private static void blend(double[] table, int product, double stress, int size, double[] out) {
        double t = StressGrid.position(stress);
        int cell = StressGrid.cell(t);
        double f = t - cell;
        int low = (product * StressGrid.LEVELS + cell) * size;
        int high = low + size;
        int to = product * size;
        for (int i = 0; i < size; i++) {
            double a = table[low + i];
            out[to + i] = a + f * (table[high + i] - a);
        }
    }
}
