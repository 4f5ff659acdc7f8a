package io.github.loantwin.agents.train;

import java.util.List;

/**
 * How far a run is.
 *
 * @param steps decisions so far
 * @param totalSteps decisions of the whole run
 * @param stepsPerSecond since it was begun or resumed
 * @param gains validation scores so far, in order: mean gain over hold
 * @param bestGain the best of them; negative infinity before the first
 * @param bestStep where it was reached
 */
public record TrainProgress(
        long steps, long totalSteps, double stepsPerSecond, List<Double> gains, double bestGain, long bestStep) {
    public TrainProgress {
        gains = List.copyOf(gains);
    }
}
