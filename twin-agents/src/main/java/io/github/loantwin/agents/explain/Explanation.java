package io.github.loantwin.agents.explain;

import io.github.loantwin.agents.worlds.Worlds;
import io.github.loantwin.env.NamedPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was found out about a policy.
 *
 * @param policy its name
 * @param other name of the policy that it is held against
 * @param scenario economy of the history
 * @param seed world of the history, a tuning seed
 * @param sensitivities of the levers
 * @param dependences of the strongest figures
 * @param surface over unemployment and house prices
 * @param history what it did in the scenario, and what the other one would have done in its place
 * @param deviations standard deviation of every component of the observation
 * @param moments how many moments it was asked at
 */
public record Explanation(
        String policy,
        String other,
        String scenario,
        long seed,
        Sensitivities sensitivities,
        List<Dependence> dependences,
        Surface surface,
        History history,
        double[] deviations,
        int moments) {
    private static final int SHOWN = 4;

    /**
     * Questions a policy.
     *
     * @param other a policy to hold it against, such as a convex controller
     * @param scenario an economy of the worlds, or of the library
     * @param worldCount tuning worlds whose moments it is asked at
     */
    public static Explanation of(
            Worlds worlds, NamedPolicy policy, NamedPolicy other, String scenario, int worldCount) {
        List<Moment> moments = Moments.sample(worlds, worldCount);
        double[] deviations = Moments.deviations(moments);
        Probe probe = new Probe(policy.maker(), Moments.quiet(worlds));
        Sensitivities sensitivities = Sensitivities.of(probe, moments, deviations);
        List<Dependence> dependences = new ArrayList<>();
        for (int rank = 0; rank < SHOWN; rank++) {
            int component = sensitivities.strongest()[rank];
            dependences.add(Dependence.of(probe, moments, component, deviations[component]));
        }
        long seed = worlds.tuning().first();
        History history = History.of(worlds.config(scenario), seed, policy.make(), Optional.of(other.make()));
        return new Explanation(
                policy.name(),
                other.name(),
                scenario,
                seed,
                sensitivities,
                dependences,
                Surface.of(probe),
                history,
                deviations,
                moments.size());
    }
}
