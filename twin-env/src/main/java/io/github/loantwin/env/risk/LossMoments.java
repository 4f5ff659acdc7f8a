package io.github.loantwin.env.risk;

import io.github.loantwin.env.loan.Product;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Additive sums over loans from which {@link LossDistribution} finds the law of the one-year loss.
 *
 * <p>With X a loan's loss given default in money (mean x1 = EAD LGD, raw moments x2 and x3 by a Beta law of the loss
 * rate), p its PD and D its default, a loan adds the cumulants of D X divided by p:
 *
 * <pre>
 * c1 = x1,   c2 = x2 - p x1^2,   c3 = x3 - 3 p x2 x1 + 2 p^2 x1^3
 * </pre>
 *
 * to the two nodes of a PD grid (2^-10, 2^-9, ..., 1) that enclose p, in linear parts that keep the mean exact; below
 * the first node in proportion to p. Grid and parts come from the bits of p, so there is no logarithm. A loan whose x1 is
 * large and whose default is not certain also adds its PD and PD-weighted raw moments to two classes of size that double
 * from a floor, apart for low and for high PD.
 *
 * <p>All parts are continuous in the loan's figures, so the value at risk is a continuous function of the book. One
 * instance may stand for any subset of the book, such as the loans of one due day; {@link #addAll} joins subsets. About
 * 15 ns a loan, no allocation. Not thread-safe.
 */
public final class LossMoments {
    /** Nodes of the PD grid; node b is 2^(b - 10). */
    static final int BANDS = 11;

    /** Cumulants kept for each product and band. */
    static final int ORDERS = 3;

    /** Size classes of large losses; class c is centred at floor 2^c, the last takes all above. */
    static final int CLASSES = 6;

    /** Groups of PD of the large losses: 0 low (a loan that pays), 1 high (a delinquent one). */
    static final int GROUPS = 2;

    /** Sums kept for each product, class and group: PD, PD x1, PD x2, PD x3, PD^2, times the parts that fall here. */
    static final int CLASS_SUMS = 5;

    private static final double LOW_PD = 0.05;
    private static final double HIGH_PD = 0.15;

    /** From here to 1 a default turns from uncertain to certain, and the loan leaves the large losses. */
    private static final double NEARLY_SURE_PD = 0.8;

    private static final int LARGE_START = Product.COUNT * BANDS * ORDERS;
    private static final int EAD_START = LARGE_START + Product.COUNT * CLASSES * GROUPS * CLASS_SUMS;
    static final int SIZE = EAD_START + Product.COUNT;
    private static final int WORDS = (SIZE + Long.SIZE - 1) / Long.SIZE;
    private static final long MANTISSA = (1L << 52) - 1;
    private static final long ONE_BITS = 0x3FFL << 52;

    private final double largeLossFloor;
    private final double perHalfFloor;
    private final double[] sums = new double[SIZE];

    /**
     * Creates empty sums.
     *
     * @param largeLossFloor smallest loss given default, in the currency unit of EAD, followed as a large loss (from the
     *     config); sums with different floors cannot be joined
     */
    public LossMoments(double largeLossFloor) {
        this.largeLossFloor = largeLossFloor;
        this.perHalfFloor = 2 / largeLossFloor;
    }

    /** Sets all sums to zero. */
    public void clear() {
        Arrays.fill(sums, 0);
    }

    /**
     * Adds one loan.
     *
     * @param product index of the product
     * @param pd one-year default probability in [0, 1]; 1 for a loan in default
     * @param ead exposure at default, in currency units, at least 0
     * @param lgd mean loss given default as a share of EAD, in [0, 1]
     * @param lgdSd standard deviation of that share, at least 0; limited to what a share with this mean can have
     */
    public void add(int product, double pd, double ead, double lgd, double lgdSd) {
        addWithSecondMoment(product, pd, ead, lgd, lgd * lgd + lgdSd * lgdSd);
    }

    /**
     * Adds one loan, as {@link #add} does, given the mean square of the loss rate instead of its standard deviation; it
     * counts as at least lgd^2 and at most lgd.
     */
    public void addWithSecondMoment(int product, double pd, double ead, double lgd, double lgdSecondMoment) {
        assert pd >= 0 && pd <= 1 && ead >= 0 && lgd >= 0 && lgd <= 1 && lgdSecondMoment >= 0 : "loan out of range";
        double square = lgd * lgd;
        double most = lgdSecondMoment < lgd ? lgdSecondMoment : lgd;
        double rate2 = most > square ? most : square;
        double x1 = ead * lgd;
        double x2 = ead * ead * rate2;
        double x3 = ead * x2 * thirdOverSecond(lgd, rate2, rate2 - square);
        sums[EAD_START + product] += ead;
        double expected = pd * x1;
        double c2 = x2 - expected * x1;
        double c3 = x3 - expected * (3 * x2 - 2 * expected * x1);
        addToBands(product, pd, x1, c2, c3);
        double ratio = x1 * perHalfFloor;
        if (ratio > 1) {
            addToClasses(product, ratio, pd, x1, x2, x3);
        }
    }

    /** Adds the sums of another subset of the book. */
    public void addAll(LossMoments other) {
        double[] from = other.sums;
        double[] to = sums;
        for (int i = 0; i < SIZE; i++) {
            to[i] += from[i];
        }
    }

    /** Returns the sum of exposure at default, in currency units. */
    public double exposure() {
        double total = 0;
        for (int k = 0; k < Product.COUNT; k++) {
            total += sums[EAD_START + k];
        }
        return total;
    }

    /** Returns the expected loss of one product over the year, in currency units. */
    public double expectedLoss(int product) {
        double total = 0;
        double pd = 0x1p-10;
        for (int b = 0; b < BANDS; b++) {
            total += pd * sums[index(product, b)];
            pd *= 2;
        }
        return total;
    }

    /** Returns the expected loss over the year, in currency units. */
    public double expectedLoss() {
        double total = 0;
        for (int k = 0; k < Product.COUNT; k++) {
            total += expectedLoss(k);
        }
        return total;
    }

    /** Returns the smallest loss followed as a large one, in currency units. */
    public double largeLossFloor() {
        return largeLossFloor;
    }

    /** Takes the sums of another book with the losses of one product times a factor, its exposure left as it is. */
    void setScaled(LossMoments book, int product, double factor) {
        System.arraycopy(book.sums, 0, sums, 0, SIZE);
        double square = factor * factor;
        double[] powers = {1, factor, square, square * factor, 1};
        for (int at = index(product, 0); at < index(product + 1, 0); at += ORDERS) {
            for (int order = 0; order < ORDERS; order++) {
                sums[at + order] *= powers[order + 1];
            }
        }
        for (int at = largeIndex(product, 0, 0); at < largeIndex(product + 1, 0, 0); at += CLASS_SUMS) {
            for (int sum = 0; sum < CLASS_SUMS; sum++) {
                sums[at + sum] *= powers[sum];
            }
        }
    }

    /** Returns the live array of sums, for saving and for the distribution; its layout is this class's own. */
    double[] sums() {
        return sums;
    }

    /** Returns the largest number of bytes that {@link #save} writes. */
    public static int maxStateBytes() {
        return (WORDS + SIZE) * Long.BYTES;
    }

    /** Writes the sums: a bit for each, then those that are not zero. */
    public void save(ByteBuffer out) {
        for (int word = 0; word < WORDS; word++) {
            long bits = 0;
            int end = Math.min(SIZE, (word + 1) * Long.SIZE);
            for (int i = word * Long.SIZE; i < end; i++) {
                bits |= Double.doubleToRawLongBits(sums[i]) != 0 ? 1L << i : 0;
            }
            out.putLong(bits);
        }
        for (double sum : sums) {
            if (Double.doubleToRawLongBits(sum) != 0) {
                out.putDouble(sum);
            }
        }
    }

    /** Replaces the sums by those that {@link #save} wrote. */
    public void restore(ByteBuffer in) {
        int values = in.position() + WORDS * Long.BYTES;
        int bits = in.position();
        in.position(values);
        for (int i = 0; i < SIZE; i++) {
            boolean present = (in.getLong(bits + i / Long.SIZE * Long.BYTES) >>> i & 1) != 0;
            sums[i] = present ? in.getDouble() : 0;
        }
    }

    /** Position of the first cumulant of a product and band. */
    static int index(int product, int band) {
        return (product * BANDS + band) * ORDERS;
    }

    /** Position of the first sum of a product, size class and PD group. */
    static int largeIndex(int product, int sizeClass, int group) {
        return LARGE_START + ((product * CLASSES + sizeClass) * GROUPS + group) * CLASS_SUMS;
    }

    private void addToBands(int product, double pd, double c1, double c2, double c3) {
        long bits = Double.doubleToRawLongBits(pd);
        int lower = (int) (bits >>> 52) - 1023 + BANDS - 1;
        if (lower < 0) {
            addTo(index(product, 0), pd * 0x1p10, c1, c2, c3);
        } else if (lower >= BANDS - 1) {
            addTo(index(product, BANDS - 1), 1, c1, c2, c3);
        } else {
            double part = Double.longBitsToDouble((bits & MANTISSA) | ONE_BITS) - 1;
            addTo(index(product, lower), 1 - part, c1, c2, c3);
            addTo(index(product, lower + 1), part, c1, c2, c3);
        }
    }

    private void addTo(int at, double part, double c1, double c2, double c3) {
        sums[at] += part * c1;
        sums[at + 1] += part * c2;
        sums[at + 2] += part * c3;
    }

    /** Ratio is x1 over half the floor, above 1: class c takes the part that grows over [2^c, 2^(c+1)]. */
    private void addToClasses(int product, double ratio, double pd, double x1, double x2, double x3) {
        double weight = pd * Math.min(1, (1 - pd) * (1 / (1 - NEARLY_SURE_PD)));
        double high = Math.max(0, Math.min(1, (pd - LOW_PD) * (1 / (HIGH_PD - LOW_PD))));
        long bits = Double.doubleToRawLongBits(ratio);
        int upper = (int) (bits >>> 52) - 1023;
        double part = Double.longBitsToDouble((bits & MANTISSA) | ONE_BITS) - 1;
        if (upper >= CLASSES) {
            upper = CLASSES - 1;
            part = 1;
        }
        addToGroups(product, upper, weight * part, high, pd, x1, x2, x3);
        if (upper > 0) {
            addToGroups(product, upper - 1, weight * (1 - part), high, pd, x1, x2, x3);
        }
    }

    private void addToGroups(
            int product, int sizeClass, double weight, double high, double pd, double x1, double x2, double x3) {
        if (high < 1) {
            addTo(largeIndex(product, sizeClass, 0), weight * (1 - high), pd, x1, x2, x3);
        }
        if (high > 0) {
            addTo(largeIndex(product, sizeClass, 1), weight * high, pd, x1, x2, x3);
        }
    }

    private void addTo(int at, double weight, double pd, double x1, double x2, double x3) {
        sums[at] += weight;
        sums[at + 1] += weight * x1;
        sums[at + 2] += weight * x2;
        sums[at + 3] += weight * x3;
        sums[at + 4] += weight * pd;
    }

    /** E R^3 / E R^2 of a Beta law with mean m and variance v: (m n + 2) / (n + 2), n = m (1 - m) / v - 1. */
    private static double thirdOverSecond(double mean, double second, double variance) {
        if (variance <= 0) {
            return mean;
        }
        double room = mean - second;
        return (mean * room + 2 * variance) / (room + 2 * variance);
    }
}
