package io.github.loantwin.agents.compare;

import io.github.loantwin.env.NamedPolicy;
import io.github.loantwin.env.check.ArgCheck;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Who takes part in a comparison.
 *
 * @param name shown in tables; letters, digits and . _ + = : , - only
 * @param runs one policy for each training seed; a policy that was not trained has one
 * @param identity what fixes the policies beside their names: hashes of the files behind them; a change makes earlier results
 *     stale
 * @param trainingSeconds mean time that a training run took, where known
 * @param worlds test seeds of every scenario that it meets, 0 for all: planners are slow
 * @param outOfCompetition shown as a yardstick, never ranked, because it knows what nobody can know
 */
public record Contestant(
        String name,
        List<NamedPolicy> runs,
        String identity,
        OptionalDouble trainingSeconds,
        int worlds,
        boolean outOfCompetition) {
    public Contestant {
        ArgCheck.that(
                ArgCheck.notBlank("name", name).matches("[A-Za-z0-9._+=:,-]{1,60}"),
                "the name of a policy must be 1 to 60 letters, digits or . _ + = : , -",
                "'" + name + "'");
        runs = List.copyOf(ArgCheck.notEmpty("runs", runs));
        ArgCheck.notNull("identity", identity);
        ArgCheck.notNegative("worlds", worlds);
    }

    /** Returns how many of the test seeds it meets. */
    int worldsOf(int all) {
        return worlds == 0 ? all : Math.min(worlds, all);
    }
}
