package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigSourceTest {
    private static final List<String> LINES =
            """
            # Length and size of an episode.
            startDate: 2026-01-01
            simulationDays: 365

            # Two lines
            # about the market.
            market:
              scale: 1.0     # multiplies all
              rates:
                daily: 0.0003   # fraction # per weekday
            amount: {mean: 9.5, terms: [1, 2], sd: 0.7}  # [C]
            """
                    .lines()
                    .toList();

    private static ConfigSource.Entry entry(String path) {
        return ConfigSource.entries(LINES).stream()
                .filter(entry -> entry.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void findsPathsValuesAndLines() {
        assertEquals("365", entry("simulationDays").value());
        assertEquals(3, entry("simulationDays").line());
        assertEquals("0.0003", entry("market.rates.daily").value());
        assertEquals("", entry("market").value());
    }

    @Test
    void commentsStandAboveOrBehind() {
        assertEquals(
                List.of("Length and size of an episode."), entry("startDate").comments());
        assertEquals(List.of(), entry("simulationDays").comments());
        assertEquals(List.of("Two lines", "about the market."), entry("market").comments());
        assertEquals(List.of("multiplies all"), entry("market.scale").comments());
        assertEquals(
                List.of("fraction # per weekday"), entry("market.rates.daily").comments());
    }

    @Test
    void looksIntoFlowMappings() {
        assertEquals("9.5", entry("amount.mean").value());
        assertEquals("0.7", entry("amount.sd").value());
        assertEquals(List.of("[C]"), entry("amount.sd").comments());
    }

    @Test
    void aKeyMayBeMeantByItsEnd() {
        assertTrue(entry("market.rates.daily").isMeantBy("rates.daily"));
        assertTrue(entry("market.rates.daily").isMeantBy("daily"));
        assertFalse(entry("market.rates.daily").isMeantBy("aily"));
    }
}
