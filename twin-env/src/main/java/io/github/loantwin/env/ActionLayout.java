package io.github.loantwin.env;

import io.github.loantwin.env.space.Box;
import java.util.List;

/** The three components of an action: adjustments from the base policy, in force for the coming step. */
public final class ActionLayout {
    /** Relative change of the cut-off scores; above 0 tightens. */
    public static final int CREDIT_POLICY = 0;
    /** Addition to the offered rates, a fraction per year. */
    public static final int PRICING = 1;
    /** Tilt of new volume towards secured products; past half of its range also loan sales and purchases. */
    public static final int REBALANCING = 2;

    /** Number of components. */
    public static final int SIZE = 3;

    /** Names of the components, in order. */
    public static final List<String> NAMES = List.of("credit_policy", "pricing", "rebalancing");

    private static final float[] HIGH = {0.1f, 0.02f, 0.1f};

    private ActionLayout() {}

    /** Returns the bound of a component; the box is symmetric. */
    public static float bound(int component) {
        return HIGH[component];
    }

    /** Returns the action space. */
    public static Box space() {
        return new Box(NAMES, new float[] {-HIGH[0], -HIGH[1], -HIGH[2]}, HIGH.clone());
    }
}
