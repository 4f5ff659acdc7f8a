package io.github.loantwin.env.validation;

/**
 * One figure of the twin beside the one that a source says, and what came of it.
 *
 * @param group what it belongs to
 * @param id stable name, group and figure, by which the reviewed list names it
 * @param name what is compared, for people
 * @param source where the expected figure comes from
 * @param expected expected figure or band, as text with its unit
 * @param got the twin's figure, as text with its unit
 * @param tolerance what difference is allowed, and why where that is not plain
 * @param expectedValue the expected figure as a number; of a band its middle, of several figures the one furthest off; not a
 *     number where there is none
 * @param gotValue the twin's figure as a number, of several figures the one furthest off
 * @param outcome what came of it
 * @param reason why a check was skipped, or why a miss is accepted; else empty
 */
public record ValidationCheck(
        String group,
        String id,
        String name,
        String source,
        String expected,
        String got,
        String tolerance,
        double expectedValue,
        double gotValue,
        Outcome outcome,
        String reason) {

    /** What came of a check. */
    public enum Outcome {
        /** Within the tolerance. */
        PASS,
        /** Outside the tolerance, on the reviewed list with its reason. */
        MISS,
        /** Outside the tolerance. */
        FAIL,
        /** Not made, with the reason. */
        SKIPPED,
        /** No tolerance applies: stated beside the published figure, for the reader to judge. */
        STATED
    }

    /** Returns this check with another outcome and its reason. */
    ValidationCheck as(Outcome newOutcome, String newReason) {
        return new ValidationCheck(
                group, id, name, source, expected, got, tolerance, expectedValue, gotValue, newOutcome, newReason);
    }
}
