package io.github.loantwin.optimizer.model;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The limits of an allocation, in shares of the budget; nothing may be sold short and the whole budget is used.
 *
 * @param variance largest variance of the portfolio's return, x' Sigma x
 * @param cap largest share of any one asset, in (0, 1]
 * @param groups floors and caps on groups of assets
 */
public record Limits(OptionalDouble variance, OptionalDouble cap, List<GroupLimit> groups) {
    /** The whole budget, long only, and nothing else. */
    public static final Limits NONE = new Limits(OptionalDouble.empty(), OptionalDouble.empty(), List.of());

    /** Checks the ranges. */
    public Limits {
        variance = variance == null ? OptionalDouble.empty() : variance;
        cap = cap == null ? OptionalDouble.empty() : cap;
        groups = groups == null ? List.of() : List.copyOf(groups);
        Require.that(variance.orElse(0) >= 0, "limits.variance must be at least 0", variance);
        Require.inRange("limits.cap", cap.orElse(1), 1e-12, 1);
    }

    /** Returns the same limits with another variance. */
    public Limits withVariance(double value) {
        return new Limits(OptionalDouble.of(value), cap, groups);
    }

    /** Returns the same limits without one on variance. */
    public Limits withoutVariance() {
        return new Limits(OptionalDouble.empty(), cap, groups);
    }
}
