package io.github.loantwin.env;

import io.github.loantwin.env.space.Box;
import java.util.List;

/** The thirteen components of an observation, in order, with the bounds to which the observation (never the world) is clipped. */
public final class ObservationLayout {
    public static final int PORTFOLIO_VALUE = 0;
    public static final int EXPECTED_LOSS_RATE = 1;
    public static final int DELINQUENCY_RATE = 2;
    public static final int RETURN_ON_EQUITY = 3;
    public static final int VALUE_AT_RISK_95 = 4;
    public static final int CONCENTRATION_RISK = 5;
    public static final int BASE_RATE = 6;
    public static final int UNEMPLOYMENT_RATE = 7;
    public static final int GDP_GROWTH = 8;
    public static final int INFLATION_RATE = 9;
    public static final int HOUSING_PRICE_INDEX = 10;
    public static final int CREDIT_SPREAD = 11;
    public static final int VOLATILITY_INDEX = 12;

    /** Number of components. */
    public static final int SIZE = 13;

    /** Names of the components, in order. */
    public static final List<String> NAMES = List.of(
            "portfolio_value",
            "expected_loss_rate",
            "delinquency_rate",
            "return_on_equity",
            "value_at_risk_95",
            "concentration_risk",
            "base_rate",
            "unemployment_rate",
            "gdp_growth",
            "inflation_rate",
            "housing_price_index",
            "credit_spread",
            "volatility_index");

    private static final float[] LOW = {0f, 0f, 0f, 0f, 0f, 0f, 0.01f, 0f, -0.1f, 0f, 50f, 0f, 5f};
    private static final float[] HIGH = {1e9f, 0.5f, 0.3f, 1f, 0.2f, 1f, 0.2f, 0.2f, 0.1f, 0.1f, 200f, 0.1f, 50f};

    private ObservationLayout() {}

    /** Returns the lower bound of a component. */
    public static float low(int component) {
        return LOW[component];
    }

    /** Returns the upper bound of a component. */
    public static float high(int component) {
        return HIGH[component];
    }

    /** Returns the observation space. */
    public static Box space() {
        return new Box(NAMES, LOW.clone(), HIGH.clone());
    }
}
