package io.github.loantwin.env;

/** What a vector of environments does when an episode ends, as in Gymnasium 1. */
public enum AutoresetMode {
    /** The next step resets the environment, whatever its action, and returns the first observation with reward 0. */
    NEXT_STEP,
    /** The same step resets it: the observation is the new episode's first, the old one's last is in the final arrays. */
    SAME_STEP,
    /** The caller resets it with a mask; a step before that is refused. */
    DISABLED
}
