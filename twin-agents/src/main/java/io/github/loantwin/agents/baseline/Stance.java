package io.github.loantwin.agents.baseline;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.check.ArgCheck;

/**
 * A setting of the three levers.
 *
 * @param creditPolicy in [-0.1, 0.1], above 0 tightens
 * @param pricing in [-0.02, 0.02], a fraction per year
 * @param rebalancing in [-0.1, 0.1], above 0 towards secured lending
 */
record Stance(double creditPolicy, double pricing, double rebalancing) {
    Stance {
        inBox(ActionLayout.CREDIT_POLICY, creditPolicy);
        inBox(ActionLayout.PRICING, pricing);
        inBox(ActionLayout.REBALANCING, rebalancing);
    }

    private static void inBox(int component, double value) {
        // compared as float: a bound written in decimals, such as 0.1, is inside
        ArgCheck.inClosed(
                ActionLayout.NAMES.get(component),
                (float) value,
                -ActionLayout.bound(component),
                ActionLayout.bound(component));
    }

    double get(int component) {
        return component == 0 ? creditPolicy : component == 1 ? pricing : rebalancing;
    }
}
