package io.github.loantwin.env.validation;

import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.math.PortableMath;
import io.github.loantwin.env.risk.LossMoments;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A synthetic book on which the loss distribution is judged: credit-model.md C1 (amounts, scores, shares by count), C2.2
 * (delinquency mix of a seasoned book in the normal economy) and C2b (loss given default); columns by loan.
 */
public final class ReferenceBook {
    private static final double[] SHARE = {0.39, 0.31, 0.025, 0.035, 0.24};
    private static final double[] LN_MEAN = {9.468, 10.15, 12.68, 11.55, 8.70};
    private static final double[] LN_SD = {0.744, 0.45, 0.55, 1.37, 0.80};
    private static final double[] LOW = {1e3, 5e3, 50e3, 10e3, 500};
    private static final double[] HIGH = {40e3, 100e3, 1.5e6, 2.3e6, 50e3};
    private static final double[] BALANCE_SHARE = {0.55, 0.58, 0.88, 0.76, 0.28};
    private static final double[] SCORE_MEAN = {700, 718, 762, 710, 725};
    private static final double[] SCORE_SD = {45, 60, 45, 50, 55};
    private static final double[] S0 = {543.0, 507.7, 539.7, 496.0, 556.0};
    private static final double PHI = 32 / 0.6931471805599453;

    /** Shares of current, 30 and 60 days; the rest is 90 and more (C2.2, normal matrices). */
    private static final double[][] MIX = {
        {.97484, .01036, .00555},
        {.97595, .01471, .00538},
        {.97112, .01475, .00374},
        {.98714, .00369, .00222},
        {.97486, .00776, .00511}
    };

    /** Chance to reach 90 days within 12 months from 30 and from 60 days, computed from the C2.2 normal matrices. */
    private static final double[][] DELINQUENT_PD = {
        {.4760, .8037}, {.2099, .5703}, {.2509, .7513}, {.3846, .7188}, {.5658, .8432}
    };

    /** Chance of charge-off after 90 days (C2.2, normal), for books in which the others cure without loss. */
    private static final double[] CHARGE_OFF = {.9362, .8845, .3574, .7256, .9248};

    final int size;
    final int[] product;
    final double[] pd;
    final double[] ead;
    final double[] lgd;
    final double[] lgdSd;
    final double[] lossChance;

    private ReferenceBook(int size) {
        this.size = size;
        product = new int[size];
        pd = new double[size];
        ead = new double[size];
        lgd = new double[size];
        lgdSd = new double[size];
        lossChance = new double[size];
        Arrays.fill(lossChance, 1);
    }

    /** A book of n loans; business amounts are capped at 0.5 million up to 1,000 loans (environment.md). */
    public static ReferenceBook typical(int n, long seed) {
        ReferenceBook book = new ReferenceBook(n);
        SplittableRandom random = new SplittableRandom(seed);
        int i = 0;
        double bound = 0;
        for (int k = 0; k < Product.COUNT; k++) {
            bound += SHARE[k];
            int end = k == Product.COUNT - 1 ? n : (int) Math.rint(bound * n);
            while (i < end) {
                book.draw(i++, k, random, n <= 1000);
            }
        }
        return book;
    }

    /** A 1,000-loan book in which ten business loans are half of the exposure (the published experiment's shape). */
    public static ReferenceBook lumpy(long seed) {
        ReferenceBook book = typical(1000, seed);
        int first = 0;
        while (book.product[first] != Product.BUSINESS.ordinal()) {
            first++;
        }
        double others = 0;
        for (int i = 0; i < book.size; i++) {
            others += i >= first && i < first + 10 ? 0 : book.ead[i];
        }
        for (int i = first; i < first + 10; i++) {
            book.ead[i] = others / 10 * (0.6 + 0.8 * (i - first) / 9.0);
            book.pd[i] = Math.min(book.pd[i], 0.05);
        }
        return book;
    }

    /** A typical book of 1,000 loans in which a default may cure without loss, so that losses have two humps. */
    public static ReferenceBook curing(long seed) {
        ReferenceBook book = typical(1000, seed);
        for (int i = 0; i < book.size; i++) {
            book.lossChance[i] = CHARGE_OFF[book.product[i]];
        }
        return book;
    }

