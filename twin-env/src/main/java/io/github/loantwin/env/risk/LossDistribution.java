package io.github.loantwin.env.risk;

import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.math.PortableMath;

/**
 * The law of the book's loss over one year, expected loss included: quantile (value at risk), expected shortfall and
 * their split by product.
 *
 * <p>Model: loan i of product k defaults if sqrt(rho_k) Y_k + sqrt(1 - rho_k) e_i &lt; Phi^-1(PD_i), with
 * Y_k = sqrt(g_k) Y_0 + sqrt(1 - g_k) W_k. Method, semi-analytic and without random numbers:
 *
 * <ol>
 *   <li>given a product factor, the first three cumulants of a product's loss from {@link LossMoments};
 *   <li>given Y_0 products are independent: W_k is integrated out by quadrature, cumulants add up;
 *   <li>given Y_0 large losses are split off as a compound Poisson sum: none, one of each size class, two or more;
 *       the rest takes the remaining cumulants, so that the three cumulants of the total stay what they are;
 *   <li>each part follows a quadratic in a normal variable with its mean, variance and skewness, x = m + sd (z + skew/6
 *       (z^2 - 1)); parts are mixed over Y_0, and the quantile is found by Newton steps.
 * </ol>
 *
 * <p>Accuracy and time: docs/risk-var.md. Deterministic, continuous in the book, no allocation after construction; not
 * thread-safe (scratch inside), tables shared.
 */
public final class LossDistribution {
    private static final int MARKETS = LossTables.MARKET_NODES;
    private static final int FACTORS = LossTables.FACTOR_NODES;
    private static final int BANDS = LossMoments.BANDS;
    private static final int CLASSES = LossMoments.CLASSES;

    /** Shares of exposure between which a size class grows from "part of the mass" to "single large loss". */
    static double LARGE_FROM = 0.0007;
    static double LARGE_FULL = 0.002;

    /** Smallest share of the variance that stays with the mass, so that no part is a spike. */
    private static final double VARIANCE_FLOOR = 0.02;

    private static final double MAX_SKEWNESS = 2.5;

    private final LossTables tables;
    private final double[] weight;
    private final double[] mean = new double[MARKETS];
    private final double[] variance = new double[MARKETS];
    private final double[] third = new double[MARKETS];
    private final double[] factor1 = new double[FACTORS];
    private final double[] factor2 = new double[FACTORS];
    private final double[] factor3 = new double[FACTORS];
    private final double[] raw1 = new double[MARKETS];
    private final double[] raw2 = new double[MARKETS];
    private final double[] raw3 = new double[MARKETS];
    private final double[] large = new double[4 * CLASSES * MARKETS];
    private final int[] active = new int[CLASSES];
    private int activeCount;
    private final LossParts parts = new LossParts(MARKETS * (CLASSES + 2));
    private final LossMoments scaled;
    private double exposure;

    /** Creates a distribution of no book; call {@link #set} before any query. */
    public LossDistribution(LossTables tables) {
        this.tables = tables;
        this.weight = tables.marketWeight();
        this.scaled = new LossMoments(tables.largeLossFloor());
    }

    /** Takes the book whose sums are given. */
    public void set(LossMoments book) {
        exposure = book.exposure();
        compile(book.sums());
    }

    /** Returns the mean loss over the year, in currency units. */
    public double mean() {
        double total = 0;
        for (int j = 0; j < MARKETS; j++) {
            total += weight[j] * mean[j];
        }
        return total;
    }

    /** Returns P(loss &lt;= x). */
    public double cdf(double x) {
        return parts.cdf(x);
    }

    /** Returns the loss that is not exceeded with the given probability, in currency units; 0 for an empty book. */
    public double quantile(double level) {
        if (!(exposure > 0)) {
            return 0;
        }
        double first = mean();
        double second = 0;
        for (int j = 0; j < MARKETS; j++) {
            double d = mean[j] - first;
            second += weight[j] * (variance[j] + d * d);
        }
        return parts.quantile(level, first + 1.8 * Math.sqrt(second));
    }

    /** Returns the mean of the losses above the quantile, in currency units; 0 for an empty book. */
    public double expectedShortfall(double level) {
        return exposure > 0 ? parts.upperMean(quantile(level)) / (1 - level) : 0;
    }

    private void compile(double[] sums) {
        java.util.Arrays.fill(mean, 0);
        java.util.Arrays.fill(variance, 0);
        java.util.Arrays.fill(third, 0);
        for (int k = 0; k < Product.COUNT; k++) {
            addProduct(k, sums);
        }
        gatherLarge(sums);
        parts.clear();
        for (int j = 0; j < MARKETS; j++) {
            addParts(j);
        }
    }

