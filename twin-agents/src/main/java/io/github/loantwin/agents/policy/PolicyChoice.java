package io.github.loantwin.agents.policy;

import io.github.loantwin.env.Policies;
import io.github.loantwin.env.Policy;
import java.nio.file.Files;
import java.nio.file.Path;

/** Policies as a user names them: those that need no learning, and folders of trained ones. */
public final class PolicyChoice {
    private PolicyChoice() {}

    /**
     * Returns a new instance of the policy that a text names.
     *
     * @param text what {@link Policies#parse} takes, or a folder with a trained policy, such as {@code runs/x}
     * @param environmentDecisionDays days for which the environment holds an action; must divide a trained policy's own
     * @throws IllegalArgumentException for any other text, or a folder whose policy cannot be read
     */
    public static Policy parse(String text, int environmentDecisionDays) {
        if (names(text)) {
            return TrainedPolicy.load(Path.of(text)).inEnvironment(environmentDecisionDays);
        }
        try {
            return Policies.parse(text);
        } catch (IllegalArgumentException e) {
            if (text.startsWith("constant:")) {
                throw e;
            }
            throw new IllegalArgumentException(
                    "a policy must be hold, random, constant:CREDIT,PRICE,REBALANCING or the folder of a trained policy,"
                            + " got '" + text
                            + "'.\nMaybe write hold, constant:0.02,-0.005,0 or runs/NAME; training makes"
                            + " such a folder.",
                    e);
        }
    }

    /** Returns whether a text means a folder: it has a separator, or there is such a folder. */
    public static boolean names(String text) {
        return !text.startsWith("constant:") && (text.contains("/") || Files.isDirectory(Path.of(text)));
    }
}
