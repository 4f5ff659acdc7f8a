package io.github.loantwin.agents;

import io.github.loantwin.agents.baseline.Baselines;
import io.github.loantwin.env.NamedPolicy;
import io.github.loantwin.env.Policy;
import io.github.loantwin.optimizer.policy.ConvexPolicies;
import java.util.Optional;
import java.util.function.Supplier;

/** Every policy that people may name, whichever module makes it. */
public final class PolicyCatalogue {
    /** How policies are named, for help texts. */
    public static final String USAGE =
            "hold (the base policy), random, rule (a credit committee's rule of thumb), best-constant"
                    + " (searched on training seeds), convex:lp|mv|cvar|robust (rolling-horizon optimisers), or constant:CREDIT,PRICE,REBALANCING within [-0.1, 0.1], [-0.02, 0.02],"
                    + " [-0.1, 0.1]";

    private PolicyCatalogue() {}

    /**
     * Returns the policy of a name.
     *
     * @throws IllegalArgumentException for a name that is none
     */
    public static NamedPolicy named(String text) {
        if (text.startsWith(ConvexPolicies.PREFIX)) {
            return ConvexPolicies.named(text);
        }
        Optional<Supplier<Policy>> baseline = Baselines.maker(text);
        return baseline.map(maker -> new NamedPolicy(text, maker)).orElseGet(() -> builtIn(text));
    }

    private static NamedPolicy builtIn(String text) {
        try {
            return NamedPolicy.of(text);
        } catch (IllegalArgumentException e) {
            if (text.startsWith("constant:")) {
                throw e;
            }
            throw new IllegalArgumentException("a policy must be " + USAGE + ", got '" + text + "'.", e);
        }
    }
}
