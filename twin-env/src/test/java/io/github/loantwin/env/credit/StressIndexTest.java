package io.github.loantwin.env.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.loan.Product;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StressIndexTest {
    private final StressIndex index = new StressIndex(CreditTestConfig.DEFAULTS);

    /** Credit model C2.4: 0 at the averages of 2015-19, 1 at those of 2009-10. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void anchorsAreZeroAndOne(Product product) {
        int k = product.ordinal();
        assertEquals(0, index.value(k, 0.0441, -0.005, 0.052), 1e-12);
        assertEquals(1, index.unlimited(k, 0.0944, 0.019, -0.0539), 1e-12);
    }

    /** By hand, mortgage, u 7 %, change +1 pt, prices flat: .735 x 2.59/5.03 + .02 x 1.5/2.4 + .245 x 5.2/10.59. */
    @Test
    void mortgageIndexByHand() {
        double expected = .735 * 2.59 / 5.03 + .02 * 1.5 / 2.4 + .245 * 5.2 / 10.59;
        assertEquals(expected, index.value(Product.MORTGAGE.ordinal(), 0.07, 0.01, 0), 1e-12);
    }

    /** Economics: a flat economy (u 4.4 %, no change, house prices +4 %) has s of about 0.2 where change weighs. */
    @Test
    void flatEconomyIsAboutAFifth() {
        assertEquals(0.2, index.value(Product.CARD.ordinal(), 0.044, 0, 0.04), 0.01);
        assertEquals(0.18, index.value(Product.AUTO.ordinal(), 0.044, 0, 0.04), 0.02);
    }

    @Test
    void isLimitedToTheFittedRangeAndCappedByRelief() {
        int card = Product.CARD.ordinal();
        assertEquals(0.9, index.value(card, 0.13, 0.09, 0.02));
        assertEquals(1.25, index.value(Product.CONSUMER.ordinal(), 0.13, 0.09, 0.02));
        assertEquals(-0.5, index.value(card, 0.04, -0.06, 0.1));
        StressIndex relief = new StressIndex(CreditTestConfig.with("reliefCap: 1.25", "reliefCap: 0"));
        assertEquals(0, relief.value(card, 0.13, 0.09, 0.02));
        assertTrue(relief.unlimited(card, 0.13, 0.09, 0.02) > 3);
    }

    /** Credit model C2.4, column "lag q". */
    @Test
    void unsecuredProductsFollowTwoQuartersLater() {
        int[] lags = {2, 0, 0, 2, 2};
        for (Product product : Product.values()) {
            assertEquals(lags[product.ordinal()], index.lagQuarters(product.ordinal()), product.key());
        }
    }
}
