package io.github.loantwin.optimizer.model;

import io.github.loantwin.optimizer.solver.Interruption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The whole efficient frontier of a portfolio with a lower and an upper bound on every asset, exactly: its turning points,
 * between which weights move along straight lines.
 *
 * <p>It solves min x' Sigma x / 2 - lambda mu'x, 1'x = 1, l <= x <= u for every lambda from infinity (the largest return,
 * and among those the least variance) down to 0 (the least variance, and among those the largest return). With the
 * assets F free and the others at a bound, [0 1'; 1 Sigma_F] (-gamma, x_F) = (1 - held, lambda mu_F - Sigma_FB x_B), so that x_F = t +
 * lambda s, until a free asset meets a bound or one at a bound is worth moving: c_j = (Sigma x)_j - lambda mu_j - gamma changes
 * its sign. Source: Markowitz, The optimization of a quadratic function subject to linear constraints (1956); Bailey, Lopez
 * de Prado, An open-source implementation of the critical-line algorithm (2013).
 *
 * <p>Ties: several such events at one lambda are ordered as if the return of asset i were larger by e^i for an e > 0 smaller
 * than any number, the lexicographic rule of parametric programming (Dantzig, Orden, Wolfe 1955). So no set of free assets
 * comes back, equal returns are no special case, and an asset that is a mixture of the free ones (a duplicate, under a
 * singular covariance) never joins them: its c_j does not change its sign before lambda = 0.
 */
public final class CriticalLine {
    private static final double TIE = 1e-11;
    private static final double ZERO = 1e-12;
    private static final double OUTSIDE = 1e-8;

    /**
     * A corner of the frontier.
     *
     * @param lambda weight of return against variance / 2, falling from corner to corner, 0 at the last
     * @param weights the portfolio
     */
    public record TurningPoint(double lambda, double[] weights) {}

    /** A candidate for the next change, at lambda = constant / slope; rising is a free asset that meets its upper bound. */
    private record Event(int asset, double constant, double slope, boolean rising) {
        double inverse() {
            return slope / constant;
        }
    }

    private final double[] returns;
    private final double[][] covariance;
    private final double[] lower;
    private final double[] upper;
    private final double lambdaUnit;
    private final boolean[] high;
    private final boolean[] mixture;
    private final double[] weights;
    private FreeAssets free;
    private double[] slopes = {};
    private double[] starts = {};
    private final double[] slope;
    private final double[] start;
    private final int[] held;
    private int heldCount;

    private CriticalLine(Assets assets, double[] lower, double[] upper) {
        int n = assets.size();
        this.lower = lower;
        this.upper = upper;
        double most = Arrays.stream(assets.returns()).max().orElse(0);
        double range = most - Arrays.stream(assets.returns()).min().orElse(0);
        double returnUnit = range > 0 ? range : 1;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, assets.covariance()[i][i]);
        }
        double varianceUnit = largest > 0 ? largest : 1;
        this.lambdaUnit = varianceUnit / returnUnit;
        this.returns = Arrays.stream(assets.returns())
                .map(r -> (r - most) / returnUnit)
                .toArray();
        this.covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                covariance[i][j] = assets.covariance()[i][j] / varianceUnit;
            }
        }
        this.high = new boolean[n];
        this.mixture = new boolean[n];
        this.weights = lower.clone();
        this.slope = new double[n];
        this.start = new double[n];
        this.held = new int[n + 1];
        this.free = new FreeAssets(covariance, largestReturn());
    }

    /**
     * Returns the turning points, from the largest return to the least variance.
     *
     * @param assets any returns and covariance
     * @param cap largest weight of every asset, in [1 / assets, 1]
     * @throws IllegalStateException as the other
     */
    public static List<TurningPoint> of(Assets assets, double cap) {
        Require.inRange("cap", cap, 1.0 / assets.size(), 1);
        double[] upper = new double[assets.size()];
        Arrays.fill(upper, cap);
        return of(assets, new double[assets.size()], upper);
    }

    /**
     * Returns the turning points, from the largest return to the least variance.
     *
     * @param assets any returns and covariance; ties, duplicates and a singular covariance are allowed
     * @param lower least weight of each asset; they sum to at most 1
     * @param upper largest weight of each asset, at least the least; they sum to at least 1
     * @throws IllegalStateException if rounding lost the line, which a covariance of condition above 1e12 may do
     */
    public static List<TurningPoint> of(Assets assets, double[] lower, double[] upper) {
        double least = 0;
        double most = 0;
        Require.that(lower.length == assets.size(), "lower must have " + assets.size() + " elements", lower.length);
        Require.that(upper.length == assets.size(), "upper must have " + assets.size() + " elements", upper.length);
        for (int i = 0; i < lower.length; i++) {
            String name = assets.names().get(i);
            Require.inRange("the lower bound of " + name, lower[i], -1e6, upper[i]);
            Require.inRange("the upper bound of " + name, upper[i], lower[i], 1e6);
            least += lower[i];
            most += upper[i];
        }
        Require.that(least <= 1 + ZERO, "lower bounds must sum to at most 1", least);
        Require.that(most >= 1 - ZERO, "upper bounds must sum to at least 1", most);
        return new CriticalLine(assets, lower.clone(), upper.clone()).walk();
    }

    /** Fills the assets in order of return; returns the last one that was given something, which takes up the slack. */
    private int largestReturn() {
        Integer[] order = new Integer[weights.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Double.compare(returns[j], returns[i]));
        double left = 1 - Arrays.stream(lower).sum();
        int last = order[0];
        for (int i : order) {
            double room = upper[i] - lower[i];
            if (!(left > ZERO) || room == 0) {
                continue;
            }
            double given = Math.min(room, left);
            weights[i] += given;
            left -= given;
            high[i] = true;
            last = i;
        }
        return last;
    }

    private List<TurningPoint> walk() {
        List<TurningPoint> corners = new ArrayList<>();
        double now = 0; // 1 / lambda
        for (int step = 0; step < 50 * weights.length + 100; step++) {
            Interruption.check();
            solveLine();
            Event next = nextEvent(now);
            double at = next == null ? Double.POSITIVE_INFINITY : Math.max(now, next.inverse());
            if (at > now * (1 + TIE) + ZERO) {
                moveTo(at);
                corners.add(new TurningPoint(lambdaUnit / at, weights.clone()));
                now = at;
            }
            if (next == null) {
                return corners;
            }
            change(next.asset(), next.rising());
        }
        throw lost("did not reach the least variance within its cap of steps");
    }

    /** Finds x = start + lambda slope for the present free assets, and the price of the budget with them. */
    private void solveLine() {
        int k = free.count();
        double[] byReturn = new double[k + 1];
        double[] byBound = new double[k + 1];
        byBound[0] = 1;
        System.arraycopy(weights, 0, start, 0, start.length);
        Arrays.fill(slope, 0);
        for (int j = 0; j < weights.length; j++) {
            byBound[0] -= free.contains(j) ? 0 : weights[j];
        }
        for (int p = 0; p < k; p++) {
            byReturn[p + 1] = returns[free.member(p)];
            double[] row = covariance[free.member(p)];
            for (int j = 0; j < weights.length; j++) {
                byBound[p + 1] -= weights[j] == 0 || free.contains(j) ? 0 : row[j] * weights[j];
            }
        }
        slopes = free.solve(byReturn);
        starts = free.solve(byBound);
        for (int p = 0; p < k; p++) {
            slope[free.member(p)] = k == 1 ? 0 : slopes[p + 1];
            start[free.member(p)] = starts[p + 1];
        }
        heldCount = 0;
        for (int j = 0; j < weights.length; j++) {
            held[heldCount] = j;
            heldCount += start[j] != 0 || slope[j] != 0 ? 1 : 0;
        }
    }

    private Event nextEvent(double now) {
        Event next = null;
        double[] tieBreaker = null;
        for (int i = 0; i < weights.length; i++) {
            Event event = free.contains(i) ? boundReached(i, now) : boundLeft(i, now);
            if (event == null) {
                continue;
            }
            double lead = next == null ? Double.POSITIVE_INFINITY : next.inverse() - event.inverse();
            if (Math.abs(lead) > TIE * Math.max(Math.abs(event.inverse()), 0.1)) {
                tieBreaker = lead > 0 ? null : tieBreaker;
                next = lead > 0 ? event : next;
                continue;
            }
            tieBreaker = tieBreaker == null ? perturbation(next) : tieBreaker;
            double[] other = perturbation(event);
            if (firstDifference(other, tieBreaker) < 0) {
                next = event;
                tieBreaker = other;
            }
        }
        return next;
    }

    /** A free asset that rises or falls towards a bound as lambda falls. */
    private Event boundReached(int i, double now) {
        double size = Math.abs(slopes[0]) + 1;
        double heading = sign(i, slope[i], ZERO * size, now);
        if (heading == 0) {
            return null;
        }
        double constant = (heading > 0 ? lower[i] : upper[i]) - start[i];
        return event(i, constant, slope[i], ZERO * size, heading);
    }

    /** An asset at a bound whose cost c falls to zero at its lower bound, or rises to it at its upper one. */
    private Event boundLeft(int i, double now) {
        if (lower[i] == upper[i] || mixture[i]) {
            return null;
        }
        double moving = -returns[i] + slopes[0];
        double fixed = starts[0];
        double size = Math.abs(returns[i]) + Math.abs(slopes[0]);
        double fixedSize = Math.abs(starts[0]);
        double[] row = covariance[i];
        for (int h = 0; h < heldCount; h++) {
            int j = held[h];
            moving += row[j] * slope[j];
            fixed += row[j] * start[j];
            size += Math.abs(row[j] * slope[j]);
            fixedSize += Math.abs(row[j] * start[j]);
        }
        double heading = sign(i, moving, ZERO * size, now);
        boolean towards = high[i] ? heading < 0 : heading > 0;
        return towards ? event(i, -fixed, moving, ZERO * fixedSize, heading) : null;
    }

    /** The sign of what moves with lambda; at the start, where it may be zero but for the perturbation, the sign of that. */
    private double sign(int i, double moving, double zero, double now) {
        if (Math.abs(moving) > zero) {
            return Math.signum(moving);
        }
        return now > 0 ? 0 : firstDifference(perturbation(i), new double[weights.length]);
    }

    /** An event at constant / slope, if that is a lambda above zero. */
    private Event event(int i, double constant, double moving, double zero, double heading) {
        if (Math.abs(constant) <= zero || Math.signum(constant) != heading) {
            return null;
        }
        return new Event(i, constant, Math.signum(moving) == heading ? moving : 0, heading < 0);
    }

    private double[] perturbation(Event event) {
        double[] moved = perturbation(event.asset());
        for (int k = 0; k < moved.length; k++) {
            moved[k] /= event.constant();
        }
        return moved;
    }

    /** How an asset's slope, or its cost's, moves with the return of every asset. */
    private double[] perturbation(int i) {
        double[] moved = new double[weights.length];
        double[] answer = free.contains(i) ? free.row(i) : free.answerTo(i);
        for (int p = 0; p < free.count(); p++) {
            moved[free.member(p)] = answer[p + 1];
        }
        moved[i] -= free.contains(i) ? 0 : 1;
        return moved;
    }

    /** The sign of the first difference that is more than rounding. */
    private static int firstDifference(double[] one, double[] other) {
        for (int k = 0; k < one.length; k++) {
            double difference = one[k] - other[k];
            if (Math.abs(difference) > 1e-9 * Math.max(1e-3, Math.max(Math.abs(one[k]), Math.abs(other[k])))) {
                return difference > 0 ? 1 : -1;
            }
        }
        return 0;
    }

    private void moveTo(double inverseLambda) {
        for (int p = 0; p < free.count(); p++) {
            int i = free.member(p);
            double weight = start[i] + slope[i] / inverseLambda;
            if (!(weight >= lower[i] - OUTSIDE && weight <= upper[i] + OUTSIDE)) {
                throw lost("left its bounds with a weight of " + weight);
            }
            weights[i] = Math.min(upper[i], Math.max(lower[i], weight));
        }
    }

    private void change(int asset, boolean rising) {
        if (!free.contains(asset)) {
            mixture[asset] = !free.enter(asset); // only rounding lets one want to enter
            return;
        }
        free.leave(asset);
        Arrays.fill(mixture, false);
        high[asset] = rising;
        weights[asset] = rising ? upper[asset] : lower[asset];
    }

    private static IllegalStateException lost(String how) {
        return new IllegalStateException("the critical line " + how
                + ".\nMaybe the covariance is too near to singular: Frontier then solves each portfolio for itself.");
    }
}
