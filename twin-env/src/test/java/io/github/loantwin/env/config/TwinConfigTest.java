package io.github.loantwin.env.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TwinConfigTest {
    @Test
    void changesThatOnlyHoldTogetherAreMadeAtOnce() {
        TwinConfig defaults = TwinConfig.defaults();
        assertThrows(ConfigException.class, () -> defaults.with("episode.initialLoans", 50_000));
        TwinConfig large = defaults.with(Map.of("episode.initialLoans", 50_000, "episode.maxPortfolioSize", 60_000));
        assertEquals("50000", large.get("episode.initialLoans"));
        assertEquals("60000", large.get("episode.maxPortfolioSize"));
        assertEquals("1000", defaults.get("episode.initialLoans"));
    }
}
