package io.github.loantwin.env.credit;

import io.github.loantwin.env.loan.Product;

/**
 * The credit tables at today's stress: an environment sets it once a month and reads it for every loan it marks.
 *
 * <p>Reading is linear interpolation in the risk multiplier m and the remaining term; m beyond [1/32, 32] counts as the
 * nearer end. Lifetime losses are taken at w s + (1 - w) s_longRun with the forecast weights of the config: provisions
 * let stress revert. What current loans need, nearly all the book, is blended over stress once a month into some 30 kB;
 * delinquent loans are read from the shared tables. Not thread-safe; no allocation after construction.
 */
public final class CreditSlice {
    private static final int X = RiskGrid.NODES;
    private static final int TERMS = TermGrid.NODES;
    private static final int LIFE_ROW = X * TERMS;

    /** Measures that stand side by side at a node: pd12 / m of a current loan, charge-off given default, level loss / m. */
    private static final int WIDTH = 3;

    private final double[] measures = new double[Product.COUNT * X * WIDTH];
    private final double[] currentLifetime = new double[Product.COUNT * LIFE_ROW];
    private final double[] pdStress = new double[Product.COUNT];
    private final double[] lifetimeStress = new double[Product.COUNT];
    private double[] pdTable = {};
    private double[] lifetimeTable = {};

    /**
     * Moves the slice to the given stress.
     *
     * @param tables tables of the environment's config
     * @param stressByProduct stress index of each product from published data
     */
    public void set(CreditTables tables, double[] stressByProduct) {
        CreditConfig.Forecast f = tables.forecast();
        pdTable = tables.pd12();
        lifetimeTable = tables.lifetime();
        for (int product = 0; product < Product.COUNT; product++) {
            double s = stressByProduct[product];
            double levelStress = reverted(s, f.levelWeight(), f.longRunStress());
            pdStress[product] = StressGrid.position(s);
            lifetimeStress[product] = StressGrid.position(reverted(s, f.lifetimeWeight(), f.longRunStress()));
            int to = product * X * WIDTH;
            blend(tables.pd12(), product, pdStress[product], CreditTables.PD_SIZE, X, measures, to, WIDTH);
            blend(tables.chargeOff(), product, pdStress[product], X, X, measures, to + 1, WIDTH);
            blend(tables.levelLoss(), product, StressGrid.position(levelStress), X, X, measures, to + 2, WIDTH);
            blend(
                    lifetimeTable,
                    product,
                    lifetimeStress[product],
                    CreditTables.LIFETIME_SIZE,
                    LIFE_ROW,
                    currentLifetime,
                    product * LIFE_ROW,
                    1);
        }
    }

    /**
     * Returns the point-in-time probability of entering 90+ days past due within 12 months; 1 in 90+.
     *
     * @param m risk multiplier, rr x age factor
     */
    public double pd12(int product, int state, double m) {
        if (state == 0) {
            return currentPd12(product, m);
        }
        return state == 3 ? 1 : delinquentPd12(product, state, m);
    }

    /** Returns {@link #pd12} of a current loan. */
    public double currentPd12(int product, double m) {
        double limited = RiskGrid.limited(m);
        return measure(product, 0, limited) * limited;
    }

    private double delinquentPd12(int product, int state, double m) {
        double limited = RiskGrid.limited(m);
        int level = StressGrid.cell(pdStress[product]);
        int at = (product * StressGrid.LEVELS + level) * CreditTables.PD_SIZE + state * X + RiskGrid.cell(limited);
        double f = RiskGrid.fraction(limited);
        double low = between(pdTable, at, at + 1, f);
        double high = between(pdTable, at + CreditTables.PD_SIZE, at + CreditTables.PD_SIZE + 1, f);
        return low + (pdStress[product] - level) * (high - low);
    }

