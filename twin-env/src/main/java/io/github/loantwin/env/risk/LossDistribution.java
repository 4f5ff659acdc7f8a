package io.github.loantwin.env.risk;

import io.github.loantwin.env.loan.Product;
import java.util.Arrays;

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
 *   <li>given Y_0 large losses are split off ({@link LargeLosses}): none, exactly one of a size class, two or more; the
 *       rest takes what is left of the cumulants, so that the three cumulants of the total stay what they are;
 *   <li>each of these parts is a translated gamma law with its mean, variance and skewness ({@link LossParts}); parts
 *       are mixed over Y_0 by the trapezoid rule, and the quantile is found by Newton steps on the logarithm of the tail.
 * </ol>
 *
 * <p>Accuracy and time: docs/risk-var.md. Deterministic, continuous in the book, no allocation after construction; not
 * thread-safe (scratch inside), tables shared.
 */
public final class LossDistribution {
    private static final int MARKETS = LossTables.MARKET_NODES;
    private static final int FACTORS = LossTables.FACTOR_NODES;
    private static final int BANDS = LossMoments.BANDS;

    /** Smallest share of the variance that stays with the mass, so that no part is a spike. */
    private static final double VARIANCE_FLOOR = 0.02;

    /** Relative change of a product's losses in the split by product. */
    private static final double BUMP = 0.01;

    /** Probability of two or more large losses below which it joins "none". */
    private static final double NEGLIGIBLE = 1e-6;

    private LossTables tables;
    private double[] weight;
    private final double[] mean = new double[MARKETS];
    private final double[] variance = new double[MARKETS];
    private final double[] third = new double[MARKETS];
    private final double[] factor1 = new double[FACTORS];
    private final double[] factor2 = new double[FACTORS];
    private final double[] factor3 = new double[FACTORS];
    private final double[] raw1 = new double[MARKETS];
    private final double[] raw2 = new double[MARKETS];
    private final double[] raw3 = new double[MARKETS];
    private final LargeLosses large;
    private final LossParts parts = new LossParts(MARKETS * (LossMoments.CLASSES + 2));
    private LossMoments scaled;
    private double exposure;

    /** Creates a distribution of no book; call {@link #set} before any query. */
    public LossDistribution(LossTables tables) {
        this.tables = tables;
        this.weight = tables.marketWeight();
        this.large = new LargeLosses(tables);
        this.scaled = new LossMoments(tables.largeLossFloor());
    }

    /** Works under other tables from now on; call {@link #set} before any query. */
    public void use(LossTables others) {
        if (others == tables) {
            return;
        }
        if (others.largeLossFloor() != tables.largeLossFloor()) {
            scaled = new LossMoments(others.largeLossFloor());
        }
        tables = others;
        weight = others.marketWeight();
        large.use(others);
    }

    /**
     * Takes the book whose sums are given; later changes of the sums are not seen.
     *
     * @throws IllegalArgumentException if the sums were made with another large-loss floor
     */
    public void set(LossMoments book) {
        if (book.largeLossFloor() != tables.largeLossFloor()) {
            throw new IllegalArgumentException("largeLossFloor of the sums must be that of the tables, "
                    + tables.largeLossFloor() + ", got " + book.largeLossFloor() + ".");
        }
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
        if (!(exposure > 0)) {
            return x >= 0 ? 1 : 0;
        }
        return parts.cdf(x);
    }

    /** Returns the loss that is not exceeded with the given probability, in currency units; 0 for an empty book. */
    public double quantile(double level) {
        return quantile(level, 0);
    }

    /**
     * Returns {@link #quantile(double)}, found faster from a point near it; another point moves it by less than 1e-6 of
     * itself.
     *
     * @param near a loss near the quantile, such as that of another level; 0 for none
     */
    public double quantile(double level, double near) {
        if (!(exposure > 0)) {
            return 0;
        }
        return parts.quantile(level, near > 0 ? near : firstGuess());
    }

    private double firstGuess() {
        double first = mean();
        double second = 0;
        for (int j = 0; j < MARKETS; j++) {
            double d = mean[j] - first;
            second += weight[j] * (variance[j] + d * d);
        }
        return first + 1.8 * Math.sqrt(second);
    }

