package io.github.loantwin.env;

/** A rule that turns an observation into an action. */
@FunctionalInterface
public interface Policy {
    /**
     * Chooses the action for the coming step.
     *
     * @param observation 13 numbers, see {@link ObservationLayout}; not to be changed
     * @param action receives 3 numbers, see {@link ActionLayout}
     */
    void act(float[] observation, float[] action);

    /** Tells the policy that an episode with this seed begins. */
    default void reset(long seed) {}
}
