package io.github.loantwin.env.risk;

import java.util.List;

/**
 * The parameters of the risk figures, as configs/risk.yaml gives them; money in currency units, shares as fractions.
 *
 * @param lossDistribution the one-year loss distribution behind value at risk
 * @param irb the internal-ratings-based capital requirement
 * @param standardised the standardised risk weights
 */
public record RiskConfig(LossDistributionConfig lossDistribution, IrbConfig irb, StandardisedConfig standardised) {
    /** Checks that no part is missing. */
    public RiskConfig {
        RiskCheck.present(lossDistribution, "lossDistribution");
        RiskCheck.present(irb, "irb");
        RiskCheck.present(standardised, "standardised");
    }

    /**
     * The factor model of joint default and how single large loans are seen.
     *
     * @param level confidence level of the observed value at risk, in [0.5, 0.9999]
     * @param largeLossFloor smallest loss given default, in currency units, that is followed as a single large loss; the
     *     size classes double from here. Lower sees more names and costs time
     * @param factors per product, the correlation of defaults
     */
    public record LossDistributionConfig(double level, double largeLossFloor, ByProduct<FactorConfig> factors) {
        /** Checks the ranges. */
        public LossDistributionConfig {
            RiskCheck.within(level, 0.5, 0.9999, "lossDistribution.level");
            RiskCheck.within(largeLossFloor, 1e-6, 1e12, "lossDistribution.largeLossFloor");
            RiskCheck.present(factors, "lossDistribution.factors");
        }
    }

    /**
     * Correlation of one product.
     *
     * @param assetCorrelation rho of the product's loans on the product's factor, in [0, 0.6]
     * @param commonShare g, the share of the product factor's variance that is the economy's, in [0, 1]
     */
    public record FactorConfig(double assetCorrelation, double commonShare) {
        /** Checks the ranges. */
        public FactorConfig {
            RiskCheck.within(assetCorrelation, 0, 0.6, "assetCorrelation");
            RiskCheck.within(commonShare, 0, 1, "commonShare");
        }
    }

    /**
     * Parameters of the internal-ratings-based requirement.
     *
     * @param pdFloor smallest PD used, in [0, 0.01]
     * @param products per product, class and firm data
     */
    public record IrbConfig(double pdFloor, ByProduct<IrbProduct> products) {
        /** Checks the ranges. */
        public IrbConfig {
            RiskCheck.within(pdFloor, 0, 0.01, "irb.pdFloor");
            RiskCheck.present(products, "irb.products");
        }
    }

    /**
     * Treatment of one product under the internal-ratings-based approach.
     *
     * @param exposureClass the Basel class
     * @param maturityYears effective maturity, in [1, 5] years; matters for CORPORATE only
     * @param salesMillions yearly sales of the firms, in millions of euros; matters for CORPORATE only
     */
    public record IrbProduct(IrbClass exposureClass, double maturityYears, double salesMillions) {
        /** Checks the ranges. */
        public IrbProduct {
            RiskCheck.present(exposureClass, "exposureClass");
            RiskCheck.within(maturityYears, 1, 5, "maturityYears");
            RiskCheck.within(salesMillions, 0, 1e6, "salesMillions");
        }
    }

    /**
     * Standardised risk weights, as fractions (1.0 = 100 %).
     *
     * @param mortgageByLtv whether performing mortgages are weighted by loan-to-value instead of the flat weight
     * @param performing flat weight of performing loans
     * @param pastDue weight of loans 90 and more days past due
     * @param mortgageLtvBounds ascending upper bounds (inclusive) of the loan-to-value bands
     * @param mortgageLtvWeights weights of the bands, one more than bounds: the last is for all above
     */
    public record StandardisedConfig(
            boolean mortgageByLtv,
            ByProduct<Double> performing,
            ByProduct<Double> pastDue,
            List<Double> mortgageLtvBounds,
            List<Double> mortgageLtvWeights) {
        /** Checks the ranges and copies the lists. */
        public StandardisedConfig {
            checkWeights(RiskCheck.present(performing, "standardised.performing"), "standardised.performing");
            checkWeights(RiskCheck.present(pastDue, "standardised.pastDue"), "standardised.pastDue");
            mortgageLtvBounds = List.copyOf(RiskCheck.present(mortgageLtvBounds, "standardised.mortgageLtvBounds"));
            mortgageLtvWeights = List.copyOf(RiskCheck.present(mortgageLtvWeights, "standardised.mortgageLtvWeights"));
            checkBands(mortgageLtvBounds, mortgageLtvWeights);
        }

        private static void checkWeights(ByProduct<Double> weights, String name) {
            for (int k = 0; k < 5; k++) {
                RiskCheck.within(weights.at(k), 0, 12.5, name);
            }
        }

        private static void checkBands(List<Double> bounds, List<Double> weights) {
            if (weights.size() != bounds.size() + 1) {
                throw new IllegalArgumentException("standardised.mortgageLtvWeights must have one value more than"
                        + " mortgageLtvBounds, got " + weights.size() + " and " + bounds.size() + ".");
            }
            double before = 0;
            for (double bound : bounds) {
                if (!(bound > before)) {
                    throw new IllegalArgumentException(
                            "standardised.mortgageLtvBounds must ascend from above 0, got " + bounds + ".");
                }
                before = bound;
            }
            for (double weight : weights) {
                RiskCheck.within(weight, 0, 12.5, "standardised.mortgageLtvWeights");
            }
        }
    }
}
