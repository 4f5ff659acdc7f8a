package io.github.loantwin.optimizer.model;

import io.github.loantwin.optimizer.model.CriticalLine.TurningPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The frontier between the turning points of the critical line, where every limit is a bound on one asset.
 *
 * <p>On a segment weights, return and lambda move together along straight lines, so that the portfolio of a return is between two
 * corners. Its multipliers follow from lambda: the budget's price gamma lies between the largest g_i = (Sigma x)_i - lambda mu_i of
 * assets above their lower bound and the smallest of those below their upper one, and g_i - gamma is the price of asset
 * i's bound.
 */
final class FrontierLine {
    private final Assets assets;
    private final Bounds bounds;
    private final List<TurningPoint> corners;

    private FrontierLine(Assets assets, Bounds bounds, List<TurningPoint> corners) {
        this.assets = assets;
        this.bounds = bounds;
        this.corners = corners;
    }

    /** A portfolio of the frontier with its multipliers: of the return, of the budget, of each asset's bounds. */
    record OnLine(double[] weights, double lambda, double gamma, double[] ofBounds) {}

    /** Walks the line, if limits are bounds with room for the budget and rounding does not lose it. */
    static Optional<FrontierLine> of(Assets assets, Limits limits) {
        Optional<Bounds> found = Bounds.of(assets, limits).filter(Bounds::hold);
        try {
            return found.map(b -> new FrontierLine(assets, b, CriticalLine.of(assets, b.lower(), b.upper())));
        } catch (IllegalStateException lost) {
            return Optional.empty();
        }
    }

    double largestReturn() {
        return assets.expectedReturn(corners.get(0).weights());
    }

    double returnOfLeastVariance() {
        return assets.expectedReturn(corners.get(corners.size() - 1).weights());
    }

    /** Returns the portfolio of least variance with a return between those of the ends. */
    OnLine at(double target) {
        TurningPoint high = corners.get(0);
        if (corners.size() == 1 || target >= assets.expectedReturn(high.weights())) {
            return priced(high.weights(), high.lambda());
        }
        int k = 1;
        while (k < corners.size() - 1 && assets.expectedReturn(corners.get(k).weights()) > target) {
            k++;
        }
        TurningPoint above = corners.get(k - 1);
        TurningPoint below = corners.get(k);
        double low = assets.expectedReturn(below.weights());
        double part = (target - low) / (assets.expectedReturn(above.weights()) - low);
        part = part >= 0 && part <= 1 ? part : 0;
        double[] weights = new double[assets.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] =
                    below.weights()[i] + part * (above.weights()[i] - below.weights()[i]); // exact at a common bound
        }
        return priced(weights, part * above.lambda() + (1 - part) * below.lambda());
    }

    private OnLine priced(double[] weights, double lambda) {
        double[] price = assets.marginal(weights);
        double least = Double.NEGATIVE_INFINITY;
        double most = Double.POSITIVE_INFINITY;
        for (int i = 0; i < price.length; i++) {
            price[i] -= lambda * assets.returns()[i];
            least = weights[i] > bounds.lower()[i] ? Math.max(least, price[i]) : least;
            most = weights[i] < bounds.upper()[i] ? Math.min(most, price[i]) : most;
        }
        double gamma = Double.isInfinite(least) ? most : Double.isInfinite(most) ? least : (least + most) / 2;
        for (int i = 0; i < price.length; i++) {
            price[i] -= gamma;
        }
        return new OnLine(weights, lambda, gamma, price);
    }

    /** Lower and upper bounds on each asset. */
    record Bounds(double[] lower, double[] upper) {
        /** Reads limits as bounds; empty if a group has several members. */
        static Optional<Bounds> of(Assets assets, Limits limits) {
            double[] lower = new double[assets.size()];
            double[] upper = new double[assets.size()];
            Arrays.fill(upper, Math.min(1, limits.cap().orElse(1)));
            List<GroupLimit> several = new ArrayList<>(limits.groups());
            several.removeIf(group -> group.of().stream().distinct().count() == 1);
            if (!several.isEmpty()) {
                return Optional.empty();
            }
            for (GroupLimit group : limits.groups()) {
                int i = assets.index(group.of().get(0));
                lower[i] = Math.max(lower[i], group.atLeast().orElse(0));
                upper[i] = Math.min(upper[i], group.atMost().orElse(1));
            }
            return Optional.of(new Bounds(lower, upper));
        }

        /** Returns whether some portfolio keeps them. */
        boolean hold() {
            for (int i = 0; i < lower.length; i++) {
                if (lower[i] > upper[i]) {
                    return false;
                }
            }
            return Arrays.stream(lower).sum() <= 1 && Arrays.stream(upper).sum() >= 1;
        }
    }
}