    /** Cumulants of product k given each node of its factor, then given each node of the common factor. */
    private void addProduct(int k, double[] sums) {
        double[] pd = tables.bandPd(k);
        java.util.Arrays.fill(factor1, 0);
        java.util.Arrays.fill(factor2, 0);
        java.util.Arrays.fill(factor3, 0);
        for (int b = 0; b < BANDS; b++) {
            int at = LossMoments.index(k, b);
            double c1 = sums[at];
            double c2 = sums[at + 1];
            double c3 = sums[at + 2];
            if (c1 == 0) {
                continue;
            }
            int row = b * FACTORS;
            for (int y = 0; y < FACTORS; y++) {
                double p = pd[row + y];
                factor1[y] += p * c1;
                factor2[y] += p * c2;
                factor3[y] += p * c3;
            }
        }
        double centre = factor1[FACTORS / 2];
        java.util.Arrays.fill(raw1, 0);
        java.util.Arrays.fill(raw2, 0);
        java.util.Arrays.fill(raw3, 0);
        double[] transition = tables.transition(k);
        for (int y = 0; y < FACTORS; y++) {
            double d = factor1[y] - centre;
            double v = factor2[y];
            double m2 = d * d + v;
            double m3 = d * (d * d + 3 * v) + factor3[y];
            int row = y * MARKETS;
            for (int j = 0; j < MARKETS; j++) {
                double t = transition[row + j];
                raw1[j] += t * d;
                raw2[j] += t * m2;
                raw3[j] += t * m3;
            }
        }
        for (int j = 0; j < MARKETS; j++) {
            double m = raw1[j];
            mean[j] += centre + m;
            variance[j] += raw2[j] - m * m;
            third[j] += raw3[j] - 3 * raw2[j] * m + 2 * m * m * m;
        }
    }

    /** Intensity and intensity-weighted moments of each size class given each node of the common factor. */
    private void gatherLarge(double[] sums) {
        activeCount = 0;
        double size = tables.largeLossFloor() / exposure;
        for (int c = 0; c < CLASSES; c++) {
            double part = PortableMath.clamp((size - LARGE_FROM) / (LARGE_FULL - LARGE_FROM), 0, 1);
            size *= 2;
            if (part > 0 && gatherClass(c, part, sums)) {
                active[activeCount++] = c;
            }
        }
    }

    private boolean gatherClass(int c, double part, double[] sums) {
        int start = c * 4 * MARKETS;
        java.util.Arrays.fill(large, start, start + 4 * MARKETS, 0);
        boolean found = false;
        for (int k = 0; k < Product.COUNT; k++) {
            int at = LossMoments.largeIndex(k, c);
            double defaults = sums[at];
            if (!(defaults > 0)) {
                continue;
            }
            found = true;
            double pd = sums[at + 4] / defaults;
            double perPd = part / pd;
            long bits = Double.doubleToRawLongBits(pd);
            int lower = Math.max(0, Math.min(BANDS - 2, (int) (bits >>> 52) - 1023 + BANDS - 1));
            double node = StrictMath.scalb(1.0, lower - BANDS + 1);
            double up = pd / node - 1;
            double[] table = tables.marketBandPd(k);
            double s1 = sums[at + 1];
            double s2 = sums[at + 2];
            double s3 = sums[at + 3];
            for (int j = 0; j < MARKETS; j++) {
                double low = table[lower * MARKETS + j];
                double high = table[(lower + 1) * MARKETS + j];
                double p = up < 0 ? low * (1 + up) : low + up * (high - low);
                double relative = p * perPd;
                large[start + j] += relative * defaults;
                large[start + MARKETS + j] += relative * s1;
                large[start + 2 * MARKETS + j] += relative * s2;
                large[start + 3 * MARKETS + j] += relative * s3;
            }
        }
        return found;
    }

