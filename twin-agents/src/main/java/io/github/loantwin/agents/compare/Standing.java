package io.github.loantwin.agents.compare;

import io.github.loantwin.agents.compare.EpisodeRow.Field;
import io.github.loantwin.optimizer.policy.ConvexPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the comparison says of a contestant; scores are mean daily rewards in thousandths, differences are to hold on the same
 * worlds, intervals are 95 %.
 *
 * @param outcome its episodes
 * @param place whether it is ranked
 * @param interquartileMean over scenarios with equal weights
 * @param trainingLuck the same with worlds as they are: what another training would change; only if it has several runs
 * @param difference over scenarios with equal weights
 * @param differences by scenario
 * @param improvement chance to do better than hold on the same world
 * @param varianceFactor how many times more the difference would scatter on independent worlds
 * @param worstDifference mean of the worst twentieth of differences
 * @param capitalExcess episodes under the capital limit in worlds in which hold keeps it
 */
record Standing(
        Outcome outcome,
        Place place,
        Estimate interquartileMean,
        Optional<Estimate> trainingLuck,
        Estimate difference,
        List<Estimate> differences,
        Estimate improvement,
        double varianceFactor,
        double worstDifference,
        int capitalExcess) {
    /** Whether a contestant is ranked, in the order of the table. */
    enum Place {
        RANKED("ranked"),
        BROKE_CAPITAL("capital"),
        YARDSTICK("yardstick");

        private final String shown;

        Place(String shown) {
            this.shown = shown;
        }

        /** Returns the word that tables use. */
        String shown() {
            return shown;
        }
    }

    private static final double WORST = 0.05;

    /** Returns whether it optimises. */
    boolean isConvex() {
        return outcome.contestant().runs().get(0).name().startsWith(ConvexPolicies.PREFIX);
    }

    /** Returns whether it has learned. */
    boolean hasLearned() {
        return !outcome.contestant().curves().isEmpty();
    }

    static Standing of(ComparisonResult result, Outcome outcome) {
        Scores own = outcome.scores(Field.SCORE);
        Scores hold = result.hold(outcome, Field.SCORE);
        Inference inference = result.inference(Bootstrap.Source.RUNS_AND_WORLDS);
        List<Estimate> differences = new ArrayList<>();
        for (int s = 0; s < own.scenarios(); s++) {
            differences.add(inference.pairedDifference(own.only(s), hold.only(s)));
        }
        Optional<Estimate> luck = own.runs() > 1
                ? Optional.of(result.inference(Bootstrap.Source.RUNS).interquartileMean(own))
                : Optional.empty();
        int excess = capitalExcess(outcome, result);
        Place place = outcome.contestant().outOfCompetition()
                ? Place.YARDSTICK
                : excess > 0 ? Place.BROKE_CAPITAL : Place.RANKED;
        return new Standing(
                outcome,
                place,
                inference.interquartileMean(own),
                luck,
                inference.pairedDifference(own, hold),
                List.copyOf(differences),
                inference.probabilityOfImprovement(own, hold),
                Inference.varianceFactor(own, hold),
                worst(own, hold),
                excess);
    }

    private static int capitalExcess(Outcome outcome, ComparisonResult result) {
        Scores own = outcome.scores(Field.CAPITAL_BREACHES);
        Scores hold = result.hold(outcome, Field.CAPITAL_BREACHES);
        int excess = 0;
        for (int s = 0; s < own.scenarios(); s++) {
            for (int run = 0; run < own.runs(); run++) {
                for (int world = 0; world < own.worlds(s); world++) {
                    excess += own.get(s, run, world) > 0 && hold.get(s, 0, world) == 0 ? 1 : 0;
                }
            }
        }
        return excess;
    }

    private static double worst(Scores own, Scores hold) {
        List<Double> differences = new ArrayList<>();
        for (int s = 0; s < own.scenarios(); s++) {
            for (int run = 0; run < own.runs(); run++) {
                for (int world = 0; world < own.worlds(s); world++) {
                    differences.add(own.get(s, run, world) - hold.get(s, 0, world));
                }
            }
        }
        return Statistics.worstMean(differences.stream().mapToDouble(d -> d).toArray(), WORST);
    }
}
