package io.github.loantwin.env.validation;

import io.github.loantwin.env.validation.ValidationCheck.Outcome;
import java.util.List;
import java.util.Map;

/**
 * What a validation came to.
 *
 * @param checks every check, in order
 * @param titles title of each group that ran, by name, in order
 * @param notes entries of the reviewed list that are out of date
 */
public record ValidationResult(List<ValidationCheck> checks, Map<String, String> titles, List<String> notes) {

    /** The verdict on the whole. */
    public enum Verdict {
        /** No check is missed. */
        PASSED,
        /** Only misses that were reviewed. */
        REVIEWED_MISSES,
        /** At least one check failed, or none was made. */
        FAILED
    }

    /** Copies the lists. */
    public ValidationResult {
        checks = List.copyOf(checks);
        notes = List.copyOf(notes);
    }

    /** Returns the number of checks with an outcome. */
    public long count(Outcome outcome) {
        return checks.stream().filter(check -> check.outcome() == outcome).count();
    }

    /** Returns the verdict: skipped and stated figures do not count, and nothing checked at all is a failure. */
    public Verdict verdict() {
        if (count(Outcome.FAIL) > 0 || count(Outcome.PASS) + count(Outcome.MISS) + count(Outcome.SKIPPED) == 0) {
            return Verdict.FAILED;
        }
        return count(Outcome.MISS) > 0 ? Verdict.REVIEWED_MISSES : Verdict.PASSED;
    }
}
