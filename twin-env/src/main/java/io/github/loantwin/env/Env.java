package io.github.loantwin.env;

import io.github.loantwin.env.space.Box;

/**
 * A lending business as a Gym-style environment.
 *
 * <p>Not thread-safe; one environment per thread.
 */
public interface Env {
    /** Returns the observation space: 13 floats, see {@link ObservationLayout}. */
    Box observationSpace();

    /** Returns the action space: 3 floats, see {@link ActionLayout}. */
    Box actionSpace();

    /** Starts the episode that belongs to a seed; every seed, 0 and negative ones included, is a seed. */
    ResetResult reset(long seed);

    /**
     * Runs the lender for one decision period under an action.
     *
     * @param action {@code [credit_policy, pricing, rebalancing]}, inside the action space
     * @throws IllegalArgumentException for a wrong shape, NaN, infinity or a value out of the box; nothing changes
     * @throws IllegalStateException before the first reset, or after the episode's end
     */
    StepResult step(float[] action);
}
