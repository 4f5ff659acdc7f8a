package io.github.loantwin.env.validation;

import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.math.PortableMath;
import io.github.loantwin.env.risk.RiskConfig;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The slow, obvious twin of {@link io.github.loantwin.env.risk.LossDistribution}: every scenario draws the factors, every loan's default and the loss
 * given default of every default.
 *
 * <p>Loans are grouped by product and PD; within a group defaults are found by geometric skips at the group's highest
 * conditional PD and kept with p / highest, which is the same law as one Bernoulli draw a loan. Loss rates are Beta with
 * the loan's mean and standard deviation.
 */
public final class ReferenceLosses {
    private final ReferenceBook book;
    private final RiskConfig.LossDistributionConfig config;
    private final int[] order;
    private final int[] groupStart;
    private final double[] threshold;
    private final double[] alpha;
    private final double[] beta;
    private final double[] rootRho = new double[Product.COUNT];
    private final double[] rootRest = new double[Product.COUNT];

    /** Creates the Monte Carlo of a book. */
    public ReferenceLosses(ReferenceBook book, RiskConfig.LossDistributionConfig config) {
        this.book = book;
        this.config = config;
        Integer[] sorted = new Integer[book.size];
        Arrays.setAll(sorted, i -> i);
        Arrays.sort(
                sorted,
                (a, b) -> book.product[a] != book.product[b]
                        ? Integer.compare(book.product[a], book.product[b])
                        : Double.compare(book.pd[b], book.pd[a]));
        order = Arrays.stream(sorted).mapToInt(Integer::intValue).toArray();
        groupStart = groups();
        threshold = new double[book.size];
        alpha = new double[book.size];
        beta = new double[book.size];
        for (int i = 0; i < book.size; i++) {
            threshold[i] = book.pd[i] >= 1 ? 40 : PortableMath.normalQuantile(book.pd[i]);
            double m = book.lgd[i];
            double n = m * (1 - m) / (book.lgdSd[i] * book.lgdSd[i]) - 1;
            alpha[i] = m * n;
            beta[i] = (1 - m) * n;
        }
        for (int k = 0; k < Product.COUNT; k++) {
            rootRho[k] = Math.sqrt(config.factors().at(k).assetCorrelation());
            rootRest[k] = 1 / Math.sqrt(1 - config.factors().at(k).assetCorrelation());
        }
    }

    /** Sorted losses of the scenarios, in currency units. */
    public double[] sortedLosses(int scenarios, long seed) {
        double[] losses = new double[scenarios];
        SplittableRandom random = new SplittableRandom(seed);
        for (int s = 0; s < scenarios; s++) {
            losses[s] = scenario(random);
        }
        Arrays.sort(losses);
        return losses;
    }

    /** Returns a quantile of sorted losses. */
    public static double quantile(double[] sorted, double level) {
        return sorted[(int) Math.ceil(level * sorted.length) - 1];
    }

    /** Returns the mean of sorted losses beyond a quantile. */
    public static double expectedShortfall(double[] sorted, double level) {
        int from = (int) Math.ceil(level * sorted.length);
        double total = 0;
        for (int i = from; i < sorted.length; i++) {
            total += sorted[i];
        }
        return total / (sorted.length - from);
    }

    /** Standard error of the quantile: sqrt(level (1 - level) / n) / density, the density from order statistics. */
    public static double standardError(double[] sorted, double level) {
        int n = sorted.length;
        int at = (int) (level * n);
        int width = (int) (n * 0.005);
        double density = 2.0 * width / n / (sorted[at + width] - sorted[at - width]);
        return Math.sqrt(level * (1 - level) / n) / density;
    }

    private double scenario(SplittableRandom random) {
        double common = normal(random);
        double loss = 0;
        double factor = 0;
        int current = -1;
        for (int g = 0; g + 1 < groupStart.length; g++) {
            int k = book.product[order[groupStart[g]]];
            if (k != current) {
                double share = config.factors().at(k).commonShare();
                factor = Math.sqrt(share) * common + Math.sqrt(1 - share) * normal(random);
                current = k;
            }
            loss += groupLoss(groupStart[g], groupStart[g + 1], k, factor, random);
        }
        return loss;
    }

    private double groupLoss(int start, int end, int k, double factor, SplittableRandom random) {
        double highest = conditional(order[start], k, factor);
        double loss = 0;
        if (highest > 0.3) {
            for (int at = start; at < end; at++) {
                int i = order[at];
                if (book.pd[i] >= 1 || random.nextDouble() < conditional(i, k, factor)) {
                    loss += book.ead[i] * lossRate(i, random);
                }
            }
            return loss;
        }
        if (highest < 1e-12) {
            return 0;
        }
        double perLog = 1 / StrictMath.log1p(-highest);
        double at = start + Math.floor(StrictMath.log(random.nextDouble()) * perLog);
        while (at < end) {
            int i = order[(int) at];
            if (random.nextDouble() * highest < conditional(i, k, factor)) {
                loss += book.ead[i] * lossRate(i, random);
            }
            at += 1 + Math.floor(StrictMath.log(random.nextDouble()) * perLog);
        }
        return loss;
    }

    private double conditional(int i, int k, double factor) {
        return PortableMath.normalCdf((threshold[i] - rootRho[k] * factor) * rootRest[k]);
    }

    private int[] groups() {
        int[] starts = new int[book.size + 1];
        int count = 0;
        int last = -1;
        for (int at = 0; at < book.size; at++) {
            int i = order[at];
            int key = book.product[i] * 64 + Math.getExponent(book.pd[i]);
            if (key != last) {
                starts[count++] = at;
                last = key;
            }
        }
        starts[count++] = book.size;
        return Arrays.copyOf(starts, count);
    }

    private double lossRate(int i, SplittableRandom random) {
        if (book.lossChance[i] < 1 && random.nextDouble() >= book.lossChance[i]) {
            return 0;
        }
        double a = gamma(alpha[i], random);
        return a / (a + gamma(beta[i], random));
    }

    /** G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables" (2000). */
    private static double gamma(double shape, SplittableRandom random) {
        if (shape < 1) {
            return gamma(shape + 1, random) * StrictMath.pow(random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = normal(random);
            double v = 1 + c * x;
            if (v > 0) {
                v = v * v * v;
                if (StrictMath.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
                    return d * v;
                }
            }
        }
    }

    private static double normal(SplittableRandom random) {
        return PortableMath.normalQuantile((random.nextLong() >>> 11) * 0x1.0p-53 + 0x1.0p-54);
    }
}
