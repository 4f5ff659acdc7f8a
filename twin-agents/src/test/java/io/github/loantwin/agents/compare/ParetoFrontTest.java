package io.github.loantwin.agents.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fronts and hypervolumes by hand arithmetic. */
class ParetoFrontTest {
    @Test
    void dominatedPointsAreLeftOut() {
        List<double[]> front = ParetoFront.of(new double[][] {{3, 1}, {1, 3}, {2, 2}, {1, 1}, {2, 1.5}, {2, 2}});
        assertEquals(3, front.size());
        assertArrayEquals(new double[] {1, 3}, front.get(0));
        assertArrayEquals(new double[] {2, 2}, front.get(1));
        assertArrayEquals(new double[] {3, 1}, front.get(2));
    }

    /** Steps of 1: under (1,3) (2,2) (3,1) lie 3 + 2 + 1 unit squares. */
    @Test
    void areaOfAStaircase() {
        double[][] points = {{3, 1}, {1, 3}, {2, 2}, {1, 1}};
        assertEquals(6, ParetoFront.hypervolume(points, new double[] {0, 0}), 1e-12);
    }

    /** 2 x 3 and 4 x 1 from the corner (1, 1), less their common 2 x 1: 6 + 4 - 2. */
    @Test
    void areaOfTwoRectangles() {
        double[][] points = {{3, 4}, {5, 2}, {9, 1}, {0, 99}};
        assertEquals(8, ParetoFront.hypervolume(points, new double[] {1, 1}), 1e-12);
    }

    /** Boxes 1x2x3, 2x1x3 and 3x3x1: 6 + 6 + 9, pairs share 1x1x3, 1x2x1 and 2x1x1, all three 1x1x1: 21 - 7 + 1. */
    @Test
    void volumeOfThreeBoxes() {
        double[][] points = {{1, 2, 3}, {2, 1, 3}, {3, 3, 1}};
        assertEquals(15, ParetoFront.hypervolume(points, new double[] {0, 0, 0}), 1e-12);
    }

    @Test
    void nothingAboveTheReferenceIsNothing() {
        assertEquals(0, ParetoFront.hypervolume(new double[][] {{1, 1}}, new double[] {1, 0}), 0);
    }

    /** Against counting of random points in the cube, in four objectives: 200,000 draws, six standard errors. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void volumeIsTheShareOfPointsThatAreReached(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] points = new double[6][4];
        for (double[] point : points) {
            for (int i = 0; i < 4; i++) {
                point[i] = random.nextDouble();
            }
        }
        int draws = 200_000;
        int reached = 0;
        for (int d = 0; d < draws; d++) {
            double[] x = {random.nextDouble(), random.nextDouble(), random.nextDouble(), random.nextDouble()};
            for (double[] point : points) {
                if (point[0] > x[0] && point[1] > x[1] && point[2] > x[2] && point[3] > x[3]) {
                    reached++;
                    break;
                }
            }
        }
        double share = (double) reached / draws;
        double error = Math.sqrt(share * (1 - share) / draws);
        double volume = ParetoFront.hypervolume(points, new double[4]);
        assertTrue(Math.abs(volume - share) < 6 * error, volume + " and " + share);
    }
}
