package io.github.loantwin.optimizer.bench;

import java.util.Optional;

/**
 * What another library made of the same problem.
 *
 * @param milliseconds median of the warm solves, from a model already built
 * @param solved whether the library called its answer optimal; without it the other figures are NaN
 * @param objectiveDifference its objective less ours, over the size of ours: above zero it is worse, or below zero outside the
 *     limits by its violation
 * @param violation of the worst row or bound by its answer
 */
public record Comparison(double milliseconds, boolean solved, double objectiveDifference, double violation) {
    static Comparison of(BenchProgram program, double milliseconds, Optional<double[]> point, double ours) {
        if (point.isEmpty()) {
            return new Comparison(milliseconds, false, Double.NaN, Double.NaN);
        }
        double difference = (program.objective(point.get()) - ours) / Math.max(Math.abs(ours), 1e-300);
        return new Comparison(milliseconds, true, difference, program.violation(point.get()));
    }
}
