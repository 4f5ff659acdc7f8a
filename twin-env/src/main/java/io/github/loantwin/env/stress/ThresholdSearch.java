package io.github.loantwin.env.stress;

import io.github.loantwin.env.check.ArgCheck;
import java.util.function.DoublePredicate;

/**
 * Finds the smallest severity at which something breaks: first on a grid, then by halving the cell in which it first does.
 *
 * <p>The answer is the smallest threshold if what breaks at one severity breaks at every higher one. The grid shows whether
 * that holds on its points; between them it is assumed.
 *
 * @param reached whether it breaks within the domain
 * @param severity lowest severity known to break it; NaN if not reached
 * @param below highest severity below it that is known not to; NaN if it breaks at 0 or is not reached
 * @param monotone whether it breaks at every point of the grid above
 */
public record ThresholdSearch(boolean reached, double severity, double below, boolean monotone) {

    /** Returns the points of an even grid from 0 to a highest severity, both included. */
    static double[] grid(double highest, int cells) {
        ArgCheck.positive("cells", cells);
        double[] grid = new double[cells + 1];
        for (int i = 0; i <= cells; i++) {
            grid[i] = highest * i / cells;
        }
        return grid;
    }

    /**
     * Searches.
     *
     * @param breaks whether it breaks at a severity
     * @param grid severities to look at first, rising
     * @param resolution the answer is at most this far above the true threshold
     */
    static ThresholdSearch on(DoublePredicate breaks, double[] grid, double resolution) {
        ArgCheck.positive("resolution", resolution);
        int first = 0;
        while (first < grid.length && !breaks.test(grid[first])) {
            first++;
        }
        if (first == grid.length) {
            return new ThresholdSearch(false, Double.NaN, Double.NaN, true);
        }
        boolean monotone = true;
        for (int i = first + 1; i < grid.length; i++) {
            monotone &= breaks.test(grid[i]);
        }
        if (first == 0) {
            return new ThresholdSearch(true, grid[0], Double.NaN, monotone);
        }
        double below = grid[first - 1];
        double above = grid[first];
        while (above - below > resolution) {
            double middle = below + (above - below) / 2;
            if (breaks.test(middle)) {
                above = middle;
            } else {
                below = middle;
            }
        }
        return new ThresholdSearch(true, above, below, monotone);
    }
}
