package io.github.loantwin.env.macro;

/** The three states of the business cycle, in the order of every per-regime array. */
public enum Regime {
    EXPANSION("expansion"),
    RECESSION("recession"),
    CRISIS("crisis");

    /** Number of regimes. */
    public static final int COUNT = 3;

    private static final Regime[] VALUES = values();

    private final String key;

    Regime(String key) {
        this.key = key;
    }

    /** Returns the name used in configs and files. */
    public String key() {
        return key;
    }

    /** Returns the regime with the given index. */
    public static Regime at(int index) {
        return VALUES[index];
    }
}
