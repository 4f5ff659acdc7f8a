package io.github.loantwin.env.macro;

import io.github.loantwin.env.math.PortableMath;
import io.github.loantwin.env.random.Philox;
import io.github.loantwin.env.random.Stream;

/** The weekdays of market series between two month-ends: keyed Brownian bridges, and the daily volatility index. */
final class MarketDays {
    private static final int R3 = 0;
    private static final int R10 = 1;
    private static final int MORTGAGE = 2;
    private static final int SPREAD = 3;
    private static final int LN_VIX_MAX = 4;
    private static final int TARGETS = 5;
    private static final int VIX_NOISE = 10;
    private static final int VIX = 11;
    private static final int WEEKDAYS_LEFT = 12;
    private static final int SIZE = 13;

    /** Below this rate the noise of rates fades out in proportion, so that it cannot pile up at zero. */
    private static final double QUIET_RATE = 0.005;

    private static final double VIX_LOW = 9;
    private static final double VIX_HIGH = 90;
    private static final double MORTGAGE_ON_TEN_YEAR = 0.92;
    private static final int CELLS = 1024;
    private static final double[] QUANTILES = quantiles();
    private static final int MAX_WEEKDAYS = 23;
    /** Weekdays of a 28-day month, whatever its first day. */
    private static final int FOUR_WEEKS = 20;

    private final MarketNoise noise;
    private final boolean noisy;
    private final double vixShockSd;
    private final double vixSd;
    private final double rate3mSd;
    private final double rate10ySd;
    private final double spreadSd;
    private final double[] share = new double[MAX_WEEKDAYS + 1];
    private final double[] bridgeSd = new double[MAX_WEEKDAYS + 1];
    private final Philox philox = new Philox();
    private final double[] state = new double[SIZE];

    MarketDays(MarketNoise noise) {
        this.noise = noise;
        this.noisy = noise.scale() > 0;
        this.vixSd = noise.scale() * noise.vixNoiseSd();
        this.vixShockSd = vixSd * Math.sqrt(1 - noise.vixNoiseAutocorrelation() * noise.vixNoiseAutocorrelation());
        this.rate3mSd = noise.scale() * noise.rate3mDailySd();
        this.rate10ySd = noise.scale() * noise.rate10yDailySd();
        this.spreadSd = noise.scale() * noise.spreadDailySd();
        for (int left = 1; left <= MAX_WEEKDAYS; left++) {
            share[left] = 1.0 / left;
            bridgeSd[left] = Math.sqrt((left - 1.0) / left);
        }
    }

    /** Stands at the end of the month before the first day. */
    void reset(long key, int firstDay, double[] figures) {
        openMonth(figures, 1, 28);
        System.arraycopy(state, TARGETS, state, 0, TARGETS);
        philox.block(key, 1, ShockDraws.counter(Stream.MACRO_DAILY, firstDay - 1));
        state[VIX_NOISE] = vixSd * PortableMath.normalQuantile(philox.uniformLow());
        state[VIX] = vix(state[LN_VIX_MAX], state[VIX_NOISE]);
    }

    /** Sets the month-end that the days of the new month move to. */
    void openMonth(double[] figures, int firstDayOfWeek, int length) {
        state[TARGETS + R3] = figures[MonthPath.RATE_3M];
        state[TARGETS + R10] = figures[MonthPath.RATE_10Y];
        state[TARGETS + MORTGAGE] = figures[MonthPath.MORTGAGE];
        state[TARGETS + SPREAD] = figures[MonthPath.SPREAD];
        state[TARGETS + LN_VIX_MAX] = figures[MonthPath.LN_VIX_MAX];
        state[WEEKDAYS_LEFT] = weekdays(firstDayOfWeek, length);
    }

    /** Returns the weekdays of a month of 28 to 31 days that begins on the given day of the week (1 = Monday). */
    static int weekdays(int firstDayOfWeek, int length) {
        int weekdays = FOUR_WEEKS;
        for (int extra = 0; extra < length - 28; extra++) {
            weekdays += (firstDayOfWeek + extra - 1) % 7 < 5 ? 1 : 0;
        }
        return weekdays;
    }

    /** Moves one weekday. */
    void next(long key, int day) {
        int left = (int) state[WEEKDAYS_LEFT];
        double step = share[left];
        for (int i = 0; i < TARGETS; i++) {
            state[i] += step * (state[TARGETS + i] - state[i]);
        }
        if (noisy) {
            addNoise(key, day, bridgeSd[left]);
        }
        state[VIX] = vix(state[LN_VIX_MAX], state[VIX_NOISE]);
        state[WEEKDAYS_LEFT] = left - 1;
    }

    private void addNoise(long key, int day, double bridge) {
        philox.block(key, 0, ShockDraws.counter(Stream.MACRO_DAILY, day));
        long low = philox.low();
        long high = philox.high();
        double quiet = bridge * Math.min(1, state[R3] / QUIET_RATE);
        double tenYear = bridge * rate10ySd * normal(low >>> 32);
        state[R3] = Math.max(0, state[R3] + quiet * rate3mSd * normal(low));
        state[R10] = Math.max(0.001, state[R10] + tenYear);
        state[MORTGAGE] += MORTGAGE_ON_TEN_YEAR * tenYear;
        state[SPREAD] *= 1 + bridge * spreadSd * normal(high);
        state[VIX_NOISE] = noise.vixNoiseAutocorrelation() * state[VIX_NOISE] + vixShockSd * normal(high >>> 32);
    }

    /**
     * Returns a normal variate of the low 32 bits by inversion of a piecewise-linear quantile function with 1,024 equal
     * cells, scaled to unit variance; it ends at 3.5 standard deviations and costs a tenth of the exact inverse.
     */
    static double normal(long bits) {
        int cell = (int) (bits >>> 22) & CELLS - 1;
        double within = (bits & 0x3FFFFFL) * 0x1.0p-22;
        return QUANTILES[cell] + within * (QUANTILES[cell + 1] - QUANTILES[cell]);
    }

    private static double[] quantiles() {
        double[] nodes = new double[CELLS + 1];
        for (int i = 1; i < CELLS; i++) {
            nodes[i] = PortableMath.normalQuantile((double) i / CELLS);
        }
        nodes[CELLS] = PortableMath.normalQuantile(1 - 0.25 / CELLS);
        nodes[0] = -nodes[CELLS];
        double variance = 0;
        for (int i = 0; i < CELLS; i++) {
            double a = nodes[i];
            double b = nodes[i + 1];
            variance += (a * a + a * b + b * b) / (3 * CELLS);
        }
        for (int i = 0; i <= CELLS; i++) {
            nodes[i] /= Math.sqrt(variance);
        }
        return nodes;
    }

    private double vix(double lnVixMax, double deviation) {
        double log = noise.vixLogMean() + noise.vixOnMax() * (lnVixMax - noise.vixMaxLogMean()) + deviation;
        return PortableMath.clamp(PortableMath.exp(log), VIX_LOW, VIX_HIGH);
    }

    /** Returns the daily level that a log quarterly maximum stands for. */
    double vixWithoutNoise(double lnVixMax) {
        return vix(lnVixMax, 0);
    }

    double rate3m() {
        return state[R3];
    }

    double rate10y() {
        return state[R10];
    }

    double mortgage() {
        return state[MORTGAGE];
    }

    double spread() {
        return state[SPREAD];
    }

    double vix() {
        return state[VIX];
    }

    double[] state() {
        return state;
    }
}
