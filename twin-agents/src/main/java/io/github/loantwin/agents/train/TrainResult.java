package io.github.loantwin.agents.train;

import java.util.List;

/**
 * What came of a run.
 *
 * @param steps decisions taken
 * @param bestGain best validation score: mean gain over hold per episode; negative infinity without a validation
 * @param bestStep where it was reached
 * @param gains all validation scores, in order
 * @param interrupted whether it was stopped before its end
 */
public record TrainResult(long steps, double bestGain, long bestStep, List<Double> gains, boolean interrupted) {
    public TrainResult {
        gains = List.copyOf(gains);
    }
}
