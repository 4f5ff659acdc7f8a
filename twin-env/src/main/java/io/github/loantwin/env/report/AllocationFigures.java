package io.github.loantwin.env.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Plots of an allocation: shares beside parts of risk, the efficient frontier and its mix, and sensitivities. */
public final class AllocationFigures {
    private static final int WIDTH = 960;
    private static final int HALF_WIDTH = 620;
    private static final int HEIGHT = 320;
    private static final double PERCENT = 100;
    private static final int MOST_ROWS = 30;
    private static final int MOST_NAMED = 25;
    private static final int MOST_AREAS = 6;

    /**
     * A named point of a frontier plot.
     *
     * @param name what stands beside it
     * @param risk fraction
     * @param expectedReturn fraction
     */
    public record Spot(String name, double risk, double expectedReturn) {}

    private AllocationFigures() {}

    /** Returns the positions of the largest values in their old order, at most so many. */
    private static int[] largest(double[] values, int most) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -values[i]))
                .limit(most)
                .sorted()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * Draws what share of the budget each asset has, beside its part of the risk.
     *
     * @param names assets
     * @param weights shares of the budget, fractions
     * @param riskName what the parts are parts of, such as variance
     * @param riskShares parts of the risk, fractions
     * @param source what stands below the plot
     */
    public static Figure shares(
            List<String> names, double[] weights, String riskName, double[] riskShares, String source) {
        int[] rows = largest(weights, MOST_ROWS);
        List<String> shown = Arrays.stream(rows).mapToObj(names::get).toList();
        double[] shares = Arrays.stream(rows).mapToDouble(i -> weights[i]).toArray();
        double[] risks = Arrays.stream(rows).mapToDouble(i -> riskShares[i]).toArray();
        RowBarsPicture money = new RowBarsPicture("Share of the budget", "%", shown, HALF_WIDTH, 1, false)
                .bars("share", percent(shares), Palette.BLUE);
        RowBarsPicture risk = new RowBarsPicture("Part of the " + riskName, "%", shown, HALF_WIDTH, 1, false)
                .bars("part of the " + riskName, percent(risks), Palette.ORANGE);
        String some = rows.length < names.size() ? " (" + rows.length + " largest of " + names.size() + ")" : "";
        String title = "Where the money is, and where the risk is" + some;
        return new Figure("allocation", title, source, 2, List.of(money, risk));
    }

    /** Draws bars of one number per name. */
    public static Figure amounts(
            String name, String title, String unit, List<String> names, double[] values, int decimals, String source) {
        RowBarsPicture bars =
                new RowBarsPicture("", unit, names, WIDTH, decimals, false).bars(unit, values, Palette.BLUE);
        return new Figure(name, title, source, 1, List.of(bars));
    }

    /** Draws bars of two numbers per name, below each other. */
    public static Figure pairs(
            String name,
            String title,
            String unit,
            List<String> names,
            String first,
            double[] firsts,
            String second,
            double[] seconds,
            int decimals,
            String source) {
        RowBarsPicture bars = new RowBarsPicture("", unit, names, WIDTH, decimals, false)
                .bars(first, firsts, Palette.SKY)
                .bars(second, seconds, Palette.RED);
        return new Figure(name, title, source, 1, List.of(bars));
    }

    /**
     * Draws the efficient frontier, the single assets and the portfolio chosen.
     *
     * @param riskName what the horizontal axis measures, such as standard deviation
     * @param risks risk along the frontier, fractions
     * @param returns expected returns along it
     * @param spots single assets
     * @param chosen the portfolio chosen
     * @param source what stands below the plot
     */
    public static Figure frontier(
            String riskName, double[] risks, double[] returns, List<Spot> spots, Spot chosen, String source) {
        CurvePicture picture = new CurvePicture("", "Expected return, %", riskName + ", %", WIDTH, HEIGHT);
        picture.curve("efficient frontier", percent(risks), percent(returns), Palette.BLUE);
        for (Spot spot : spots) {
            picture.point(
                    PERCENT * spot.risk(),
                    PERCENT * spot.expectedReturn(),
                    spots.size() > MOST_NAMED ? "" : spot.name(),
                    Palette.ORANGE);
        }
        picture.pointNamedLeft(PERCENT * chosen.risk(), PERCENT * chosen.expectedReturn(), chosen.name(), Palette.RED);
        double[] all = new double[risks.length + spots.size() + 1];
        System.arraycopy(risks, 0, all, 0, risks.length);
        for (int i = 0; i < spots.size(); i++) {
            all[risks.length + i] = spots.get(i).risk();
        }
        all[all.length - 1] = chosen.risk();
        ticks(picture, percent(all), true);
        return new Figure("frontier", "Efficient frontier", source, 1, List.of(picture));
    }

    /**
     * Draws how the mix changes along the frontier.
     *
     * @param names assets
     * @param risks risk along the frontier, fractions, rising
     * @param weights points x assets, fractions
     * @param source what stands below the plot
     */
    public static Figure mix(List<String> names, String riskName, double[] risks, double[][] weights, String source) {
        CurvePicture picture = new CurvePicture("", "Share of the budget, %", riskName + ", %", WIDTH, HEIGHT);
        double[] below = new double[risks.length];
        double[] most = new double[names.size()];
        for (double[] portfolio : weights) {
            for (int j = 0; j < most.length; j++) {
                most[j] = Math.max(most[j], portfolio[j]);
            }
        }
        int area = 0;
        for (int j : largest(most, MOST_AREAS)) {
            double[] above = below.clone();
            for (int i = 0; i < above.length; i++) {
                above[i] += PERCENT * Math.max(0, weights[i][j]);
            }
            Color color = Palette.series(area++);
            picture.band(names.get(j), percent(risks), below, above, color);
            below = above;
        }
        if (names.size() > MOST_AREAS) {
            double[] all = new double[below.length];
            Arrays.fill(all, PERCENT);
            picture.band("others", percent(risks), below, all, Palette.SOURCE);
        }
        ticks(picture, percent(risks), false);
        return new Figure("mix", "What the portfolios of the frontier hold", source, 1, List.of(picture));
    }

    private static void ticks(CurvePicture picture, double[] values, boolean room) {
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(1);
        double beside = room ? 0.05 * (high - low) : 0;
        picture.roundTicks(low - beside, high + beside, 8);
    }

    /**
     * Draws a tornado: what each input does to the best value when it falls and when it rises, largest first.
     *
     * @param inputs names of the inputs
     * @param lower change of the best value when the input falls
     * @param higher change when it rises
     * @param unit what the changes are in
     * @param step how far the inputs move, in words
     * @param source what stands below the plot
     */
    public static Figure tornado(
            List<String> inputs,
            double[] lower,
            double[] higher,
            String unit,
            String step,
            int decimals,
            String source) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            order.add(i);
        }
        order.sort((a, b) -> Double.compare(swing(lower, higher, b), swing(lower, higher, a)));
        List<String> names = order.stream().map(inputs::get).toList();
        double[] down = order.stream().mapToDouble(i -> lower[i]).toArray();
        double[] up = order.stream().mapToDouble(i -> higher[i]).toArray();
        RowBarsPicture bars = new RowBarsPicture("", unit, names, WIDTH, decimals, true)
                .bars("input " + step + " lower", down, Palette.SKY)
                .bars("input " + step + " higher", up, Palette.RED);
        return new Figure("sensitivity", "What moves the best answer most", source, 1, List.of(bars));
    }

    private static double swing(double[] lower, double[] higher, int i) {
        double low = Double.isFinite(lower[i]) ? Math.abs(lower[i]) : 0;
        double high = Double.isFinite(higher[i]) ? Math.abs(higher[i]) : 0;
        return Math.max(low, high);
    }

    private static double[] percent(double[] fractions) {
        return Arrays.stream(fractions).map(value -> PERCENT * value).toArray();
    }
}