    /** Book "typical-SEED" or "curing-SEED" (1,000 loans), "10k-SEED", "100k-SEED" or "lumpy-SEED". */
    public static ReferenceBook named(String name) {
        String kind = name.substring(0, name.indexOf('-'));
        long seed = Long.parseLong(name.substring(kind.length() + 1));
        return switch (kind) {
            case "typical" -> typical(1000, seed);
            case "curing" -> curing(seed);
            case "10k" -> typical(10_000, seed);
            case "100k" -> typical(100_000, seed);
            default -> lumpy(seed);
        };
    }

    /**
     * One loan of the book.
     *
     * @param product index of its product
     * @param pd 12-month probability of default
     * @param ead exposure at default, currency units
     * @param lgd mean loss given default
     * @param lgdSd its standard deviation
     */
    public record Position(int product, double pd, double ead, double lgd, double lgdSd) {}

    /** Returns the loans one by one. */
    public List<Position> positions() {
        return IntStream.range(0, size)
                .mapToObj(i -> new Position(product[i], pd[i], ead[i], lgd[i], lgdSd[i]))
                .toList();
    }

    /** Returns the sums from which the twin computes its loss distribution. */
    public LossMoments moments(double largeLossFloor) {
        LossMoments sums = new LossMoments(largeLossFloor);
        addTo(sums);
        return sums;
    }

    /** Adds the loans to sums. */
    public void addTo(LossMoments sums) {
        for (int i = 0; i < size; i++) {
            double mean = lossChance[i] * lgd[i];
            double square = lossChance[i] * (lgd[i] * lgd[i] + lgdSd[i] * lgdSd[i]);
            sums.add(product[i], pd[i], ead[i], mean, Math.sqrt(Math.max(0, square - mean * mean)));
        }
    }

    /** Returns the exposure at default of all loans. */
    public double exposure() {
        double total = 0;
        for (double amount : ead) {
            total += amount;
        }
        return total;
    }

    /** Returns the expected loss of all loans. */
    public double expectedLoss() {
        double total = 0;
        for (int i = 0; i < size; i++) {
            total += pd[i] * ead[i] * lossChance[i] * lgd[i];
        }
        return total;
    }

    private void draw(int i, int k, SplittableRandom random, boolean capped) {
        product[i] = k;
        double high = capped && k == 3 ? 0.5e6 : HIGH[k];
        double amount = PortableMath.exp(LN_MEAN[k] + LN_SD[k] * truncatedNormal(random, k, high));
        double share = BALANCE_SHARE[k];
        double spread = Math.min(share, 1 - share);
        double balance = amount * (share + spread * (2 * random.nextDouble() - 1));
        ead[i] = k == 4 ? balance + 0.5 * (amount - balance) : balance;
        pd[i] = drawPd(k, random);
        drawLgd(i, k, random);
    }

    private static double truncatedNormal(SplittableRandom random, int k, double high) {
        double from = PortableMath.normalCdf((PortableMath.log(LOW[k]) - LN_MEAN[k]) / LN_SD[k]);
        double to = PortableMath.normalCdf((PortableMath.log(high) - LN_MEAN[k]) / LN_SD[k]);
        return PortableMath.normalQuantile(from + (to - from) * random.nextDouble());
    }

    private static double drawPd(int k, SplittableRandom random) {
        double z = PortableMath.normalQuantile(random.nextDouble());
        double score = PortableMath.clamp(SCORE_MEAN[k] + SCORE_SD[k] * z, 300, 850);
        double u = random.nextDouble();
        if (u < MIX[k][0]) {
            return 1 / (1 + PortableMath.exp((score - S0[k]) / PHI));
        }
        if (u < MIX[k][0] + MIX[k][1]) {
            return DELINQUENT_PD[k][0];
        }
        return u < MIX[k][0] + MIX[k][1] + MIX[k][2] ? DELINQUENT_PD[k][1] : 1;
    }

    private void drawLgd(int i, int k, SplittableRandom random) {
        double u = random.nextDouble();
        double[] mean = {0.80, 0.45, 0.03 + 0.40 * u * u, u < 0.27 ? 0.25 : 0.60, 0.87};
        boolean secured = k == 1 || k == 2 || k == 3 && u < 0.27;
        lgd[i] = mean[k];
        lgdSd[i] = Math.min(secured ? 0.20 : 0.15, 0.9 * Math.sqrt(mean[k] * (1 - mean[k])));
    }
}
