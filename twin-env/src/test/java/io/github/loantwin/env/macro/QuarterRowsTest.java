package io.github.loantwin.env.macro;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuarterRowsTest {
    /** A slip of the decimal point in one quarter is refused, with its line. */
    @ParameterizedTest
    @CsvSource({"310.5, 3.105, housePriceIndex", "5.1, 0.51, unemployment", "5.1, 51, unemployment"})
    void oneMisplacedPointIsRefused(String right, String wrong, String column, @TempDir Path folder) throws Exception {
        String table =
                "date,unemployment,house_price_index,rate_3m\n2026Q1,5.0,312.0,3.5\n2026Q2,5.1,310.5,3.4\n2026Q3,5.3,309.0,3.3\n";
        Path good = Files.writeString(folder.resolve("good.csv"), table);
        assertTrue(ScenarioLibrary.describe(good.toString()).months() >= 9);
        Path bad = Files.writeString(folder.resolve("bad.csv"), table.replace(right, wrong));
        String message = assertThrows(IllegalArgumentException.class, () -> ScenarioLibrary.describe(bad.toString()))
                .getMessage();
        assertTrue(message.contains(column) && message.contains("bad.csv"), message);
    }

    @Test
    void historyAndEveryNamedScenarioPass() {
        for (String name : ScenarioLibrary.names()) {
            assertTrue(ScenarioLibrary.describe(name).months() > 12, name);
        }
    }
}
