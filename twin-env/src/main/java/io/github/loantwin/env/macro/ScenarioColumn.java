package io.github.loantwin.env.macro;

/** The quarterly columns of a scenario, percent unless a level; plausible bounds catch misread units and columns. */
enum ScenarioColumn {
    GDP_GROWTH("gdpGrowth", "Real GDP growth", -60, 60, false),
    UNEMPLOYMENT("unemployment", "Unemployment rate", 0, 40, false),
    INFLATION("inflation", "CPI inflation rate", -30, 60, false),
    RATE_3M("rate3m", "3-month Treasury rate", -2, 30, false),
    RATE_10Y("rate10y", "10-year Treasury yield", -2, 30, false),
    BBB_YIELD("bbbYield", "BBB corporate yield", -1, 40, false),
    MORTGAGE("mortgageRate", "Mortgage rate", 0, 40, false),
    PRIME("primeRate", "Prime rate", 0, 40, false),
    HPI("housePriceIndex", "House Price Index (Level)", 1e-3, 1e6, true),
    VIX_MAX("vixMax", "Market Volatility Index (Level)", 5, 200, true);

    static final int COUNT = 10;

    private final String key;
    private final String fedName;
    private final double low;
    private final double high;
    private final boolean level;

    ScenarioColumn(String key, String fedName, double low, double high, boolean level) {
        this.key = key;
        this.fedName = fedName;
        this.low = low;
        this.high = high;
        this.level = level;
    }

    /** Returns the name in scenario YAML files. */
    String key() {
        return key;
    }

    /** Returns the name in the Federal Reserve's CSV files. */
    String fedName() {
        return fedName;
    }

    /** Returns whether the column is a level, which percent or fraction units do not touch. */
    boolean level() {
        return level;
    }

    /** Checks a value in percent (or points). */
    double check(double value, String where) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(
                    key + " must be in [" + low + ", " + high + "]" + (level ? "" : " percent") + ", got " + value
                            + " (" + where + ").\nMaybe a column is shifted or a decimal point is missing.");
        }
        return value;
    }

    static ScenarioColumn ofKey(String key, String where) {
        for (ScenarioColumn column : values()) {
            if (column.key.equals(key)) {
                return column;
            }
        }
        StringBuilder known = new StringBuilder();
        for (ScenarioColumn column : values()) {
            known.append(known.isEmpty() ? "" : ", ").append(column.key);
        }
        throw new IllegalArgumentException("A column must be one of " + known + ", got '" + key + "' (" + where + ").");
    }
}
