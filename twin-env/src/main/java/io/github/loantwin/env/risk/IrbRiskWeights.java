package io.github.loantwin.env.risk;

import io.github.loantwin.env.loan.Product;

/**
 * Internal-ratings-based risk weights by product from a table over PD, for the marking of loans in the simulated day.
 *
 * <p>Risk weight = 12.5 LGD f(PD) with f of {@link BaselIrb} tabulated at 32 points in each octave of PD from the floor to
 * 1 and read by straight lines, found from the bits of PD; error below 0.03 % up to PD 80 %, below 0.003 in weight above.
 * Immutable, shared by all environments of a config.
 */
public final class IrbRiskWeights {
    private static final int LOWEST_OCTAVE = -16;
    private static final int POINTS_BITS = 5;
    private static final int POINTS = 1 << POINTS_BITS;
    private static final int CELLS = -LOWEST_OCTAVE * POINTS;
    private static final int SHIFT = 52 - POINTS_BITS;
    private static final long CELL_MASK = (1L << SHIFT) - 1;
    private static final double PER_CELL = 1.0 / (1L << SHIFT);

    private final double pdFloor;
    private final double[][] weightPerLgd = new double[Product.COUNT][CELLS + 2];

    /** Compiles the configured treatment. */
    public IrbRiskWeights(RiskConfig.IrbConfig config) {
        pdFloor = Math.max(config.pdFloor(), StrictMath.scalb(1.0, LOWEST_OCTAVE));
        for (int k = 0; k < Product.COUNT; k++) {
            RiskConfig.IrbProduct product = config.products().at(k);
            for (int i = 0; i <= CELLS; i++) {
                double octave = StrictMath.scalb(1.0, LOWEST_OCTAVE + i / POINTS);
                double pd = octave * (1 + (double) (i % POINTS) / POINTS);
                weightPerLgd[k][i] = BaselIrb.riskWeight(
                        product.exposureClass(), pd, 1, product.maturityYears(), product.salesMillions());
            }
        }
    }

    /**
     * Returns the risk weight of a performing loan as a fraction (1.0 = 100 %).
     *
     * @param product index of the product
     * @param pd one-year default probability through the cycle, in [0, 1]; raised to the floor
     * @param lgd downturn loss given default, in [0, 1]
     */
    public double weight(int product, double pd, double lgd) {
        double floored = Math.min(1, Math.max(pd, pdFloor));
        long bits = Double.doubleToRawLongBits(floored);
        int cell = (int) (bits >>> SHIFT) - ((1023 + LOWEST_OCTAVE) << POINTS_BITS);
        double part = (bits & CELL_MASK) * PER_CELL;
        double[] table = weightPerLgd[product];
        return lgd * (table[cell] + part * (table[cell + 1] - table[cell]));
    }

    /** Returns the risk weight of a defaulted loan, 12.5 max(0, LGD - best estimate of loss), as a fraction. */
    public double defaultedWeight(double lgd, double bestEstimateLoss) {
        return BaselIrb.RISK_WEIGHT_PER_CAPITAL * BaselIrb.defaultedCapital(lgd, bestEstimateLoss);
    }
}
