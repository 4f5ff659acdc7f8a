package io.github.loantwin.env;

/**
 * A rule that turns what an agent may see into an action.
 *
 * <p>Whoever drives an episode calls {@link #reset}, then {@link #inform} with the info of the reset, and from then on in turn
 * {@link #act} and, with what the step reported, {@link #inform}. That is all that a policy learns of the world.
 */
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

    /**
     * Tells the policy the published figures of the reset or of the step that has just ended, before it acts again.
     *
     * @param info may be filled anew by the next step: a policy copies what it wants to remember
     */
    default void inform(StepInfo info) {}
}
