package io.github.loantwin.env.stress;

import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.macro.ScenarioFigures;
import java.util.Arrays;

/** Highest and lowest figures of an economy's nine quarters, against the ranges that the environment is made for. */
final class MacroExtremes {
    private static final double HIGHEST_VOLATILITY = 200;

    private MacroExtremes() {}

    static double highest(double[] figures) {
        return Arrays.stream(figures).limit(NineQuarters.QUARTERS).max().orElseThrow();
    }

    static double lowest(double[] figures) {
        return Arrays.stream(figures).limit(NineQuarters.QUARTERS).min().orElseThrow();
    }

    /**
     * Returns what leaves the range of the observation that shows it, in words; empty if nothing does.
     *
     * <p>The observed volatility index ends at 50, which the Federal Reserve's severe scenarios pass; here it may go to 200,
     * the highest that a scenario file may hold.
     */
    static String outside(ScenarioFigures figures) {
        String unemployment = outside("unemployment", figures.unemployment(), ObservationLayout.UNEMPLOYMENT_RATE, 100);
        String houses = outside("house prices", figures.housePriceIndex(), ObservationLayout.HOUSING_PRICE_INDEX, 1);
        String spread = outside("credit spread", figures.bbbSpread(), ObservationLayout.CREDIT_SPREAD, 100);
        String growth = outside("output growth", figures.gdpGrowth(), ObservationLayout.GDP_GROWTH, 100);
        String prices = outside("inflation", figures.inflation(), ObservationLayout.INFLATION_RATE, 100);
        String volatility = highest(figures.volatilityIndex()) > HIGHEST_VOLATILITY ? "volatility over 200; " : "";
        return volatility + unemployment + houses + spread + growth + prices;
    }

    private static String outside(String name, double[] figures, int component, double scale) {
        double low = ObservationLayout.low(component);
        double high = ObservationLayout.high(component);
        if (lowest(figures) < low) {
            return name + " under " + Math.round(scale * low) + (scale == 1 ? "" : " %") + "; ";
        }
        return highest(figures) > high
                ? name + " over " + Math.round(scale * high) + (scale == 1 ? "" : " %") + "; "
                : "";
    }
}
