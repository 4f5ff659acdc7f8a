package io.github.loantwin.server.cli;

import io.github.loantwin.env.NamedPolicy;

/** Every policy that a command takes by name, whichever module makes it. */
final class PolicyNames {
    private PolicyNames() {}

    /** Returns the policy of a name. */
    static NamedPolicy named(String text) {
        return NamedPolicy.of(text);
    }
}
