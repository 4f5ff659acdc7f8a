package io.github.loantwin.env.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Drawn pictures show what they are given, at the right height. */
class PicturesTest {
    private static final double NONE = Double.NaN;

    private static String svg(Panel picture) {
        String svg = FigureFiles.svg(new Figure("name", "Title", "source", 1, List.of(picture)));
        Pages.parsed(svg);
        assertFalse(svg.contains("NaN") || svg.contains("Infinity"), "numbers that cannot be drawn");
        return svg;
    }

    @Test
    void curvesShowTicksLimitsPointsAndLegend() {
        double[] x = {0, 1, 2};
        CurvePicture picture = new CurvePicture("Panel", "Ratio, %", "Quarter", 500, 200)
                .tick(0, "start")
                .tick(2, "end")
                .limit(8, "limit 8 %")
                .band("band", x, new double[] {9, 6, 4}, new double[] {13, 11, 9}, Palette.BLUE)
                .curve("mean", x, new double[] {12, NONE, 7}, Palette.BLUE)
                .point(1, 9, "here", Palette.RED);
        String svg = svg(picture);
        for (String text :
                List.of("Panel", "Ratio, %", "Quarter", "start", "end", "limit 8 %", "band", "mean", "here")) {
            assertTrue(svg.contains(">" + text + "<"), text);
        }
    }

    @Test
    void ticksOfARangeAreRoundNumbersInsideIt() {
        double[] x = {-75.3, 75.3};
        String svg = svg(new CurvePicture("", "y", "x", 500, 200)
                .curve("c", x, new double[] {0.1, 0.2}, Palette.BLUE)
                .roundTicks(-75.3, 75.3, 8));
        for (String text : List.of("\u221260", "\u221220", "0", "40", "60")) {
            assertTrue(svg.contains(">" + text + "<"), text);
        }
        assertFalse(svg.contains(">80<") || svg.contains(">75<") || svg.contains(">38<"));
    }

    @Test
    void ticksOfARangeWithoutWidthAreAtMostOne() {
        String svg = svg(new CurvePicture("", "y", "x", 500, 200)
                .point(1e7, 1, "here", Palette.BLUE)
                .roundTicks(1e7, 1e7, 6));
        assertTrue(svg.split("10,000,000").length <= 2, svg);
    }

    @Test
    void crowdedNamesOfGroupsStandInTwoRows() {
        List<String> groups =
                List.of("a-long-name-0", "a-long-name-1", "a-long-name-2", "a-long-name-3", "a-long-name-4");
        double[] none = {NONE, NONE, NONE, NONE, NONE};
        String svg = svg(new BarsPicture("", "y", groups, 400, 200)
                .bars("s", new double[] {1, 2, 3, 4, 5}, none, none, Palette.BLUE));
        Matcher names =
                Pattern.compile("y=\"([-0-9.]+)\"[^>]*>a-long-name-(\\d)").matcher(svg);
        double[] rows = new double[5];
        while (names.find()) {
            rows[Integer.parseInt(names.group(2))] = Double.parseDouble(names.group(1));
        }
        assertEquals(rows[0] + 16, rows[1], 0.01);
        assertEquals(rows[0], rows[2], 0.01);
        assertEquals(rows[1], rows[3], 0.01);
    }

    /** Policies that do nearly the same stand in one spot; each must be readable. */
    @Test
    void namesOfPointsInOneSpotStandApart() {
        CurvePicture picture = new CurvePicture("", "y", "x", 500, 200)
                .tick(0, "0")
                .tick(2, "2")
                .room(0)
                .room(2);
        for (int i = 0; i < 5; i++) {
            picture.point(1 + 0.001 * i, 1, "policy-" + i, Palette.RED);
        }
        Matcher names = Pattern.compile("<text x=\"([-0-9.]+)\" y=\"([-0-9.]+)\"[^>]*>policy-")
                .matcher(svg(picture));
        List<double[]> places = new ArrayList<>();
        while (names.find()) {
            double[] place = {Double.parseDouble(names.group(1)), Double.parseDouble(names.group(2))};
            assertTrue(
                    places.stream().allMatch(p -> Math.abs(p[1] - place[1]) >= 11 || Math.abs(p[0] - place[0]) >= 35));
            places.add(place);
        }
        assertEquals(5, places.size());
    }

    /** Range 4 to 13 in about five parts: steps of 2, from 4; 13 lies in the upper half of a step, so the axis ends at 14. */
    @Test
    void axesHaveRoundNumbersAndHeightsAreInProportion() {
        CurvePicture picture = new CurvePicture("", "y", "", 500, 200)
                .curve("a", new double[] {0, 1}, new double[] {4, 13}, Palette.BLUE);
        assertEquals(picture.bottom(), picture.y(4), 1e-9);
        assertEquals(picture.top(), picture.y(14), 1e-9);
        assertEquals((picture.top() + picture.bottom()) / 2.0, picture.y(9), 1e-9);
        String svg = svg(picture);
        assertTrue(svg.contains(">4<") && svg.contains(">12<") && svg.contains(">14<") && !svg.contains(">5<"));
    }

    @Test
    void barsShowGroupsAndTakeMissingWhiskers() {
        String svg = svg(new BarsPicture("", "Loss, %", List.of("Auto", "Card"), 500, 200)
                .bars("mild", new double[] {1, 2}, new double[] {NONE, NONE}, new double[] {NONE, NONE}, Palette.BLUE)
                .bars("severe", new double[] {3, -1}, new double[] {2, -2}, new double[] {4, 0}, Palette.RED)
                .limit(5, "limit"));
        assertTrue(svg.contains(">Auto<") && svg.contains(">severe<") && svg.contains(">limit<"));
    }

    @Test
    void bridgesLeadFromTheFirstBarToTheLast() {
        BridgePicture bridge = new BridgePicture("", "Thousand", 1, 500, 200);
        String svg = svg(bridge.total("Base", 40)
                .step("Interest", -65.25)
                .step("Tax", 30)
                .total("Alternative", 4.75));
        assertTrue(svg.contains(">\u221265.3<") || svg.contains(">\u221265.2<"), "a minus sign and one decimal");
        assertTrue(svg.contains(">+30.0<") && svg.contains(">Alternative<"));
    }

    @Test
    void fieldsShowTheirNumbers() {
        String svg = svg(
                new HeatPicture("Loans", List.of("Auto"), List.of("low", "high"), new double[][] {{-3, 0}}, 0, 400));
        assertTrue(svg.contains(">\u22123<") && svg.contains(">0<") && svg.contains(">high<"));
    }

    @Test
    void lengthsMustAgree() {
        CurvePicture picture = new CurvePicture("", "y", "", 500, 200);
        assertThrows(
                IllegalArgumentException.class,
                () -> picture.curve("a", new double[] {0, 1}, new double[] {1}, Palette.BLUE));
    }
}
