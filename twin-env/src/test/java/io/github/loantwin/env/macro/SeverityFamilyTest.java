package io.github.loantwin.env.macro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeverityFamilyTest {
    private static final String MILD = "baseline-2026";
    private static final String SEVERE = "severely-adverse-2026";
    private static final SeverityFamily FAMILY = SeverityFamily.between(MILD, SEVERE);

    @TempDir
    private Path folder;

    private static void assertSame(ScenarioFigures expected, ScenarioFigures got, double tolerance) {
        assertArrayEquals(expected.unemployment(), got.unemployment(), tolerance);
        assertArrayEquals(expected.gdpGrowth(), got.gdpGrowth(), tolerance);
        assertArrayEquals(expected.inflation(), got.inflation(), tolerance);
        assertArrayEquals(expected.housePriceIndex(), got.housePriceIndex(), 1000 * tolerance);
        assertArrayEquals(expected.rate3m(), got.rate3m(), tolerance);
        assertArrayEquals(expected.rate10y(), got.rate10y(), tolerance);
        assertArrayEquals(expected.mortgageRate(), got.mortgageRate(), tolerance);
        assertArrayEquals(expected.primeRate(), got.primeRate(), tolerance);
        assertArrayEquals(expected.bbbSpread(), got.bbbSpread(), tolerance);
        assertArrayEquals(expected.volatilityIndex(), got.volatilityIndex(), 1000 * tolerance);
    }

    @Test
    void endsAreTheTwoScenarios() {
        assertSame(ScenarioFigures.of(MILD), FAMILY.figures(Severity.of(0)), 1e-14);
        assertSame(ScenarioFigures.of(SEVERE), FAMILY.figures(Severity.of(1)), 1e-14);
    }

    /**
     * Fed 2026, 2027Q3 (quarter 6 from 0): unemployment 4.4 and 10.0, half way 7.2 %; house prices log-linear, the square
     * root of the product of both; spreads 1.6 and 4.3 points, half way 2.95.
     */
    @Test
    void halfWayIsByHand() {
        ScenarioFigures half = FAMILY.figures(Severity.of(0.5));
        double houses = Math.sqrt(ScenarioFigures.of(MILD).housePriceIndex()[6]
                * ScenarioFigures.of(SEVERE).housePriceIndex()[6]);
        assertEquals(0.072, half.unemployment()[6], 1e-12);
        assertEquals(houses, half.housePriceIndex()[6], 1e-10);
        assertEquals(0.0295, half.bbbSpread()[6], 1e-12);
    }

    /** 2026Q2 unemployment: 4.6 + 1.5 (7.2 - 4.6) = 8.5 %; the 3-month rate would be 3.6 - 1.5 x 3.5 < 0 and stops at 0. */
    @Test
    void beyondTheSevereScenarioRatesStopAtZero() {
        ScenarioFigures beyond = FAMILY.figures(Severity.of(1.5));
        assertEquals(0.085, beyond.unemployment()[1], 1e-12);
        assertEquals(0, beyond.rate3m()[1]);
    }

    @Test
    void aDriverAloneLeavesTheOthersAtTheBaseline() {
        ScenarioFigures mild = ScenarioFigures.of(MILD);
        ScenarioFigures houses = FAMILY.figures(new Severity(0, 1, 0, 0));
        assertArrayEquals(ScenarioFigures.of(SEVERE).housePriceIndex(), houses.housePriceIndex(), 1e-10);
        assertArrayEquals(mild.unemployment(), houses.unemployment());
        assertArrayEquals(mild.bbbSpread(), houses.bbbSpread());
        ScenarioFigures markets = FAMILY.figures(new Severity(0, 0, 1, 0));
        assertArrayEquals(mild.housePriceIndex(), markets.housePriceIndex(), 1e-10);
        assertArrayEquals(ScenarioFigures.of(SEVERE).bbbSpread(), markets.bbbSpread(), 1e-14);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.37, 1, 1.6})
    void theFileReadsBackTheSamePath(double share) throws IOException {
        Path file = folder.resolve("path.csv");
        Files.writeString(file, FAMILY.csv(Severity.of(share)));
        assertSame(FAMILY.figures(Severity.of(share)), ScenarioFigures.of(file.toString()), 1e-12);
    }

    @Test
    void namesWithoutYearAreTheLatest() {
        assertEquals("baseline-2026", ScenarioNames.resolve("baseline"));
        assertEquals("severely-adverse-2026", ScenarioNames.resolve("severely-adverse"));
        assertEquals("gfc", ScenarioNames.resolve("gfc"));
        assertEquals("severely-adverse-2025", ScenarioNames.resolve("severely-adverse-2025"));
        assertEquals("my.csv", ScenarioNames.resolve("my.csv"));
        assertTrue(ScenarioLibrary.names().contains(ScenarioNames.resolve("house-boom")));
    }
}
