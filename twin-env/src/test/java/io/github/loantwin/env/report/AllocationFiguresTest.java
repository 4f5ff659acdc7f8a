package io.github.loantwin.env.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllocationFiguresTest {
    @Test
    void namesAndNumbersAreShown() {
        String svg = FigureFiles.svg(AllocationFigures.shares(
                List.of("mortgage", "card"),
                new double[] {0.625, 0.375},
                "variance",
                new double[] {0.2, 0.8},
                "a test"));
        for (String part :
                List.of("mortgage", "card", "62.5", "37.5", "80.0", "Part of the variance", "Source: a test")) {
            assertTrue(svg.contains(part), part);
        }
    }

    /** Of many names the largest are drawn, in their order. */
    @Test
    void manyNamesAreCutToTheLargest() {
        List<String> names = IntStream.range(0, 80).mapToObj(i -> "name" + i).toList();
        double[] weights = new double[80];
        Arrays.setAll(weights, i -> i / 3160.0);
        String svg = FigureFiles.svg(AllocationFigures.shares(names, weights, "variance", weights, "a test"));
        assertTrue(svg.contains("name79") && svg.contains("name50") && svg.contains("30 largest of 80"));
        assertFalse(svg.contains("name49<") || svg.contains(">name0<"));
    }

    /** The input with the widest swing stands on top, whichever way it goes; what is not known is not drawn. */
    @Test
    void tornadoIsSorted() {
        String svg = FigureFiles.svg(AllocationFigures.tornado(
                List.of("small", "large"),
                new double[] {0.1, -2},
                new double[] {-0.1, Double.NaN},
                "points",
                "10 %",
                1,
                "a test"));
        assertTrue(svg.indexOf(">large<") < svg.indexOf(">small<") && svg.indexOf(">large<") > 0, svg);
        assertFalse(svg.contains("NaN"));
    }

    @Test
    void allEqualFrontierHasAnAxis() {
        double[] same = {0.02, 0.02};
        AllocationFigures.Spot spot = new AllocationFigures.Spot("only", 0.02, 0.03);
        String svg = FigureFiles.svg(
                AllocationFigures.frontier("CVaR", same, new double[] {0.03, 0.03}, List.of(spot), spot, "a test"));
        assertFalse(svg.contains("NaN"));
        assertEquals(
                "frontier",
                AllocationFigures.frontier("CVaR", same, same, List.of(), spot, "a test")
                        .name());
    }
}
