package io.github.loantwin.agents.baseline;

import io.github.loantwin.env.Policies;
import io.github.loantwin.env.Policy;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The baselines by the names that people write. */
public final class Baselines {
    /** The rule of thumb of a bank's credit committee. */
    public static final String RULE = "rule";

    /** The constant action that was best on training seeds. */
    public static final String BEST_CONSTANT = "best-constant";

    /** Names that {@link #maker} knows. */
    public static final List<String> NAMES = List.of(RULE, BEST_CONSTANT);

    private Baselines() {}

    /** Returns a maker of the policy with a name, or nothing if it is none of {@link #NAMES}. */
    public static Optional<Supplier<Policy>> maker(String name) {
        return switch (name) {
            case RULE -> {
                RuleConfig config = RuleConfig.shipped();
                yield Optional.of(() -> new RulePolicy(config));
            }
            case BEST_CONSTANT -> {
                Stance best = BestConstant.shipped().action();
                yield Optional.of(() -> constant(best));
            }
            default -> Optional.empty();
        };
    }

    private static Policy constant(Stance stance) {
        return Policies.constant((float) stance.creditPolicy(), (float) stance.pricing(), (float) stance.rebalancing());
    }
}
