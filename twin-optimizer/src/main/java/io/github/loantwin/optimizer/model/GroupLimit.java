package io.github.loantwin.optimizer.model;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A floor or a cap, or both, on the share of the budget in some assets together: atLeast <= sum of x_i <= atMost.
 *
 * @param name what people call the limit
 * @param of names of the assets
 * @param atLeast smallest share, in [0, 1]
 * @param atMost largest share, in [0, 1]
 */
public record GroupLimit(String name, List<String> of, OptionalDouble atLeast, OptionalDouble atMost) {
    /** Checks the ranges. */
    public GroupLimit {
        Require.given("name of a group limit", name);
        of = Require.some("of (" + name + ")", of);
        atLeast = atLeast == null ? OptionalDouble.empty() : atLeast;
        atMost = atMost == null ? OptionalDouble.empty() : atMost;
        Require.that(atLeast.isPresent() || atMost.isPresent(), name + " must have atLeast or atMost", "neither");
        Require.inRange("atLeast of " + name, atLeast.orElse(0), 0, 1);
        Require.inRange("atMost of " + name, atMost.orElse(1), 0, 1);
        Require.that(
                atLeast.orElse(0) <= atMost.orElse(1),
                "atLeast of " + name + " must not be above its atMost",
                atLeast.orElse(0) + " above " + atMost.orElse(1));
    }
}
