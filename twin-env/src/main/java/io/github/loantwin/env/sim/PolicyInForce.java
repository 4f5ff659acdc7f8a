package io.github.loantwin.env.sim;

import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.loan.ProductConfig;
import io.github.loantwin.env.math.PortableMath;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The three actions turned into cut-offs, caps, price and tilt, with the notice that card accounts get. */
final class PolicyInForce {
    private static final double[] BOUND = {0.1, 0.02, 0.1};

    private final Model model;
    private final double[] action = new double[3];
    private final double[] cutoff = new double[Product.COUNT];
    private final double[] maxDti = new double[Product.COUNT];
    private final double[] maxLtv = new double[Product.COUNT];
    private final double[] tilt = new double[Product.COUNT];
    private final double[] notice;
    private final double[] moved = new double[30];
    private double movedSum;
    private double change;

    PolicyInForce(Model model) {
        this.model = model;
        notice = new double[model.demand.noticeDays() + 1];
    }

    void reset() {
        Arrays.fill(action, 0);
        Arrays.fill(notice, 0);
        Arrays.fill(moved, 0);
        movedSum = 0;
        change = 0;
        apply();
    }

    /**
     * Puts an action in force for a day.
     *
     * @param plannedVolume planned volume by product, which the tilt keeps constant in total
     */
    void set(int day, double credit, double pricing, double rebalancing, double[] plannedVolume) {
        change = Math.abs(credit - action[0]) / BOUND[0]
                + Math.abs(pricing - action[1]) / BOUND[1]
                + Math.abs(rebalancing - action[2]) / BOUND[2];
        action[0] = credit;
        action[1] = pricing;
        action[2] = rebalancing;
        notice[Math.floorMod(day, notice.length)] = pricing;
        int slot = Math.floorMod(day, moved.length);
        moved[slot] = change;
        movedSum = 0;
        for (double m : moved) {
            movedSum += m;
        }
        apply();
        tilt(plannedVolume);
    }

    private void apply() {
        double a = action[0];
        for (int k = 0; k < Product.COUNT; k++) {
            ProductConfig.Underwriting base = model.products.get(k).underwriting();
            cutoff[k] = PortableMath.clamp(
                    base.cutoff() * (1 + a), model.policy.min_credit_score(), model.demand.maxCutoff());
            maxDti[k] = base.maxDti() * (1 - a / 2);
            maxLtv[k] = base.maxLtv() * (1 - a / 2);
            tilt[k] = 1;
        }
    }

    private void tilt(double[] plannedVolume) {
        if (action[2] == 0) {
            return;
        }
        double up = PortableMath.exp(model.demand.tilt() * action[2]);
        double before = 0;
        double after = 0;
        for (int k = 0; k < Product.COUNT; k++) {
            tilt[k] = Product.at(k).secured() ? up : 1 / up;
            before += plannedVolume[k];
            after += plannedVolume[k] * tilt[k];
        }
        double scale = after > 0 ? before / after : 1;
        for (int k = 0; k < Product.COUNT; k++) {
            tilt[k] *= scale;
        }
    }

    double credit() {
        return action[0];
    }

    double pricing() {
        return action[1];
    }

    double rebalancing() {
        return action[2];
    }

    double cutoff(int k) {
        return cutoff[k];
    }

    double maxDti(int k) {
        return maxDti[k];
    }

    double maxLtv(int k) {
        return maxLtv[k];
    }

    /** Returns the factor on the reach of a product. */
    double tilt(int k) {
        return tilt[k];
    }

    /** Returns today's change of policy, the sum over the actions of |change| over bound. */
    double change() {
        return change;
    }

    /** Returns that change summed over the last 30 days. */
    double changeOver30Days() {
        return movedSum;
    }

    /** Returns the rate add-on in force on card accounts: the pricing of the notice period ago. */
    double cardAddOn(int day) {
        return notice[Math.floorMod(day + 1, notice.length)];
    }

    void save(ByteBuffer out) {
        for (double value : action) {
            out.putDouble(value);
        }
        for (double value : notice) {
            out.putDouble(value);
        }
        for (double value : moved) {
            out.putDouble(value);
        }
        for (double value : tilt) {
            out.putDouble(value);
        }
        out.putDouble(change).putDouble(movedSum);
    }

    void restore(ByteBuffer in) {
        for (int i = 0; i < action.length; i++) {
            action[i] = in.getDouble();
        }
        for (int i = 0; i < notice.length; i++) {
            notice[i] = in.getDouble();
        }
        for (int i = 0; i < moved.length; i++) {
            moved[i] = in.getDouble();
        }
        apply();
        for (int i = 0; i < tilt.length; i++) {
            tilt[i] = in.getDouble();
        }
        change = in.getDouble();
        movedSum = in.getDouble();
    }

    int stateBytes() {
        return 8 * (action.length + notice.length + moved.length + tilt.length + 2);
    }
}