    /** Returns the mean of the losses above the quantile, in currency units; 0 for an empty book. */
    public double expectedShortfall(double level) {
        return exposure > 0 ? parts.upperMean(quantile(level)) / (1 - level) : 0;
    }

    /**
     * Splits the quantile by product, so that the parts add up to it: Euler's q_k = dq / d ln(losses of product k).
     *
     * <p>Central differences with losses up and down by 1 %, rescaled to the exact sum (the correction is below 0.1 %).
     * About ten times the time of a quantile; allocates a little. Afterwards this object holds the given book.
     *
     * @param out receives one amount a product, in currency units
     */
    public void contributions(LossMoments book, double level, double[] out) {
        set(book);
        split(book, level, false, quantile(level), out);
    }

    /** Splits the expected shortfall by product, as {@link #contributions} does the quantile. */
    public void shortfallContributions(LossMoments book, double level, double[] out) {
        set(book);
        split(book, level, true, expectedShortfall(level), out);
    }

    private void split(LossMoments book, double level, boolean shortfall, double total, double[] out) {
        double sum = 0;
        for (int k = 0; k < Product.COUNT; k++) {
            double up = scaledFigure(book, k, 1 + BUMP, level, shortfall);
            double down = scaledFigure(book, k, 1 - BUMP, level, shortfall);
            out[k] = (up - down) / (2 * BUMP);
            sum += out[k];
        }
        double correction = sum > 0 ? total / sum : 0;
        for (int k = 0; k < Product.COUNT; k++) {
            out[k] *= correction;
        }
        compile(book.sums());
    }

    private double scaledFigure(LossMoments book, int product, double factor, double level, boolean shortfall) {
        scaled.setScaled(book, product, factor);
        compile(scaled.sums());
        return shortfall ? expectedShortfall(level) : quantile(level);
    }

    private void compile(double[] sums) {
        Arrays.fill(mean, 0);
        Arrays.fill(variance, 0);
        Arrays.fill(third, 0);
        for (int k = 0; k < Product.COUNT; k++) {
            addProduct(k, sums);
        }
        large.gather(sums, exposure);
        parts.clear();
        for (int j = 0; j < MARKETS; j++) {
            addParts(j);
        }
    }

    /** Cumulants of product k given each node of its factor, then given each node of the common factor. */
    private void addProduct(int k, double[] sums) {
        double[] pd = tables.bandPd(k);
        Arrays.fill(factor1, 0);
        Arrays.fill(factor2, 0);
        Arrays.fill(factor3, 0);
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
        Arrays.fill(raw1, 0);
        Arrays.fill(raw2, 0);
        Arrays.fill(raw3, 0);
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

    private void addParts(int j) {
        double w = weight[j];
        double rest = variance[j] - large.second(j);
        double floor = VARIANCE_FLOOR * variance[j];
        double m = mean[j] - large.first(j);
        double v = 0.5 * (rest + Math.sqrt(rest * rest + floor * floor));
        double t = third[j] - large.third(j);
        double none = large.none(j);
        double left = 1 - none;
        double r1 = large.first(j);
        double r2 = large.second(j) + r1 * r1;
        double r3 = large.third(j) + 3 * r1 * large.second(j) + r1 * r1 * r1;
        for (int i = 0; i < large.activeCount(); i++) {
            double q = none * large.odds(i, j);
            double m1 = large.moment1(i, j);
            double m2 = large.moment2(i, j);
            double m3 = large.moment3(i, j);
            left -= q;
            r1 -= q * m1;
            r2 -= q * m2;
            r3 -= q * m3;
            parts.add(w * q, m + m1, v + m2 - m1 * m1, t + m3 - 3 * m2 * m1 + 2 * m1 * m1 * m1);
        }
        if (left > NEGLIGIBLE) {
            r1 /= left;
            r2 /= left;
            r3 /= left;
            double v2 = Math.max(0, r2 - r1 * r1);
            parts.add(w * left, m + r1, v + v2, t + r3 - 3 * r2 * r1 + 2 * r1 * r1 * r1);
            left = 0;
        }
        parts.add(w * (none + left), m, v, t);
    }
}
