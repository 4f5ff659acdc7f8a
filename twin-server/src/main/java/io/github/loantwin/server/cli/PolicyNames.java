package io.github.loantwin.server.cli;

import io.github.loantwin.agents.PolicyCatalogue;
import io.github.loantwin.env.NamedPolicy;
import java.util.Optional;

/** Every policy that a command takes by name, whichever module makes it. */
final class PolicyNames {
    /** How policies are named, for the help of options. */
    static final String USAGE = PolicyCatalogue.USAGE;

    private PolicyNames() {}

    /** Returns the policy of a name for an environment that holds an action for some days. */
    static NamedPolicy named(String text, int decisionDays) {
        return PolicyCatalogue.named(text, decisionDays);
    }

    /** Returns what a policy has to remark once it has run, after its name. */
    static Optional<String> remark(NamedPolicy policy) {
        String remark = policy.remark().get();
        return remark.isEmpty() ? Optional.empty() : Optional.of("Policy " + policy.name() + ": " + remark);
    }
}
