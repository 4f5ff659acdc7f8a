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
        double most = variance.orElse(0);
        Require.that(most >= 0 && most < Double.POSITIVE_INFINITY, "limits.variance must be at least 0", most);
        double share = cap.orElse(1);
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("limits.cap must be in (0, 1], got " + share + "."
                    + (share >= 2 && share <= 100 ? "\nMaybe the value is in percent: divide by 100." : ""));
        }
    }

    /** Checks that the limits speak of the assets there are, and that the whole budget fits under the cap. */
    void requireRoomFor(List<String> names) {
        double most = cap.orElse(1) * names.size();
        if (most < 1 - 1e-12) {
            throw new IllegalArgumentException(String.format(
                            java.util.Locale.ROOT,
                            "limits.cap times the number of names must be at least 1, or the budget cannot be placed, got %s times"
                                    + " %d = %.4g.%nMaybe raise the cap to at least %.4f.",
                            Digits.of(cap.orElse(1)),
                            names.size(),
                            most,
                            Math.ceil(1e4 / names.size()) / 1e4)
                    .replace("\r\n", "\n"));
        }
        for (GroupLimit group : groups) {
            for (String member : group.of()) {
                if (!names.contains(member)) {
                    throw new IllegalArgumentException(
                            "of (" + group.name() + ") must name some of " + names + ", got '"
                                    + member + "'."
                                    + ProblemFile.nearest(member, names)
                                            .map(name -> "\nMaybe '" + name + "' was meant.")
                                            .orElse(""));
                }
            }
        }
        Require.that(
                groups.stream().map(GroupLimit::name).distinct().count() == groups.size(),
                "names of limits.groups must differ",
                groups.stream().map(GroupLimit::name).toList());
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
