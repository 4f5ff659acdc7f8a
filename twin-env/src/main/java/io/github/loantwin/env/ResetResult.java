package io.github.loantwin.env;

/**
 * What a reset gives.
 *
 * @param observation 13 numbers in the order of {@link ObservationLayout}; a fresh array
 * @param info the starting state, with the schema of every step
 */
public record ResetResult(float[] observation, StepInfo info) {}
