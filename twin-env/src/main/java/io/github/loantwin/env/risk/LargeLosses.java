package io.github.loantwin.env.risk;

import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.math.PortableMath;
import java.util.Arrays;

/**
 * Law of the large losses of a book given each node of the common factor: chance of none, odds and moments of exactly one
 * by size class, and the cumulants of their sum.
 *
 * <p>A class of loans with typical conditional PD x and summed PD q has -ln P(none) = q (-ln(1 - x) / x) and odds
 * P(one) / P(none) = q / (1 - x), exact for equal loans. Losses of one product come in clusters through W_k: its intensity
 * is taken as gamma with relative variance c, so that P(none) = (1 + c q)^(-1/c) and the odds shrink by 1 / (1 + c q).
 */
final class LargeLosses {
    private static final int MARKETS = LossTables.MARKET_NODES;
    private static final int CLASSES = LossMoments.CLASSES;
    private static final int BANDS = LossMoments.BANDS;

    /** Shares of exposure between which a size class turns from a part of the mass into single large losses. */
    private static final double LARGE_FROM = 0.002;

    private static final double LARGE_FULL = 0.004;

    private static final double MAX_PD = 0.98;

    private LossTables tables;
    private final double[] none = new double[MARKETS];
    private final double[] first = new double[MARKETS];
    private final double[] second = new double[MARKETS];
    private final double[] third = new double[MARKETS];
    private final double[] odds = new double[CLASSES * MARKETS];
    private final double[] moment1 = new double[CLASSES * MARKETS];
    private final double[] moment2 = new double[CLASSES * MARKETS];
    private final double[] moment3 = new double[CLASSES * MARKETS];
    private final double[] relative = new double[CLASSES * MARKETS];
    private final double[] intensity = new double[MARKETS];
    private final double[] shrink = new double[MARKETS];
    private final double[] product1 = new double[MARKETS];
    private final double[] product2 = new double[MARKETS];
    private final double[] product3 = new double[MARKETS];
    private final double[] part = new double[CLASSES];
    private final int[] active = new int[CLASSES];
    private int activeCount;

    LargeLosses(LossTables tables) {
        this.tables = tables;
    }

    void use(LossTables others) {
        tables = others;
    }

    void gather(double[] sums, double exposure) {
        chooseClasses(sums, exposure);
        Arrays.fill(none, 0);
        Arrays.fill(first, 0);
        Arrays.fill(second, 0);
        Arrays.fill(third, 0);
        int end = activeCount * MARKETS;
        Arrays.fill(odds, 0, end, 0);
        Arrays.fill(moment1, 0, end, 0);
        Arrays.fill(moment2, 0, end, 0);
        Arrays.fill(moment3, 0, end, 0);
        if (activeCount > 0) {
            for (int k = 0; k < Product.COUNT; k++) {
                gatherLow(k, sums);
                gatherHigh(k, sums);
            }
        }
        finish();
    }

    int activeCount() {
        return activeCount;
    }

    /** P(no large loss). */
    double none(int j) {
        return none[j];
    }

    /** First cumulant of the sum of large losses. */
    double first(int j) {
        return first[j];
    }

    double second(int j) {
        return second[j];
    }

    double third(int j) {
        return third[j];
    }

    /** P(exactly one, of active class i) / P(none). */
    double odds(int i, int j) {
        return odds[i * MARKETS + j];
    }

    /** Mean loss of a single default of active class i. */
    double moment1(int i, int j) {
        return moment1[i * MARKETS + j];
    }

    double moment2(int i, int j) {
        return moment2[i * MARKETS + j];
    }

    double moment3(int i, int j) {
        return moment3[i * MARKETS + j];
    }

    private void chooseClasses(double[] sums, double exposure) {
        activeCount = 0;
        double size = tables.largeLossFloor() / exposure;
        for (int c = 0; c < CLASSES; c++) {
            part[c] = PortableMath.clamp((size - LARGE_FROM) / (LARGE_FULL - LARGE_FROM), 0, 1);
            size *= 2;
            double defaults = 0;
            for (int k = 0; k < Product.COUNT; k++) {
                defaults += sums[LossMoments.largeIndex(k, c, 0)] + sums[LossMoments.largeIndex(k, c, 1)];
            }
            if (part[c] > 0 && defaults > 0) {
                active[activeCount++] = c;
            }
        }
    }

