package io.github.loantwin.env.credit;

import io.github.loantwin.env.loan.Product;

/**
 * How bad the economy is for a product's borrowers: 0 at the averages of 2015-19, 1 at those of 2009-10.
 *
 * <p>s = w_u (u - u0) / (u1 - u0) + w_d (d - d0) / (d1 - d0) + w_h (h0 - h) / (h0 - h1), limited to the fitted range,
 * with u unemployment, d its four-quarter change, h four-quarter house-price growth. A flat economy has s of about 0.2,
 * because unemployment was falling in 2015-19. Thread-safe, no allocation.
 */
public final class StressIndex {
    private final double[] slopeUnemployment = new double[Product.COUNT];
    private final double[] slopeChange = new double[Product.COUNT];
    private final double[] slopeHouse = new double[Product.COUNT];
    private final double[] constant = new double[Product.COUNT];
    private final int[] lag = new int[Product.COUNT];
    private final double minimum;
    private final double[] maximum = new double[Product.COUNT];

    /** Creates the index of a config. */
    public StressIndex(CreditConfig config) {
        CreditConfig.StressLevels level = config.stressIndex();
        for (Product product : Product.values()) {
            int k = product.ordinal();
            ProductCredit.StressWeights weights = config.of(product).weights();
            slopeUnemployment[k] = weights.unemployment() / (level.unemploymentStress() - level.unemploymentNormal());
            slopeChange[k] = weights.unemploymentChange()
                    / (level.unemploymentChangeStress() - level.unemploymentChangeNormal());
            slopeHouse[k] = -weights.housePrices() / (level.housePriceGrowthNormal() - level.housePriceGrowthStress());
            constant[k] = -slopeUnemployment[k] * level.unemploymentNormal()
                    - slopeChange[k] * level.unemploymentChangeNormal()
                    - slopeHouse[k] * level.housePriceGrowthNormal();
            lag[k] = weights.lagQuarters();
            maximum[k] = Math.min(weights.maximum(), Math.min(level.maximum(), level.reliefCap()));
        }
        minimum = level.minimum();
    }

    /**
     * Returns the stress index within its limits.
     *
     * @param product product index
     * @param unemployment unemployment rate, fraction, {@link #lagQuarters} ago
     * @param unemploymentChange4q four-quarter change of unemployment, fraction
     * @param hpiGrowth4q four-quarter growth of house prices, fraction
     */
    public double value(int product, double unemployment, double unemploymentChange4q, double hpiGrowth4q) {
        double s = unlimited(product, unemployment, unemploymentChange4q, hpiGrowth4q);
        return s < minimum ? minimum : Math.min(s, maximum[product]);
    }

    /** Returns the index before it is limited. */
    public double unlimited(int product, double unemployment, double unemploymentChange4q, double hpiGrowth4q) {
        return constant[product]
                + slopeUnemployment[product] * unemployment
                + slopeChange[product] * unemploymentChange4q
                + slopeHouse[product] * hpiGrowth4q;
    }

    /** Returns the quarters by which the product's losses follow the economy. */
    public int lagQuarters(int product) {
        return lag[product];
    }
}
