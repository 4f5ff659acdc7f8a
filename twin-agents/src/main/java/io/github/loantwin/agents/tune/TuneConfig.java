package io.github.loantwin.agents.tune;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.loantwin.env.check.ArgCheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A search for settings; {@code configs/tune/sac.yaml} is one.
 *
 * @param run file of the training run whose settings are searched; its own settings are the first trial
 * @param search random, or halving
 * @param trials settings that are tried
 * @param steps decisions of a trial; halving: of its rungs, rising. Every rung trains anew, so that schedules fit its length
 * @param keep halving: of a rung's trials the best 1 / keep go on
 * @param evaluationSeeds tuning worlds on which a trial is scored, the same for all
 * @param seed draws the settings, and is the seed of every trial's training
 * @param space what may be chosen: a setting's path in the algorithm's file, or {@code run.} and a setting of the run, and a
 *     line of {@link Dimension}
 */
public record TuneConfig(
        String run,
        Search search,
        int trials,
        List<Long> steps,
        int keep,
        int evaluationSeeds,
        long seed,
        Map<String, String> space) {
    /** How trials are chosen. */
    public enum Search {
        /** Every trial is independent of the others (Bergstra and Bengio 2012). */
        @JsonProperty("random")
        RANDOM,
        /** Many short trials, and longer ones for the best of them (Jamieson and Talwalkar 2016; Li et al. 2018). */
        @JsonProperty("halving")
        HALVING
    }

    public TuneConfig {
        ArgCheck.notBlank("run", run);
        ArgCheck.notNull("search", search);
        ArgCheck.inClosed("trials", trials, 1, 100_000);
        steps = List.copyOf(ArgCheck.notEmpty("steps", steps));
        ArgCheck.inClosed("keep", keep, 2, 1000);
        ArgCheck.inClosed("evaluationSeeds", evaluationSeeds, 2, 10_000);
        space = new LinkedHashMap<>(ArgCheck.notNull("space", space));
        ArgCheck.that(!space.isEmpty(), "space must hold at least one setting", space);
        requireRungs(search, steps);
    }

    private static void requireRungs(Search search, List<Long> steps) {
        ArgCheck.that(
                search == Search.HALVING || steps.size() == 1, "steps of a random search must be one number", steps);
        for (int i = 0; i < steps.size(); i++) {
            ArgCheck.inClosed("steps", steps.get(i), 1L, 1_000_000_000_000L);
            ArgCheck.that(i == 0 || steps.get(i) > steps.get(i - 1), "steps must rise from rung to rung", steps);
        }
    }

    @Override
    public Map<String, String> space() {
        return new LinkedHashMap<>(space);
    }

    /** Returns the same search with another number of trials. */
    public TuneConfig withTrials(int newTrials) {
        return new TuneConfig(run, search, newTrials, steps, keep, evaluationSeeds, seed, space);
    }

    /** Returns how many trials a rung has. */
    public int trialsOf(int rung) {
        int left = trials;
        for (int i = 0; i < rung; i++) {
            left = Math.max(1, (left + keep - 1) / keep);
        }
        return left;
    }

    /** Returns the decisions of all trials of all rungs. */
    public long budget() {
        long sum = 0;
        for (int rung = 0; rung < steps.size(); rung++) {
            sum += trialsOf(rung) * steps.get(rung);
        }
        return sum;
    }
}
