package io.github.loantwin.env.risk;

import io.github.loantwin.env.loan.DelinquencyState;
import io.github.loantwin.env.loan.Product;

/**
 * The standardised risk weight of a loan: flat by product or, for mortgages, by loan-to-value; another when past due.
 *
 * <p>Source of the default weights: US standardised approach (12 CFR 217.32) and, for the loan-to-value table, the final
 * Basel III standards, CRE20 (whole-loan approach); all in configs/risk.yaml.
 */
public final class StandardisedRiskWeights {
    private static final int MORTGAGE = Product.MORTGAGE.ordinal();
    private static final int DPD90 = DelinquencyState.DPD90.ordinal();

    private final boolean mortgageByLtv;
    private final double[] performing = new double[Product.COUNT];
    private final double[] pastDue = new double[Product.COUNT];
    private final double[] ltvBounds;
    private final double[] ltvWeights;

    /** Compiles the configured weights. */
    public StandardisedRiskWeights(RiskConfig.StandardisedConfig config) {
        mortgageByLtv = config.mortgageByLtv();
        for (int k = 0; k < Product.COUNT; k++) {
            performing[k] = config.performing().at(k);
            pastDue[k] = config.pastDue().at(k);
        }
        ltvBounds = config.mortgageLtvBounds().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        ltvWeights = config.mortgageLtvWeights().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /**
     * Returns the risk weight as a fraction (1.0 = 100 %).
     *
     * @param product index of the product
     * @param state index of the delinquency state; 90 and more days past due takes the past-due weight
     * @param ltvRatio loan over property value, as a fraction; used for mortgages weighted by loan-to-value only
     */
    public double weight(int product, int state, double ltvRatio) {
        if (state >= DPD90) {
            return pastDue[product];
        }
        return mortgageByLtv && product == MORTGAGE ? byLtv(ltvRatio) : performing[product];
    }

    private double byLtv(double ltvRatio) {
        int band = 0;
        while (band < ltvBounds.length && ltvRatio > ltvBounds[band]) {
            band++;
        }
        return ltvWeights[band];
    }
}
