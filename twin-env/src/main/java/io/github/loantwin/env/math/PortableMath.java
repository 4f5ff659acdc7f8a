package io.github.loantwin.env.math;

/**
 * Elementary and normal-distribution functions that give the same bits on every Java platform.
 *
 * <p>Built from + - * / sqrt and {@link StrictMath} only; {@code Math.exp} and its kin differ in the last bit between
 * architectures and are banned from the simulator (an ArchUnit rule).
 */
public final class PortableMath {
    private static final int EXP_CELLS = 64;
    private static final double EXP_PER_CELL = EXP_CELLS / 0.6931471805599453;
    /** ln 2 / 64 in two parts, the first with trailing zeros so that its product with a cell number is exact. */
    private static final double EXP_CELL_HIGH = 0.6931471803691238 / EXP_CELLS;

    private static final double EXP_CELL_LOW = 1.9082149292705877e-10 / EXP_CELLS;
    /** Beyond it a result is subnormal or infinite, which StrictMath does. */
    private static final double EXP_RANGE = 700;

    private static final double[] EXP_OF_CELL = new double[EXP_CELLS];

    private static final int LOG_CELLS = 128;
    /** Bits of a number under those that name its cell of {@link #log}. */
    private static final int LOG_CELL_BITS = 45;
    /** Bits of 11/16, where the interval of one octave around 1 begins. */
    private static final long LOG_FIRST = 0x3FE6L << 48;

    private static final double LN2_HIGH = 0.6931471803691238;
    private static final double LN2_LOW = 1.9082149292705877e-10;
    private static final double[] LOG_CENTRE = new double[LOG_CELLS];
    private static final double[] LOG_INVERSE = new double[LOG_CELLS];
    private static final double[] LOG_OF_CENTRE = new double[LOG_CELLS];

    static {
        for (int i = 0; i < EXP_CELLS; i++) {
            EXP_OF_CELL[i] = StrictMath.pow(2, (double) i / EXP_CELLS);
        }
        for (int i = 0; i < LOG_CELLS; i++) {
            double low = Double.longBitsToDouble(LOG_FIRST + ((long) i << LOG_CELL_BITS));
            double high = Double.longBitsToDouble(LOG_FIRST + ((long) i + 1 << LOG_CELL_BITS));
            LOG_CENTRE[i] = low <= 1 && high >= 1 ? 1 : (low + high) / 2;
            LOG_INVERSE[i] = 1 / LOG_CENTRE[i];
            LOG_OF_CENTRE[i] = StrictMath.log(LOG_CENTRE[i]);
        }
    }

    private PortableMath() {}

