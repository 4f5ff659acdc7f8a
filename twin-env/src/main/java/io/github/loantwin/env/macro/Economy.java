package io.github.loantwin.env.macro;

import io.github.loantwin.env.calendar.SimulationCalendar;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The economy of one environment, day by day: true values now, past months, and what has been published by today.
 *
 * <p>Call {@link #reset} (which stands at day 0), then {@link #startDay} once a day. Rates and growth are fractions. All
 * draws are keyed to (key, stream, variable, date), so the path does not depend on what the lender does or on the order of
 * queries. Month-end targets are drawn on a month's first day but stay private: no getter, hash or published figure holds
 * anything that has not happened. Not thread-safe; no allocation after construction.
 */
public final class Economy {
    /** Months before month 0 that every reset fills, growth rates included. */
    public static final int HISTORY_MONTHS = 60;

    /** Past months that {@link #history} and {@link #published} can reach. */
    public static final int REACH_MONTHS = 47;

    private static final int RING = 64;
    private static final int MASK = RING - 1;
    private static final int GDP_LEVEL = MacroSeries.COUNT;
    private static final int PRICE_LEVEL = MacroSeries.COUNT + 1;
    private static final int COLUMNS = MacroSeries.COUNT + 2;
    private static final int U = MacroSeries.UNEMPLOYMENT.ordinal();
    private static final int GDP = MacroSeries.GDP_GROWTH_4Q.ordinal();
    private static final int CPI = MacroSeries.INFLATION_4Q.ordinal();
    private static final int HPI = MacroSeries.HPI.ordinal();
    private static final int R3 = MacroSeries.RATE_3M.ordinal();
    private static final int R10 = MacroSeries.RATE_10Y.ordinal();
    private static final int MORTGAGE = MacroSeries.MORTGAGE_RATE.ordinal();
    private static final int PRIME = MacroSeries.PRIME_RATE.ordinal();
    private static final int SPREAD = MacroSeries.BBB_SPREAD.ordinal();
    private static final int VIX = MacroSeries.VIX.ordinal();

    private final SimulationCalendar calendar;
    private final PublicationLags lags;
    private final MonthPath path;
    /** Months from the month of day 0 to the path's month 0: 1 when a scenario begins on the morning after day 0. */
    private final int pathOffset;

    private final MarketDays market;
    /** Column-major ring of months: series s of month m at s * RING + (m & MASK). */
    private final double[] ring = new double[COLUMNS * RING];

    private final double[] figures = new double[MonthPath.SIZE];
    private final int[] regimes = new int[RING];
    private long key;
    private int day;
    private int month;
    private int nextMonthStart;

    /** Creates an economy; call {@link #reset} before use. */
    public Economy(MacroModel model, SimulationCalendar calendar) {
        this.calendar = calendar;
        this.lags = model.config().publicationLags();
        this.path = model.newPath();
        this.pathOffset = model.firstMonthAfter(calendar) ? 1 : 0;
        this.market = new MarketDays(model.config().market());
    }

    /** Starts an episode with the start regime of a config; see {@link #reset(long, MacroConfig.StartRegime)}. */
    public void reset(long newKey, MacroConfig config) {
        reset(newKey, config instanceof MacroConfig.Var var ? var.startRegime() : MacroConfig.StartRegime.STATIONARY);
    }

    /**
     * Starts an episode: builds the history and stands at day 0.
     *
     * @param newKey episode key; the same key gives the same economy
     * @param regime regime on day 0; only the VAR source heeds it
     */
    public void reset(long newKey, MacroConfig.StartRegime regime) {
        key = newKey;
        Arrays.fill(ring, 0);
        Arrays.fill(regimes, 0);
        int first = -HISTORY_MONTHS;
        path.reset(key, first - pathOffset, regime);
        for (month = first; month < 0; month++) {
            path.next(month - pathOffset, figures);
            storeMonth(month == first);
            storeMonthEnd();
        }
        month = -1;
        int monthStart = calendar.firstDayOfMonth(0);
        market.reset(key, monthStart, figures);
        for (day = monthStart; day <= 0; day++) {
            advance();
        }
        day = 0;
        rebaseHousePrices();
    }

    /** Begins a day: the one after today, or today itself again, which changes nothing. */
    public void startDay(int newDay) {
        if (newDay == day) {
            return;
        }
        if (newDay != day + 1) {
            throw new IllegalArgumentException(
                    "startDay must be called with today " + day + " or the day after it, got " + newDay + ".");
        }
        day = newDay;
        advance();
    }

    private void advance() {
        if (day >= nextMonthStart || month < 0) {
            openMonth();
        }
        if (calendar.isWeekend(day)) {
            return;
        }
        market.next(key, day);
        storeMarketDay();
    }

    private void openMonth() {
        month = month < 0 ? 0 : month + 1;
        nextMonthStart = calendar.firstDayOfMonth(month + 1);
        path.next(month - pathOffset, figures);
        storeMonth(false);
        double lastRate = ring[R3 * RING + (month - 1 & MASK)];
        ring[PRIME * RING + (month & MASK)] = lastRate + figures[MonthPath.PRIME_SPREAD];
        int first = calendar.firstDayOfMonth(month);
        market.openMonth(figures, calendar.dayOfWeek(first), nextMonthStart - first);
        storeMarketDay();
    }

    /** Stores what holds for the whole month. */
    private void storeMonth(boolean first) {
        int now = month & MASK;
        int before = month - 1 & MASK;
        ring[U * RING + now] = figures[MonthPath.UNEMPLOYMENT];
        storeLevel(GDP_LEVEL, first, figures[MonthPath.GDP_FACTOR]);
        storeLevel(PRICE_LEVEL, first, figures[MonthPath.PRICE_FACTOR]);
        storeLevel(HPI, first, figures[MonthPath.HPI_FACTOR]);
        int yearAgo = month - 12 & MASK;
        ring[GDP * RING + now] = ring[GDP_LEVEL * RING + now] / ring[GDP_LEVEL * RING + yearAgo] - 1;
        ring[CPI * RING + now] = ring[PRICE_LEVEL * RING + now] / ring[PRICE_LEVEL * RING + yearAgo] - 1;
        regimes[now] = path.regime();
        assert before != now;
    }

    private void storeLevel(int column, boolean first, double factor) {
        double before = first ? 100 : ring[column * RING + (month - 1 & MASK)];
        ring[column * RING + (month & MASK)] = before * factor;
    }

    /** Stores the market figures of a past month directly, without its days. */
    private void storeMonthEnd() {
        int now = month & MASK;
        double lastRate = month == -HISTORY_MONTHS ? figures[MonthPath.RATE_3M] : ring[R3 * RING + (month - 1 & MASK)];
        ring[PRIME * RING + now] = lastRate + figures[MonthPath.PRIME_SPREAD];
        ring[R3 * RING + now] = figures[MonthPath.RATE_3M];
        ring[R10 * RING + now] = figures[MonthPath.RATE_10Y];
        ring[MORTGAGE * RING + now] = figures[MonthPath.MORTGAGE];
        ring[SPREAD * RING + now] = figures[MonthPath.SPREAD];
        ring[VIX * RING + now] = market.vixWithoutNoise(figures[MonthPath.LN_VIX_MAX]);
    }

    private void storeMarketDay() {
        int now = month & MASK;
        ring[R3 * RING + now] = market.rate3m();
        ring[R10 * RING + now] = market.rate10y();
        ring[MORTGAGE * RING + now] = market.mortgage();
        ring[SPREAD * RING + now] = market.spread();
        ring[VIX * RING + now] = market.vix();
    }

    private void rebaseHousePrices() {
        double base = ring[HPI * RING + (publishedMonth(MacroSeries.HPI, 0) & MASK)];
        for (int i = HPI * RING; i < (HPI + 1) * RING; i++) {
            ring[i] = 100 * (ring[i] / base);
        }
    }

    /** Returns today's day number. */
    public int day() {
        return day;
    }

    /** Returns the number of today's month. */
    public int month() {
        return month;
    }

    /** Returns the true unemployment rate of this month, fraction. */
    public double unemployment() {
        return now(U);
    }

    /** Returns true output against twelve months before, fraction. */
    public double gdpGrowth4q() {
        return now(GDP);
    }

    /** Returns true consumer-price inflation over twelve months, fraction. */
    public double inflation4q() {
        return now(CPI);
    }

    /** Returns the true house price index of this month, 100 = the figure published on day 0. */
    public double hpi() {
        return now(HPI);
    }

    /** Returns today's 3-month Treasury rate, fraction. */
    public double rate3m() {
        return now(R3);
    }

    /** Returns today's 10-year Treasury yield, fraction. */
    public double rate10y() {
        return now(R10);
    }

    /** Returns today's 30-year fixed mortgage rate in the market, fraction. */
    public double mortgageRate() {
        return now(MORTGAGE);
    }

    /** Returns the prime rate, fraction; it changes on the first day of a month only. */
    public double primeRate() {
        return now(PRIME);
    }

    /** Returns today's BBB yield less the 10-year Treasury yield, fraction. */
    public double bbbSpread() {
        return now(SPREAD);
    }

    /** Returns today's volatility index, points. */
    public double vix() {
        return now(VIX);
    }

    /** Returns the regime index of this month: 0 expansion, 1 recession, 2 crisis. */
    public int regime() {
        return regimes[month & MASK];
    }

    private double now(int series) {
        return ring[series * RING + (month & MASK)];
    }

    /**
     * Returns the true value of a series.
     *
     * @param series any series; a market series gives today's value for 0 and the month's last value for past months
     * @param monthsAgo 0 to {@link #REACH_MONTHS}
     */
    public double history(MacroSeries series, int monthsAgo) {
        if (monthsAgo < 0 || monthsAgo > REACH_MONTHS) {
            throw new IllegalArgumentException(
                    "monthsAgo must be from 0 to " + REACH_MONTHS + ", got " + monthsAgo + ".");
        }
        return ring[series.ordinal() * RING + (month - monthsAgo & MASK)];
    }

    /**
     * Returns the figure that was the latest known one so many months before today.
     *
     * @param series any series; market series are known at once
     * @param extraMonthsAgo 0 for the latest figure known today; with the lag at most {@link #REACH_MONTHS}
     */
    public double published(MacroSeries series, int extraMonthsAgo) {
        return history(series, month - publishedMonth(series, extraMonthsAgo));
    }

    /** Returns the month whose figure was the latest known so many months before today. */
    public int publishedMonth(MacroSeries series, int extraMonthsAgo) {
        int seen = month - extraMonthsAgo;
        return switch (series) {
            case UNEMPLOYMENT -> seen - lags.unemployment();
            case INFLATION_4Q -> seen - lags.inflation();
            case HPI -> seen - lags.housePriceIndex();
            case GDP_GROWTH_4Q -> seen - lags.gdp() - calendar.monthOfYearAt(seen - lags.gdp()) % 3;
            default -> seen;
        };
    }

    /** Returns the mean of the last {@code months} values of {@link #published}, today's included. */
    public double publishedAverage(MacroSeries series, int months) {
        double sum = 0;
        for (int k = 0; k < months; k++) {
            sum += published(series, k);
        }
        return sum / months;
    }

    /** Returns the true change of unemployment over the twelve months to {@code monthsAgo}, fraction. */
    public double unemploymentChange4q(int monthsAgo) {
        return history(MacroSeries.UNEMPLOYMENT, monthsAgo) - history(MacroSeries.UNEMPLOYMENT, monthsAgo + 12);
    }

    /** Returns true house price growth over the twelve months to {@code monthsAgo}, fraction. */
    public double hpiGrowth4q(int monthsAgo) {
        return history(MacroSeries.HPI, monthsAgo) / history(MacroSeries.HPI, monthsAgo + 12) - 1;
    }

    /** Returns the published twelve-month change of unemployment as seen {@code extraMonthsAgo} months ago, fraction. */
    public double publishedUnemploymentChange4q(int extraMonthsAgo) {
        return unemploymentChange4q(month - publishedMonth(MacroSeries.UNEMPLOYMENT, extraMonthsAgo));
    }

    /** Returns the published twelve-month house price growth as seen {@code extraMonthsAgo} months ago, fraction. */
    public double publishedHpiGrowth4q(int extraMonthsAgo) {
        return hpiGrowth4q(month - publishedMonth(MacroSeries.HPI, extraMonthsAgo));
    }

    /** Changes the luck of all days and months not yet begun; this month's end was already decided. */
    public void rekey(long newKey) {
        key = newKey;
        path.rekey(newKey);
    }

    /** Returns the number of bytes that {@link #save} writes. */
    public int stateBytes() {
        return Long.BYTES
                + 2 * Integer.BYTES
                + RING * Byte.BYTES
                + Double.BYTES * (ring.length + path.state().length + market.state().length);
    }

    /** Writes everything that decides this economy's future and reachable past. */
    public void save(ByteBuffer out) {
        out.putLong(key).putInt(day).putInt(month);
        for (int regime : regimes) {
            out.put((byte) regime);
        }
        put(out, ring);
        put(out, path.state());
        put(out, market.state());
    }

    /** Reads what {@link #save} wrote, into an economy of the same model and calendar. */
    public void restore(ByteBuffer in) {
        key = in.getLong();
        day = in.getInt();
        month = in.getInt();
        for (int i = 0; i < RING; i++) {
            regimes[i] = in.get();
        }
        get(in, ring);
        get(in, path.state());
        get(in, market.state());
        path.rekey(key);
        nextMonthStart = calendar.firstDayOfMonth(month + 1);
    }

    private static void put(ByteBuffer out, double[] values) {
        for (double value : values) {
            out.putDouble(value);
        }
    }

    private static void get(ByteBuffer in, double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = in.getDouble();
        }
    }

    /** Returns a 64-bit digest of all figures up to today; nothing decided ahead enters it. */
    public long hash(long seedHash) {
        long hash = mix(seedHash, day);
        for (int ago = REACH_MONTHS; ago >= 0; ago--) {
            int slot = month - ago & MASK;
            hash = mix(hash, regimes[slot]);
            for (int column = 0; column < MacroSeries.COUNT; column++) {
                hash = mix(hash, Double.doubleToRawLongBits(ring[column * RING + slot]));
            }
        }
        return hash;
    }

    private static long mix(long hash, long value) {
        long mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 32;
    }
}
