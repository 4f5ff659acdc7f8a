package io.github.loantwin.env.stress;

import io.github.loantwin.env.macro.Severity;

/** What a reverse stress test makes worse: the whole economy, or one part of it with the rest as in the baseline. */
public enum Driver {
    ALL("all", "Whole economy"),
    UNEMPLOYMENT("unemployment", "Unemployment only"),
    HOUSE_PRICES("house_prices", "House prices only"),
    MARKETS("markets", "Rates, spreads and volatility only"),
    OUTPUT("output", "Output and consumer prices only");

    private final String key;
    private final String label;

    Driver(String key, String label) {
        this.key = key;
        this.label = label;
    }

    /** Returns the name used in files. */
    public String key() {
        return key;
    }

    /** Returns the name shown to people. */
    public String label() {
        return label;
    }

    /** Returns the severity in which this driver has a share and the others stay as in the baseline. */
    Severity at(double share) {
        return switch (this) {
            case ALL -> Severity.of(share);
            case UNEMPLOYMENT -> new Severity(share, 0, 0, 0);
            case HOUSE_PRICES -> new Severity(0, share, 0, 0);
            case MARKETS -> new Severity(0, 0, share, 0);
            case OUTPUT -> new Severity(0, 0, 0, share);
        };
    }
}
