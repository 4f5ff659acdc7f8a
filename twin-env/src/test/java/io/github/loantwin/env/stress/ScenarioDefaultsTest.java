package io.github.loantwin.env.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.loan.Product;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScenarioDefaultsTest {
    private static final TwinConfig TWIN = TwinConfig.defaults();

    /** Twelve products of the matrices of configs/credit.yaml by a script outside this code base. */
    @Test
    void yearOfConstantStressIsTheMatrixPower() {
        assertEquals(0.03326155809617539, probability(0), 1e-12);
        assertEquals(0.05470925021857169, probability(1), 1e-12);
    }

    private static double probability(double stress) {
        double[] year = new double[12];
        Arrays.fill(year, stress);
        return ScenarioDefaults.defaultProbability(TWIN.model().credit(), Product.CONSUMER, year);
    }

    @Test
    void severeEconomyMultipliesDefaultsAndBaselineHardly() {
        ScenarioDefaults severe = ScenarioDefaults.of(TWIN, "severely-adverse-2026");
        ScenarioDefaults baseline = ScenarioDefaults.of(TWIN, "baseline-2026");
        for (Product product : Product.values()) {
            double multiple = severe.of(product).pdMultiple();
            assertTrue(multiple > 1.2 && multiple < 10, product + " " + multiple);
            assertTrue(baseline.of(product).pdMultiple() < multiple, product.toString());
            assertTrue(severe.of(product).severityMultiple() >= 1, product.toString());
        }
        assertTrue(severe.firstQuarter().matches("202[67]Q[1-4]"), severe.firstQuarter());
    }

    /** The severity of mortgages is 0.22 in normal times and 0.4 under stress; the year's index is past 1. */
    @Test
    void severityIsBetweenNormalAndStress() {
        ProductDefaults mortgage =
                ScenarioDefaults.of(TWIN, "severely-adverse-2026").of(Product.MORTGAGE);
        assertEquals(0.22 + 0.2 * (0.4 - 0.22), mortgage.severityAverage(), 1e-12);
        assertEquals(0.4, mortgage.severityScenario(), 1e-12);
    }

    @Test
    void namesOfLoanTypesAreUnderstood() {
        assertEquals(Optional.of(Product.BUSINESS), ScenarioDefaults.productOf("small-business"));
        assertEquals(Optional.of(Product.CARD), ScenarioDefaults.productOf("Credit card"));
        assertEquals(Optional.of(Product.CONSUMER), ScenarioDefaults.productOf("personal"));
        assertEquals(Optional.empty(), ScenarioDefaults.productOf("bonds"));
    }

    @Test
    void unknownScenarioIsAnError() {
        assertThrows(IllegalArgumentException.class, () -> ScenarioDefaults.of(TWIN, "doom"));
    }
}
