package io.github.loantwin.env.counterfactual;

/** Which of the two worlds know a loan; a loan's number is its applicant's, the same in both. */
public enum LoanGroup {
    OLD("old", "On the books before"),
    BOTH("both", "Booked under both"),
    ONLY_BASE("only_base", "Booked under the base only"),
    ONLY_ALTERNATIVE("only_alternative", "Booked under the alternative only");

    /** Number of groups. */
    public static final int COUNT = values().length;

    private final String key;
    private final String label;

    LoanGroup(String key, String label) {
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
}
