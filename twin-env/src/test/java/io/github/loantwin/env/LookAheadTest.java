package io.github.loantwin.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.loantwin.env.config.TwinConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing looks ahead: scenarios that are equal up to a quarter give equal observations, rewards and books up to it. */
class LookAheadTest {
    private static final int SAME_QUARTERS = 3;
    private static final int DAYS = 365;

    @TempDir
    Path folder;

    /** Quarterly user's CSV of 2026 and 2027; from a quarter on the second economy collapses. */
    private TwinConfig config(boolean collapse, double noise) throws IOException {
        StringBuilder csv = new StringBuilder("date,unemployment,house_price_index,rate_3m\n");
        for (int q = 0; q < 8; q++) {
            boolean bad = collapse && q >= SAME_QUARTERS;
            int year = 2026 + Math.floorDiv(q, 4);
            csv.append(year)
                    .append(" Q")
                    .append(Math.floorMod(q, 4) + 1)
                    .append(',')
                    .append(bad ? 9.5 : 4.2 + 0.1 * Math.floorMod(q, 3))
                    .append(',')
                    .append(bad ? 220 : 300 + q)
                    .append(',')
                    .append(bad ? 0.2 : 3.6)
                    .append('\n');
        }
        Path file = folder.resolve(collapse ? "collapse.csv" : "calm.csv");
        Files.writeString(file, csv);
        Path yaml = folder.resolve(collapse ? "collapse.yaml" : "calm.yaml");
        Files.writeString(
                yaml,
                "extends: default\nepisode: {initialLoans: 300}\n" + "macro: {from: macro/scenario.yaml, scenario: "
                        + file + ", noise: " + noise + ", beyondEnd: hold}\n");
        return TwinConfig.load(yaml);
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void equalPastsGiveEqualDays(double noise) throws IOException {
        LoanEnv calm = new LoanEnv(config(false, noise));
        LoanEnv collapse = new LoanEnv(config(true, noise));
        assertArrayEquals(calm.reset(8).observation(), collapse.reset(8).observation());
        int firstDifference = DAYS + 1;
        for (int day = 1; day <= DAYS; day++) {
            float[] action = {day % 30 < 15 ? 0.05f : -0.05f, 0.005f, 0.02f};
            StepResult a = calm.step(action);
            StepResult b = collapse.step(action);
            boolean equal = Arrays.equals(a.observation(), b.observation())
                    && a.reward() == b.reward()
                    && Arrays.equals(a.info().toArray(), b.info().toArray());
            if (!equal) {
                firstDifference = day;
                break;
            }
        }
        // A month depends on its own quarter and the one before: the fourth quarter of 2026 begins on day 274.
        assertEquals(31 + 28 + 31 + 30 + 31 + 30 + 31 + 31 + 30 + 1, firstDifference, "first day that differs");
    }
}