    /** Low PDs of a product: two passes, since the odds shrink by the product's whole intensity. */
    private void gatherLow(int k, double[] sums) {
        Arrays.fill(intensity, 0);
        boolean found = false;
        for (int i = 0; i < activeCount; i++) {
            int at = LossMoments.largeIndex(k, active[i], 0);
            double defaults = sums[at] * part[active[i]];
            if (defaults > 0) {
                found = true;
                fillRelative(k, sums[at + 4] / sums[at], i);
                for (int j = 0; j < MARKETS; j++) {
                    intensity[j] += defaults * relative[i * MARKETS + j];
                }
            }
        }
        if (!found) {
            return;
        }
        double[] clustering = tables.relativeVariance(k);
        for (int j = 0; j < MARKETS; j++) {
            double s = intensity[j] * clustering[j];
            shrink[j] = 1 / (1 + s);
            none[j] -= intensity[j] * (1 - (6 + s) / (6 + 4 * s));
        }
        Arrays.fill(product1, 0);
        Arrays.fill(product2, 0);
        Arrays.fill(product3, 0);
        for (int i = 0; i < activeCount; i++) {
            int at = LossMoments.largeIndex(k, active[i], 0);
            if (sums[at] > 0) {
                addClass(i, sums, at);
            }
        }
        for (int j = 0; j < MARKETS; j++) {
            double c = clustering[j];
            double b1 = product1[j];
            first[j] += b1;
            second[j] += product2[j] + c * b1 * b1;
            third[j] += product3[j] + c * b1 * (3 * product2[j] + 2 * c * b1 * b1);
        }
    }

    /** High PDs of a product: few loans, each nearly as likely in any state of the economy. */
    private void gatherHigh(int k, double[] sums) {
        for (int i = 0; i < activeCount; i++) {
            int at = LossMoments.largeIndex(k, active[i], 1);
            if (!(sums[at] > 0)) {
                continue;
            }
            fillRelative(k, sums[at + 4] / sums[at], i);
            Arrays.fill(shrink, 1);
            Arrays.fill(product1, 0);
            Arrays.fill(product2, 0);
            Arrays.fill(product3, 0);
            addClass(i, sums, at);
            for (int j = 0; j < MARKETS; j++) {
                first[j] += product1[j];
                second[j] += product2[j];
                third[j] += product3[j];
            }
        }
    }

    /** Conditional over unconditional PD, at every common node, of a loan with this PD. */
    private void fillRelative(int k, double pd, int i) {
        long bits = Double.doubleToRawLongBits(pd);
        int lower = Math.max(0, Math.min(BANDS - 2, (int) (bits >>> 52) - 1023 + BANDS - 1));
        double up = pd / StrictMath.scalb(1.0, lower - BANDS + 1) - 1;
        double lowPart = up < 0 ? (1 + up) / pd : (1 - up) / pd;
        double highPart = up < 0 ? 0 : up / pd;
        double[] table = tables.marketBandPd(k);
        int row = lower * MARKETS;
        for (int j = 0; j < MARKETS; j++) {
            relative[i * MARKETS + j] = lowPart * table[row + j] + highPart * table[row + MARKETS + j];
        }
    }

    private void addClass(int i, double[] sums, int at) {
        double share = part[active[i]];
        double s0 = sums[at];
        double s1 = sums[at + 1];
        double s2 = sums[at + 2];
        double s3 = sums[at + 3];
        double pd = sums[at + 4] / s0;
        double square = s1 * s1 / s0;
        double cross = s1 * s2 / s0;
        double cube = square * s1 / s0;
        int row = i * MARKETS;
        for (int j = 0; j < MARKETS; j++) {
            double r = share * relative[row + j];
            double x = Math.min(MAX_PD, pd * relative[row + j]);
            none[j] += r * s0 * (30 - 21 * x + x * x) / (30 - 36 * x + 9 * x * x);
            double o = r * shrink[j] / (1 - x);
            odds[row + j] += o * s0;
            moment1[row + j] += o * s1;
            moment2[row + j] += o * s2;
            moment3[row + j] += o * s3;
            product1[j] += r * s1;
            product2[j] += r * (s2 - x * square);
            product3[j] += r * (s3 - 3 * x * cross + 2 * x * x * cube);
        }
    }

    private void finish() {
        for (int j = 0; j < MARKETS; j++) {
            none[j] = activeCount > 0 ? PortableMath.exp(-none[j]) : 1;
        }
        for (int at = 0; at < activeCount * MARKETS; at++) {
            double per = 1 / odds[at];
            moment1[at] *= per;
            moment2[at] *= per;
            moment3[at] *= per;
        }
    }
}
