package io.github.loantwin.env.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.loan.DelinquencyState;
import io.github.loantwin.env.loan.Product;
import java.util.List;
import org.junit.jupiter.api.Test;

class RiskConfigTest {
    private static final RiskConfig SHIPPED = RiskConfigs.shipped();

    /** Correlations of the quarterly 90+ flows, credit-model C4, in the order of the products. */
    private static final double[][] CORRELATION = {
        {1, .76, .71, .75, .86},
        {.76, 1, .38, .45, .60},
        {.71, .38, 1, .58, .66},
        {.75, .45, .58, 1, .83},
        {.86, .60, .66, .83, 1}
    };

    /** The shipped common shares are the least-squares one-factor fit: no small change of one of them fits better. */
    @Test
    void commonSharesAreTheBestOneFactorFit() {
        double[] share = new double[Product.COUNT];
        for (int k = 0; k < Product.COUNT; k++) {
            share[k] = SHIPPED.lossDistribution().factors().at(k).commonShare();
        }
        double best = misfit(share);
        assertEquals(0.061, Math.sqrt(best / 10), 0.0005);
        for (int k = 0; k < Product.COUNT; k++) {
            for (double change : new double[] {-0.004, 0.004}) {
                double[] other = share.clone();
                other[k] += change;
                assertTrue(misfit(other) > best, "product " + k);
            }
        }
    }

    @Test
    void standardisedWeightsFollowProductStateAndLoanToValue() {
        StandardisedRiskWeights flat = new StandardisedRiskWeights(SHIPPED.standardised());
        int mortgage = Product.MORTGAGE.ordinal();
        int late = DelinquencyState.DPD90.ordinal();
        assertEquals(0.50, flat.weight(mortgage, 0, 0.95));
        assertEquals(1.00, flat.weight(mortgage, late, 0.95));
        assertEquals(1.00, flat.weight(Product.CARD.ordinal(), 2, 0));
        assertEquals(1.50, flat.weight(Product.CARD.ordinal(), late, 0));
        RiskConfig.StandardisedConfig given = SHIPPED.standardised();
        StandardisedRiskWeights byLtv = new StandardisedRiskWeights(new RiskConfig.StandardisedConfig(
                true, given.performing(), given.pastDue(), given.mortgageLtvBounds(), given.mortgageLtvWeights()));
        assertEquals(0.20, byLtv.weight(mortgage, 0, 0.50), "CRE20: up to 50 %");
        assertEquals(0.30, byLtv.weight(mortgage, 0, 0.70), "CRE20: 60 to 80 %");
        assertEquals(0.70, byLtv.weight(mortgage, 0, 1.10), "CRE20: above 100 %");
    }

    @Test
    void badFiguresAreNamed() {
        message("assetCorrelation must be in [0.0, 0.6], got 11.7", () -> new RiskConfig.FactorConfig(11.7, 0.5));
        message("Maybe the figure is in percent", () -> new RiskConfig.FactorConfig(11.7, 0.5));
        message("commonShare", () -> new RiskConfig.FactorConfig(0.1, -0.1));
        message("maturityYears", () -> new RiskConfig.IrbProduct(IrbClass.CORPORATE, 0, 5));
        message("got none for card", () -> new ByProduct<>(1, 2, 3, 4, null));
        message("must ascend", () -> bands(List.of(0.6, 0.5), List.of(0.2, 0.3, 0.4)));
        message("one value more", () -> bands(List.of(0.5, 0.6), List.of(0.2, 0.3)));
    }

    private static void bands(List<Double> bounds, List<Double> weights) {
        RiskConfig.StandardisedConfig given = SHIPPED.standardised();
        new RiskConfig.StandardisedConfig(false, given.performing(), given.pastDue(), bounds, weights);
    }

    private static void message(String part, org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(part), message);
    }

    private static double misfit(double[] share) {
        double total = 0;
        for (int k = 0; k < Product.COUNT; k++) {
            for (int l = 0; l < k; l++) {
                double residual = CORRELATION[k][l] - Math.sqrt(share[k] * share[l]);
                total += residual * residual;
            }
        }
        return total;
    }
}
