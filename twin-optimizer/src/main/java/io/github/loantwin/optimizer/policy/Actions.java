package io.github.loantwin.optimizer.policy;

import io.github.loantwin.env.ActionLayout;
import java.util.Arrays;

/**
 * Turns plans into the three actions.
 *
 * <pre>
 *   credit policy   lowest edge + sum over bands of width x (1 - share of the band that the plan lends to)
 *   rebalancing     ln(t_s / t_u) / 10, since reach moves by e^(5 a) and e^(-5 a); past 0.05 by the share that is traded
 *   pricing         priceShare x argmax of sum v_k (1 - e_k (p - theta x)) (margin_k + p), a concave parabola in p
 * </pre>
 *
 * <p>Then all three move towards that together, by no more than the move limit.
 */
final class Actions {
    /** Rebalancing from which the environment trades loans. */
    static final double TRADES_FROM = 0.05;

    private static final double IDLE = 0.05;

    private final Desk desk;
    private final ControllerSettings settings;
    private final double[] action = new double[ActionLayout.SIZE];
    private final double[] target = new double[ActionLayout.SIZE];

    Actions(Desk desk, ControllerSettings settings) {
        this.desk = desk;
        this.settings = settings;
    }

    void reset() {
        Arrays.fill(action, 0);
    }

    void hold() {
        Arrays.fill(action, 0);
    }

    double get(int component) {
        return action[component];
    }

    /** Moves towards a plan; {@code days} have passed since the last move. */
    void follow(Plan plan, Situation now, double days) {
        target[ActionLayout.CREDIT_POLICY] = plan.tightening();
        target[ActionLayout.REBALANCING] = rebalancing(plan);
        target[ActionLayout.PRICING] = price(plan, now);
        double distance = 0;
        for (int c = 0; c < target.length; c++) {
            double bound = ActionLayout.bound(c);
            target[c] = Math.max(-bound, Math.min(bound, target[c]));
            distance += Math.abs(target[c] - action[c]) / bound;
        }
        if (distance < IDLE) {
            return;
        }
        double step = Math.min(1, settings.moveLimit() * Math.min(days, 90) / 30 / distance);
        for (int c = 0; c < target.length; c++) {
            action[c] += step * (target[c] - action[c]);
        }
    }

    private double rebalancing(Plan plan) {
        double past = TRADES_FROM * Math.abs(plan.trade());
        return past < 1e-4 ? plan.tilt() : Math.signum(plan.trade()) * (TRADES_FROM + past);
    }

    private double price(Plan plan, Situation now) {
        double slope = 0;
        double curve = 0;
        for (int k = 0; k < plan.volume().length; k++) {
            double elasticity = desk.products().get(k).priceElasticity();
            double cheaper = desk.crunchTakeUp() * now.crunch() / 100;
            slope += plan.volume()[k] * (1 + elasticity * (cheaper - plan.margin()[k]));
            curve += 2 * plan.volume()[k] * elasticity;
        }
        double best = curve == 0 ? 0 : settings.priceShare() * slope / curve;
        return Math.max(-settings.priceRange(), Math.min(settings.priceRange(), best));
    }
}
