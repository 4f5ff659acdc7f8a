package io.github.loantwin.env.credit;

/** The stages of impairment of IFRS 9: 12-month losses, lifetime losses, credit-impaired. */
public enum Ifrs9Stage {
    /** Performing: 12-month expected loss. */
    STAGE_1,
    /** Significant increase in credit risk: lifetime expected loss. */
    STAGE_2,
    /** Credit-impaired (90 days past due): lifetime expected loss, interest on the net amount. */
    STAGE_3;

    private static final Ifrs9Stage[] VALUES = values();

    /** Returns the stage at an index. */
    public static Ifrs9Stage at(int index) {
        return VALUES[index];
    }
}
