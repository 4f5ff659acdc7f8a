package io.github.loantwin.server.cli;

import io.github.loantwin.agents.PolicyCatalogue;
import io.github.loantwin.env.NamedPolicy;

/** Every policy that a command takes by name, whichever module makes it. */
final class PolicyNames {
    /** How policies are named, for the help of options. */
    static final String USAGE = PolicyCatalogue.USAGE;

    private PolicyNames() {}

    /** Returns the policy of a name. */
    static NamedPolicy named(String text) {
        return PolicyCatalogue.named(text);
    }
}
