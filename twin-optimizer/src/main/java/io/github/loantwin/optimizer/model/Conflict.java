package io.github.loantwin.optimizer.model;

/**
 * A change of one limit that alone would make an infeasible allocation possible, the others held.
 *
 * @param limit the limit's name
 * @param got its value now, in the user's units
 * @param needed the nearest value that works
 */
public record Conflict(String limit, double got, double needed) {
    /** Returns the change as a sentence. */
    public String sentence() {
        String than = needed > got ? "below the smallest attainable " : "above the largest attainable ";
        return limit + " " + Digits.of(got) + " is " + than + Digits.of(needed) + ", the other limits held.";
    }
}
