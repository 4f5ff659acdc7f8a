package io.github.loantwin.agents;

import io.github.loantwin.agents.baseline.Baselines;
import io.github.loantwin.agents.policy.TrainedPolicy;
import io.github.loantwin.env.NamedPolicy;
import io.github.loantwin.env.Policy;
import io.github.loantwin.optimizer.policy.ConvexPolicies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Every policy that people may name, whichever module makes it. */
public final class PolicyCatalogue {
    /** How policies are named, for help texts. */
    public static final String USAGE =
            "hold (the base policy), random, rule (a credit committee's rule of thumb), best-constant"
                    + " (searched on training seeds), convex:lp|mv|cvar|robust (they plan by optimising),"
                    + " constant:CREDIT,PRICE,REBALANCING within [-0.1, 0.1], [-0.02, 0.02], [-0.1, 0.1], or the folder of a trained policy, such as runs/NAME";

    private PolicyCatalogue() {}

    /**
     * Returns the policy of a name, for an environment that decides as often as a trained policy was taught to.
     *
     * @throws IllegalArgumentException for a name that is none
     */
    public static NamedPolicy named(String text) {
        if (text.startsWith(ConvexPolicies.PREFIX)) {
            return ConvexPolicies.named(text);
        }
        Optional<Path> folder = folder(text);
        if (folder.isPresent()) {
            TrainedPolicy trained = TrainedPolicy.load(folder.get());
            return new NamedPolicy(text, trained::copy);
        }
        Optional<Supplier<Policy>> baseline = Baselines.maker(text);
        return baseline.map(maker -> new NamedPolicy(text, maker)).orElseGet(() -> builtIn(text));
    }

    /**
     * Returns the policy of a name.
     *
     * @param environmentDecisionDays days for which the environment holds an action; a trained policy holds its own for as long
     *     as in training, which must be a multiple
     * @throws IllegalArgumentException for a name that is none, or a folder whose policy cannot be read
     */
    public static NamedPolicy named(String text, int environmentDecisionDays) {
        Optional<Path> folder = folder(text);
        if (folder.isEmpty()) {
            return named(text);
        }
        TrainedPolicy trained = TrainedPolicy.load(folder.get()).inEnvironment(environmentDecisionDays);
        return new NamedPolicy(text, trained::copy);
    }

    /** A text means a folder if it has a separator, or if there is such a folder and no policy of that name. */
    private static Optional<Path> folder(String text) {
        if (text.startsWith("constant:")
                || text.startsWith(ConvexPolicies.PREFIX)
                || Baselines.maker(text).isPresent()) {
            return Optional.empty();
        }
        boolean isFolder = text.contains("/") || text.contains("\\") || Files.isDirectory(Path.of(text));
        return isFolder ? Optional.of(Path.of(text)) : Optional.empty();
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