    /**
     * Returns e^x, within 2 units in the last place, in a quarter of the time of {@link StrictMath#exp}.
     *
     * <p>x = (64 e + i) ln 2 / 64 + r with |r| up to 0.0055, so e^x = 2^e 2^(i/64) e^r; a table holds the second factor, the
     * third is its Taylor polynomial of degree 6. (P. T. P. Tang, "Table-driven implementation of the exponential
     * function in IEEE floating-point arithmetic", ACM TOMS 15, 1989.)
     */
    public static double exp(double x) {
        if (!(Math.abs(x) < EXP_RANGE)) {
            return StrictMath.exp(x);
        }
        double cells = Math.rint(x * EXP_PER_CELL);
        int n = (int) cells;
        double r = x - cells * EXP_CELL_HIGH - cells * EXP_CELL_LOW;
        double p = r + r * r * (1.0 / 2 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120 + r * (1.0 / 720)))));
        double scale = EXP_OF_CELL[n & EXP_CELLS - 1];
        double power = Double.longBitsToDouble((long) ((n >> 6) + 1023) << 52);
        return (scale + scale * p) * power;
    }

    /**
     * Returns the natural logarithm of x, within 1 unit in the last place.
     *
     * <p>x = 2^e z with z in [11/16, 11/8), and z = c (1 + r) with the centre c of one of 128 cells and |r| below 1/128, so
     * ln x = e ln 2 + ln c + ln(1 + r); a table holds the second term, the third is its Taylor polynomial of degree 8. Both
     * cells at 1 have c = 1, which keeps the relative accuracy there. (P. T. P. Tang, "Table-driven implementation of the
     * logarithm function in IEEE floating-point arithmetic", ACM TOMS 16, 1990.)
     */
    public static double log(double x) {
        if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE)) {
            return StrictMath.log(x);
        }
        long place = Double.doubleToRawLongBits(x) - LOG_FIRST;
        int cell = (int) (place >> LOG_CELL_BITS) & LOG_CELLS - 1;
        long e = place >> 52;
        double z = Double.longBitsToDouble(Double.doubleToRawLongBits(x) - (e << 52));
        double r = (z - LOG_CENTRE[cell]) * LOG_INVERSE[cell];
        double square = r * r;
        double odd = 1.0 / 3 + square * (1.0 / 5 + square * (1.0 / 7));
        double even = 1.0 / 2 + square * (1.0 / 4 + square * (1.0 / 6 + square * (1.0 / 8)));
        double tail = square * (r * odd - even);
        return e * LN2_HIGH + LOG_OF_CENTRE[cell] + (r + (tail + e * LN2_LOW));
    }

    /** Returns x^y. */
    public static double pow(double x, double y) {
        return StrictMath.pow(x, y);
    }

    /** Returns the hyperbolic tangent of x, with an absolute error below 3e-16 and a relative one below 1e-14. */
    public static double tanh(double x) {
        double square = x * x;
        if (square < 0.0025) {
            double series = -1.0 / 3 + square * (2.0 / 15 + square * (-17.0 / 315 + square * (62.0 / 2835)));
            return x + x * square * series;
        }
        double most = 1 - 2 / (1 + exp(2 * Math.abs(x)));
        return x < 0 ? -most : most;
    }

    /** Returns 1 / (1 + e^-x). */
    public static double logistic(double x) {
        return 1 / (1 + exp(-x));
    }

    /** Returns ln(p / (1 - p)). */
    public static double logit(double p) {
        return log(p / (1 - p));
    }

    /**
     * Returns the standard normal distribution function, with relative accuracy also in the lower tail.
     *
     * <p>Rational approximation of J. F. Hart et al., "Computer Approximations" (1968), no. 5666, with the continued
     * fraction in the far tail, as recommended by G. West (Wilmott, May 2005); absolute error below 1e-15.
     */
    public static double normalCdf(double x) {
        double a = Math.abs(x);
        double tail;
        if (a > 37) {
            tail = 0;
        } else {
            double e = exp(-0.5 * a * a);
            if (a < 7.07106781186547) {
                double n = polynomial(
                        a,
                        220.206867912376,
                        221.213596169931,
                        112.079291497871,
                        33.912866078383,
                        6.37396220353165,
                        0.700383064443688,
                        3.52624965998911E-02,
                        0);
                double d = polynomial(
                        a,
                        440.413735824752,
                        793.826512519948,
                        637.333633378831,
                        296.564248779674,
                        86.7807322029461,
                        16.064177579207,
                        1.75566716318264,
                        8.83883476483184E-02);
                tail = e * n / d;
            } else {
                double f = a + 0.65;
                for (int k = 16; k >= 1; k--) {
                    f = a + k / f;
                }
                tail = e / f * 0.3989422804014327;
            }
        }
        return x > 0 ? 1 - tail : tail;
    }

    /**
     * Returns the standard normal quantile of p in (0, 1), by M. J. Wichura's algorithm AS 241, PPND16 (Applied
     * Statistics 37, 1988), relative accuracy about 1e-16.
     */
    public static double normalQuantile(double p) {
        double q = p - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            double n = polynomial(
                    r,
                    3.3871328727963666080E0,
                    1.3314166789178437745E2,
                    1.9715909503065514427E3,
                    1.3731693765509461125E4,
                    4.5921953931549871457E4,
                    6.7265770927008700853E4,
                    3.3430575583588128105E4,
                    2.5090809287301226727E3);
            double d = polynomial(
                    r,
                    1,
                    4.2313330701600911252E1,
                    6.8718700749205790830E2,
                    5.3941960214247511077E3,
                    2.1213794301586595867E4,
                    3.9307895800092710610E4,
                    2.8729085735721942674E4,
                    5.2264952788528545610E3);
            return q * n / d;
        }
        double tail = q < 0 ? p : 1 - p;
        if (!(tail > 0)) {
            if (p == 0) {
                return Double.NEGATIVE_INFINITY;
            }
            return p == 1 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        double r = Math.sqrt(-log(tail));
        double value;
        if (r <= 5) {
            r -= 1.6;
            double n = polynomial(
                    r,
                    1.42343711074968357734E0,
                    4.63033784615654529590E0,
                    5.76949722146069140550E0,
                    3.64784832476320460504E0,
                    1.27045825245236838258E0,
                    2.41780725177450611770E-1,
                    2.27238449892691845833E-2,
                    7.74545014278341407640E-4);
            double d = polynomial(
                    r,
                    1,
                    2.05319162663775882187E0,
                    1.67638483018380384940E0,
                    6.89767334985100004550E-1,
                    1.48103976427480074590E-1,
                    1.51986665636164571966E-2,
                    5.47593808499534494600E-4,
                    1.05075007164441684324E-9);
            value = n / d;
        } else {
            r -= 5;
            double n = polynomial(
                    r,
                    6.65790464350110377720E0,
                    5.46378491116411436990E0,
                    1.78482653991729133580E0,
                    2.96560571828504891230E-1,
                    2.65321895265761230930E-2,
                    1.24266094738807843860E-3,
                    2.71155556874348757815E-5,
                    2.01033439929228813265E-7);
            double d = polynomial(
                    r,
                    1,
                    5.99832206555887937690E-1,
                    1.36929880922735805310E-1,
                    1.48753612908506148525E-2,
                    7.86869131145613259100E-4,
                    1.84631831751005468180E-5,
                    1.42151175831644588870E-7,
                    2.04426310338993978564E-15);
            value = n / d;
        }
        return q < 0 ? -value : value;
    }

    /** c0 + c1 x + ... + c7 x^7 by Estrin's scheme, whose multiplications do not wait for each other as Horner's do. */
    private static double polynomial(
            double x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7) {
        double square = x * x;
        double low = c0 + c1 * x + (c2 + c3 * x) * square;
        double high = c4 + c5 * x + (c6 + c7 * x) * square;
        return low + high * (square * square);
    }

    /** Returns the standard normal density at x. */
    public static double normalDensity(double x) {
        return 0.3989422804014327 * exp(-0.5 * x * x);
    }

    /** Returns x limited to [low, high]. */
    public static double clamp(double x, double low, double high) {
        return x < low ? low : x > high ? high : x;
    }

    /**
     * Returns floor(n / divisor) exactly, by a multiplication: a division of longs costs several times as much.
     *
     * <p>With M = floor(2^62 / d) + 1 the product n M / 2^62 exceeds n / d by less than 1 / d for every n under 2^52 and d
     * under 1,024 (T. Granlund and P. Montgomery, "Division by invariant integers using multiplication", 1994).
     *
     * @param n at least 0 and below 2^52
     * @param inverse {@link #inverse} of the divisor
     */
    public static long divide(long n, long inverse) {
        return Math.multiplyHigh(n << 2, inverse);
    }

    /** Returns what {@link #divide} multiplies by to divide by a number in [1, 1023]. */
    public static long inverse(int divisor) {
        return (1L << 62) / divisor + 1;
    }
}
