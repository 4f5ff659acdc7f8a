package io.github.loantwin.env;

import io.github.loantwin.env.check.ArgCheck;
import java.util.function.Supplier;

/**
 * A policy by the name that people write and reports show.
 *
 * @param name the text that was written
 * @param maker makes a fresh policy; policies remember, so every episode that runs at the same time needs its own
 * @param remark what people should know of how its policies have fared so far, in a sentence; empty if nothing
 */
public record NamedPolicy(String name, Supplier<Policy> maker, Supplier<String> remark) {
    /** Creates a policy that has nothing to remark. */
    public NamedPolicy(String name, Supplier<Policy> maker) {
        this(name, maker, () -> "");
    }

    public NamedPolicy {
        ArgCheck.notNull("name", name);
        ArgCheck.notNull("maker", maker);
        ArgCheck.notNull("remark", remark);
    }

    /**
     * Returns a policy that needs no learning.
     *
     * @throws IllegalArgumentException for a name that {@link Policies#parse} does not know
     */
    public static NamedPolicy of(String text) {
        Policies.parse(text);
        return new NamedPolicy(text, () -> Policies.parse(text));
    }

    /** Returns a fresh policy. */
    public Policy make() {
        return maker.get();
    }
}
