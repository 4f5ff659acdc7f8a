package io.github.loantwin.agents.learn;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a lender's reward is measured against in training.
 *
 * <p>Most of a reward is the economy's doing. A reference that lives in the same world and does not depend on the agent's own
 * action takes that part away and leaves the best policy the best: an input-driven baseline (Mao et al. 2019) by common random
 * numbers.
 */
public enum Reference {
    /** Nothing: the reward itself. */
    @JsonProperty("none")
    NONE,
    /** A twin in the same world that holds the base policy; costs a second simulation, and never changes. */
    @JsonProperty("hold")
    HOLD,
    /** The mean of the other copies in the same world; costs nothing, and moves with the policy. */
    @JsonProperty("group")
    GROUP
}
