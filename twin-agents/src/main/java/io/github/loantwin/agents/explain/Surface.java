package io.github.loantwin.agents.explain;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.ObservationLayout;
import java.util.Arrays;
import java.util.List;

/**
 * A policy's levers over unemployment and house prices, all else as on a quiet day; shares of the bounds in percent.
 *
 * @param percent by lever, unemployment and house price
 */
public record Surface(double[][][] percent) {
    /** Unemployment rates, fractions. */
    static final double[] UNEMPLOYMENT = {0.03, 0.04, 0.05, 0.06, 0.08, 0.10};

    /** House price indices; 100 is day 0. */
    static final double[] HOUSES = {75, 85, 95, 100, 105, 115};

    private static final double PERCENT = 100;

    /** Asks a policy. */
    public static Surface of(Probe probe) {
        double[][][] percent = new double[ActionLayout.SIZE][UNEMPLOYMENT.length][HOUSES.length];
        for (int u = 0; u < UNEMPLOYMENT.length; u++) {
            for (int h = 0; h < HOUSES.length; h++) {
                Moment moment = probe.quiet()
                        .with(ObservationLayout.UNEMPLOYMENT_RATE, UNEMPLOYMENT[u])
                        .with(ObservationLayout.HOUSING_PRICE_INDEX, HOUSES[h]);
                float[] action = probe.at(moment);
                for (int c = 0; c < ActionLayout.SIZE; c++) {
                    percent[c][u][h] = PERCENT * action[c] / ActionLayout.bound(c);
                }
            }
        }
        return new Surface(percent);
    }

    /** Returns whether the policy does the same everywhere. */
    public boolean isFlat() {
        return Arrays.stream(percent).allMatch(lever -> Arrays.stream(lever)
                .flatMapToDouble(Arrays::stream)
                .allMatch(value -> Math.abs(value - lever[0][0]) < 0.05));
    }

    /** Returns the names of the rows. */
    public static List<String> rows() {
        return Arrays.stream(UNEMPLOYMENT)
                .mapToObj(u -> "unemployment " + Math.round(PERCENT * u) + " %")
                .toList();
    }

    /** Returns the names of the columns. */
    public static List<String> columns() {
        return Arrays.stream(HOUSES).mapToObj(h -> Long.toString(Math.round(h))).toList();
    }
}
