package io.github.loantwin.env.report;

import java.util.Arrays;
import java.util.List;

/** Plots of an allocation: shares beside parts of risk, the efficient frontier, and sensitivities. */
public final class AllocationFigures {
    private static final int WIDTH = 960;
    private static final int HALF_WIDTH = 620;
    private static final int HEIGHT = 340;
    private static final double PERCENT = 100;

    private AllocationFigures() {}

    /**
     * Draws what share of the budget each asset has, beside its part of the variance.
     *
     * @param names assets
     * @param weights shares of the budget, fractions
     * @param riskShares parts of the variance, fractions
     * @param source what stands below the plot
     */
    public static Figure shares(List<String> names, double[] weights, double[] riskShares, String source) {
        BarPanel money = new BarPanel("Share of the budget", names, "%", HALF_WIDTH, HEIGHT)
                .bars("share", percent(weights), Palette.BLUE);
        BarPanel risk = new BarPanel("Part of the variance", names, "%", HALF_WIDTH, HEIGHT)
                .bars("part of the variance", percent(riskShares), Palette.ORANGE);
        return new Figure("allocation", "Where the money is, and where the risk is", source, 2, List.of(money, risk));
    }

    /**
     * Draws the efficient frontier, the single assets and the portfolio chosen.
     *
     * @param deviations standard deviations along the frontier, fractions
     * @param returns expected returns along it
     * @param assetDeviations standard deviations of the assets
     * @param assetReturns expected returns of the assets
     * @param chosen standard deviation and return of the portfolio chosen
     * @param source what stands below the plot
     */
    public static Figure frontier(
            double[] deviations,
            double[] returns,
            double[] assetDeviations,
            double[] assetReturns,
            double[] chosen,
            String source) {
        FrontierPanel panel = new FrontierPanel(WIDTH, HEIGHT)
                .curve("efficient frontier", deviations, returns, Palette.BLUE)
                .points("one type alone", assetDeviations, assetReturns, Palette.ORANGE)
                .points("this allocation", new double[] {chosen[0]}, new double[] {chosen[1]}, Palette.RED);
        return new Figure("frontier", "Efficient frontier", source, 1, List.of(panel));
    }

    /**
     * Draws how the best return moves when an input of one asset moves by a percentage point.
     *
     * @param names assets
     * @param perRate change of return per unit of rate, each a fraction
     * @param perPd change of return per unit of PD
     * @param source what stands below the plot
     */
    public static Figure sensitivity(List<String> names, double[] perRate, double[] perPd, String source) {
        BarPanel panel = new BarPanel("", names, "percentage points of return", WIDTH, HEIGHT)
                .bars("rate one point higher", perRate, Palette.GREEN)
                .bars("PD one point higher", perPd, Palette.RED);
        return new Figure("sensitivity", "What a percentage point of an input does", source, 1, List.of(panel));
    }

    private static double[] percent(double[] fractions) {
        return Arrays.stream(fractions).map(value -> PERCENT * value).toArray();
    }
}