    private void addParts(int j) {
        double intensity = 0;
        double b1 = 0;
        double b2 = 0;
        double b3 = 0;
        for (int i = 0; i < activeCount; i++) {
            int at = active[i] * 4 * MARKETS + j;
            intensity += large[at];
            b1 += large[at + MARKETS];
            b2 += large[at + 2 * MARKETS];
            b3 += large[at + 3 * MARKETS];
        }
        double floor = VARIANCE_FLOOR * variance[j];
        double rest = variance[j] - b2;
        double m = mean[j] - b1;
        double v = 0.5 * (rest + Math.sqrt(rest * rest + floor * floor));
        double t = third[j] - b3;
        double none = intensity > 0 ? PortableMath.exp(-intensity) : 1;
        double w = weight[j];
        parts.add(w * none, m, v, t);
        for (int i = 0; i < activeCount; i++) {
            int at = active[i] * 4 * MARKETS + j;
            double q = large[at];
            double m1 = large[at + MARKETS] / q;
            double m2 = large[at + 2 * MARKETS] / q;
            double m3 = large[at + 3 * MARKETS] / q;
            double v1 = m2 - m1 * m1;
            parts.add(w * none * q, m + m1, v + v1, t + m3 - 3 * m2 * m1 + 2 * m1 * m1 * m1);
        }
        double more = intensity < 1e-3
                ? intensity * intensity * (0.5 - intensity / 3)
                : 1 - none * (1 + intensity);
        if (more > 1e-9) {
            double r1 = b1 * (1 - none) / more;
            double r2 = (b2 * (1 - none) + b1 * b1) / more;
            double r3 = (b3 * (1 - none) + 3 * b1 * b2 + b1 * b1 * b1) / more;
            double v2 = r2 - r1 * r1;
            parts.add(w * more, m + r1, v + v2, t + r3 - 3 * r2 * r1 + 2 * r1 * r1 * r1);
        }
    }

    /** Mixture of laws x = m + sd (z + skew / 6 (z^2 - 1)), z standard normal. */
    private static final class LossParts {
        private final double[] weight;
        private final double[] mean;
        private final double[] perSd;
        private final double[] skewness;
        private int count;

        LossParts(int capacity) {
            weight = new double[capacity];
            mean = new double[capacity];
            perSd = new double[capacity];
            skewness = new double[capacity];
        }

        void clear() {
            count = 0;
        }

        void add(double w, double m, double variance, double third) {
            if (!(variance > 0)) {
                weight[count] = w;
                mean[count] = m;
                perSd[count] = 1e30;
                skewness[count++] = 0;
                return;
            }
            double inverse = 1 / Math.sqrt(variance);
            weight[count] = w;
            mean[count] = m;
            perSd[count] = inverse;
            skewness[count++] = PortableMath.clamp(third * inverse * inverse * inverse, -MAX_SKEWNESS, MAX_SKEWNESS);
        }

        private double root(int i, double u) {
            double s = skewness[i];
            return Math.sqrt(Math.max(1e-6, 1 + s * s * (1.0 / 9) + s * u * (2.0 / 3)));
        }

        double cdf(double x) {
            double total = 0;
            for (int i = 0; i < count; i++) {
                double u = (x - mean[i]) * perSd[i];
                double root = root(i, u);
                total += weight[i] * NormalTable.cdf((2 * u + skewness[i] * (1.0 / 3)) / (1 + root));
            }
            return total;
        }

        double quantile(double level, double start) {
            double x = start;
            double target = 1 - level;
            double low = 0;
            double high = Double.POSITIVE_INFINITY;
            for (int step = 0; step < 60; step++) {
                double tail = 0;
                double density = 0;
                for (int i = 0; i < count; i++) {
                    double u = (x - mean[i]) * perSd[i];
                    if (u > 12) {
                        continue;
                    }
                    double root = root(i, u);
                    double z = (2 * u + skewness[i] * (1.0 / 3)) / (1 + root);
                    tail += weight[i] * NormalTable.cdf(-z);
                    density += weight[i] * NormalTable.density(z) * perSd[i] / root;
                }
                if (tail > target) {
                    low = x;
                } else {
                    high = x;
                }
                double next = tail > 1e-12 && density > 0
                        ? x + tail / density * PortableMath.log(tail / target)
                        : 0.5 * (low + x);
                if (!(next > low && next < high)) {
                    next = high == Double.POSITIVE_INFINITY ? 2 * x : 0.5 * (low + high);
                }
                if (Math.abs(next - x) <= 1e-7 * x) {
                    return next;
                }
                x = next;
            }
            return x;
        }

        /** E[X; X > x]. */
        double upperMean(double x) {
            double total = 0;
            for (int i = 0; i < count; i++) {
                double u = (x - mean[i]) * perSd[i];
                double root = root(i, u);
                double s = skewness[i];
                double z = (2 * u + s * (1.0 / 3)) / (1 + root);
                total += weight[i]
                        * (mean[i] * NormalTable.cdf(-z) + NormalTable.density(z) * (1 + s * z * (1.0 / 6)) / perSd[i]);
            }
            return total;
        }
    }
}
