package io.github.loantwin.optimizer.model;

import io.github.loantwin.optimizer.solver.ScenarioTail;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The bad end of a portfolio's losses over equally likely scenarios.
 *
 * @param valueAtRisk smallest loss l with P(loss <= l) >= level
 * @param cvar mean of the worst (1 - level) of the losses, the scenario at the edge counted in part
 * @param shares each asset's part of CVaR, its mean loss in those scenarios times its weight, over CVaR; they sum to 1
 *     (Tasche, Risk contributions and performance measurement, 1999); zeros where CVaR is not above 0
 */
public record TailFigures(double valueAtRisk, double cvar, double[] shares) {
    /**
     * Returns the figures of a portfolio.
     *
     * @param losses scenarios x assets: loss per unit
     * @param level confidence level, in (0, 1)
     * @param weights shares of the budget
     */
    public static TailFigures of(double[][] losses, double level, double[] weights) {
        double[] at = new double[losses.length];
        for (int i = 0; i < at.length; i++) {
            for (int j = 0; j < weights.length; j++) {
                at[i] += losses[i][j] * weights[j];
            }
        }
        int[] order = IntStream.range(0, at.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> at[i]).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        double tail = (1 - level) * at.length;
        double left = tail;
        double[] parts = new double[weights.length];
        for (int k = 0; k < order.length && left > 1e-9; k++) {
            double part = Math.min(1, left);
            for (int j = 0; j < parts.length; j++) {
                parts[j] += part * losses[order[k]][j] * weights[j] / tail;
            }
            left -= part;
        }
        double cvar = Arrays.stream(parts).sum();
        double[] shares =
                Arrays.stream(parts).map(part -> cvar > 0 ? part / cvar : 0).toArray();
        return new TailFigures(ScenarioTail.valueAtRisk(at, level), cvar, shares);
    }
}
