package io.github.loantwin.env.risk;

import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.math.PortableMath;

/**
 * The figures of {@link LossDistribution} that depend on the factor model only: conditional default probabilities and
 * factor transitions.
 *
 * <p>Immutable, a few milliseconds to build, 20 kB, shared by all environments of one config.
 */
public final class LossTables {
    /** Gauss-Hermite nodes of a product factor. */
    static final int FACTOR_NODES = 8;

    /** Evenly spaced nodes of the common factor, over which the loss law is mixed by the trapezoid rule. */
    static final int MARKET_NODES = 12;

    private static final double MARKET_STEP = 0.65;
    private static final double FIRST_MARKET_NODE = -4.2;
    private static final int REFERENCE_BAND = 4;
    private static final int SAMPLES_PER_OCTAVE = 16;

    private final double largeLossFloor;
    private final double level;
    private final double[][] bandPd = new double[Product.COUNT][];
    private final double[][] marketBandPd = new double[Product.COUNT][];
    private final double[][] transition = new double[Product.COUNT][];
    private final double[][] relativeVariance = new double[Product.COUNT][];
    private final double[] marketWeight = new double[MARKET_NODES];

    /** Compiles the factor model of a config. */
    public LossTables(RiskConfig.LossDistributionConfig config) {
        largeLossFloor = config.largeLossFloor();
        level = config.level();
        fillMarketWeights();
        GaussHermite factor = new GaussHermite(FACTOR_NODES);
        for (int k = 0; k < Product.COUNT; k++) {
            RiskConfig.FactorConfig product = config.factors().at(k);
            double rho = product.assetCorrelation();
            bandPd[k] = new double[LossMoments.BANDS * FACTOR_NODES];
            for (int y = 0; y < FACTOR_NODES; y++) {
                fillBands(rho, factor.node(y), bandPd[k], y, FACTOR_NODES);
            }
            marketBandPd[k] = new double[LossMoments.BANDS * MARKET_NODES];
            for (int j = 0; j < MARKET_NODES; j++) {
                fillBands(rho * product.commonShare(), marketNode(j), marketBandPd[k], j, MARKET_NODES);
            }
            transition[k] = transition(factor, product.commonShare());
            relativeVariance[k] = relativeVariance(bandPd[k], transition[k]);
        }
    }

    /** Returns the floor that {@link LossMoments} made for these tables must have, in currency units. */
    public double largeLossFloor() {
        return largeLossFloor;
    }

    /** Returns the configured confidence level. */
    public double level() {
        return level;
    }

    /** p of band b given product factor node y, at [b * FACTOR_NODES + y]. */
    double[] bandPd(int product) {
        return bandPd[product];
    }

    /** p of band b given common factor node j, at [b * MARKET_NODES + j]. */
    double[] marketBandPd(int product) {
        return marketBandPd[product];
    }

    /** Weight of factor node y in an expectation given common factor node j, at [y * MARKET_NODES + j]. */
    double[] transition(int product) {
        return transition[product];
    }

    /** Variance over squared mean of the default probability of a loan of PD 1/64, given common factor node j. */
    double[] relativeVariance(int product) {
        return relativeVariance[product];
    }

    double[] marketWeight() {
        return marketWeight;
    }

    private static double marketNode(int j) {
        return FIRST_MARKET_NODE + j * MARKET_STEP;
    }

    private void fillMarketWeights() {
        double total = 0;
        for (int j = 0; j < MARKET_NODES; j++) {
            marketWeight[j] = PortableMath.normalDensity(marketNode(j));
            total += marketWeight[j];
        }
        for (int j = 0; j < MARKET_NODES; j++) {
            marketWeight[j] /= total;
        }
    }

    /** E[f(Y) | common node j], Y = sqrt(g) y0 + sqrt(1 - g) W, for f interpolated through the factor nodes. */
    private static double[] transition(GaussHermite factor, double g) {
        double[] result = new double[FACTOR_NODES * MARKET_NODES];
        for (int j = 0; j < MARKET_NODES; j++) {
            for (int i = 0; i < factor.size(); i++) {
                double at = Math.sqrt(g) * marketNode(j) + Math.sqrt(1 - g) * factor.node(i);
                for (int y = 0; y < FACTOR_NODES; y++) {
                    result[y * MARKET_NODES + j] += factor.weight(i) * lagrange(factor, y, at);
                }
            }
        }
        return result;
    }

    private static double[] relativeVariance(double[] bandPd, double[] transition) {
        double[] result = new double[MARKET_NODES];
        for (int j = 0; j < MARKET_NODES; j++) {
            double first = 0;
            double second = 0;
            for (int y = 0; y < FACTOR_NODES; y++) {
                double p = bandPd[REFERENCE_BAND * FACTOR_NODES + y];
                first += transition[y * MARKET_NODES + j] * p;
                second += transition[y * MARKET_NODES + j] * p * p;
            }
            result[j] = Math.max(0, second / (first * first) - 1);
        }
        return result;
    }

    private static double lagrange(GaussHermite factor, int y, double at) {
        double value = 1;
        for (int i = 0; i < factor.size(); i++) {
            if (i != y) {
                value *= (at - factor.node(i)) / (factor.node(y) - factor.node(i));
            }
        }
        return value;
    }

    /**
     * Fits p(y; PD) by straight lines between the PD bands, least squares of the error relative to PD on an even
     * logarithmic sample, the last band held at 1; so the bands' mean over y stays the PD and the error has no drift.
     */
    private static void fillBands(double rho, double y, double[] out, int column, int columns) {
        int n = LossMoments.BANDS;
        double[] diagonal = new double[n];
        double[] beside = new double[n];
        double[] right = new double[n];
        for (int b = 0; b < n - 1; b++) {
            for (int s = 0; s <= SAMPLES_PER_OCTAVE; s++) {
                double pd = bandNode(b) * PortableMath.exp(s * (0.6931471805599453 / SAMPLES_PER_OCTAVE));
                double up = Math.min(1, pd / bandNode(b) - 1);
                double weight = (s == 0 || s == SAMPLES_PER_OCTAVE ? 0.5 : 1) / (pd * pd);
                double p = Vasicek.conditionalPd(Math.min(pd, 1), rho, y);
                diagonal[b] += weight * (1 - up) * (1 - up);
                diagonal[b + 1] += weight * up * up;
                beside[b] += weight * up * (1 - up);
                right[b] += weight * (1 - up) * p;
                right[b + 1] += weight * up * p;
            }
        }
        diagonal[n - 1] = 1;
        right[n - 1] = 1;
        solve(diagonal, beside, right);
        for (int b = 0; b < n; b++) {
            out[b * columns + column] = Math.max(0, right[b]);
        }
    }

    /** Symmetric tridiagonal system with the last unknown given; the solution replaces the right side. */
    private static void solve(double[] diagonal, double[] beside, double[] right) {
        int n = diagonal.length;
        for (int b = 1; b < n - 1; b++) {
            double factor = beside[b - 1] / diagonal[b - 1];
            diagonal[b] -= factor * beside[b - 1];
            right[b] -= factor * right[b - 1];
        }
        for (int b = n - 2; b >= 0; b--) {
            right[b] = (right[b] - beside[b] * right[b + 1]) / diagonal[b];
        }
    }

    private static double bandNode(int band) {
        return StrictMath.scalb(1.0, band - LossMoments.BANDS + 1);
    }
}
