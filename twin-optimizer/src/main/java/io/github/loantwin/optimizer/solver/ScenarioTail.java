package io.github.loantwin.optimizer.solver;

import java.util.Arrays;

/** Value at risk and CVaR of equally likely losses, by sorting. */
public final class ScenarioTail {
    private ScenarioTail() {}

    /**
     * Returns the mean of the worst (1 - level) of the losses, the scenario at the edge counted in part.
     *
     * <p>Source: Rockafellar, Uryasev, Conditional value-at-risk for general loss distributions (2002), proposition 8.
     */
    public static double cvar(double[] losses, double level) {
        double[] sorted = losses.clone();
        Arrays.sort(sorted);
        double tail = (1 - level) * losses.length;
        double left = tail;
        double sum = 0;
        for (int i = sorted.length - 1; i >= 0 && left > 0; i--) {
            sum += Math.min(1, left) * sorted[i];
            left -= 1;
        }
        return sum / tail;
    }

    /** Returns the smallest loss l with P(loss <= l) >= level. */
    public static double valueAtRisk(double[] losses, double level) {
        double[] sorted = losses.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(level * losses.length - 1e-9);
        return sorted[Math.max(0, Math.min(sorted.length, rank) - 1)];
    }
}
