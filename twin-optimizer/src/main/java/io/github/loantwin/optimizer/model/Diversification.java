package io.github.loantwin.optimizer.model;

/**
 * How a portfolio is spread.
 *
 * @param herfindahl sum of squared weights, 1 for one asset, 1/n for equal ones
 * @param effectiveNumber 1 / herfindahl
 * @param riskShares x_i (Sigma x)_i / x' Sigma x: each asset's part of the variance; they sum to 1 (Euler)
 * @param ratio diversification ratio, weighted mean standard deviation over the portfolio's (Choueifaty, Coignard 2008)
 */
public record Diversification(double herfindahl, double effectiveNumber, double[] riskShares, double ratio) {
    static Diversification of(Assets assets, double[] weights) {
        double squares = 0;
        double mean = 0;
        double variance = assets.variance(weights);
        double[] shares = assets.marginal(weights);
        for (int i = 0; i < weights.length; i++) {
            squares += weights[i] * weights[i];
            mean += weights[i] * Math.sqrt(assets.covariance()[i][i]);
            shares[i] = variance > 0 ? weights[i] * shares[i] / variance : 0;
        }
        return new Diversification(squares, 1 / squares, shares, variance > 0 ? mean / Math.sqrt(variance) : 1);
    }
}
