package io.github.loantwin.env.macro;

/** The economy month by month: each call of {@link #next} writes one month's figures and advances. */
sealed interface MonthPath permits VarPath, TablePath {
    /** Unemployment rate of the month, fraction. */
    int UNEMPLOYMENT = 0;
    /** Factor of real output over the month. */
    int GDP_FACTOR = 1;
    /** Factor of consumer prices over the month. */
    int PRICE_FACTOR = 2;
    /** Factor of house prices over the month. */
    int HPI_FACTOR = 3;
    /** 3-month rate on the last day, fraction. */
    int RATE_3M = 4;
    /** 10-year yield on the last day, fraction. */
    int RATE_10Y = 5;
    /** Mortgage rate on the last day, fraction. */
    int MORTGAGE = 6;
    /** Prime less 3-month rate, fraction. */
    int PRIME_SPREAD = 7;
    /** BBB spread on the last day, fraction. */
    int SPREAD = 8;
    /** Log of the quarter's highest volatility index. */
    int LN_VIX_MAX = 9;
    /** Number of figures of a month. */
    int SIZE = 10;

    /** Prepares the path so that the next month is {@code firstMonth} (below 0); month 0 holds day 0. */
    void reset(long key, int firstMonth, MacroConfig.StartRegime regime);

    /** Writes the figures of a month, which must follow the last one written. */
    void next(int month, double[] out);

    /** Returns the regime index of the last month written. */
    int regime();

    /** Changes the luck of all months not yet written. */
    void rekey(long key);

    /** Returns the mutable numbers that, with the key, decide every later month; saved and restored as they are. */
    double[] state();
}
