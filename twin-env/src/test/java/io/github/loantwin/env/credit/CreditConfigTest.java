package io.github.loantwin.env.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreditConfigTest {
    private static String refusal(String from, String to) {
        Throwable error = assertThrows(RuntimeException.class, () -> CreditTestConfig.with(from, to));
        while (error.getCause() != null) {
            error = error.getCause();
        }
        return error.getMessage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unemploymentNormal: 0.0441 | unemploymentNormal: 4.41 | unemploymentNormal must be in [0.0, 0.5], got 4.41",
                "0.97683, 0.00817 | 0.97683, 0.00917 | row current of the roll rates must sum to 1, got 1.001",
                "current: [0.97683, 0.00817, 0, 0, 0, 0.015] | current: [0.98, 0.02] | current must have 6 numbers, got 2",
                "lagQuarters: 2 | lagQuarters: 9 | lagQuarters must be in [0, 4], got 9",
                "housePrices: 0.2 | housePrices: 0.3 | weights of the stress index must sum to 1",
                "businessOverlay: 0.4 | businessOverlay: -1 | businessOverlay must be in [0.0, 2.0], got -1.0",
                "conversionStress: 0.60 | conversionStress: 0.40 | conversionStress must be in [0.5, 1.0], got 0.4",
                "[0.74, 0.76 | [0.74, 0.96 | seasonality must have mean 1",
                "dpd90: [0.03, 0, 0.02, 0.55, 0.4, 0] | dpd90: [0.03, 0.02, 0, 0.55, 0.4, 0] | normal and stress must",
            })
    void messagesSayRuleValueAndPlace(String from, String to, String message) {
        String said = refusal(from, to);
        assertTrue(said.startsWith(message), said);
    }

    @Test
    void percentForFractionGetsAHint() {
        String said = refusal("conversionNormal: 0.50", "conversionNormal: 50");
        assertEquals(
                "conversionNormal must be in [0.0, 1.0], got 50.0.\n" + "Maybe the value is in percent: divide by 100.",
                said);
    }

    @Test
    void recordsCheckThemselves() {
        String said = assertThrows(
                        IllegalArgumentException.class, () -> new CreditConfig.Vehicle(2, 0, 0, 0, 0, 0, 0, 0, 0))
                .getMessage();
        assertTrue(said.startsWith("vehicle.firstYearDepreciation must be in [0.0, 0.9], got 2.0"), said);
    }
}