    /**
     * Returns the probability that a loan in 90+ days past due is ever charged off.
     *
     * @param m risk multiplier, rr x age factor
     */
    public double chargeOffGivenDefault(int product, double m) {
        return measure(product, 1, RiskGrid.limited(m));
    }

    /**
     * Returns loss given default (90+) including cures: the chance of ever being charged off x loss given charge-off.
     *
     * @param lossGivenChargeOff severity from {@link LossGivenDefault}
     */
    public double ultimateLossGivenDefault(int product, double m, double lossGivenChargeOff) {
        return chargeOffGivenDefault(product, m) * lossGivenChargeOff;
    }

    /**
     * Returns lifetime expected charge-offs, discounted, per unit of balance today, before loss given charge-off.
     *
     * @param m risk multiplier, rr x age factor
     * @param remainingTermMonths scheduled instalments to come (ignored for cards); 1 for a loan past its maturity
     */
    public double lifetimeLoss(int product, int state, double m, int remainingTermMonths) {
        return state == 0
                ? currentLifetimeLoss(product, m, remainingTermMonths)
                : delinquentLifetimeLoss(product, state, m, remainingTermMonths);
    }

    /** Returns {@link #lifetimeLoss} of a current loan. */
    public double currentLifetimeLoss(int product, double m, int remainingTermMonths) {
        int months = TermGrid.limited(remainingTermMonths);
        double limited = RiskGrid.limited(m);
        int at = product * LIFE_ROW + RiskGrid.cell(limited) * TERMS + TermGrid.cell(months);
        return bilinear(currentLifetime, at, RiskGrid.fraction(limited), TermGrid.fraction(months)) * limited;
    }

    private double delinquentLifetimeLoss(int product, int state, double m, int remainingTermMonths) {
        int months = TermGrid.limited(remainingTermMonths);
        double limited = RiskGrid.limited(m);
        int level = StressGrid.cell(lifetimeStress[product]);
        int slab = (product * StressGrid.LEVELS + level) * CreditTables.LIFETIME_SIZE + state * LIFE_ROW;
        int at = slab + RiskGrid.cell(limited) * TERMS + TermGrid.cell(months);
        double f = RiskGrid.fraction(limited);
        double t = TermGrid.fraction(months);
        double low = bilinear(lifetimeTable, at, f, t);
        double high = bilinear(lifetimeTable, at + CreditTables.LIFETIME_SIZE, f, t);
        return low + (lifetimeStress[product] - level) * (high - low);
    }

    /**
     * Returns the level-loss rate of a loan over its life: charged-off balance per balance-year, before loss given
     * charge-off.
     *
     * @param rr risk multiplier without the age factor: the seasoning curve is inside, so the rate is constant over a
     *     loan's life
     */
    public double levelLossRate(int product, double rr) {
        double limited = RiskGrid.limited(rr);
        return measure(product, 2, limited) * limited;
    }

    private double measure(int product, int measure, double limited) {
        int at = (product * X + RiskGrid.cell(limited)) * WIDTH + measure;
        return between(measures, at, at + WIDTH, RiskGrid.fraction(limited));
    }

    private static double between(double[] table, int low, int high, double f) {
        return table[low] + f * (table[high] - table[low]);
    }

    private static double bilinear(double[] table, int at, double f, double term) {
        double near = between(table, at, at + TERMS, f);
        double far = between(table, at + 1, at + TERMS + 1, f);
        return near + term * (far - near);
    }

    private static double reverted(double stress, double weight, double longRun) {
        return weight * stress + (1 - weight) * longRun;
    }

    private static void blend(
            double[] table, int product, double position, int slab, int count, double[] out, int to, int step) {
        int cell = StressGrid.cell(position);
        double f = position - cell;
        int low = (product * StressGrid.LEVELS + cell) * slab;
        int high = low + slab;
        for (int i = 0; i < count; i++) {
            double a = table[low + i];
            out[to + i * step] = a + f * (table[high + i] - a);
        }
    }
}
