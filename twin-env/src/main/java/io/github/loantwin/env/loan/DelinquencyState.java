package io.github.loantwin.env.loan;

/**
 * The delinquency states that a loan on the books can be in; the index is the row of every roll-rate matrix.
 */
public enum DelinquencyState {
    CURRENT("current", "Current (0-29 days)"),
    DPD30("dpd30", "30-59 days past due"),
    DPD60("dpd60", "60-89 days past due"),
    DPD90("dpd90", "90 and more days past due");

    /** Number of states on the books. */
    public static final int COUNT = 4;

    /** Column of the charge-off event in a roll-rate matrix. */
    public static final int CHARGE_OFF = 4;

    /** Column of the prepayment event (for cards: voluntary closing) in a roll-rate matrix. */
    public static final int PREPAY = 5;

    private static final DelinquencyState[] VALUES = values();

    private final String key;
    private final String label;

    DelinquencyState(String key, String label) {
        this.key = key;
        this.label = label;
    }

    /** Returns the name used in files and column names. */
    public String key() {
        return key;
    }

    /** Returns the name shown to people. */
    public String label() {
        return label;
    }

    /** Returns the state with the given matrix row. */
    public static DelinquencyState at(int index) {
        return VALUES[index];
    }
}
