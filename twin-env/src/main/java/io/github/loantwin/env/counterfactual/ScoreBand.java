package io.github.loantwin.env.counterfactual;

/** Bands of credit scores at origination, 40 points wide from 620 up to 780. */
public enum ScoreBand {
    UNDER_620("under 620", 0),
    FROM_620("620-659", 620),
    FROM_660("660-699", 660),
    FROM_700("700-739", 700),
    FROM_740("740-779", 740),
    FROM_780("780 and more", 780);

    /** Number of bands. */
    public static final int COUNT = values().length;

    private static final ScoreBand[] VALUES = values();

    private final String label;
    private final int from;

    ScoreBand(String label, int from) {
        this.label = label;
        this.from = from;
    }

    /** Returns the name shown to people. */
    public String label() {
        return label;
    }

    /** Returns the name for narrow columns. */
    public String shortLabel() {
        return this == UNDER_620 ? "< 620" : this == FROM_780 ? "780 +" : label;
    }

    /** Returns the band of a score. */
    static ScoreBand of(int score) {
        int band = VALUES.length - 1;
        while (score < VALUES[band].from) {
            band--;
        }
        return VALUES[band];
    }
}
