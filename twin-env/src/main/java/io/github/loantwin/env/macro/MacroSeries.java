package io.github.loantwin.env.macro;

/**
 * The macro series of the twin; fractions except the house price index (100 = the figure published on day 0) and the
 * volatility index (points).
 *
 * <p>Monthly series hold one value for a whole calendar month and are published later. Market series change on weekdays
 * and are known at once; their value of a past month is that of its last day. The prime rate is set on the first day of a
 * month.
 */
public enum MacroSeries {
    /** Unemployment rate of the month. */
    UNEMPLOYMENT("unemployment", false),
    /** Real output against twelve months before. */
    GDP_GROWTH_4Q("gdp_growth_4q", false),
    /** Consumer prices against twelve months before. */
    INFLATION_4Q("inflation_4q", false),
    /** House price index of the month, 100 = the figure published on day 0. */
    HPI("hpi", false),
    /** 3-month Treasury rate. */
    RATE_3M("rate_3m", true),
    /** 10-year Treasury yield. */
    RATE_10Y("rate_10y", true),
    /** 30-year fixed mortgage rate. */
    MORTGAGE_RATE("mortgage_rate", true),
    /** Prime rate, set on the first day of each month. */
    PRIME_RATE("prime_rate", true),
    /** BBB corporate yield less the 10-year Treasury yield. */
    BBB_SPREAD("bbb_spread", true),
    /** Volatility index, daily close, points. */
    VIX("vix", true);

    /** Number of series. */
    public static final int COUNT = 10;

    private final String key;
    private final boolean market;

    MacroSeries(String key, boolean market) {
        this.key = key;
        this.market = market;
    }

    /** Returns the name used in files and column names. */
    public String key() {
        return key;
    }

    /** Returns whether the series is a market price, known on the day, rather than a published monthly statistic. */
    public boolean market() {
        return market;
    }
}
