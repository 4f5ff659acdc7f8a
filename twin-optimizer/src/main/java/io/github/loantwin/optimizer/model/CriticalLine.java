package io.github.loantwin.optimizer.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The whole efficient frontier of a long-only portfolio with one cap on every asset, exactly: its turning points, between
 * which weights move along straight lines.
 *
 * <p>On a line the free assets F satisfy Sigma_F w_F + Sigma_FB w_B = lambda mu_F + gamma 1 with the budget kept, so that w_F =
 * lambda s + t. From the largest return lambda falls until a free asset meets a bound or a bound one wants to leave it;
 * at zero stands the least variance. Source: Markowitz, The optimization of a quadratic function subject to linear
 * constraints (1956); Bailey, Lopez de Prado (2013). Ties go to the first asset, never back to the one that changed last,
 * and the number of steps is capped, so that it cannot cycle.
 */
public final class CriticalLine {
    private static final double SAME = 1e-13;

    /** Added to a cap that a whole number of assets fills, or the walk would begin with every asset at a bound. */
    private static final double TIE_BREAKER = 1e-10;

    /**
     * A corner of the frontier.
     *
     * @param lambda weight of return against variance / 2, from infinity down to 0
     * @param weights the portfolio
     */
    public record TurningPoint(double lambda, double[] weights) {}

    private final Assets assets;
    private final double cap;
    private final boolean[] free;
    private final double[] weights;
    private double[] slope = {};
    private double[] start = {};
    private double gammaSlope;
    private double gammaStart;

    private CriticalLine(Assets assets, double cap) {
        this.assets = assets;
        double assetsAtCap = 1 / cap;
        boolean allAtCap = Math.abs(assetsAtCap - Math.rint(assetsAtCap)) < 1e-9;
        this.cap = allAtCap && cap < 1 ? cap + TIE_BREAKER : cap;
        this.free = new boolean[assets.size()];
        this.weights = new double[assets.size()];
    }

    /**
     * Returns the turning points, from the largest return to the least variance.
     *
     * @param assets with a positive definite covariance and no two equal returns
     * @param cap largest weight, in [1 / assets, 1]; kept to 1e-10
     * @throws IllegalStateException where ties or a singular covariance leave no unique next step; {@link Frontier} then
     *     still gives the frontier point by point
     */
    public static List<TurningPoint> of(Assets assets, double cap) {
        Require.inRange("cap", cap, 1.0 / assets.size(), 1);
        return new CriticalLine(assets, cap).walk();
    }

    private List<TurningPoint> walk() {
        largestReturn();
        List<TurningPoint> points = new ArrayList<>();
        double lambda = Double.POSITIVE_INFINITY;
        int last = -1;
        for (int step = 0; step < 20 * assets.size() + 100; step++) {
            solveLine();
            int change = -1;
            double next = 0;
            for (int i = 0; i < weights.length; i++) {
                double at = i == last ? Double.NEGATIVE_INFINITY : event(i, lambda);
                if (at > next + SAME * Math.max(1, next)) {
                    next = at;
                    change = i;
                }
            }
            move(next);
            requireWithinBounds();
            points.add(new TurningPoint(next, weights.clone()));
            if (change < 0) {
                return points;
            }
            free[change] = !free[change];
            weights[change] = free[change] ? weights[change] : weights[change] > cap / 2 ? cap : 0;
            lambda = next;
            last = change;
        }
        throw lost("did not reach the least variance within its cap of steps");
    }

    private void requireWithinBounds() {
        for (double weight : weights) {
            if (!(weight >= -1e-9 && weight <= cap + 1e-9)) {
                throw lost("left its bounds with a weight of " + weight);
            }
        }
    }

    private static IllegalStateException lost(String how) {
        return new IllegalStateException(
                "the critical line " + how + ".\nMaybe returns are tied or the covariance is singular: use Frontier.");
    }

    /** The assets of the largest return at their cap; the one that takes the rest is free. */
    private void largestReturn() {
        Integer[] order = new Integer[weights.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Double.compare(assets.returns()[j], assets.returns()[i]));
        double left = 1;
        for (int i : order) {
            weights[i] = Math.min(cap, left);
            left -= weights[i];
            if (left <= 1e-15) {
                free[i] = true;
                return;
            }
        }
    }

    /** Finds s and t of w_F = lambda s + t, and gamma's, for the present free assets. */
    private void solveLine() {
        int[] f = java.util.stream.IntStream.range(0, free.length)
                .filter(i -> free[i])
                .toArray();
        double[] mu = new double[f.length];
        double[] ones = new double[f.length];
        double[] bound = new double[f.length];
        double held = 0;
        for (int j = 0; j < free.length; j++) {
            held += free[j] ? 0 : weights[j];
        }
        double[][] sigma = new double[f.length][f.length];
        for (int a = 0; a < f.length; a++) {
            mu[a] = assets.returns()[f[a]];
            ones[a] = 1;
            for (int j = 0; j < free.length; j++) {
                bound[a] += free[j] ? 0 : assets.covariance()[f[a]][j] * weights[j];
            }
            for (int b = 0; b < f.length; b++) {
                sigma[a][b] = assets.covariance()[f[a]][f[b]];
            }
        }
        double[] byReturn = BlackLitterman.solve(copy(sigma), mu);
        double[] byOne = BlackLitterman.solve(copy(sigma), ones);
        double[] byBound = BlackLitterman.solve(sigma, bound);
        gammaSlope = -sum(byReturn) / sum(byOne);
        gammaStart = (1 - held + sum(byBound)) / sum(byOne);
        slope = new double[free.length];
        start = weights.clone();
        for (int a = 0; a < f.length; a++) {
            slope[f[a]] = f.length == 1 ? 0 : byReturn[a] + gammaSlope * byOne[a];
            start[f[a]] = gammaStart * byOne[a] - byBound[a];
        }
    }

    private static double[][] copy(double[][] matrix) {
        return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    /** The lambda below the present one at which an asset changes between free and bound; minus infinity if none. */
    private double event(int i, double lambda) {
        double at = free[i] ? boundReached(i) : boundLeft(i);
        return at < lambda - SAME * Math.abs(lambda) || Double.isInfinite(lambda) ? at : Double.NEGATIVE_INFINITY;
    }

    private double boundReached(int i) {
        if (slope[i] == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        return ((slope[i] > 0 ? 0 : cap) - start[i]) / slope[i];
    }

    /** Where (Sigma w)_i - lambda mu_i - gamma, the cost of holding more, changes sign. */
    private double boundLeft(int i) {
        double moving = -assets.returns()[i] - gammaSlope;
        double fixed = -gammaStart;
        for (int j = 0; j < free.length; j++) {
            moving += assets.covariance()[i][j] * slope[j];
            fixed += assets.covariance()[i][j] * start[j];
        }
        boolean wanted = weights[i] > cap / 2 ? moving < 0 : moving > 0; // its sign turns as lambda falls
        return wanted && moving != 0 ? -fixed / moving : Double.NEGATIVE_INFINITY;
    }

    private void move(double lambda) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] = free[i] ? lambda * slope[i] + start[i] : weights[i];
        }
    }
}
