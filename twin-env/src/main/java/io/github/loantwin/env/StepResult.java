package io.github.loantwin.env;

/**
 * What one step gives.
 *
 * @param observation 13 numbers in the order of {@link ObservationLayout}; a fresh array
 * @param reward weights . reward vector, summed over the days of the step
 * @param terminated whether the lender failed (insolvent, or capital ratio under the floor)
 * @param truncated whether the horizon was reached
 * @param info everything else, with a fixed schema
 */
public record StepResult(float[] observation, double reward, boolean terminated, boolean truncated, StepInfo info) {}
