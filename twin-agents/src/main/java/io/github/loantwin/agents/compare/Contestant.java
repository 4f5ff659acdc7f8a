package io.github.loantwin.agents.compare;

import io.github.loantwin.agents.seeds.LearningCurve;
import io.github.loantwin.agents.seeds.TrainedSeed;
import io.github.loantwin.env.NamedPolicy;
import io.github.loantwin.env.check.ArgCheck;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Who takes part in a comparison.
 *
 * @param name shown in tables; letters, digits and . _ + = : , - only
 * @param runs one policy for each training seed; a policy that was not trained has one
 * @param identities what fixes each of them beside its name: a hash of the files behind it; a change makes its earlier results
 *     stale
 * @param trainings how the runs came about, if all of them say so
 * @param curves learning curves of the runs, if all of them have one
 * @param worlds test seeds of every scenario that it meets, 0 for all: planners are slow
 * @param outOfCompetition shown as a yardstick, never ranked, because it knows what nobody can know
 */
public record Contestant(
        String name,
        List<NamedPolicy> runs,
        List<String> identities,
        List<TrainedSeed> trainings,
        List<LearningCurve> curves,
        int worlds,
        boolean outOfCompetition) {
    public Contestant {
        ArgCheck.that(
                ArgCheck.notBlank("name", name).matches("[A-Za-z0-9._+=:,-]{1,60}"),
                "the name of a policy must be 1 to 60 letters, digits or . _ + = : , -",
                "'" + name + "'");
        runs = List.copyOf(ArgCheck.notEmpty("runs", runs));
        identities = List.copyOf(identities);
        ArgCheck.that(identities.size() == runs.size(), "there must be an identity for each run", identities);
        trainings = List.copyOf(trainings);
        curves = List.copyOf(curves);
        ArgCheck.notNegative("worlds", worlds);
    }

    /** Returns a contestant that nobody trained. */
    static Contestant untrained(
            String name, NamedPolicy policy, String identity, int worlds, boolean outOfCompetition) {
        return new Contestant(name, List.of(policy), List.of(identity), List.of(), List.of(), worlds, outOfCompetition);
    }

    /** Returns the mean time of the processor that a run's training took, seconds, where known. */
    OptionalDouble trainingCpuSeconds() {
        return trainings.stream().mapToDouble(TrainedSeed::cpuSeconds).average();
    }

    /** Returns how many of the test seeds it meets. */
    int worldsOf(int all) {
        return worlds == 0 ? all : Math.min(worlds, all);
    }
}
